"""What a rule says on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal import clock
from portal.dated import registry
from portal.dated.models import DatedValue
from portal.dated.registry import Rule


@dataclass(frozen=True, slots=True)
class Line:
    """A rule as its page shows it: the number today, and the next one to come."""

    rule: Rule
    value: int
    coming: DatedValue | None


@dataclass(frozen=True, slots=True)
class Group:
    """Rules under one heading."""

    label: str
    lines: list[Line]


def value(name: str, day: date | None = None) -> int:
    """The rule's number on the day (today in Helsinki), in the unit that its declaration names. One query.

    Raises ImproperlyConfigured for a rule that nobody declared.
    """
    declared = registry.find(name)
    rows = DatedValue.objects.filter(name=name, valid_from__lte=day or clock.today())
    found = rows.order_by("-valid_from").values_list("value", flat=True).first()
    return declared.initial if found is None else found


def values(names: Iterable[str], day: date | None = None) -> dict[str, int]:
    """The numbers of several rules on the day, by name. One query."""
    wanted = {name: registry.find(name) for name in names}
    rows = DatedValue.objects.filter(name__in=wanted, valid_from__lte=day or clock.today())
    found = dict(rows.order_by("name", "-valid_from").distinct("name").values_list("name", "value"))
    return {name: found.get(name, declared.initial) for name, declared in wanted.items()}


def groups() -> list[Group]:
    """All rules under their headings, with today's numbers and what comes next. Two queries."""
    rules = registry.known()
    today = values(rules)
    coming: dict[str, DatedValue] = {}
    for row in DatedValue.objects.filter(name__in=rules, valid_from__gt=clock.today()).order_by("-valid_from"):
        coming[row.name] = row
    headings = registry.groups()
    lines: dict[str, list[Line]] = {}
    for name, declared in rules.items():
        lines.setdefault(name.split(".")[0], []).append(Line(declared, today[name], coming.get(name)))
    found = [Group(str(headings.get(beginning, beginning)), rows) for beginning, rows in lines.items()]
    return sorted(found, key=lambda one: one.label)
