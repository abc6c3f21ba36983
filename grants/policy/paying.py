"""Who may see and do what with payouts, instalments and batches of payments."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from associations.enums import Area
from associations.policy import acts_for, has_right, own_rows, shut_out
from grants.enums import BatchState
from grants.models import Application, Batch, BatchLine, Instalment, Payout
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.policy import bar, permission, visible_to

_OF_PAYOUT = "award__association"
_OF_INSTALMENT = f"payout__{_OF_PAYOUT}"
_OF_LINE = f"instalment__{_OF_INSTALMENT}"


@visible_to(Payout)
def _payouts(actor: Actor, rows: QuerySet[Payout]) -> QuerySet[Payout]:
    if has_right(actor, Right.GRANTS_READ):
        return rows
    return own_rows(actor, rows, _OF_PAYOUT, Area.GRANTS)


@bar(Payout)
def _shut_out_of_payouts(actor: Actor) -> Q | None:
    return shut_out(actor, _OF_PAYOUT)


@visible_to(Instalment)
def _instalments(actor: Actor, rows: QuerySet[Instalment]) -> QuerySet[Instalment]:
    if has_right(actor, Right.GRANTS_READ):
        return rows
    return own_rows(actor, rows, _OF_INSTALMENT, Area.GRANTS)


@bar(Instalment)
def _shut_out_of_instalments(actor: Actor) -> Q | None:
    return shut_out(actor, _OF_INSTALMENT)


@visible_to(Batch)
def _batches(actor: Actor, rows: QuerySet[Batch]) -> QuerySet[Batch]:
    return rows if has_right(actor, Right.GRANTS_READ) else rows.none()


@visible_to(BatchLine)
def _lines(actor: Actor, rows: QuerySet[BatchLine]) -> QuerySet[BatchLine]:
    return rows if has_right(actor, Right.GRANTS_READ) else rows.none()


@bar(BatchLine)
def _shut_out_of_lines(actor: Actor) -> Q | None:
    return shut_out(actor, _OF_LINE)


def holds_barred(actor: Actor, batch: Batch) -> bool:
    """Whether the batch pays an association to which the employee is tied (Hallintolaki 434/2003 §28). One query."""
    condition = shut_out(actor, _OF_LINE)
    return condition is not None and BatchLine.objects.going().filter(condition, batch=batch).exists()


@permission("grants.plan_payout")
def _plan(actor: Actor, application: Application) -> bool:
    return has_right(actor, Right.GRANTS_DECIDE)


@permission("grants.accept_award")
def _accept(actor: Actor, payout: Payout) -> bool:
    # What binds the association is done by somebody with the right to sign.
    association = payout.award.association_id
    return acts_for(actor, association, Area.GRANTS) and acts_for(actor, association, Area.SIGNING)


@permission("grants.stop_payout")
def _stop(actor: Actor, payout: Payout) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE)


@permission("grants.replan_payout")
def _replan(actor: Actor, payout: Payout) -> bool:
    return has_right(actor, Right.GRANTS_DECIDE)


@permission("grants.release_payout")
def _release(actor: Actor, payout: Payout) -> bool:
    # Whoever accepts the interim report.
    return has_right(actor, Right.GRANTS_REVIEW)


@permission("grants.gather_instalment")
def _gather(actor: Actor, instalment: Instalment) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE)


@permission("grants.handle_instalment")
def _handle_instalment(actor: Actor, instalment: Instalment) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE) or has_right(actor, Right.GRANTS_PAY)


@permission("grants.plan_again")
def _plan_again(actor: Actor, instalment: Instalment) -> bool:
    return _accept(actor, instalment.payout)


@permission("grants.cancel_instalment")
def _cancel_instalment(actor: Actor, instalment: Instalment) -> bool:
    return has_right(actor, Right.GRANTS_DECIDE) or _accept(actor, instalment.payout)


@permission("grants.make_batch")
def _make_batch(actor: Actor, obj: object) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE)


@permission("grants.approve_batch")
def _approve_batch(actor: Actor, batch: Batch) -> bool:
    # Four eyes, also for somebody who holds both roles.
    return has_right(actor, Right.GRANTS_PAY) and batch.made_by_id != actor.user_id


@permission("grants.handle_batch")
def _handle_batch(actor: Actor, batch: Batch) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE) or has_right(actor, Right.GRANTS_PAY)


@permission("grants.open_batch_file")
def _open_batch_file(actor: Actor, batch: Batch) -> bool:
    """Who makes and approves payments, and auditors; of a cancelled batch nobody: it mustn't get to the bank."""
    audits = has_right(actor, Right.JOURNAL_READ) and has_right(actor, Right.GRANTS_READ)
    if not audits and not _handle_batch(actor, batch):
        return False
    return batch.state in {BatchState.APPROVED, BatchState.SENT} and not holds_barred(actor, batch)
