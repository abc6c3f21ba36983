"""Running a job: attempts, checkpoints, cancelling, and the one runner."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from portal import actor, clock
from portal.accounts.models import User
from portal.jobs import runner, services, sweeping
from portal.jobs.enums import State
from portal.jobs.models import Job, JobError
from portal.workflow import Refused
from tests.faults.helpers.waiting import until
from tests.jobs.conftest import NAME

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(work) -> Job:
    """A job that waits."""
    return services.defer(NAME)


def left(job):
    job.refresh_from_db()
    return job.state, job.attempts, job.last_error


def fail(error):
    def work(run, *args):
        raise error

    return work


def test_the_work_gets_its_arguments_and_acts_as_the_portal(work):
    seen: list[object] = []
    work.does = lambda run, *args: seen.append((args, actor.current()))
    job = services.defer(NAME, 7, "x")
    assert runner.run(job.pk) == State.DONE
    assert seen == [((7, "x"), actor.system(f"jobs: {NAME}"))]
    assert left(job) == (State.DONE, 1, "")
    assert (job.runner, job.started_at is not None, job.finished_at is not None) == (None, True, True)


def test_finished_and_unknown_jobs_are_left_alone(job, work):
    runner.run(job.pk)
    assert runner.run(job.pk) is None
    assert runner.run(0) is None
    assert work.runs == 1


def test_it_goes_on_from_its_checkpoint(job, work):
    seen: list[object] = []

    def count(run):
        for number in range(run.checkpoint.get("next", 0), 5):
            if number == 3 and not seen.count("broke"):
                seen.append("broke")
                raise OSError("The line dropped")
            seen.append(number)
            run.save({"next": number + 1})
            run.progress(number + 1, 5)

    work.does = count
    assert runner.run(job.pk) == State.QUEUED
    assert left(job)[:2] == (State.QUEUED, 1)
    assert "OSError: The line dropped" in job.last_error
    assert job.not_before > clock.now()
    Job.objects.update(not_before=clock.now())
    assert runner.run(job.pk) == State.DONE
    assert seen == [0, 1, 2, "broke", 3, 4]
    assert left(job) == (State.DONE, 2, "")
    assert (job.done, job.total, job.percent) == (5, 5, 100)


def test_a_checkpoint_is_stored_together_with_its_work(job, work):
    def do(run):
        with transaction.atomic():
            User.objects.create_user("made@example.invalid")
            run.save({"next": 1})
            raise OSError

    work.does = do
    runner.run(job.pk)
    left(job)
    assert job.checkpoint == {}
    assert not User.objects.filter(email="made@example.invalid").exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_connection_broke_is_put_down_all_the_same(job, work):
    """As when the database is restarted under a running job."""

    def do(run):
        connection.connection.close()
        Job.objects.count()

    work.does = do
    assert runner.run(job.pk) == State.QUEUED
    assert left(job)[:2] == (State.QUEUED, 1)
    assert runner.held() == set()


def test_attempts_are_limited_and_waits_grow(job, work):
    work.does = fail(OSError("away"))
    waits = []
    for _attempt in range(runner.MAX_ATTEMPTS - 1):
        assert runner.run(job.pk) == State.QUEUED
        left(job)
        waits.append(job.not_before - clock.now())
        Job.objects.update(not_before=clock.now())
    assert all(later > 1.5 * sooner for sooner, later in pairwise(waits))
    assert runner.run(job.pk) == State.FAILED
    state, attempts, error = left(job)
    assert (state, attempts) == (State.FAILED, runner.MAX_ATTEMPTS)
    assert "OSError: away" in error


def test_a_job_that_kills_its_runner_each_time_fails_visibly(job):
    Job.objects.update(state=State.RUNNING, runner=uuid4(), heartbeat_at=clock.now(), attempts=runner.MAX_ATTEMPTS)
    assert runner.run(job.pk) is None
    state, _attempts, error = left(job)
    assert state == State.FAILED
    assert "5" in error


@pytest.mark.parametrize("error", [runner.Failed("The register is shut."), Refused("The register is shut.")])
def test_what_cant_succeed_isnt_tried_again(job, work, error):
    work.does = fail(error)
    assert runner.run(job.pk) == State.FAILED
    assert left(job) == (State.FAILED, 1, "The register is shut.")


def test_errors_are_kept_by_item_and_told_once(job, work):
    def do(run):
        run.error("row 7", "The register number has letters in it.")
        run.error("row 9", "first")
        run.error("row 9", "second")
        run.error("x" * 500, "long")

    work.does = do
    assert runner.run(job.pk) == State.DONE
    assert dict(JobError.objects.values_list("item", "sentence")) == {
        "row 7": "The register number has letters in it.",
        "row 9": "second",
        "x" * 120: "long",
    }


def test_progress_is_cheap_in_a_loop(job, work, django_assert_max_num_queries):
    def do(run):
        with django_assert_max_num_queries(30):
            for number in range(1, 2001):
                run.progress(number, 2000)

    work.does = do
    assert runner.run(job.pk) == State.DONE
    left(job)
    assert (job.done, job.total) == (2000, 2000)


def test_running_work_stops_at_its_next_safe_point(job, work):
    seen: list[object] = []

    def do(run):
        run.stop_if_cancelled()
        Job.objects.filter(pk=job.pk).update(cancel_requested=True)
        assert run.cancelled
        seen.append("before")
        run.progress(2, 2)
        seen.append("after")

    work.does = do
    assert runner.run(job.pk) == State.CANCELLED
    assert seen == ["before"]
    assert left(job)[0] == State.CANCELLED
    assert job.finished_at is not None


def test_work_cancelled_while_its_runner_was_dead_isnt_resumed(job, work):
    Job.objects.update(state=State.RUNNING, runner=uuid4(), heartbeat_at=clock.now(), cancel_requested=True)
    assert runner.run(job.pk) is None
    assert (left(job)[0], work.runs) == (State.CANCELLED, 0)


def test_a_runner_that_was_replaced_stops_and_changes_nothing(job, work):
    def do(run):
        Job.objects.filter(pk=job.pk).update(runner=uuid4(), attempts=2)
        run.save({"stale": True})

    work.does = do
    assert runner.run(job.pk) is None
    assert (left(job)[0], job.checkpoint, job.attempts) == (State.RUNNING, {}, 2)


def test_a_runner_that_was_replaced_without_noticing_changes_nothing_either(job, work):
    work.does = lambda run: Job.objects.filter(pk=job.pk).update(runner=uuid4())
    assert runner.run(job.pk) is None
    assert left(job)[0] == State.RUNNING


@pytest.fixture
def other_runner(job):
    """Another process that holds the job's lock."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s, %s)", (runner.LOCK_CLASS, job.pk))
        yield connection


