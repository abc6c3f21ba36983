"""States of a request about one's own data, and of a run of the retention plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class RequestState(models.TextChoices):
    """Where a person's request to be erased stands."""

    OPEN = "open", _("awaits the city")
    DONE = "done", _("carried out")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


_OPEN = frozenset({RequestState.OPEN})

REQUEST_WORKFLOW = {
    "carry_out": Transition(
        _OPEN, RequestState.DONE, "privacy.handle_request", "privacy.request_carried_out", _("Erase")
    ),
    "refuse": Transition(_OPEN, RequestState.REFUSED, "privacy.handle_request", "privacy.request_refused", _("Refuse")),
    "withdraw": Transition(
        _OPEN, RequestState.WITHDRAWN, "privacy.withdraw_request", "privacy.request_withdrawn", _("Withdraw")
    ),
}


class RunState(models.TextChoices):
    """Where a run of the retention plan stands."""

    COUNTING = "counting", _("dry run at work")
    READY = "ready", _("dry run done")
    ERASING = "erasing", _("being carried out")
    DONE = "done", _("carried out")


RUN_WORKFLOW = {
    "counted": Transition(
        frozenset({RunState.COUNTING}), RunState.READY, "privacy.run_retention", "privacy.run_counted", _("Counted")
    ),
    "carry_out": Transition(
        frozenset({RunState.READY}), RunState.ERASING, "privacy.run_retention", "privacy.run_begun", _("Carry out")
    ),
    "finish": Transition(
        frozenset({RunState.ERASING}), RunState.DONE, "privacy.run_retention", "privacy.run_done", _("Finish")
    ),
}
