"""Recovery of a grant: the association is heard, then it is decided (Hallintolaki 434/2003 §§34, 44–46)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from associations.enums import Area
from associations.queries.people import recipients
from grants import queries, rules
from grants.enums import InstalmentState, PayoutState, RecoveryGround
from grants.models import Application, Award, Payout, Recovery, RecoveryInstalment
from grants.services import deminimis, paying, recovery_texts
from grants.services.drafting import entry
from grants.services.sittings import Sitting
from portal import actor as actors
from portal import clock, policy
from portal.dated.queries import value
from portal.files import services as files
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.ui import formats, pagecache
from portal.workflow import Refused, transition

MOST_FILES = 5
# Somebody heard for longer than this has been forgotten.
_LONGEST_HEARING = timedelta(days=180)
_LATEST_FIRST = timedelta(days=366)


def earliest_hearing() -> date:
    """The soonest day in Helsinki until which an association may be heard, opened today."""
    return clock.today() + timedelta(days=value("grants.hearing_days"))


@transaction.atomic
def open_recovery(*, application: Application, cents: int, ground: str, reasons: str, hear_by: date) -> Recovery:
    """Begin to recover what was paid: the association is asked to say what it thinks by the Helsinki day.

    ``cents`` is what it is heard about, from 1 to what has been paid and isn't recovered yet. What isn't paid yet is
    stopped until the matter is decided. Raises :class:`Refused` with a sentence; Http404 or PermissionDenied.
    """
    fresh = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    policy.require("grants.open_recovery", fresh)
    award = Award.objects.select_for_update(of=("self",)).get(application=fresh)
    # Whoever pays holds the payout, so that what has been paid stands still here.
    payout = Payout.objects.select_for_update(of=("self",)).filter(award=award).first()
    _check_opening(award, cents, ground, reasons, hear_by)
    try:
        with transaction.atomic():
            made = Recovery.objects.create(
                award=award,
                ground=ground,
                asked_cents=cents,
                reasons=reasons.strip(),
                hear_by=hear_by,
                opened_by_id=actors.current().person_id,
                opened_at=clock.now(),
            )
    except IntegrityError:
        raise Refused(_("A recovery of this grant is open already.")) from None
    _record(made, "grants.recovery_opened", both=True)
    if payout is not None and payout.state == PayoutState.ACCEPTED and _something_unpaid(payout):
        with translation.override(queries.language_of(fresh)):
            reason = _("The city is looking into having back what was paid. Payment waits for that.")
        paying.stop(payout=payout, reason=reason)
    _tell(made, "grants.recovery_hearing", reasons=made.reasons, hear_by=hear_by)
    return made


def _check_opening(award: Award, cents: int, ground: str, reasons: str, hear_by: date) -> None:
    if ground not in RecoveryGround.values:
        raise Refused(_("Choose on what ground the grant is recovered."))
    if not reasons.strip():
        raise Refused(_("Say why the grant is recovered. The association reads it."))
    most = queries.recoverable_cents(award)
    if not most:
        raise Refused(_("Nothing has been paid of this grant that could be recovered."))
    if not 1 <= cents <= most:
        raise Refused(_("The sum is more than nothing and at most %(sum)s.") % {"sum": formats.money(most)})
    earliest = earliest_hearing()
    if not earliest <= hear_by <= clock.today() + _LONGEST_HEARING:
        raise Refused(
            _("The association must have time to answer: %(day)s is the soonest day, and half a year the longest time.")
            % {"day": formats.day(earliest)}
        )


def _something_unpaid(payout: Payout) -> bool:
    unpaid = [InstalmentState.PLANNED, InstalmentState.BATCHED, InstalmentState.RETURNED]
    return payout.instalments.filter(state__in=unpaid).exists()


def answer(
    *,
    recovery: Recovery,
    text: str,
    arrived_at: datetime,
    attachments: Sequence[File[bytes]] = (),
    version: int | None = None,
) -> Recovery:
    """The association says what it thinks, once; also after the day, as long as nothing has been decided.

    ``arrived_at`` is the instant when the whole answer had arrived. Raises :class:`Refused` for a second answer and an
    empty one; FileRefused; Stale, Http404 or PermissionDenied.
    """
    policy.require("grants.answer_recovery", recovery)
    if not text.strip() and not attachments:
        raise Refused(_("Write something or attach a file. If you have nothing to say, you need to do nothing."))
    if len(attachments) > MOST_FILES:
        raise Refused(_("At most %(number)d files can be attached here. Take one away first.") % {"number": MOST_FILES})
    # Before the lock: a virus check may take seconds.
    with transaction.atomic():
        stored = [entry(files.store(one, name=one.name or "", kind="document", parent=recovery)) for one in attachments]

        def rule(locked: Recovery) -> None:
            if locked.answered_at is not None:
                raise Refused(_("The association has answered already. Write a message if something is missing."))

        def then(found: Recovery) -> None:
            _record(found, "grants.recovery_answered")
            outbox.owe(
                "grants.recovery_answered",
                subject=found,
                recipients=queries.handlers(found.award.application),
                context=_context(found),
                path=found.get_absolute_url(),
            )

        changes = {
            "answer": text.strip(),
            "files": stored,
            "answered_by_id": actors.current().person_id,
            "answered_at": arrived_at,
        }
        return transition(recovery, "answer", changes=changes, version=version, rule=rule, then=then)


def decide(
    *,
    recovery: Recovery,
    cents: int,
    reasons: str,
    sitting: Sitting,
    instalments: int = 1,
    first_due: date | None = None,
    version: int | None = None,
) -> Recovery:
    """Decide to recover the sum or less, in monthly instalments from ``first_due`` (Helsinki) on; 0 drops the matter.

    Either is a decision of its own with reasons and the instruction for rectification. What is recovered goes into the
    ledger of support as a negative row; the award stays what it was. Raises :class:`Refused` with a sentence while the
    association may still answer; Stale, Http404 or PermissionDenied, also for whoever opened it.
    """
    name = "decide" if cents else "drop"
    with transaction.atomic():
        # Calls and applications before what hangs on them; the decision's sections are numbered last.
        application = Application.objects.select_for_update(of=("self",)).get(pk=recovery.award.application_id)
        fresh = Recovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk)
        policy.require("grants.decide_recovery", fresh)
        changes: dict[str, Any] = {"decided_by_id": actors.current().person_id}
        parts: list[rules.PayBack] = []
        if name in fresh.possible() and (version is None or fresh.version == version):
            parts = _check_decision(fresh, cents, reasons, instalments, first_due)
            changes["decision"] = recovery_texts.make(fresh, application, parts, reasons.strip(), sitting)
        changes |= {"recovered_cents": cents} if cents else {"closed_at": clock.now()}

        def then(stored: Recovery) -> None:
            RecoveryInstalment.objects.bulk_create(
                RecoveryInstalment(recovery=stored, number=one.number, amount_cents=one.cents, due_on=one.due_on)
                for one in parts
            )
            if cents:
                _take_from_ledger(stored)
            _record(stored, "grants.recovery_decided" if cents else "grants.recovery_dropped")
            decision = stored.decision
            _tell(
                stored,
                "grants.recovery_decision",
                outcome=decision.outcome if decision else "",
                last_day=decision.last_day if decision else None,
            )

        return transition(fresh, name, changes=changes, version=version, then=then, details={"cents": cents})


def _check_decision(
    found: Recovery, cents: int, reasons: str, number: int, first_due: date | None
) -> list[rules.PayBack]:
    """The instalments of a decision that the rules allow."""
    if not found.may_be_decided:
        raise Refused(
            _("The association may answer until the end of %(day)s. Decide after that, or when it has answered.")
            % {"day": formats.day(found.hear_by)}
        )
    if not reasons.strip():
        raise Refused(_("A decision needs reasons."))
    if not cents:
        return []
    most = min(found.asked_cents, queries.recoverable_cents(found.award))
    if not 1 <= cents <= most:
        raise Refused(_("At most %(sum)s can be recovered.") % {"sum": formats.money(most)})
    if first_due is None or not clock.today() < first_due <= clock.today() + _LATEST_FIRST:
        raise Refused(_("Give the day by which the association pays first: after today and within a year."))
    if not 1 <= number <= rules.MOST_INSTALMENTS or cents < number:
        raise Refused(_("Give a number of instalments from 1 to %(most)d.") % {"most": rules.MOST_INSTALMENTS})
    return rules.pay_back(cents, number, first_due)


def _take_from_ledger(found: Recovery) -> None:
    award = found.award
    with translation.override("fi"):
        title = _("%(call)s: recovered") % {"call": award.call.title_fi}
    less = -(found.recovered_cents or 0)
    deminimis.record_money(award, less, given_on=clock.today(), title=title[:200], source=found)
    pagecache.bump("awards")


def _record(found: Recovery, verb: str, *, both: bool = False) -> None:
    """The same in the history of the application, where both sides read it; ``both`` where no transition did it."""
    if both:
        journal.record(verb, found)
    journal.record(verb, found.award.application)


def _context(found: Recovery) -> dict[str, Any]:
    award = found.award
    return {
        "association": plain.texts(award.association, "name"),
        "call": plain.texts(award.call, "title"),
        "case_number": award.application.case_number,
        "cents": found.asked_cents,
    }


def _tell(found: Recovery, kind: str, **more: Any) -> None:
    outbox.owe(
        kind,
        subject=found,
        recipients=recipients(found.award.association, Area.GRANTS),
        context={**_context(found), **more},
        path=queries.own_recovery_path(found),
    )
