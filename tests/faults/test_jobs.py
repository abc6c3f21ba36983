"""Long work: it runs again after a kill, from its checkpoint, and never twice at once (cases.md 2)."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from django.db import transaction

from portal import broker
from portal.celery import app
from portal.jobs.enums import State
from portal.jobs.models import Job
from portal.jobs.services import defer
from tests.faults.helpers.errands.tasks import noted
from tests.faults.helpers.waiting import until

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def traces(tmp_path: Path) -> Path:
    """Where the jobs leave their traces."""
    folder = tmp_path / "traces"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _closed_circuit() -> None:
    broker.circuit.worked()


@transaction.atomic
def ask(name: str, *args: object) -> Job:
    return defer(name, *args)


def done(job: Job) -> bool:
    job.refresh_from_db()
    return job.state == State.DONE


def test_a_job_whose_child_is_killed_runs_again(workers, traces):
    """Case 2. Without beat: the queue itself gives the task back (acks_late, task_reject_on_worker_lost)."""
    workers.start("work")
    job = ask("errands.wait", str(traces))
    until(lambda: len(noted(traces / "started")) == 1)
    [first] = noted(traces / "started")
    os.kill(first, signal.SIGKILL)
    until(lambda: len(noted(traces / "started")) == 2, what="the second run")
    (traces / "go").touch()
    until(lambda: done(job), what="the job's end")
    assert job.attempts == 2
    assert noted(traces / "ended") == noted(traces / "started")[1:] != [first]


def test_a_job_whose_worker_is_killed_goes_on_from_its_checkpoint(workers, traces):
    """Nobody gives the task back here, since the queue is emptied: the sweep finds the row."""
    (traces / "hold-40").touch()
    worker = workers.start("work")
    job = ask("errands.count", str(traces), 60)
    until(lambda: noted(traces / "holding"))
    worker.kill()
    with app.connection_for_write() as connection:
        connection.default_channel.client.flushdb()
    (traces / "hold-40").unlink()
    workers.start("work", beat=True)
    until(lambda: done(job), what="the job's end")
    assert noted(traces / "numbers") == list(range(60))
    assert (job.attempts, job.done, job.total) == (2, 60, 60)


def test_a_job_that_outlasts_the_queues_patience_runs_once(workers, traces):
    """The queue takes a task that isn't finished within the visibility timeout for lost, and gives it to another."""
    worker = workers.start("work", concurrency=2, beat=True)
    job = ask("errands.wait", str(traces))
    until(lambda: worker.said("jobs.has_a_runner"), what="the second delivery")
    (traces / "go").touch()
    until(lambda: done(job), what="the job's end")
    assert len(noted(traces / "started")) == 1
    assert job.attempts == 1


def test_a_job_asked_for_while_the_queue_is_away_runs_when_it_is_back(own_queue, workers, traces):
    (traces / "go").touch()
    assert own_queue.valkey is not None
    own_queue.valkey.kill()
    own_queue.valkey.wait()
    job = ask("errands.wait", str(traces))
    own_queue.start_valkey()
    workers.start("work", beat=True)
    until(lambda: done(job), what="the job's end")
    assert len(noted(traces / "ended")) == 1
