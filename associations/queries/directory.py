"""What the directory shows: counts of its facets, rows of a list, times of a week."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from associations.enums import Facet
from associations.models import ActivityTime, Association, Listing
from associations.queries.cards import Card, cards
from associations.queries.search import Words, narrowed
from portal.translated import active, expression
from portal.ui.fragments import fragment

Chosen = Mapping[Facet, Sequence[str]]

TOPICS = ("associations",)
# Of so many chosen values there are only some thousands of choices. What is typed, or chosen beyond that, has no end.
MOST_KEPT = 2
# Among the counted facets stands the number of rows under this name.
ALL = "*"
_COUNT = "SELECT %s, facet, number FROM associations_listing_counts(%s)"
_AS_A_WEEK_GOES = ("weekday", "starts_at", "association__listing__sort_name", "pk")
_KEYS = "SELECT associations_listing_keys(%s)"


class Counts(NamedTuple):
    """How many associations fit, and how many each value of each facet would show: "s:kulttuuri" → number."""

    total: int
    facets: dict[str, int]


class Time(NamedTuple):
    """A row of the timetable, in the page's language."""

    weekday: int
    starts_at: time
    ends_at: time
    title: str
    place: str
    slug: str
    name: str
    every: int
    season_from: date | None


def counts(words: Words, chosen: Chosen) -> Counts:
    """The number of hits, and the counts of all facets.

    A facet's own values don't narrow its own counts: they say what one more of them would bring. One query at most,
    where nothing is kept.
    """
    if has_end(words, chosen):
        return _counts(words, chosen)
    name = f"directory-counts-{mark(words, chosen)}"
    kept = fragment(name, TOPICS, "-", lambda: json.dumps(_counts(words, chosen)), endless=True)
    return Counts(*json.loads(kept))


def _counts(words: Words, chosen: Chosen) -> Counts:
    # What is counted for the facets in which nothing is chosen, and for each of the others without its own values.
    wanted = {"": dict(chosen)} | {facet.value: _without(chosen, facet) for facet in chosen}
    found = {letter: _kept(values) for letter, values in wanted.items() if has_end(words, values)}
    missing = {letter: values for letter, values in wanted.items() if letter not in found}
    if missing:
        found |= _counted(words, missing)
    facets = {name: number for name, number in found[""].items() if name[:1] not in wanted}
    for letter in wanted:
        facets |= {name: number for name, number in found[letter].items() if letter and name.startswith(f"{letter}:")}
    facets.pop(ALL, None)
    return Counts(found[""].get(ALL, 0), facets)


def listed(words: Words, chosen: Chosen, begin: int, end: int) -> list[Card]:
    """The rows of a page of the list, in its order. One query, with words two.

    The narrow rows are searched and sorted; the wide ones are fetched for the page alone.
    """
    rows = Listing.objects.filter(narrowed(words, chosen)).order_by(*words.order())
    page: Any = rows.values("pk")[begin:end]
    if not words:
        # Here the planner chooses well by itself, and the order is short.
        return cards(Association.objects.filter(pk__in=page).in_order(), active())
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [_written(page)])
        keys = [key for (key,) in cursor.fetchall()]
    found = {card.pk: card for card in cards(Association.objects.filter(pk__in=keys), active())}
    return [found[key] for key in keys if key in found]


def times(words: Words, chosen: Chosen) -> QuerySet[ActivityTime]:
    """The weekly times of the hits whose season isn't over, as a week goes. Chosen days show only themselves."""
    rows = ActivityTime.objects.in_season()
    if words:
        keys = _written(Listing.objects.filter(narrowed(words, chosen)).values("pk"))
        rows = rows.filter(association__in=RawSQL(_KEYS, [keys]))  # noqa: S611 - the driver has quoted the values
    else:
        rows = rows.filter(narrowed(words, chosen, "association__listing__"))
    if days := chosen.get(Facet.WEEKDAY):
        rows = rows.filter(weekday__in=[int(day) for day in days])
    return rows.order_by(*_AS_A_WEEK_GOES)


def times_count(words: Words, chosen: Chosen) -> int:
    """How many weekly times the hits have; kept as the counts are."""
    name, endless = f"directory-times-{mark(words, chosen)}", not has_end(words, chosen)
    return int(fragment(name, TOPICS, "-", lambda: str(times(words, chosen).count()), endless=endless))


def timetable(words: Words, chosen: Chosen, begin: int, end: int) -> list[Time]:
    """The rows of a page of the timetable. One query."""
    page = times(words, chosen).values("pk")[begin:end]
    rows = ActivityTime.objects.filter(pk__in=page).order_by(*_AS_A_WEEK_GOES)
    found = rows.annotate(label=expression("title"), who=expression("association__name"))
    return [
        Time(*row)
        for row in found.values_list(
            *("weekday", "starts_at", "ends_at", "label", "place__name", "association__slug", "who"),
            *("every", "season_from"),
        )
    ]


def _without(chosen: Chosen, facet: Facet) -> dict[Facet, Sequence[str]]:
    return {other: values for other, values in chosen.items() if other is not facet}


def has_end(words: Words, chosen: Chosen) -> bool:
    """Whether such states have an end, so that all of them may be kept."""
    return not words and sum(map(len, chosen.values())) <= MOST_KEPT


def _name(chosen: Chosen) -> str:
    return ",".join(sorted(f"{facet}:{value}" for facet, values in chosen.items() for value in values))


def mark(words: Words, chosen: Chosen) -> str:
    """Tells this state from others in a key, as long as any, without showing in it what somebody typed."""
    return hashlib.sha256(f"{words.mark} {_name(chosen)}".encode()).hexdigest()[:32]


def _kept(chosen: Chosen) -> dict[str, int]:
    def build() -> str:
        return json.dumps(_counted(Words(), {"": chosen})[""])

    found: dict[str, int] = json.loads(fragment(f"directory-counts-{_name(chosen)}", TOPICS, "-", build))
    return found


def _counted(words: Words, wanted: Mapping[str, Chosen]) -> dict[str, Counter[str]]:
    """The counts for each of the wanted choices, in one query."""
    params: list[str] = []
    for letter, chosen in wanted.items():
        rows = Listing.objects.filter(narrowed(words, chosen))
        params += [letter, _written(rows.values("counted"))]
    found: dict[str, Counter[str]] = {letter: Counter() for letter in wanted}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([_COUNT] * len(wanted)), params)
        for letter, name, number in cursor.fetchall():
            found[letter][name] = number
    return found


def _written(rows: QuerySet[Any, Any]) -> str:
    """The query as one text, its values quoted by the driver: a function of the database runs it by itself."""
    sql, params = rows.query.sql_with_params()
    return str(connection.ops.compose_sql(sql, params))  # type: ignore[attr-defined]
