"""The document of a decision that refuses a change of a grant."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from grants import queries, rules
from grants.models import Application, ChangeRequest
from grants.queries import disqualified
from grants.services.sittings import Sitting, rectifier_of
from portal import actor as actors
from portal import clock
from portal.accounts.models import User
from portal.decisions import services as decisions
from portal.decisions.instruction import day_text
from portal.decisions.models import Decision
from portal.translated import in_language
from portal.ui.contact import contact


def refuse(change: ChangeRequest, application: Application, reasons: str, sitting: Sitting) -> Decision:
    """Make and publish the decision, in the language of the matter (Hallintolaki 434/2003 §§44–47).

    It is about the change request: the award keeps the newest version of its own decision.
    """
    award = change.award
    association, call = award.association, award.call
    language = queries.language_of(application)
    with translation.override(language):
        name = in_language(association, "name", language)
        title = _("Change of a grant: %(call)s, %(association)s") % {
            "call": in_language(call, "title", language),
            "association": name,
        }
        outcome = _(
            "The request of %(association)s of %(day)s to change the use of its grant (%(what)s) is refused. "
            "The grant stays as it is."
        ) % {
            "association": name,
            "day": day_text(clock.local(change.received_at).date()),
            "what": change.get_kind_display(),
        }
        decider = User.objects.get(pk=actors.current().person_id)
        made = decisions.make(
            subject=change,
            title=title[:200],
            case_number=application.case_number,
            parties=[{"name": name, "role": _("recipient of the grant"), "identifier": association.register_number}],
            outcome=outcome,
            reasons=reasons,
            basis=in_language(call, "basis", language),
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
