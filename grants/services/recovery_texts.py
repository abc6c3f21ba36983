"""The document of a decision to recover a grant, or not to."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from grants import queries, rules
from grants.models import Application, Recovery
from grants.queries import disqualified
from grants.services.sittings import Sitting, rectifier_of
from portal import actor as actors
from portal.accounts.models import User
from portal.decisions import services as decisions
from portal.decisions.instruction import day_text
from portal.decisions.models import Decision
from portal.translated import in_language
from portal.ui import formats
from portal.ui.contact import contact


def make(
    found: Recovery, application: Application, parts: Sequence[rules.PayBack], reasons: str, sitting: Sitting
) -> Decision:
    """Make and publish the decision with its instalments, none to drop the matter, in the language of the matter."""
    award = found.award
    association, call = award.association, award.call
    language = queries.language_of(application)
    with translation.override(language):
        name = in_language(association, "name", language)
        outcome = _outcome(found, name, parts)
        title = _("Recovery of a grant: %(call)s, %(association)s") % {
            "call": in_language(call, "title", language),
            "association": name,
        }
        decider = User.objects.get(pk=actors.current().person_id)
        made = decisions.make(
            subject=found,
            title=title[:200],
            case_number=application.case_number,
            parties=[{"name": name, "role": _("recipient of the grant"), "identifier": association.register_number}],
            outcome=outcome,
            reasons=reasons,
            basis="\n".join(
                [in_language(call, "basis", language), _("Hallintolaki 434/2003 §%(number)d") % {"number": 34}]
            ),
            contact=contact(language),
            disqualified=disqualified([association.pk])[association.pk],
            language=language,
            rectification={"authority": rectifier_of(call, sitting, language)},
            # Only the outcome is published: the reasons may tell of people (Kuntalaki 410/2015 §140).
            published_title=title[:200],
            published_text=rules.published_text(outcome, ""),
            **sitting.document(decider),
        )
    return decisions.publish(made)


def _outcome(found: Recovery, name: str, parts: Sequence[rules.PayBack]) -> str:
    granted = formats.money(found.award.amount_cents)
    if not parts:
        return _("Nothing is recovered from %(association)s of the grant of %(granted)s.") % {
            "association": name,
            "granted": granted,
        }
    whole = sum(one.cents for one in parts)
    said = _("%(association)s pays back %(sum)s of the grant of %(granted)s.") % {
        "association": name,
        "sum": formats.money(whole),
        "granted": granted,
    }
    lines = [_("%(sum)s by %(day)s") % {"sum": formats.money(one.cents), "day": day_text(one.due_on)} for one in parts]
    return "\n\n".join([said, "\n".join(lines)])
