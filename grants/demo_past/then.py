"""Acting in the past: what the services do within :func:`at` they do at that moment.

Rows of the past can be inserted as they would stand (history.py), or made by the services themselves, step by step, so
that what follows from a step follows here as well. The services ask the portal's clock, and only the demo turns it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from grants.demo_past.decisions import MORNING
from portal import clock
from portal.actor import acting, system
from portal.decisions.models import Decision
from portal.decisions.services import take_down_due
from portal.jobs import runner
from portal.jobs.enums import State as JobState
from portal.jobs.models import Job
from portal.outbox.enums import State as MessageState
from portal.outbox.models import Message

# As in history.py: the demo's own documents come first.
PATIENCE = timedelta(minutes=3)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """It is that moment. Of this process only, which does nothing besides loading."""
    now = timezone.now
    if moment > now():
        raise ValueError(f"{moment} hasn't come yet.")
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = now


def work(name: str) -> None:
    """Do the background work of the name that waits, as a worker would have at this moment.

    Raises RuntimeError when something of it isn't done: the demo's data would be torn.
    """
    # Its log would stand among the lines that tell of the demo.
    logging.getLogger(runner.__name__).setLevel(logging.WARNING)
    for job in Job.objects.unfinished().filter(name=name).order_by("pk"):
        if runner.run(job.pk) != JobState.DONE:
            raise RuntimeError(f"{name}: {Job.objects.get(pk=job.pk).last_error}")
        if found := job.errors.first():
            raise RuntimeError(f"{name}: {found.sentence}")


def settle() -> None:
    """What was to happen later of what was done in the past has happened by now.

    Published decisions were taken down on their day, mails were sent and read, and documents are made when there is
    time. What was done today stays owed.
    """
    _take_down()
    yesterday = clock.now() - timedelta(hours=20)
    Message.objects.filter(state=MessageState.OWED, created_at__lt=yesterday).update(
        state=MessageState.SENT, sent_at=F("created_at"), read_at=F("created_at")
    )
    Job.objects.unfinished().filter(created_at__lt=yesterday).update(not_before=clock.now() + PATIENCE)


def _take_down() -> None:
    due = Decision.objects.due_to_take_down(clock.today())
    for day in sorted({row.take_down_on for row in due if row.take_down_on is not None}):
        with at(clock.at(day, MORNING)), acting(system("decisions.take_down")):
            take_down_due(day)
