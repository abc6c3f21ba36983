"""States of change requests, and what they ask to change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class ChangeState(models.TextChoices):
    """Where a change request (muutoshakemus) stands."""

    ASKED = "asked", _("waiting for a decision")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ChangeKind(models.TextChoices):
    """What is to be another one."""

    PURPOSE = "purpose", _("another purpose")
    TIME = "time", _("another time")
    BUDGET = "budget", _("another budget")


S = ChangeState

CHANGE_WORKFLOW = {
    "approve": Transition(
        frozenset({S.ASKED}), S.APPROVED, "grants.decide_change", "grants.change_approved", _("Approve the change")
    ),
    "refuse": Transition(
        frozenset({S.ASKED}), S.REFUSED, "grants.decide_change", "grants.change_refused", _("Refuse the change")
    ),
    "withdraw": Transition(
        frozenset({S.ASKED}),
        S.WITHDRAWN,
        "grants.withdraw_change",
        "grants.change_withdrawn",
        _("Withdraw the change request"),
    ),
}