def test_one_runner_at_a_time(job, work, other_runner):
    assert runner.held() == {job.pk}
    assert runner.run(job.pk) is None
    assert work.runs == 0
    other_runner.close()
    until(lambda: not runner.held())
    assert runner.run(job.pk) == State.DONE
    assert runner.held() == set()


def test_the_lock_of_a_runner_that_was_just_killed_is_waited_for(job, other_runner):
    """A task may come back from the queue sooner than the database notices that its process is gone."""
    Job.objects.update(state=State.RUNNING, runner=uuid4(), heartbeat_at=clock.now(), attempts=1)

    def die_when_waited_for():
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND NOT granted"
        until(lambda: other_runner.execute(waiting, (runner.LOCK_CLASS,)).fetchone()[0])
        other_runner.close()

    other = threading.Thread(target=die_when_waited_for)
    other.start()
    assert runner.run(job.pk) == State.DONE
    other.join()
    assert left(job)[:2] == (State.DONE, 2)


def test_the_lock_is_let_go_whatever_happens(job, work):
    work.does = fail(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        runner.run(job.pk)
    assert runner.held() == set()
    assert left(job)[0] == State.RUNNING
    assert sweeping.sweep() == [job.pk]


def test_the_sweep_leaves_alone_what_has_a_living_runner(job, other_runner, wakes):
    Job.objects.update(state=State.RUNNING, runner=uuid4(), heartbeat_at=clock.now() - timedelta(days=1), attempts=1)
    wakes.clear()
    assert sweeping.sweep() == []
    other_runner.close()
    until(lambda: not runner.held())
    assert sweeping.sweep() == [job.pk]
    assert wakes == [("jobs.run", job.pk)]
    assert runner.run(job.pk) == State.DONE
    assert left(job)[:2] == (State.DONE, 2)


AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": State.RUNNING}, "running_has_a_runner"),
        ({"runner": uuid4()}, "running_has_a_runner"),
        ({"state": State.DONE}, "finished_has_its_time"),
        ({"finished_at": AT}, "finished_has_its_time"),
        ({"state": State.FAILED, "finished_at": AT}, "failed_says_why"),
    ],
)
def test_states_and_dates_go_together(job, values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**values)
