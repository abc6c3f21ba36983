"""Queries of a fixed shape, written as querysets and translated to SQL once in a process.

Making a queryset and translating it costs more than PostgreSQL takes to answer a query by key. What every signed-in
page and every profile asks is translated once and then only filled in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models

from portal.translated import active

M = TypeVar("M", bound=models.Model)

# What stands in a query in the place of its n-th value while it is translated; no row has any of them.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 2_147_400_000 + number,
    date: lambda number: date(9000, 1, 1) + timedelta(days=number),
    str: lambda number: f"\x02{number}",
}


class Prepared(Generic[M]):
    """A query with values to fill in: ``Prepared(lambda pk, day: …, int, date)``. A sequence goes by `= ANY`, not here.

    ``build`` gets a value of each type and returns the queryset. It is called once per language, so that nothing in it
    may depend on the moment or on who asks. Raises ImproperlyConfigured, at the first use, for a value that doesn't
    reach the SQL, for a day that isn't one of the values, and for a column that Python would have to convert.
    """

    def __init__(self, build: Callable[..., models.QuerySet[M, Any]], *kinds: type) -> None:
        self._build = build
        self._stand_ins = [_STAND_INS[kind](number) for number, kind in enumerate(kinds)]
        self._translated: dict[str, tuple[str, list[tuple[bool, Any]], type[M]]] = {}

    def tuples(self, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a queryset with ``values_list``. One query."""
        return self._rows(values)[1]

    def rows(self, *values: Any) -> list[M]:
        """The rows as objects, of a queryset without joins and annotations. One query."""
        model, found = self._rows(values)
        names = [field.attname for field in model._meta.concrete_fields]
        return [model.from_db(connection.alias, names, row) for row in found]

    def _rows(self, values: tuple[Any, ...]) -> tuple[type[M], list[tuple[Any, ...]]]:
        language = active()
        if language not in self._translated:
            self._translated[language] = self._translate()
        sql, parts, model = self._translated[language]
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[part] if filled_in else part for filled_in, part in parts])
            return model, cursor.fetchall()

    def _translate(self) -> tuple[str, list[tuple[bool, Any]], type[M]]:
        rows = self._build(*self._stand_ins)
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        if compiler.get_converters([column[0] for column in compiler.select]):
            raise ImproperlyConfigured(f"A column of {rows.model.__name__} has to be converted.")
        places = [self._place(param) for param in params]
        if {place for place in places if place is not None} != set(range(len(self._stand_ins))):
            raise ImproperlyConfigured(f"A value of the query of {rows.model.__name__} isn't used.")
        parts = [
            (False, param) if place is None else (True, place) for place, param in zip(places, params, strict=True)
        ]
        if any(isinstance(part, date) for _filled_in, part in parts):
            raise ImproperlyConfigured(f"The query of {rows.model.__name__} would keep its day for good.")
        return sql, parts, rows.model

    def _place(self, param: Any) -> int | None:
        for number, stand_in in enumerate(self._stand_ins):
            if type(param) is type(stand_in) and param == stand_in:
                return number
        return None
