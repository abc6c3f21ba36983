"""Batches of payments: gathered by one, approved by another, sent to the bank, and what comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from associations.enums import Area
from associations.queries.people import recipients
from grants import queries, rules
from grants.enums import BatchState, InstalmentState, OutReason
from grants.models import Batch, BatchLine, Instalment, Payer, Payout
from grants.policy.paying import holds_barred
from grants.services.paying import leave_out
from portal import actor as actors
from portal import clock, policy
from portal.decisions.dates import next_working_day
from portal.jobs import services as jobs
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.workflow import Refused, transition

# More than a person can read through before approving; the rest goes into the next batch.
MOST = 500


@transaction.atomic
def make(*, up_to: date, chosen: Collection[int]) -> Batch:
    """Gather the chosen instalments that are due on the day, as far as the actor may; who makes it won't approve it.

    Raises :class:`Refused` when nothing of them is due (any more) or they are too many, PermissionDenied from policy.
    """
    policy.require("grants.make_batch")
    wanted = policy.visible(Instalment.objects.due(up_to)).filter(pk__in=chosen)
    _lock_payouts(wanted)
    found = list(_locked(policy.visible(Instalment.objects.due(up_to)).filter(pk__in=chosen)))
    if not found:
        raise Refused(_("None of these payments is due any more. Somebody may have gathered them in between."))
    if len(found) > MOST:
        raise Refused(_("At most %(number)d payments go into one batch.") % {"number": MOST})
    batch = Batch.objects.create(up_to=up_to, made_by_id=actors.current().person_id, made_at=clock.now())
    before = BatchLine.objects.filter(instalment__in=found).order_by().values("instalment")
    attempts = dict(before.annotate(last=Max("attempt")).values_list("instalment", "last"))
    lines = []
    for instalment in found:
        transition(instalment, "gather", held=True)
        attempt = attempts.get(instalment.pk, 0) + 1
        lines.append(
            BatchLine(
                batch=batch,
                instalment=instalment,
                attempt=attempt,
                amount_cents=instalment.amount_cents,
                end_to_end_id=rules.end_to_end_id(instalment.pk, attempt),
            )
        )
    BatchLine.objects.bulk_create(lines)
    journal.record("grants.batch_made", batch)
    return batch


def approve(*, batch: Batch, version: int | None = None) -> Batch:
    """Approve the batch after reading it: account, holder and sum of each payment are frozen, and the file is made.

    A payment whose account isn't verified, or isn't in use on the day of payment, is left out with its reason, and so
    is one whose association is being heard about paying back, or isn't active any more. Raises
    :class:`Refused` where nothing is left, nobody said from which account the city pays, or the batch pays an
    association with which the actor may not deal; PermissionDenied for who made it; and as
    :func:`~portal.workflow.transition` does.
    """
    with transaction.atomic():
        _lock_payouts(Instalment.objects.filter(lines__batch=batch))
        pay_on = pay_day(batch)
        payer = Payer.on(pay_on)

        def rule(locked: Batch) -> None:
            _check_barred(locked)
            if payer is None:
                raise Refused(_("Nobody has said yet from which account the city pays grants."))
            if not any(fault is None for _line, fault in faults(lines_of(locked), pay_on)):
                raise Refused(_("No payment of this batch can be paid. Cancel the batch."))

        def then(stored: Batch) -> None:
            for line, fault in faults(lines_of(stored), pay_on):
                if fault is not None:
                    leave_out(line, fault)
                    continue
                account = line.instalment.payout.account
                line.iban, line.holder = account.iban, account.holder  # type: ignore[union-attr]
                line.save(update_fields=["iban", "holder"])
            jobs.defer("grants.batch_file", stored.pk, key=f"batch-{stored.pk}")

        changes = {
            "approved_by_id": actors.current().person_id,
            "approved_at": clock.now(),
            "pay_on": pay_on,
            "payer": payer,
        }
        return transition(batch, "approve", changes=changes, version=version, rule=rule, then=then)


def pay_day(batch: Batch) -> date:
    """The day for which the bank is asked to pay the batch when it is approved today."""
    return next_working_day(max(batch.up_to, clock.today()))


def lines_of(batch: Batch) -> QuerySet[BatchLine]:
    """All payments of the batch, whoever asks, with their accounts."""
    return BatchLine.objects.going().with_parties().filter(batch=batch).order_by("pk")


def faults(lines: Iterable[BatchLine], day: date) -> list[tuple[BatchLine, OutReason | None]]:
    """Each payment with why it can't be paid on the day, or None. One query where the lines have their parties."""
    rows = list(lines)
    heard = queries.heard_awards([line.instalment.payout.award_id for line in rows])
    return [(line, queries.fault_of(line, day, heard)) for line in rows]


