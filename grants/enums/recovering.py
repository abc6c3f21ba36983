"""States of recoveries, and the grounds on which a grant is recovered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class RecoveryState(models.TextChoices):
    """Where the recovery (takaisinperintä) of a grant stands."""

    HEARING = "hearing", _("the association is heard")
    DECIDED = "decided", _("to be paid back")
    COLLECTED = "collected", _("paid back")
    WRITTEN_OFF = "written_off", _("written off")
    DROPPED = "dropped", _("not recovered")


class RecoveryGround(models.TextChoices):
    """Why the city means to have a grant back."""

    OTHER_USE = "other_use", _("the grant was used for something else than it was given for")
    UNSPENT = "unspent", _("a part of the grant wasn’t used")
    WRONG_FACTS = "wrong_facts", _("the grant was given on wrong information")
    NO_REPORT = "no_report", _("no report on the use of the grant was handed in")


S = RecoveryState

# An award has one of these at a time.
OPEN_RECOVERIES = frozenset({S.HEARING, S.DECIDED})
# The decision was to recover.
RECOVERED_STATES = frozenset({S.DECIDED, S.COLLECTED, S.WRITTEN_OFF})

RECOVERY_WORKFLOW = {
    "answer": Transition(
        frozenset({S.HEARING}), S.HEARING, "grants.answer_recovery", "grants.recovery_answered", _("Answer")
    ),
    "decide": Transition(
        frozenset({S.HEARING}), S.DECIDED, "grants.decide_recovery", "grants.recovery_decided", _("Recover")
    ),
    "drop": Transition(
        frozenset({S.HEARING}), S.DROPPED, "grants.decide_recovery", "grants.recovery_dropped", _("Don’t recover")
    ),
    "collect": Transition(
        frozenset({S.DECIDED}),
        S.COLLECTED,
        "grants.collect_recovery",
        "grants.recovery_collected",
        _("Record the last payment"),
    ),
    "reopen": Transition(
        frozenset({S.COLLECTED}),
        S.DECIDED,
        "grants.collect_recovery",
        "grants.recovery_reopened",
        _("Correct a payment"),
    ),
    # What a decision on a request for rectification makes of it.
    "lower": Transition(
        frozenset({S.DECIDED}), S.DECIDED, "grants.decide_recovery", "grants.recovery_lowered", _("Recover less")
    ),
    "lower_rest": Transition(
        frozenset({S.WRITTEN_OFF}),
        S.WRITTEN_OFF,
        "grants.decide_recovery",
        "grants.recovery_lowered",
        _("Recover less"),
    ),
    "settle": Transition(
        frozenset({S.DECIDED, S.COLLECTED, S.WRITTEN_OFF}),
        S.COLLECTED,
        "grants.decide_recovery",
        "grants.recovery_lowered",
        _("Recover less"),
    ),
    "undo": Transition(
        frozenset({S.DECIDED, S.COLLECTED, S.WRITTEN_OFF}),
        S.DROPPED,
        "grants.decide_recovery",
        "grants.recovery_undone",
        _("Don’t recover"),
    ),
    # Everything that is recovered hadn't been paid yet.
    "net": Transition(
        frozenset({S.HEARING}), S.COLLECTED, "grants.decide_recovery", "grants.recovery_decided", _("Recover")
    ),
    "write_off": Transition(
        frozenset({S.DECIDED}),
        S.WRITTEN_OFF,
        "grants.write_off_recovery",
        "grants.recovery_written_off",
        _("Write off the rest"),
    ),
}
