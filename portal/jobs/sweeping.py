"""The guarantee: whatever happened to the queue or to a worker, a job that isn't finished is found here."""

from __future__ import annotations

import structlog

from portal import broker, clock
from portal.jobs import runner
from portal.jobs.enums import State
from portal.jobs.models import Job
from portal.jobs.services import RUN_TASK

log = structlog.get_logger(__name__)

# More than these wait for the next sweep, so that a long night without workers doesn't flood the queue.
AT_ONCE = 200


def sweep() -> list[int]:
    """Wake a worker for each job that is due and for each that has lost its runner. Returns their numbers.

    A job may be woken twice; the second worker finds it taken.
    """
    running = list(Job.objects.filter(state=State.RUNNING).values_list("pk", flat=True))
    # Asked afterwards: one that started in between isn't in the first list, one that ended has nothing more to do.
    held = runner.held()
    lost = [pk for pk in running if pk not in held]
    if lost:
        log.warning("jobs.lost_their_runner", jobs=lost)
    due = list(Job.objects.due(clock.now()).order_by("not_before", "pk").values_list("pk", flat=True)[:AT_ONCE])
    found = [*lost, *(pk for pk in due if pk not in held)]
    for pk in found:
        broker.wake(RUN_TASK, pk)
    return found
