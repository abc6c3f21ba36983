"""Asking for work, cancelling it and starting it again."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import override

from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.jobs import registry, runner, services, sweeping
from portal.jobs.enums import State
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.journal.services import sentence
from portal.workflow import Refused
from tests.factories.accounts import as_employee, employee
from tests.jobs.conftest import NAME

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("work")]


def test_work_is_asked_for(wakes):
    job = services.defer(NAME, 1, "two", {"three": [4]})
    job.refresh_from_db()
    assert (job.state, job.args, job.created_by) == (State.QUEUED, [1, "two", {"three": [4]}], None)
    assert wakes == [("jobs.run", job.pk)]
    assert str(job) == f"Test <work> #{job.pk}"


def test_whoever_asks_is_remembered():
    person = employee(StaffRole.GRANT_OFFICER)
    with acting(as_employee(person)):
        assert services.defer(NAME).created_by == person


def test_the_same_work_waits_or_runs_once(wakes):
    first = services.defer(NAME, 1, key="a")
    assert services.defer(NAME, 2, key="a") == first
    assert services.defer(NAME, key="b") != first
    assert services.defer(NAME) != services.defer(NAME)
    runner.run(first.pk)
    again = services.defer(NAME, 3, key="a")
    assert again != first
    with pytest.raises(IntegrityError, match="jobs_job_key_once"), transaction.atomic():
        Job.objects.create(name=NAME, key="a")


def test_work_that_ends_between_two_looks_is_asked_for_anew(monkeypatch: pytest.MonkeyPatch):
    first, real = services.defer(NAME, 1, key="a"), services._UNFINISHED

    def look(*given: str) -> list[Job]:
        runner.run(first.pk)
        return real.rows(*given)

    monkeypatch.setattr(services, "_UNFINISHED", SimpleNamespace(rows=look))
    second = services.defer(NAME, 2, key="a")
    assert (second != first, second.args) == (True, [2])


def test_work_of_a_later_date_waits_in_its_row(wakes):
    job = services.defer(NAME, not_before=clock.now() + timedelta(hours=2))
    assert wakes == []
    assert runner.run(job.pk) is None
    assert sweeping.sweep() == []
    Job.objects.filter(pk=job.pk).update(not_before=clock.now())
    assert sweeping.sweep() == [job.pk]
    assert runner.run(job.pk) == State.DONE


def test_only_known_work_with_plain_arguments():
    with pytest.raises(ImproperlyConfigured, match="declares the job"):
        services.defer("tests.misspelt")
    with pytest.raises(TypeError):
        services.defer(NAME, object())
    assert not Job.objects.exists()


def test_a_name_is_declared_once():
    with pytest.raises(ImproperlyConfigured, match="declared twice"):
        registry.job(NAME, label="Again")(lambda run: None)
    assert registry.known()[NAME].label == "Test <work>"


@pytest.fixture
def administrator():
    return as_employee(employee(StaffRole.ADMINISTRATOR))


def test_waiting_work_is_cancelled_at_once(administrator):
    job = services.defer(NAME)
    with acting(administrator):
        cancelled = services.cancel(job)
    assert (cancelled.state, cancelled.finished_at is not None) == (State.CANCELLED, True)
    assert runner.run(job.pk) is None
    event = Event.objects.about(job).get()
    with override("en"):
        assert sentence(event) == f"{administrator.label} cancelled Test <work> #{job.pk}"
    with acting(administrator), pytest.raises(Refused):
        services.cancel(job)


def test_what_failed_or_was_cancelled_starts_again_with_all_its_attempts(administrator, work, wakes):
    job = services.defer(NAME, key="a")
    work.does = lambda run: run.save({"next": 3}) or (_ for _ in ()).throw(runner.Failed("The register is shut."))
    assert runner.run(job.pk) == State.FAILED
    with acting(administrator):
        services.retry(job)
    assert wakes[-1] == ("jobs.run", job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.finished_at, job.checkpoint) == (State.QUEUED, 0, None, {"next": 3})
    with acting(administrator), pytest.raises(Refused):
        services.retry(job)
    work.does = lambda run: None
    assert runner.run(job.pk) == State.DONE
    job.refresh_from_db()
    assert job.last_error == ""


def test_work_that_waits_under_the_same_key_isnt_started_a_second_time(administrator):
    job = services.defer(NAME, key="a")
    with acting(administrator):
        services.cancel(job)
        services.defer(NAME, key="a")
        with override("en"), pytest.raises(Refused, match="waiting or running"):
            services.retry(job)


def test_who_may_cancel_and_start_again(administrator):
    person = employee(StaffRole.GRANT_OFFICER)
    creator = as_employee(person)
    with acting(creator):
        job = services.defer(NAME)
    for role, refusal in (
        (StaffRole.GRANT_OFFICER, PermissionDenied),
        (StaffRole.AUDITOR, PermissionDenied),
        (StaffRole.LIAISON, Http404),
    ):
        with acting(as_employee(employee(role))):
            for change in (services.cancel, services.retry):
                with pytest.raises(refusal):
                    change(job)
    with acting(creator):
        services.cancel(job)
        services.retry(job)
    with acting(administrator):
        services.cancel(job)
    assert Event.objects.about(job).count() == 3
