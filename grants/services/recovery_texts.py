"""The document of a decision to recover a grant, or not to, and of its later versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from grants import queries, rules
from grants.models import Application, Recovery
from grants.queries import disqualified
from grants.services.sittings import Sitting, rectifier_of
from portal import actor as actors
from portal import clock
from portal.accounts.models import User
from portal.decisions import services as decisions
from portal.decisions.enums import Remedy
from portal.decisions.instruction import day_text
from portal.decisions.models import Decision
from portal.translated import in_language
from portal.ui import formats
from portal.ui.contact import contact, court


@dataclass(frozen=True, slots=True)
class Said:
    """What is decided, in cents: the sum recovered, what of it hadn't been paid, and what came back beyond it."""

    cents: int
    netted: int
    parts: Sequence[rules.PayBack]
    returned: int = 0


def make(
    found: Recovery,
    application: Application,
    said: Said,
    reasons: str,
    sitting: Sitting,
    *,
    outcome: str = "",
    remedy: str = Remedy.RECTIFICATION,
    **more: Any,
) -> Decision:
    """Make and publish the decision with its instalments, none to drop the matter, in the language of the matter.

    ``outcome`` is a sentence that goes before the rest (of a request for rectification), ``more`` what
    ``decisions.make`` is told besides: ``previous`` and ``corrects`` of a new version.
    """
    award = found.award
    association, call = award.association, award.call
    language = queries.language_of(application)
    with translation.override(language):
        name = in_language(association, "name", language)
        public = "\n\n".join(part for part in (outcome, _outcome(found, name, said)) if part)
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
            outcome="\n\n".join(part for part in (public, _where(found) if said.parts else "") if part),
            reasons=reasons,
            basis="\n".join(
                [in_language(call, "basis", language), _("Hallintolaki 434/2003 §%(number)d") % {"number": 34}]
            ),
            contact=contact(language),
            disqualified=disqualified([association.pk])[association.pk],
            language=language,
            remedy=remedy,
            # A request goes to whom the call names, and an appeal to the court.
            rectification=court(language)
            if remedy == Remedy.APPEAL
            else {"authority": rectifier_of(call, sitting, language)},
            # Only the outcome is published: the reasons may tell of people (Kuntalaki 410/2015 §140), and where to pay
            # is nobody else's matter.
            published_title=title[:200],
            published_text=rules.published_text(public, ""),
            **sitting.document(decider),
            **more,
        )
    return decisions.publish(made)


def _outcome(found: Recovery, name: str, said: Said) -> str:
    granted = formats.money(found.award.amount_cents)
    told = [_summed(name, said, granted)]
    if said.parts:
        lines = [
            _("%(sum)s by %(day)s") % {"sum": formats.money(one.cents), "day": day_text(one.due_on)}
            for one in said.parts
        ]
        told.append("\n".join(lines))
    if said.returned:
        told.append(
            _("The city returns %(sum)s, which has been paid back beyond that.") % {"sum": formats.money(said.returned)}
        )
    return "\n\n".join(told)


def _summed(name: str, said: Said, granted: str) -> str:
    if not said.cents:
        return _("Nothing is recovered from %(association)s of the grant of %(granted)s.") % {
            "association": name,
            "granted": granted,
        }
    owed = said.cents - said.netted
    if not said.netted:
        return _("%(association)s pays back %(sum)s of the grant of %(granted)s.") % {
            "association": name,
            "sum": formats.money(owed),
            "granted": granted,
        }
    taken = _(
        "%(sum)s of the grant of %(granted)s to %(association)s is recovered. %(netted)s of it hasn’t been paid and "
        "won’t be paid."
    ) % {
        "association": name,
        "sum": formats.money(said.cents),
        "granted": granted,
        "netted": formats.money(said.netted),
    }
    if not owed:
        return taken
    return f"{taken} " + _("%(association)s pays back %(sum)s.") % {"association": name, "sum": formats.money(owed)}


def _where(found: Recovery) -> str:
    """Where to pay; '' where nothing is to be paid back."""
    to = queries.pay_to(found, clock.today())
    if to is None:
        raise ValueError("Whoever decides has looked that the city has an account.")
    lines = [
        _("Pay to: %(name)s") % {"name": to.name},
        _("Account: %(iban)s") % {"iban": f"{to.iban} ({to.bic})" if to.bic else to.iban},
        _("Reference number: %(reference)s") % {"reference": to.reference},
    ]
    return "\n".join(lines)
