"""States of payouts, instalments and batches of payments, with their tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class PayoutState(models.TextChoices):
    """Whether the association has taken its award, and whether money goes out on it."""

    AWAITING = "awaiting", _("awaits acceptance")
    ACCEPTED = "accepted", _("accepted")
    STOPPED = "stopped", _("payment stopped")
    DECLINED = "declined", _("declined by the association")


class InstalmentState(models.TextChoices):
    """Where one instalment of an award stands."""

    PLANNED = "planned", _("planned")
    BATCHED = "batched", _("in a batch")
    PAID = "paid", _("paid")
    RETURNED = "returned", _("returned by the bank")
    CANCELLED = "cancelled", _("cancelled")


class BatchState(models.TextChoices):
    """Where a batch of payments stands."""

    MADE = "made", _("awaits approval")
    APPROVED = "approved", _("approved")
    SENT = "sent", _("sent to the bank")
    CANCELLED = "cancelled", _("cancelled")


class OutReason(models.TextChoices):
    """Why a payment was left out of a batch in which it had been."""

    UNVERIFIED = "unverified", _("the bank account hasn't been verified")
    NOT_IN_USE = "not_in_use", _("the bank account isn't in use on the day of payment")
    STOPPED = "stopped", _("payment of the award has been stopped")
    HEARD = "heard", _("the association is being heard about paying back")
    CHANGED = "changed", _("the association chose another account after the batch was made")
    NOT_ACTIVE = "not_active", _("the association isn’t active in the register any more")


# Instalments that the award's sum is made of.
COUNTED_INSTALMENTS = frozenset(InstalmentState) - {InstalmentState.CANCELLED}
# Those whose sum can't be changed any more: the money is on its way or there.
FIXED_INSTALMENTS = frozenset({InstalmentState.BATCHED, InstalmentState.PAID})

P, N, B = PayoutState, InstalmentState, BatchState

PAYOUT_WORKFLOW = {
    "accept": Transition(
        frozenset({P.AWAITING}), P.ACCEPTED, "grants.accept_award", "grants.award_accepted", _("Accept the award")
    ),
    "decline": Transition(
        frozenset({P.AWAITING}), P.DECLINED, "grants.accept_award", "grants.award_declined", _("Decline the award")
    ),
    "stop": Transition(
        frozenset({P.ACCEPTED}), P.STOPPED, "grants.stop_payout", "grants.payout_stopped", _("Stop payment")
    ),
    # A correction adds to what is paid while the association is heard about paying back.
    "hold": Transition(
        frozenset({P.ACCEPTED}), P.STOPPED, "grants.replan_payout", "grants.payout_stopped", _("Stop payment")
    ),
    "go_on": Transition(
        frozenset({P.STOPPED}), P.ACCEPTED, "grants.stop_payout", "grants.payout_goes_on", _("Let payment go on")
    ),
}

INSTALMENT_WORKFLOW = {
    "gather": Transition(
        frozenset({N.PLANNED}), N.BATCHED, "grants.gather_instalment", "grants.instalment_gathered", _("Gather")
    ),
    "take_out": Transition(
        frozenset({N.BATCHED}), N.PLANNED, "grants.handle_instalment", "grants.instalment_taken_out", _("Take out")
    ),
    # Its association chose another account than the one that stood in the batch.
    "take_back": Transition(
        frozenset({N.BATCHED}), N.PLANNED, "grants.plan_again", "grants.instalment_taken_out", _("Take out")
    ),
    "pay": Transition(
        frozenset({N.BATCHED}), N.PAID, "grants.handle_instalment", "grants.instalment_paid", _("Mark as paid")
    ),
    "return": Transition(
        frozenset({N.BATCHED, N.PAID}),
        N.RETURNED,
        "grants.gather_instalment",
        "grants.instalment_returned",
        _("Record as returned"),
    ),
    "plan_again": Transition(
        frozenset({N.RETURNED}),
        N.PLANNED,
        "grants.plan_again",
        "grants.instalment_planned_again",
        _("Pay again"),
    ),
    "cancel": Transition(
        frozenset({N.PLANNED, N.RETURNED}),
        N.CANCELLED,
        "grants.cancel_instalment",
        "grants.instalment_cancelled",
        _("Cancel"),
    ),
}

BATCH_WORKFLOW = {
    "approve": Transition(
        frozenset({B.MADE}), B.APPROVED, "grants.approve_batch", "grants.batch_approved", _("Approve")
    ),
    "send": Transition(
        frozenset({B.APPROVED}), B.SENT, "grants.handle_batch", "grants.batch_sent", _("Mark as sent to the bank")
    ),
    "cancel": Transition(
        frozenset({B.MADE, B.APPROVED}),
        B.CANCELLED,
        "grants.handle_batch",
        "grants.batch_cancelled",
        _("Cancel the batch"),
    ),
}
