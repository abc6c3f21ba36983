"""The document of a decision on an application, and the word of it to the association."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from associations.enums import Area
from associations.queries.people import recipients
from grants import queries, rules
from grants.models import Application
from grants.queries import disqualified
from grants.services import deminimis
from grants.services.sittings import Sitting, rectifier_of
from portal import actor as actors
from portal.accounts.models import User
from portal.decisions import services as decisions
from portal.decisions.enums import KNOWN_LATER, Remedy, Way
from portal.decisions.models import Decision
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.translated import in_language
from portal.ui import formats
from portal.ui.contact import contact, court


def make(
    application: Application,
    cents: int,
    reasons: str,
    sitting: Sitting,
    *,
    outcome: str = "",
    basis: str = "",
    remedy: str = Remedy.RECTIFICATION,
    **more: Any,
) -> Decision:
    """Make and publish the decision that grants the sum, 0 for nothing, in the language of the matter.

    ``outcome`` is a sentence that goes before the sum (of a request for rectification), ``basis`` provisions beside
    the call's, ``more`` what ``decisions.make`` is told besides: ``previous`` and ``corrects`` of a new version.
    """
    association, call = application.association, application.call
    language = queries.language_of(application)
    with translation.override(language):
        name = in_language(association, "name", language)
        # The granter tells the recipient (EU 2023/2831, article 7(4)).
        aid = deminimis.sentence(cents) if cents and deminimis.is_aid(application) else ""
        said = "\n\n".join(part for part in (outcome, _granted(application, name, cents), aid) if part)
        decider = User.objects.get(pk=actors.current().person_id)
        title = f"{in_language(call, 'title', language)}: {name}"
        shut = disqualified([association.pk])[association.pk]
        to = rectifier_of(call, sitting, language)
        decision = decisions.make(
            subject=application,
            title=title,
            case_number=application.case_number,
            parties=[{"name": name, "role": _("applicant"), "identifier": association.register_number}],
            outcome=said,
            reasons=reasons,
            basis="\n".join(part for part in (in_language(call, "basis", language), basis) if part),
            contact=contact(language),
            disqualified=shut,
            language=language,
            remedy=remedy,
            # A request goes to the authority, and an appeal to the court.
            rectification=court(language) if remedy == Remedy.APPEAL else {"authority": to},
            # An association is no person; its purpose and the public reasons were checked by the officer
            # (Kuntalaki 410/2015 §140).
            published_title=title,
            published_text=rules.published_text(said, application.public_reasons),
            **sitting.document(decider),
            **more,
        )
    return decisions.publish(decision)


def _granted(application: Application, name: str, cents: int) -> str:
    if cents:
        return _("%(association)s is granted %(sum)s for: %(purpose)s.") % {
            "association": name,
            "sum": formats.money(cents),
            "purpose": application.public_purpose.rstrip("."),
        }
    return _("%(association)s is not granted the sum applied for, %(sum)s.") % {
        "association": name,
        "sum": formats.money(application.requested_cents or 0),
    }


def tell(application: Application, decision: Decision) -> None:
    """Owe the association the word of its decision, one of each version, with the last day and what may be asked."""
    outbox.owe(
        "grants.decision",
        subject=application,
        recipients=recipients(application.association, Area.GRANTS),
        context={
            "case_number": application.case_number,
            "association": plain.texts(application.association, "name"),
            "call": plain.texts(application.call, "title"),
            "outcome": decision.outcome,
            "last_day": decision.last_day,
            "accept_by": queries.accept_by(application),
            "new_version": decision.version > 1,
            "appeal": decision.remedy == Remedy.APPEAL,
            "by_letter": decision.way == Way.LETTER,
            "served": decision.way in KNOWN_LATER,
        },
        path=application.get_absolute_url(),
        discriminator="" if decision.version == 1 else str(decision.version),
    )
