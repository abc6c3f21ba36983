"""Work of grants whose worker is killed in the middle: nothing is lost, nothing is done twice (cases.md 2, 3)."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from grants.enums import ApplicationState
from grants.models import Allocation, Application, Dossier, UseReport
from grants.services import sharing
from portal import broker, clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.celery import app
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import services as jobs
from portal.jobs.enums import State
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.outbox.models import Message
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.faults.helpers.holding import Waits, held, shut
from tests.faults.helpers.waiting import until
from tests.faults.helpers.workers import Workers
from tests.files.made import PDF

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

ROWS = 9


@pytest.fixture(autouse=True)
def _closed_circuit() -> None:
    broker.circuit.worked()


def killed(workers: Workers, waits: Waits) -> None:
    """A worker is killed where it waits; nobody gives its task back, so that only the sweep finds it."""
    worker = workers.start("work")
    until(waits, within=40, what="the place in the middle")
    worker.kill()
    with app.connection_for_write() as connection:
        connection.default_channel.client.flushdb()


def finished(workers: Workers, name: str) -> Job:
    """Another worker takes the job up and ends it."""
    workers.start("work", beat=True)
    until(lambda: Job.objects.filter(name=name, state=State.DONE).exists(), within=60, what="the job's end")
    return Job.objects.get(name=name)


@transaction.atomic
def shared() -> Allocation:
    """A call's money, shared among applications of different scores; its proposals are still to be made."""
    call = grants.call(appropriation_cents=ROWS * 40_000)
    for number in range(ROWS):
        grants.scored(call, 1 + number % 5)
    Job.objects.unfinished().delete()
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        return sharing.make_proposals(call=call, model=grants.award_model(), money_cents=call.appropriation_cents)


def test_a_kill_while_proposals_are_made_of_a_sharing(workers: Workers):
    made = shared()
    rows = list(made.rows.order_by("rank", "pk"))
    proposed = Application.objects.filter(state=ApplicationState.PROPOSED)
    with held("grants_application", rows[4].application_id) as waits:
        killed(workers, waits)
    assert set(proposed.values_list("pk", flat=True)) == {row.application_id for row in rows[:4]}

    job = finished(workers, "grants.propose_allocation")

    assert (job.attempts, job.done, job.total, job.errors.count()) == (2, ROWS, ROWS, 0)
    assert {one.pk: one.proposed_cents for one in proposed} == {row.application_id: row.cents for row in rows}
    assert sum(row.cents for row in rows) <= made.appropriation_cents
    for row in rows:
        application = proposed.get(pk=row.application_id)
        assert Event.objects.about(application).filter(verb="grants.application_proposed").count() == 1
        # From who scored it to the model, in one piece and once.
        assert application.proposal_reasons == application.public_reasons
        assert application.proposal_reasons.count("Pisteen arvo") == 1
        assert application.proposal_reasons.endswith(".")
        assert application.proposed_by == made.made_by


@transaction.atomic
def asked() -> Dossier:
    """A matter with papers, of which the dossier is still to be made."""
    application = grants.decided()
    for number in range(3):
        files.store(PDF, name=f"liite-{number}.pdf", kind="sealed", parent=application)
    Job.objects.unfinished().delete()
    return grants.dossier(application, employee(StaffRole.GRANT_OFFICER))


def lying() -> set[str]:
    """The names of the files in the storage."""
    return {path.name for path in Path(default_storage.path("")).rglob("*") if path.is_file()}


def test_a_kill_when_the_dossier_is_stored_and_its_owner_not_told(
    workers: Workers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setenv("TMPDIR", str(passing))
    dossier = asked()
    named = lying()
    with shut("outbox_message") as waits:
        killed(workers, waits)
    # Its content lies there without a row, since the transaction is gone; elsewhere there is nothing of the matter.
    [orphan] = lying() - named
    assert not StoredFile.objects.of(dossier).exists()
    assert [path for path in passing.rglob("*") if zipfile.is_zipfile(path)] == []

    finished(workers, "grants.make_dossier")

    stored = StoredFile.objects.of(dossier).get()
    book = zipfile.ZipFile(io.BytesIO(files.read(stored)))
    sums = dict(line.split("  ", 1)[::-1] for line in book.read("SHA256SUMS").decode().splitlines())
    assert {name: hashlib.sha256(book.read(name)).hexdigest() for name in sums} == sums
    assert set(book.namelist()) - set(sums) == {"SHA256SUMS"}
    assert Message.objects.filter(kind="grants.dossier_ready").count() == 1
    dossier.refresh_from_db()
    assert dossier.ready_at is not None
    # The sweep takes what no row names, once it is a day old.
    [path] = Path(default_storage.path("")).rglob(orphan)
    old = clock.now().timestamp() - 2 * 24 * 3600
    os.utime(path, (old, old))
    assert files.sweep_orphans() == 1
    assert lying() == named | {Path(stored.path).name}


def test_a_kill_while_reports_are_reminded_of(workers: Workers):
    with transaction.atomic():
        reports = [grants.awaited() for _ in range(3)]
        UseReport.objects.update(awaited_on=clock.today(), due_on=clock.today())
        UseReport.objects.update(asked_on=clock.today().replace(year=clock.today().year - 1, day=1))
        Job.objects.unfinished().delete()
        jobs.defer("grants.remind_of_reports", key="daily")
    reminders = Message.objects.filter(kind="grants.report_reminder")
    with held("grants_usereport", sorted(report.pk for report in reports)[1]) as waits:
        killed(workers, waits)
    assert reminders.count() == 1

    job = finished(workers, "grants.remind_of_reports")

    assert job.attempts == 2
    assert sorted(one.subject_id for one in reminders) == sorted(str(report.pk) for report in reports)
