"""An import of register data whose worker is killed in the middle of it: it goes on, and nothing is there twice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import transaction
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from stdnum.fi import associationid

from associations.enums import ImportState
from associations.models import Association, ImportRow, RegisterImport, Sector
from associations.services import imports
from portal import broker
from portal.accounts.enums import StaffRole
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import acting
from portal.jobs.enums import State
from portal.journal.models import Event, RowImage
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory
from tests.faults.helpers.waiting import until
from tests.faults.helpers.workers import Workers

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

# Of 7,000 rows the last of each thousand is known under another name, and the first is broken.
ROWS, STEP = 7_000, 1_000
EACH = ROWS // STEP
# Where the worker is held: with chunks behind it, in the middle of one, with chunks before it.
HELD_AT = 4_999


@pytest.fixture(autouse=True)
def _closed_circuit() -> None:
    broker.circuit.worked()


def number(at: int) -> str:
    """A register number."""
    return str(associationid.format(str(100_000 + at)))


def content() -> bytes:
    """The file; many rows share a name, and so would share an address."""
    rows = [f"Kylän Laulu {at % 900} ry;{'12a' if at % STEP == 0 else number(at)}" for at in range(ROWS)]
    return "\n".join(["Nimi;Rekisterinumero", *rows]).encode()


@transaction.atomic
def begun() -> tuple[RegisterImport, User]:
    """The import, asked for."""
    for at in range(STEP - 1, ROWS, STEP):
        AssociationFactory.create(name_fi=f"Vanha nimi {at} ry", register_number=number(at))
    liaison = employee(StaffRole.LIAISON)
    with acting(actor_of(liaison)):
        made = imports.start(content=content(), name="rekisteri.csv", sector=Sector.objects.get(slug="kulttuuri"))
    return made, liaison


@contextmanager
def held(statement: str, *values: object) -> Iterator[Callable[[], bool]]:
    """A transaction of somebody else that comes to nothing; gives the question whether a worker waits for it."""
    here = str(conninfo_to_dict(os.environ["DATABASE_URL"])["dbname"])
    address = make_conninfo(os.environ["DATABASE_SUPERUSER_URL"], dbname=here)
    with psycopg.connect(address) as gate, psycopg.connect(address, autocommit=True) as watcher:
        gate.execute(statement, values)
        pid = gate.info.backend_pid

        def waits() -> bool:
            blocked = "SELECT count(*) FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))"
            return watcher.execute(blocked, [pid]).fetchone() == (1,)

        yield waits
        gate.rollback()


def reached(made: RegisterImport, state: ImportState) -> bool:
    made.refresh_from_db()
    return made.state == state


def job_done(made: RegisterImport) -> bool:
    made.refresh_from_db()
    assert made.job is not None
    return made.job.state == State.DONE


def test_kill_9_while_it_is_read_and_while_it_is_carried_out(workers: Workers):
    made, liaison = begun()
    rows = ImportRow.objects.filter(register_import=made)

    # Somebody holds the place of a row that is yet to be read.
    with held(
        "INSERT INTO associations_importrow (register_import_id, number, name, register_number, business_id, status,"
        " legal_form, registered_office, action, details, done)"
        " VALUES (%s, %s, '', '', '', '', '', '', 'new', '{}', false)",
        *(made.pk, HELD_AT),
    ) as waits:
        worker = workers.start("work")
        until(waits, what="the chunk in the middle")
        worker.kill()
    # Whole chunks are there, and not the one that was broken off.
    assert rows.count() == 4_000
    worker = workers.start("work", beat=True)
    until(lambda: reached(made, ImportState.READY), within=60, what="the preview")
    assert made.counts == {"error": EACH, "change": EACH, "new": ROWS - 2 * EACH}
    assert made.job is not None
    assert made.job.attempts == 2

    # Somebody holds an association that is yet to be changed.
    with held("SELECT 1 FROM associations_association WHERE register_number = %s FOR UPDATE", number(HELD_AT)) as waits:
        with transaction.atomic(), acting(actor_of(liaison)):
            imports.carry_out(register_import=made)
        until(waits, what="the chunk in the middle")
        worker.kill()
    written = rows.filter(done=True).count()
    assert 0 < written < ROWS - EACH
    assert RowImage.objects.filter(table="associations_association").count() == written + EACH
    workers.start("work", beat=True)
    until(lambda: reached(made, ImportState.DONE), within=60, what="the end")
    until(lambda: job_done(made), what="the job's end")

    assert Association.objects.count() == ROWS - EACH
    assert rows.filter(done=True).count() == ROWS - EACH
    images = RowImage.objects.filter(table="associations_association")
    # The first images are the factory's own.
    assert images.filter(operation="INSERT").count() == ROWS - EACH
    assert images.filter(operation="UPDATE").count() == EACH
    assert Event.objects.filter(verb="associations.import_carried_out").count() == 1
    assert made.counts == {"error": EACH, "change": EACH, "new": ROWS - 2 * EACH}
