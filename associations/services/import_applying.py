"""Carrying out an import: chunk by chunk, set by set, each chunk whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from associations import rules
from associations.enums import ImportState, RowAction
from associations.models import Association, ImportRow, Listing, RegisterImport
from associations.policy import shut_from
from associations.services import facets, import_comparing
from associations.services.import_reading import counts, held
from portal import clock, planner
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import acting
from portal.jobs import services as jobs
from portal.jobs.runner import Failed, Run
from portal.journal import services as journal
from portal.ui import pagecache

CHUNK = 3_000
FIND_DUPLICATES = "associations.find_duplicates"
_WRITTEN = (RowAction.NEW, RowAction.CHANGE)

# Columns of a new association that the file speaks of; all others begin as the model says.
_FROM_ROW = {
    "slug": "n.slug",
    "name_fi": "n.name",
    "name_doubt": "n.doubt",
    "register_number": "n.register_number",
    "business_id": "n.business_id",
    "legal_form": "coalesce(nullif(n.legal_form, ''), CASE WHEN n.register_number = '' THEN 'unregistered'"
    " ELSE 'registered' END)",
    "status": "coalesce(nullif(n.status, ''), 'active')",
    "registered_office": "coalesce(nullif(n.registered_office, ''), %(registered_office)s)",
    "registered_on": "n.registered_on",
    "sector_id": "s.id",
    "added_at": "%(now)s",
    "facets": facets.OF_NEW,
}

# A row whose address or number somebody has taken in this moment stays undone, and is looked at anew.
_INSERT = """
    WITH n AS (
        SELECT nextval(pg_get_serial_sequence('associations_association', 'id')) AS new_id, u.slug, u.doubt, r.*
        FROM unnest(%(rows)s::bigint[], %(slugs)s::text[], %(doubts)s::text[]) AS u (row_id, slug, doubt)
        JOIN associations_importrow AS r ON r.id = u.row_id
    ), made AS (
        INSERT INTO associations_association (id, {columns})
        SELECT n.new_id, {values} FROM n
        JOIN associations_sector AS s ON s.id = coalesce(n.sector_id, %(sector)s)
        ON CONFLICT DO NOTHING RETURNING id
    )
    UPDATE associations_importrow AS r SET association_id = made.id, done = true
    FROM n JOIN made ON made.id = n.new_id WHERE r.id = n.id
"""

_UPDATE = """
    WITH changed AS (
        UPDATE associations_association AS a SET
            name_fi = coalesce(nullif(r.name, ''), a.name_fi),
            name_doubt = CASE WHEN r.name IN ('', a.name_fi) THEN a.name_doubt ELSE u.doubt END,
            register_number = coalesce(nullif(r.register_number, ''), a.register_number),
            business_id = coalesce(nullif(r.business_id, ''), a.business_id),
            legal_form = coalesce(nullif(r.legal_form, ''), a.legal_form),
            status = coalesce(nullif(r.status, ''), a.status),
            registered_office = coalesce(nullif(r.registered_office, ''), a.registered_office),
            registered_on = coalesce(r.registered_on, a.registered_on),
            sector_id = coalesce(r.sector_id, a.sector_id)
        FROM unnest(%(rows)s::bigint[], %(doubts)s::text[]) AS u (row_id, doubt)
        JOIN associations_importrow AS r ON r.id = u.row_id
        WHERE a.id = r.association_id RETURNING r.id AS row_id
    )
    UPDATE associations_importrow AS r SET done = true FROM changed WHERE r.id = changed.row_id
"""

# A base is taken by itself or with a number behind it; "." is what follows "-" in byte order.
_TAKEN = """
    SELECT b.base, a.slug FROM unnest(%(bases)s::text[]) AS b (base)
    JOIN associations_association AS a ON a.slug ~>=~ (b.base || '-') AND a.slug ~<~ (b.base || '.')
    UNION ALL SELECT slug, slug FROM associations_association WHERE slug = ANY(%(bases)s)
