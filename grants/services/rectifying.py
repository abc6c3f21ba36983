"""Requests for rectification: asked for or recorded, withdrawn, decided (Kuntalaki 410/2015 §§134–140)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from associations.enums import Area
from associations.queries.people import recipients
from grants import queries
from grants.enums import Channel, RectificationOutcome
from grants.models import Application, Call, Recovery, Rectification
from grants.services import correcting
from grants.services.drafting import entry
from grants.services.sittings import Sitting
from portal import actor as actors
from portal import clock, policy
from portal.decisions.enums import Remedy
from portal.decisions.instruction import day_text
from portal.decisions.models import Decision
from portal.files import services as files
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.workflow import Refused, transition

MOST_FILES = 5


@transaction.atomic
def ask(
    *,
    application: Application,
    recovery: Recovery | None = None,
    asked: str,
    grounds: str,
    arrived_at: datetime,
    late_reason: str = "",
    attachments: Sequence[File[bytes]] = (),
) -> Rectification:
    """The association asks to rectify its decision; the receipt is owed at once, with the time (13/2003 §12).

    With ``recovery`` it is the decision to recover the application's award. ``arrived_at`` is the instant when the
    whole request had arrived; its Helsinki day is what counts. A late request is taken too: that it is late is decided
    on. Raises :class:`Refused` without text, while another one is handled or against a decision on a request for
    rectification; FileRefused; Http404 or PermissionDenied.
    """
    policy.require("grants.ask_rectification", application)
    # Before the lock: a virus check may take seconds.
    stored = _attached(application, attachments)
    fresh = _locked(application, "grants.ask_rectification")
    day = clock.local(arrived_at).date()
    made = _receive(
        fresh,
        recovery,
        arrived_on=day,
        asked=asked,
        grounds=grounds,
        late_reason=late_reason,
        files=stored,
        channel=Channel.PORTAL,
        received_at=arrived_at,
    )
    journal.record("grants.rectification_asked", fresh)
    _tell_receipt(made, recipients(fresh.association, Area.GRANTS))
    outbox.owe(
        "grants.rectification_asked",
        subject=made,
        recipients=queries.handlers(fresh),
        context=_context(made),
        path=queries.rectification_path(made),
    )
    return made


@transaction.atomic
def record(
    *,
    application: Application,
    recovery: Recovery | None = None,
    channel: str,
    arrived_on: date,
    asked: str,
    grounds: str,
    by_member: bool = False,
    asker_name: str = "",
    attachments: Sequence[File[bytes]] = (),
) -> Rectification:
    """An officer records a request that came in another way, with its Helsinki day of arrival.

    Of a member of the municipality the name is kept, since the request must be answered; of a party it is the
    association's. Raises :class:`Refused` as :func:`ask`, for a day to come or before the decision, and without the
    name of a member.
    """
    policy.require("grants.record_rectification", application)
    stored = _attached(application, attachments)
    fresh = _locked(application, "grants.record_rectification")
    if channel not in {Channel.EMAIL, Channel.LETTER, Channel.OFFICE}:
        raise Refused(_("Say how the request came."))
    if arrived_on > clock.today():
        raise Refused(_("The request can't have arrived on a day to come."))
    if by_member and not asker_name.strip():
        raise Refused(_("Give the name of the member of the municipality: the decision on the request goes to them."))
    made = _receive(
        fresh,
        recovery,
        arrived_on=arrived_on,
        by_member=by_member,
        asked=asked,
        grounds=grounds,
        files=stored,
        channel=channel,
        received_at=clock.now(),
        asker_name=asker_name.strip() if by_member else "",
    )
    journal.record("grants.rectification_recorded", fresh)
    if not by_member:
        _tell_receipt(made, recipients(fresh.association, Area.GRANTS))
    return made


def _attached(application: Application, attachments: Sequence[File[bytes]]) -> list[dict[str, Any]]:
    if len(attachments) > MOST_FILES:
        raise Refused(_("At most %(number)d files can be attached here. Take one away first.") % {"number": MOST_FILES})
    return [entry(files.store(one, name=one.name or "", kind="document", parent=application)) for one in attachments]


def _locked(application: Application, permission: str) -> Application:
    fresh = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    policy.require(permission, fresh)
    return fresh


def _receive(
    application: Application, recovery: Recovery | None, *, arrived_on: date, by_member: bool = False, **values: Any
) -> Rectification:
    if recovery is None:
        decision = queries.decision_of(application)
    else:
        # Under the application's lock, which whoever decides on a recovery holds as well.
        recovery = Recovery.objects.select_related("decision").get(pk=recovery.pk, award__application=application)
        decision = recovery.decision
    if decision is None:
        raise Refused(_("There is no decision yet."))
    if decision.remedy == Remedy.APPEAL:
        raise Refused(_("This decision can't be rectified any more: it is appealed against to the court."))
    if arrived_on < clock.local(decision.decided_at).date():
        raise Refused(_("The request can't have arrived before the decision was made."))
    if not values["asked"].strip() or not values["grounds"].strip():
        raise Refused(_("Say what should be changed and on what grounds."))
    try:
        with transaction.atomic():
            return Rectification.objects.create(
                application=application,
                recovery=recovery,
                decision=decision,
                arrived_on=arrived_on,
                by_member=by_member,
                last_day=queries.last_day_of(decision, by_member=by_member),
                made_by_id=actors.current().person_id,
                **values,
            )
    except IntegrityError:
        raise Refused(_("A request for rectification of this decision is being handled already.")) from None


def withdraw(*, rectification: Rectification, reason: str = "") -> Rectification:
    """Take the request back: the decision stands. Raises :class:`Refused` once it is decided."""

    def then(stored: Rectification) -> None:
        journal.record("grants.rectification_withdrawn", stored.application, reason=reason)

    return transition(rectification, "withdraw", changes={"closed_at": clock.now()}, reason=reason, then=then)


def decide(
    *,
    rectification: Rectification,
    outcome: str,
    reasons: str,
    sitting: Sitting,
    cents: int | None = None,
    public_purpose: str = "",
    shown_in_time: bool = False,
    version: int | None = None,
) -> Rectification:
    """Decide on a request: change the decision to the sum in cents, keep it, or leave the request unexamined.

    Each is the next version of the decision with the reasons and the instruction for the appeal (Kuntalaki §135);
    award and ledger follow a changed sum as in a correction. A late request isn't examined, unless the asker has shown
    that it is in time after all: the decision became known later (Hallintolaki 434/2003 §59), or an outage kept it
    (13/2003 §10). Raises :class:`Refused` with a sentence, Stale, Http404 or PermissionDenied.
    """
    if rectification.recovery_id is not None:
        raise ValueError("A decision to recover is rectified in recovery_rectifying.")
    application = Application.objects.select_related("call", "association").get(pk=rectification.application_id)
    changed = outcome == RectificationOutcome.CHANGED
    made: list[Decision] = []

    def rule(locked: Rectification) -> None:
        check(locked, outcome, reasons, shown_in_time=shown_in_time)
        if changed and cents is None:
            raise Refused(_("Give the new sum."))

    def then(stored: Rectification) -> None:
        # The new version is made first: the row names it from its first moment in the new state.
        journal.record(
            "grants.rectification_decided", application, details={"outcome": outcome, "shown_in_time": shown_in_time}
        )
        tell_decided(stored, made[0])

    with transaction.atomic():
        # Calls and applications before what hangs on them.
        Call.objects.select_for_update(of=("self",)).get(pk=application.call_id)
        locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        fresh = Rectification.objects.select_for_update(of=("self",)).get(pk=rectification.pk)
        policy.require("grants.decide_rectification", fresh)
        if "decide" in fresh.possible() and (version is None or fresh.version == version):
            rule(fresh)
            with override(queries.language_of(locked)):
                said = sentence(fresh, outcome)
                why = _("A request for rectification was made against the earlier decision. %(what)s") % {"what": said}
            correcting.new_version(
                application=locked,
                cents=(cents or 0) if changed else correcting.granted(locked),
                reasons=reasons,
                public_purpose=public_purpose or locked.public_purpose,
                corrects=why,
                sitting=sitting,
                then=made.append,
                outcome=said,
                remedy=Remedy.APPEAL,
            )
        changes = {
            "outcome": outcome,
            "result": made[0] if made else None,
            "decided_by_id": actors.current().person_id,
            "closed_at": clock.now(),
        }
        return transition(fresh, "decide", changes=changes, version=version, rule=rule, then=then)


def check(locked: Rectification, outcome: str, reasons: str, *, shown_in_time: bool) -> None:
    """What holds for the decision on any request. Raises :class:`Refused` with a sentence."""
    if outcome not in RectificationOutcome.values:
        raise Refused(_("Choose how the request is decided."))
    if not reasons.strip():
        raise Refused(_("A decision needs reasons."))
    if not (locked.in_time or shown_in_time) and outcome != RectificationOutcome.NOT_EXAMINED:
        raise Refused(_("The request came late, so it can't be examined. An error can still be corrected."))


def sentence(rectification: Rectification, outcome: str) -> str:
    """What is decided on the request, in the active language; a member of the municipality isn't named."""
    day = day_text(clock.local(rectification.decision.decided_at).date())
    words = {
        RectificationOutcome.CHANGED: _("The request for rectification of the decision of %(day)s is accepted."),
        RectificationOutcome.KEPT: _("The request for rectification of the decision of %(day)s is rejected."),
        RectificationOutcome.NOT_EXAMINED: _(
            "The request for rectification of the decision of %(day)s isn't examined, and the decision stands."
        ),
    }
    return words[RectificationOutcome(outcome)] % {"day": day}


def _context(rectification: Rectification) -> dict[str, Any]:
    application = rectification.application
    return {
        "association": plain.texts(application.association, "name"),
        "call": plain.texts(application.call, "title"),
        "case_number": application.case_number,
        "received_at": rectification.received_at,
        "in_time": rectification.in_time,
    }


def _tell_receipt(rectification: Rectification, people: Sequence[Any]) -> None:
    outbox.owe(
        "grants.rectification_received",
        subject=rectification,
        recipients=people,
        context=_context(rectification),
        path=rectification.application.get_absolute_url(),
    )


def tell_decided(rectification: Rectification, decision: Decision) -> None:
    """The association hears of each new version already; a member is answered on paper, so the officer gets word."""
    if not rectification.by_member:
        return
    application = rectification.application
    outbox.owe(
        "grants.rectification_answer",
        subject=rectification,
        recipients=queries.handlers(application),
        context={**_context(rectification), "last_day": decision.last_day},
        path=queries.rectification_path(rectification),
    )
