"""What the bench ``import`` times, inside a process that knows Django: our import, and the least that SQL must do."""

from __future__ import annotations

import csv
import io
import resource
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from stdnum.fi import associationid

from associations.models import Association, RegisterImport, Sector
from associations.rules import slug
from associations.services import imports
from bench import names
from bench.copying import copy
from bench.stage import Failed
from portal.accounts.enums import StaffRole
from portal.accounts.middleware import actor_of
from portal.accounts.models import StaffAssignment, User
from portal.actor import acting, system
from portal.jobs import runner

# Of so many rows one is known under another name.
KNOWN_EACH = 4


def rows(count: int) -> Iterator[tuple[str, str, str]]:
    """Name, register number and office of each row."""
    for at in range(count):
        yield names.association(at).name, str(associationid.format(str(100_000 + at))), "Pori" if at % 3 else "Ulvila"


def fill(count: int) -> None:
    """What the register knows before the import of so many rows."""
    sector = Sector.objects.get(slug="muu")
    with acting(system("bench")), transaction.atomic():
        copy(
            Association(
                slug=f"vanha-{number}",
                name_fi=f"Vanha {name}"[:160],
                register_number=number,
                sector=sector,
                facets=["n:1", "s:muu"],
            )
            for at, (name, number, _office) in enumerate(rows(count))
            if at % KNOWN_EACH == 0
        )


def begin(count: int) -> None:
    """Bring in the file: a process of its own, so that making it isn't counted among what the import holds."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Nimi", "Rekisterinumero", "Kotipaikka"])
    writer.writerows(rows(count))
    with acting(actor_of(_liaison())):
        imports.start(content=text.getvalue().encode(), name="rekisteri.csv", sector=Sector.objects.get(slug="muu"))


def ours(count: int) -> dict[str, float]:
    """Seconds that the portal takes for reading, preview and carrying out, and the most memory that it held (MiB)."""
    made = RegisterImport.objects.get()
    begun = time.perf_counter()
    _run(made)
    read = time.perf_counter()
    with acting(actor_of(made.made_by)):
        imports.carry_out(register_import=made)
    _run(made)
    ended = time.perf_counter()
    if made.counts != {"change": count // KNOWN_EACH, "new": count - count // KNOWN_EACH}:
        raise Failed(f"The import came to something else: {made.counts} {made.problem}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"read": read - begun, "written": ended - read, "seconds": ended - begun, "rss_mib": peak}


def _liaison() -> User:
    with acting(system("bench")), transaction.atomic():
        made = User.objects.create(email="liaison@people.invalid", password="!bench")  # noqa: S106
        StaffAssignment.objects.create(user=made, role=StaffRole.LIAISON)
    return made


def _run(made: RegisterImport) -> None:
    made.refresh_from_db()
    if made.job is None or runner.run(made.job.pk) != "done":
        raise Failed("The import's job didn't come to its end.")
    made.refresh_from_db()


_UPDATE = """
    UPDATE associations_association AS a SET name_fi = r.name, registered_office = r.registered_office
    FROM associations_importrow AS r WHERE a.register_number = r.register_number AND a.register_number <> ''
        AND a.merged_into_id IS NULL
"""
_INSERT = """
    INSERT INTO associations_association ({columns}) SELECT {values} FROM associations_importrow AS r
    WHERE NOT EXISTS (
        SELECT 1 FROM associations_association AS a WHERE a.register_number = r.register_number
            AND a.register_number <> '' AND a.merged_into_id IS NULL
    )
"""
_FROM_ROW = {
    "name_fi": "r.name",
    "register_number": "r.register_number",
    "registered_office": "r.registered_office",
    # Where the address comes from isn't what is measured.
    "slug": "%(slug)s || r.number",
}


def bare(count: int) -> dict[str, float]:
    """Seconds for COPY into the table of rows and one upsert, in one transaction, by the same role and triggers."""
    made = RegisterImport.objects.create(
        made_by=_liaison(), name="rekisteri.csv", sector=Sector.objects.get(slug="muu")
    )
    given = [
        (made.pk, at, name, number, office, "", "", "", "new", "{}", False)
        for at, (name, number, office) in enumerate(rows(count), start=2)
    ]
    statement, values = _insert(made.sector_id)
    begun = time.perf_counter()
    with acting(system("bench")), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        with cursor.cursor.copy(
            "COPY associations_importrow (register_import_id, number, name, register_number, registered_office,"
            " business_id, legal_form, status, action, details, done) FROM STDIN"
        ) as stream:
            for row in given:
                stream.write_row(row)
        cursor.execute(_UPDATE)
        cursor.execute(statement, values)
    ended = time.perf_counter()
    if Association.objects.count() != count:
        raise Failed("The bare upsert came to something else.")
    return {"seconds": ended - begun}


def _insert(sector: int) -> tuple[str, dict[str, Any]]:
    empty = Association(slug=slug("Seura"), sector_id=sector, facets=["n:1", "s:muu"])
    columns, values = {}, {}
    for field in Association._meta.concrete_fields:
        if not (field.generated or field.primary_key or field.has_db_default()):
            column = str(field.column)
            columns[column] = _FROM_ROW.get(column, f"%({column})s")
            values[column] = field.get_db_prep_save(getattr(empty, field.attname), connection)
    return _INSERT.format(columns=", ".join(columns), values=", ".join(columns.values())), values
