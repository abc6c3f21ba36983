"""Many rows at once by COPY: several times faster than bulk_create, and through the same triggers and constraints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import connection
from django.db.models import JSONField, Model
from psycopg import sql
from psycopg.types.json import Jsonb

M = TypeVar("M", bound=Model)


def copy(rows: Iterable[M]) -> list[M]:
    """Write new rows of one model and give them their keys."""
    made = list(rows)
    if not made:
        return made
    meta = made[0]._meta
    fields = [field for field in meta.concrete_fields if not field.generated and not field.has_db_default()]
    columns = [sql.Identifier(str(field.column)) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(meta.db_table), sql.SQL(", ").join(columns))
    names = [(field.attname, isinstance(field, JSONField)) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [meta.db_table, meta.pk.column, len(made)],
        )
        for row, (key,) in zip(made, cursor.fetchall(), strict=True):
            row.pk = key
        with cursor.cursor.copy(statement) as stream:
            for row in made:
                stream.write_row([_value(row, name, is_json) for name, is_json in names])
    for row in made:
        row._state.adding = False
    return made


def _value(row: Model, name: str, is_json: bool) -> Any:
    value = getattr(row, name)
    # psycopg knows all other types by itself.
    return Jsonb(value) if is_json else value