"""


def carry_out(run: Run, pk: int, person_id: int) -> None:
    """Write the rows of a looked-at import to the register, in the person's name.

    A killed run leaves whole chunks only, and the next one goes on with the rows that aren't done. Raises Cancelled
    when somebody has cancelled the import; what is done stays.
    """
    person = actor_of(User.objects.get(pk=person_id))
    with acting(person):
        done = ImportRow.objects.filter(register_import_id=pk, done=True).count()
        total = done + _left(pk).count()
        counted = done
        while number := _chunk(run, pk, person_id):
            done += number
            run.progress(done, total)
            # Each time the register may have doubled: an empty one grows to a hundred thousand in a few minutes.
            if done >= 2 * counted:
                planner.analyze(Association, Listing)
                counted = done
        _finish(pk)


def _left(pk: int) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(register_import_id=pk, action__in=_WRITTEN, done=False)


def _chunk(run: Run, pk: int, person_id: int) -> int:
    """Write the next rows; how many there were."""
    with held(pk, ImportState.RUNNING) as fresh:
        rows = list(_left(pk).order_by("number").values_list("number", "register_number", "business_id")[:CHUNK])
        if not rows:
            return 0
        _lock({number for _at, number, _other in rows}, {other for _at, _number, other in rows})
        after, upto = rows[0][0] - 1, rows[-1][0]
        # The register may have changed since the preview: what a row does is found out anew, now that nothing moves.
        import_comparing.compare(pk, after=after, upto=upto, shut=shut_from(person_id), actions=_WRITTEN)
        here = _left(pk).filter(number__gt=after, number__lte=upto)
        found = list(here.values_list("pk", "action", "name"))
        _insert(fresh, [(key, name) for key, action, name in found if action == RowAction.NEW])
        _update([(key, name) for key, action, name in found if action == RowAction.CHANGE])
        if (left := here.count()) == len(rows):
            # What stays undone is looked at anew, and that must come to an end.
            raise Failed(_("The rows from %(number)d on can't be written to the register.") % {"number": rows[0][0]})
        run.save({"number": upto})
        pagecache.bump("associations")
    return len(rows) - left


def _lock(numbers: Collection[str], business_ids: Collection[str]) -> None:
    """Lock what the rows may mean, in the order of keys, as merging does."""
    meant = (Q(register_number__in=numbers) & ~Q(register_number="")) | (
        Q(business_id__in=business_ids) & ~Q(business_id="")
    )
    rows = Association.objects.filter(meant, merged_into__isnull=True).order_by("pk")
    list(rows.select_for_update(of=("self",), no_key=True).values_list("pk"))


def _insert(found: RegisterImport, rows: list[tuple[int, str]]) -> None:
    if not rows:
        return
    values: dict[str, Any] = {
        "rows": [key for key, _name in rows],
        "slugs": _slugs([name for _key, name in rows]),
        "doubts": [rules.doubt(name) for _key, name in rows],
        "sector": found.sector_id,
        "now": clock.now(),
    }
    columns = {}
    for field in Association._meta.concrete_fields:
        # What the database itself gives a new row.
        if field.generated or field.primary_key or field.has_db_default():
            continue
        column = str(field.column)
        columns[column] = _FROM_ROW.get(column, f"%({column})s")
        if column not in _FROM_ROW or column == "registered_office":
            values[column] = field.get_db_prep_save(field.get_default(), connection)
    statement = _INSERT.format(columns=", ".join(columns), values=", ".join(columns.values()))
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _update(rows: list[tuple[int, str]]) -> None:
    if not rows:
        return
    keys = [key for key, _name in rows]
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, {"rows": keys, "doubts": [rules.doubt(name) for _key, name in rows]})
    moved = ImportRow.objects.filter(pk__in=keys, details__has_key="sector", association__isnull=False)
    facets.refresh([pk for pk in moved.values_list("association", flat=True) if pk is not None])


def _slugs(names: Iterable[str]) -> list[str]:
    """A free address for each name, in order: the name's own, or with the first free number behind it. One query."""
    bases = [rules.slug(name) for name in names]
    taken: dict[str, set[str]] = {base: set() for base in bases}
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, {"bases": list(taken)})
        for base, slug in cursor.fetchall():
            taken[base].add(slug)
    # What this chunk gives may be what another base of it would give: "seura-2" is a name too.
    given: set[str] = set()
    tried = dict.fromkeys(taken, 1)
    slugs = []
    for base in bases:
        slug = base
        while slug in taken[base] or slug in given:
            tried[base] += 1
            slug = f"{base}-{tried[base]}"
        given.add(slug)
        slugs.append(slug)
    return slugs


def _finish(pk: int) -> None:
    with held(pk, ImportState.RUNNING) as fresh:
        fresh.state = ImportState.DONE
        fresh.finished_at = clock.now()
        fresh.counts = counts(pk)
        fresh.save(update_fields=["state", "finished_at", "counts"])
        journal.record("associations.import_carried_out", fresh, details=fresh.counts)
        pagecache.bump("associations")
        jobs.defer(FIND_DUPLICATES, key="all")
