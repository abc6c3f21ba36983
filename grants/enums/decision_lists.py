"""States of lists of decisions and what becomes of their lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class ListState(models.TextChoices):
    """Where a list of decisions (päätöslista) stands."""

    GATHERED = "gathered", _("being gathered")
    PRESENTED = "presented", _("awaits the decision maker")
    DECIDING = "deciding", _("being decided")
    DECIDED = "decided", _("decided")


S = ListState

# On one of these an application is on no other.
UNFINISHED_LISTS = frozenset({S.GATHERED, S.PRESENTED, S.DECIDING})

LIST_WORKFLOW = {
    "present": Transition(
        frozenset({S.GATHERED}), S.PRESENTED, "grants.gather_list", "grants.list_presented", _("Present")
    ),
    "take_back": Transition(
        frozenset({S.PRESENTED}), S.GATHERED, "grants.gather_list", "grants.list_taken_back", _("Take the list back")
    ),
    # The decider has taken everything off: there is nothing to decide, and the officer may gather anew.
    "empty": Transition(
        frozenset({S.PRESENTED}), S.GATHERED, "grants.decide_list", "grants.list_emptied", _("Empty the list")
    ),
    "decide": Transition(
        frozenset({S.PRESENTED}), S.DECIDING, "grants.decide_list", "grants.list_confirmed", _("Decide")
    ),
    # What was refused stays, and the list can be decided again for the rest.
    "leave": Transition(
        frozenset({S.DECIDING}), S.PRESENTED, "grants.close_list", "grants.list_left", _("Leave the rest")
    ),
    "finish": Transition(
        frozenset({S.DECIDING, S.PRESENTED}), S.DECIDED, "grants.close_list", "grants.list_decided", _("Finish")
    ),
}


class LineOutcome(models.TextChoices):
    """What became of an application on a list."""

    WAITING = "waiting", _("not decided yet")
    DECIDED = "decided", _("decided")
    TAKEN_OFF = "taken_off", _("taken off the list")