def send(*, batch: Batch, day: date, version: int | None = None) -> Batch:
    """The file was given to the bank on the day: the batch's instalments are paid, and the associations told.

    Raises :class:`Refused` before the file has been made, for a day before the approval or to come, and as
    :func:`approve`.
    """

    def rule(locked: Batch) -> None:
        _check_barred(locked)
        if locked.file_id is None:
            raise Refused(_("The file for the bank is still being made."))
        if locked.approved_at is None or not clock.local(locked.approved_at).date() <= day <= clock.today():
            raise Refused(_("Give the day on which the file was sent: not before its approval, and not to come."))

    def then(stored: Batch) -> None:
        paid_on = max(day, stored.pay_on or day)
        lines = stored.lines.going().filter(returned_on__isnull=True)
        going = Instalment.objects.filter(lines__in=lines, state=InstalmentState.BATCHED)
        for instalment in _locked(going):
            transition(instalment, "pay", changes={"paid_on": paid_on}, held=True)
            journal.record("grants.instalment_paid", instalment.payout.award.application)
        jobs.defer("grants.tell_of_payments", stored.pk, key=f"batch-{stored.pk}")

    changes = {"sent_on": day, "sent_by_id": actors.current().person_id}
    return transition(batch, "send", changes=changes, version=version, rule=rule, then=then)


def cancel(*, batch: Batch, reason: str, version: int | None = None) -> Batch:
    """Cancel a batch that hasn't been sent: its payments are planned again, and its file is opened to nobody.

    Raises :class:`Refused` without a reason and once one of its payments has come back, and as :func:`approve`.
    """

    def rule(locked: Batch) -> None:
        _check_barred(locked)
        if not reason.strip():
            raise Refused(_("Say why the batch is cancelled."))
        # Its others have been paid too, and would be a second time.
        if locked.lines.filter(returned_on__isnull=False).exists():
            raise Refused(
                _("A payment of this batch has come back, so its file is at the bank. Mark the batch as sent instead.")
            )

    def then(stored: Batch) -> None:
        going = Instalment.objects.filter(lines__in=stored.lines.going(), state=InstalmentState.BATCHED)
        for instalment in _locked(going):
            transition(instalment, "take_out", held=True)

    return transition(batch, "cancel", version=version, reason=reason.strip(), rule=rule, then=then)


@transaction.atomic
def record_return(*, line: BatchLine, day: date, reason: str) -> BatchLine:
    """The bank sent a payment back: the association and who handles its matter are told, and it is paid anew later.

    Raises :class:`Refused` without a reason, for a day to come or before the approval, or a payment that isn't on its
    way; Http404 or PermissionDenied from the policy.
    """
    # The batch first, so that nobody cancels it meanwhile.
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=line.batch_id)
    instalment = Instalment.objects.select_for_update(of=("self",)).get(pk=line.instalment_id)
    policy.require("grants.gather_instalment", instalment)
    fresh = BatchLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if batch.state not in {BatchState.APPROVED, BatchState.SENT} or fresh.out_reason or fresh.returned_on is not None:
        raise Refused(_("Only a payment that is on its way or paid can come back."))
    if not reason.strip():
        raise Refused(_("Say why it came back, as the bank has it."))
    if batch.approved_at is None or not clock.local(batch.approved_at).date() <= day <= clock.today():
        raise Refused(_("Give the day on which it came back: not before the batch was approved, and not to come."))
    fresh.returned_on, fresh.return_reason, fresh.recorded_by_id = day, reason.strip(), actors.current().person_id
    fresh.save(update_fields=["returned_on", "return_reason", "recorded_by"])
    done = transition(instalment, "return", changes={"paid_on": None}, reason=reason.strip(), held=True)
    application = done.payout.award.application
    journal.record("grants.instalment_returned", application, reason=reason.strip())
    context = {**_context(fresh), "reason": reason.strip()}
    association = recipients(application.association, Area.GRANTS)
    for people, path in (
        (association, application.get_absolute_url()),
        (list(queries.handlers(application)), queries.handling_path(application)),
    ):
        outbox.owe("grants.payment_returned", subject=fresh, recipients=people, context=context, path=path)
    return fresh


def tell_of_payment(line: BatchLine) -> None:
    """Owe the association the word that it has been paid; asking again changes nothing. In a transaction."""
    application = line.instalment.payout.award.application
    outbox.owe(
        "grants.payment_paid",
        subject=line,
        recipients=recipients(application.association, Area.GRANTS),
        context={**_context(line), "paid_on": line.instalment.paid_on},
        path=application.get_absolute_url(),
    )


def _lock_payouts(instalments: QuerySet[Instalment]) -> None:
    """Before batch and instalments, by key: who stops a payout waits, or has stopped it."""
    keys = instalments.order_by().values("payout")
    list(Payout.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values_list("pk"))


def _locked(instalments: QuerySet[Instalment]) -> QuerySet[Instalment]:
    joined = instalments.select_related("payout__award__application", "payout__award__association")
    return joined.select_for_update(of=("self",)).order_by("pk")


def _check_barred(batch: Batch) -> None:
    if holds_barred(actors.current(), batch):
        raise Refused(
            _("This batch holds a payment with which you may not deal (Hallintolaki §28). Somebody else must do this.")
        )


def _context(line: BatchLine) -> dict[str, object]:
    award = line.instalment.payout.award
    return {
        "association": plain.texts(award.association, "name"),
        "call": plain.texts(award.call, "title"),
        "case_number": award.application.case_number,
        "cents": line.amount_cents,
        # A mail is no place for a whole account number.
        "account": f"{line.iban[:2]}… {line.iban[-4:]}",
        "reference": line.end_to_end_id,
    }
