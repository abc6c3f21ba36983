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
from grants.enums import BatchState, InstalmentState, PayoutState, RecoveryGround
from grants.models import Application, Award, BatchLine, Payer, Payout, Recovery, RecoveryInstalment
from grants.services import deminimis, paying, recovery_texts
from grants.services.drafting import entry
from grants.services.sittings import Sitting
from portal import actor as actors
from portal import clock, policy
from portal.dated.queries import value
from portal.decisions.enums import Remedy
from portal.decisions.models import Decision
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

    ``cents`` is what it is heard about, from 1 to what has been or will be paid and isn't recovered yet. From here to
    the decision nothing of the award is paid: what isn't paid yet is stopped. Raises :class:`Refused` with a sentence,
    also while a payment of it is on its way to the bank; Http404 or PermissionDenied.
    """
    fresh = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    policy.require("grants.open_recovery", fresh)
    award = Award.objects.select_for_update(of=("self",)).get(application=fresh)
    # Whoever pays holds the payout, so that what has been paid stands still here.
    payout = Payout.objects.select_for_update(of=("self",)).filter(award=award).first()
    _check_opening(award, cents, ground, reasons, hear_by)
    _check_nothing_leaves(award)
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
    record(made, "grants.recovery_opened", both=True)
    if payout is not None and payout.state == PayoutState.ACCEPTED and _something_unpaid(payout):
        paying.stop(payout=payout, reason=paying.heard_sentence(award))
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


def _check_nothing_leaves(award: Award) -> None:
    """No payment of the award is in a batch that may be at the bank already or not. Under the payout's lock."""
    lines = BatchLine.objects.going().filter(
        instalment__payout__award=award, returned_on__isnull=True, batch__state=BatchState.APPROVED
    )
    if (line := lines.select_related("batch").first()) is not None:
        raise Refused(
            _("%(batch)s has been approved and pays this grant. Mark it as sent to the bank or cancel it first.")
            % {"batch": line.batch}
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
            record(found, "grants.recovery_answered")
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

    What hasn't been paid of the award is taken first and its instalments cancelled; the rest is paid back. Either is a
    decision of its own with reasons and the instruction for rectification. What is recovered goes into the ledger of
    support as a negative row; the award stays what it was. Raises :class:`Refused` with a sentence while the
    association may still answer; Stale, Http404 or PermissionDenied, also for whoever opened it.
    """
    with transaction.atomic():
        # Calls and applications before what hangs on them; the decision's sections are numbered last.
        application = Application.objects.select_for_update(of=("self",)).get(pk=recovery.award.application_id)
        list(Payout.objects.select_for_update(of=("self",)).filter(award=recovery.award_id).values_list("pk"))
        fresh = Recovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk)
        policy.require("grants.decide_recovery", fresh)
        netted = min(cents, queries.unpaid_cents(fresh.award))
        owed = cents - netted
        name = ("decide" if owed else "net") if cents else "drop"
        changes: dict[str, Any] = {"decided_by_id": actors.current().person_id}
        parts: list[rules.PayBack] = []
        if name in fresh.possible() and (version is None or fresh.version == version):
            parts = _check_decision(fresh, cents, owed, reasons, instalments, first_due)
            changes["decision"] = recovery_texts.make(
                fresh, application, recovery_texts.Said(cents, netted, parts), reasons.strip(), sitting
            )
        changes |= {"recovered_cents": cents, "netted_cents": netted} if cents else {}
        changes |= {} if owed else {"closed_at": clock.now()}

        def then(stored: Recovery) -> None:
            store_plan(stored, parts)
            if netted:
                paying.replan(stored.award, stored.award.amount_cents)
            if cents:
                record_in_ledger(stored, -cents, stored)
            record(stored, "grants.recovery_decided" if cents else "grants.recovery_dropped")
            tell_of_decision(stored)

        return transition(fresh, name, changes=changes, version=version, then=then, details={"cents": cents})


def _check_decision(
    found: Recovery, cents: int, owed: int, reasons: str, number: int, first_due: date | None
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
    if not owed:
        return []
    check_first(first_due)
    if first_due is None or not 1 <= number <= rules.MOST_INSTALMENTS or owed < number:
        raise Refused(_("Give a number of instalments from 1 to %(most)d.") % {"most": rules.MOST_INSTALMENTS})
    return rules.pay_back(owed, number, first_due)


def check_first(day: date | None) -> None:
    """Whether the association may be told to pay by the Helsinki day, and where to. Raises :class:`Refused`."""
    if day is None or not clock.today() < day <= clock.today() + _LATEST_FIRST:
        raise Refused(_("Give the day by which the association pays first: after today and within a year."))
    if Payer.on(clock.today()) is None:
        raise Refused(_("Nobody has said yet from which account the city pays grants."))


def store_plan(found: Recovery, parts: Sequence[rules.PayBack]) -> None:
    """Write the instalments of the plan that is in force from now on."""
    RecoveryInstalment.objects.bulk_create(
        RecoveryInstalment(
            recovery=found, plan=found.plan, number=one.number, amount_cents=one.cents, due_on=one.due_on
        )
        for one in parts
    )


def record_in_ledger(found: Recovery, cents: int, source: Recovery | Decision) -> None:
    """Write the row of the ledger of support, once per source: below zero what is recovered, above what is given up."""
    award = found.award
    with translation.override("fi"):
        title = _("%(call)s: recovered") % {"call": award.call.title_fi}
    deminimis.record_money(award, cents, given_on=clock.today(), title=title[:200], source=source, anew=False)
    pagecache.bump("awards")


def record(found: Recovery, verb: str, *, both: bool = False) -> None:
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


def tell_of_decision(found: Recovery) -> None:
    """Owe the association the word of the newest version of the decision, with the last day and what may be asked."""
    decision = found.decision
    if decision is None:
        raise ValueError(f"{found} isn't decided.")
    _tell(
        found,
        "grants.recovery_decision",
        "" if decision.version == 1 else str(decision.version),
        outcome=decision.outcome,
        last_day=decision.last_day,
        appeal=decision.remedy == Remedy.APPEAL,
    )


def _tell(found: Recovery, kind: str, discriminator: str = "", **more: Any) -> None:
    outbox.owe(
        kind,
        subject=found,
        recipients=recipients(found.award.association, Area.GRANTS),
        context={**_context(found), **more},
        path=queries.own_recovery_path(found),
        discriminator=discriminator,
    )
