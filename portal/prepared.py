"""Queries of a fixed shape, written as querysets and translated to SQL once in a process.

Making a queryset and translating it costs more than PostgreSQL takes to answer a query by key. What every signed-in
page and every profile asks is translated once and then only filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable, get_related_populators

from portal.translated import active

M = TypeVar("M", bound=models.Model)

# What stands in a query in the place of its n-th value while it is translated; no row has any of them.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 2_147_400_000 + number,
    date: lambda number: date(9000, 1, 1) + timedelta(days=number),
    datetime: lambda number: datetime(9000, 1, 1, tzinfo=UTC) + timedelta(days=number),
    str: lambda number: f"\x02{number}",
    # Of keys, for any_of().
    list: lambda number: [2_147_400_000 + number],
}


class _Translated(NamedTuple, Generic[M]):
    """A query as SQL, with what is filled in (True and which value) or stands in it for good, and how rows are read."""

    sql: str
    parts: list[tuple[bool, Any]]
    model: type[M]
    names: list[str]
    related: Sequence[Any]
    convert: Callable[[list[tuple[Any, ...]]], list[tuple[Any, ...]]] | None


class _AnyOf(models.Value):
    """What equals one of the keys, which the planner understands better than a query of them."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The keys as one parameter."""
        return "ANY(%s::bigint[])", (self.value,)


def any_of(keys: list[int]) -> models.Value:
    """For ``pk=`` in a prepared query: the keys as one value, so that its SQL is the same for any number of them."""
    return _AnyOf(keys)


class Prepared(Generic[M]):
    """A query with values to fill in: ``Prepared(lambda pk, day: …, int, date)``; keys go by :func:`any_of`.

    ``build`` gets a value of each type and returns the queryset. It is called once per language, so that nothing in it
    may depend on the moment or on who asks. Raises ImproperlyConfigured, at the first use, for a value that doesn't
    reach the SQL and for a day that isn't one of the values.
    """

    def __init__(self, build: Callable[..., models.QuerySet[M, Any]], *kinds: type) -> None:
        self._build = build
        self._stand_ins = [_STAND_INS[kind](number) for number, kind in enumerate(kinds)]
        self._translated: dict[str, _Translated[M]] = {}

    def tuples(self, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a queryset with ``values_list``. One query."""
        return self._rows(values)[1]

    def rows(self, *values: Any) -> list[M]:
        """The rows as objects, with those that ``select_related`` names; annotations are left out. One query."""
        query, found = self._rows(values)
        objects = []
        for row in found:
            made = query.model.from_db(connection.alias, query.names, row[: len(query.names)])
            for related in query.related:
                related.populate(row, made)
            objects.append(made)
        return objects

    def subquery(self, *values: Any) -> RawSQL:
        """The query of one column as a part of another one, for ``…__in``."""
        _found, sql, params = self._filled_in(values)
        return RawSQL(sql, params)  # noqa: S611 - Django wrote it

    def _rows(self, values: tuple[Any, ...]) -> tuple[_Translated[M], list[tuple[Any, ...]]]:
        found, sql, params = self._filled_in(values)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        return found, found.convert(rows) if found.convert else rows

    def _filled_in(self, values: tuple[Any, ...]) -> tuple[_Translated[M], str, list[Any]]:
        language = active()
        if language not in self._translated:
            self._translated[language] = self._translate()
        found = self._translated[language]
        return found, found.sql, [values[part] if filled_in else part for filled_in, part in found.parts]

    def _translate(self) -> _Translated[M]:
        rows = self._build(*self._stand_ins)
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        places = [self._place(param) for param in params]
        if {place for place in places if place is not None} != set(range(len(self._stand_ins))):
            raise ImproperlyConfigured(f"A value of the query of {rows.model.__name__} isn't used.")
        parts = [
            (False, param) if place is None else (True, place) for place, param in zip(places, params, strict=True)
        ]
        if any(isinstance(part, date) for _filled_in, part in parts):
            raise ImproperlyConfigured(f"The query of {rows.model.__name__} would keep its day for good.")
        converters = compiler.get_converters([column[0] for column in compiler.select])
        convert = (lambda found: list(map(tuple, compiler.apply_converters(found, converters)))) if converters else None
        # Of a queryset with values_list there is no object to make.
        info = compiler.klass_info if issubclass(rows._iterable_class, ModelIterable) else None
        names = [column[0].target.attname for column in compiler.select[: len(info["select_fields"])]] if info else []
        # The stubs are a later Django's.
        related = get_related_populators(info, compiler.select, connection.alias) if info else []  # type: ignore[call-arg]
        return _Translated(sql, parts, rows.model, names, related, convert)

    def _place(self, param: Any) -> int | None:
        for number, stand_in in enumerate(self._stand_ins):
            if type(param) is type(stand_in) and param == stand_in:
                return number
        return None
