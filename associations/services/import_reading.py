"""Reading a file of register data into rows, and saying of each what it would do to the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Count
from django.db.models.functions import Lower
from psycopg.types.json import Jsonb

from associations import columns
from associations.enums import ImportState, RowAction
from associations.models import ImportRow, RegisterImport, Sector
from associations.policy import shut_from
from associations.services import import_comparing
from associations.services.sheets import Problem, Sheet, open_sheet
from portal import clock, planner
from portal.files.models import StoredFile
from portal.jobs.runner import Cancelled, Run

CHUNK = 2_000

_COPY = (
    "COPY associations_importrow (register_import_id, number, name, register_number, business_id, legal_form, status,"
    " registered_office, registered_on, sector_id, action, details, done) FROM STDIN"
)


def read(run: Run, pk: int) -> None:
    """Read the file, then compare it with the register: chunk by chunk, each with its checkpoint in one transaction.

    The import is then ready to be looked at, or has failed with the code of a problem. Raises Cancelled when
    somebody has cancelled it.
    """
    found = RegisterImport.objects.get(pk=pk)
    if run.checkpoint.get("step") is None:
        with held(pk, ImportState.READING):
            # A run before this one that was given up may have left rows.
            found.rows.all().delete()
            run.save({"step": "read", "number": 0})
    if run.checkpoint["step"] == "read":
        try:
            _read_rows(run, found)
        except Problem as problem:
            _fail(pk, problem)
            return
    _compare(run, found)


@contextmanager
def held(pk: int, state: ImportState) -> Iterator[RegisterImport]:
    """A transaction in which the import is locked and in the state. Raises Cancelled when it isn't any more."""
    with transaction.atomic():
        found = RegisterImport.objects.select_for_update(of=("self",)).get(pk=pk)
        if found.state != state:
            raise Cancelled
        yield found


def _read_rows(run: Run, found: RegisterImport) -> None:
    stored = StoredFile.objects.of(found).get()
    with default_storage.open(stored.path) as file:
        sheet = open_sheet(file, stored.content_type)
        RegisterImport.objects.filter(pk=found.pk).update(columns=_columns(sheet))
        sectors = _sectors()
        # What was read before a kill is passed over; the rows have their numbers from the file.
        rows = (row for row in sheet.rows if row[0] > run.checkpoint["number"])
        while chunk := list(islice(rows, CHUNK)):
            with held(found.pk, ImportState.READING):
                _copy(found.pk, sheet, chunk, sectors)
                run.save({"step": "read", "number": chunk[-1][0]})
            # Reading is about half of the work.
            run.progress(min(chunk[-1][0], sheet.total), 2 * max(sheet.total, chunk[-1][0]))
    if not found.rows.exists():
        raise Problem("no_rows")
    with held(found.pk, ImportState.READING):
        import_comparing.find_repeated(found.pk)
        run.save({"step": "compare", "number": 0})
    planner.analyze(ImportRow)


def _columns(sheet: Sheet) -> dict[str, Any]:
    understood = {name: sheet.layout.headings[at] for name, at in sheet.layout.places.items()}
    return {"understood": understood, "unknown": sheet.layout.unknown}


def _sectors() -> dict[str, int]:
    """Keys by all names that a sector has, in small letters."""
    names = ("slug", "name_fi", "name_sv", "name_en")
    rows = Sector.objects.values_list("pk", *(Lower(name) for name in names))
    return {name: pk for pk, *given in rows for name in given if name}


def _copy(pk: int, sheet: Sheet, chunk: Sequence[tuple[int, list[str]]], sectors: dict[str, int]) -> None:
    with connection.cursor() as cursor, cursor.cursor.copy(_COPY) as stream:
        for number, cells in chunk:
            row = columns.record(sheet.layout.cells(cells), sectors)
            action = RowAction.ERROR if row.faults else RowAction.NEW
            details = {"errors": row.faults, "written": row.written} if row.faults else {}
            stream.write_row(
                (
                    *(pk, number, row.name, row.register_number, row.business_id, row.legal_form, row.status),
                    *(row.registered_office, row.registered_on, row.sector, str(action), Jsonb(details), False),
                )
            )


def _compare(run: Run, found: RegisterImport) -> None:
    shut = shut_from(found.made_by_id)
    last = found.rows.order_by("-number").values_list("number", flat=True).first() or 0
    for after, upto in _ranges(run.checkpoint["number"], last):
        with held(found.pk, ImportState.READING):
            import_comparing.compare(found.pk, after=after, upto=upto, shut=shut)
            run.save({"step": "compare", "number": upto})
        run.progress(last + upto, 2 * last)
    with held(found.pk, ImportState.READING) as fresh:
        import_comparing.find_matched_twice(found.pk)
        fresh.state = ImportState.READY
        fresh.counts = counts(found.pk)
        fresh.save(update_fields=["state", "counts"])


def _ranges(first: int, last: int) -> Iterator[tuple[int, int]]:
    for after in range(first, last, CHUNK):
        yield after, min(after + CHUNK, last)


def counts(pk: int) -> dict[str, int]:
    """How many rows there are of each action. One query."""
    rows = ImportRow.objects.filter(register_import_id=pk).order_by().values_list("action").annotate(Count("pk"))
    return dict(rows)


def _fail(pk: int, problem: Problem) -> None:
    with held(pk, ImportState.READING) as fresh:
        fresh.rows.all().delete()
        fresh.state = ImportState.FAILED
        fresh.problem = problem.code
        fresh.finished_at = clock.now()
        fresh.save(update_fields=["state", "problem", "finished_at"])
