"""A list of decisions whose worker is killed twice in the middle of it: each is decided once (cases.md 2, 4, 5, 11)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import transaction
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from associations.models import Support
from grants.enums import LineOutcome, ListState
from grants.models import Application, Award, DecisionList
from grants.queries import waiting_in_order
from grants.services import deciding_lists
from portal import broker
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.celery import app
from portal.decisions.models import Decision
from portal.files.models import StoredFile
from portal.jobs.enums import State
from portal.jobs.models import Job
from portal.outbox.models import Message
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.faults.helpers.waiting import until
from tests.faults.helpers.workers import Workers

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

ROWS = 40
# Where the worker is held and killed: lines are behind it and before it.
HELD_AT = (12, 27)


@pytest.fixture(autouse=True)
def _closed_circuit() -> None:
    broker.circuit.worked()


@transaction.atomic
def presented() -> DecisionList:
    """Forty proposals on one list; every fifth is not to grant."""
    call = grants.call(appropriation_cents=10_000_000)
    proposals = [grants.proposed(call, 0 if number % 5 == 0 else 50_000) for number in range(ROWS)]
    return grants.decision_list(*proposals, presented=True)


@contextmanager
def held(application_id: int) -> Iterator[Callable[[], bool]]:
    """Somebody else holds the application; gives the question whether a worker waits for it."""
    here = str(conninfo_to_dict(os.environ["DATABASE_URL"])["dbname"])
    address = make_conninfo(os.environ["DATABASE_SUPERUSER_URL"], dbname=here)
    with psycopg.connect(address) as gate, psycopg.connect(address, autocommit=True) as watcher:
        gate.execute("SELECT 1 FROM grants_application WHERE id = %s FOR UPDATE", [application_id])
        pid = gate.info.backend_pid

        def waits() -> bool:
            blocked = "SELECT count(*) FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))"
            return watcher.execute(blocked, [pid]).fetchone() == (1,)

        yield waits
        gate.rollback()


def decided(found: DecisionList) -> int:
    return found.lines.filter(outcome=LineOutcome.DECIDED).count()


def test_kill_9_twice_while_a_list_is_decided(workers: Workers):
    found = presented()
    # The other work of the making isn't what is looked at.
    Job.objects.unfinished().delete()
    order = waiting_in_order(found.pk)
    lines = {line.pk: line.application_id for line in found.lines.all()}
    with transaction.atomic():
        decider = employee(StaffRole.DECISION_MAKER)
    with acting(as_employee(decider)):
        deciding_lists.confirm(decision_list=found, way="e_notice")
    for number, at in enumerate(HELD_AT):
        with held(lines[order[at]]) as waits:
            worker = workers.start("work", beat=number > 0)
            until(waits, within=60, what="the line in the middle")
            worker.kill()
        # Whole decisions are there, and nothing of the one that was broken off.
        assert decided(found) == at
        assert Decision.objects.count() == Message.objects.filter(kind="grants.decision").count() == at
        # Nobody gives the task back: the sweep finds the row.
        with app.connection_for_write() as connection:
            connection.default_channel.client.flushdb()

    workers.start("work", beat=True)
    until(lambda: DecisionList.objects.get(pk=found.pk).state == ListState.DECIDED, within=90, what="the end")
    until(
        lambda: not Job.objects.exclude(state=State.DONE).filter(name__in=["decisions.seal", "grants.decide_list"]),
        within=90,
        what="all documents",
    )

    assert decided(found) == ROWS
    decisions = Decision.objects.all()
    assert len(decisions) == len({one.subject_id for one in decisions}) == ROWS
    assert {one.decided_by_id for one in decisions} == {decider.pk}
    # Sections without a gap: a decision that was broken off left none behind.
    assert sorted(one.section for one in decisions) == list(range(1, ROWS + 1))
    assert [one.subject_id for one in decisions.order_by("section")] == [str(lines[key]) for key in order]
    messages = Message.objects.filter(kind="grants.decision")
    assert len(messages) == len({one.subject_id for one in messages}) == ROWS
    assert StoredFile.objects.filter(parent_type="decisions.decision", kind="sealed").count() == ROWS
    granted = ROWS - ROWS // 5
    assert Award.objects.count() == Application.objects.filter(state="granted").count() == granted
    assert Award.objects.cents() == sum(Support.objects.values_list("value_cents", flat=True)) == granted * 50_000
    job = Job.objects.get(name="grants.decide_list")
    assert (job.state, job.attempts, job.done, job.total) == (State.DONE, 3, ROWS, ROWS)
