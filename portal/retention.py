"""The retention plan as declarations: each app says in ``retention.py`` what is erased after how long, and what stays.

``retention.kind("grants.drafts", …, find=…, erase=…)`` is one line of the plan. Its months are a dated rule, which
:mod:`portal.privacy` declares together with it, so an official changes them. ``retention.statutory(…)`` names what the
law keeps; nothing that erases touches it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.utils.functional import Promise

Text = str | Promise
Find = Callable[[datetime], QuerySet[Any]]
Erase = Callable[[Sequence[Any]], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A line of the plan.

    ``find`` gives the rows whose time was over at the instant; a row that has been erased isn't among them any more.
    ``erase`` takes rows in the caller's transaction. ``what`` says what then happens, ``basis`` why they were kept.
    ``joined`` are the relations that a row's name needs; ``locks`` is False for rows that the app role can't lock.
    """

    name: str
    label: Text
    what: Text
    basis: Text
    months: int
    least: int
    most: int
    find: Find
    erase: Erase
    joined: tuple[str, ...]
    locks: bool

    @property
    def rule(self) -> str:
        """The name of the dated rule with its months."""
        return f"retention.{self.name}"


@dataclass(frozen=True, slots=True)
class Statutory:
    """What the law keeps: verbs of the record (or their beginnings, ``"grants."``), tables, and columns with names."""

    key: str
    label: Text
    basis: Text
    verbs: tuple[str, ...]
    tables: tuple[str, ...]
    columns: tuple[str, ...]


_kinds: dict[str, Kind] = {}
_statutory: dict[str, Statutory] = {}
_months: list[Callable[[], Mapping[str, int]]] = []


def kind(
    name: str,
    *,
    label: Text,
    what: Text,
    basis: Text,
    months: int,
    find: Find,
    erase: Erase,
    least: int = 1,
    most: int = 240,
    joined: tuple[str, ...] = (),
    locks: bool = True,
) -> None:
    """Declare a line of the plan. Raises ImproperlyConfigured when the name is taken."""
    if name in _kinds:
        raise ImproperlyConfigured(f"The kind {name} of the retention plan is declared twice.")
    _kinds[name] = Kind(name, label, what, basis, months, least, most, find, erase, joined, locks)


def statutory(
    key: str,
    *,
    label: Text,
    basis: Text,
    verbs: tuple[str, ...] = (),
    tables: tuple[str, ...] = (),
    columns: tuple[str, ...] = (),
) -> None:
    """Declare what the law keeps. ``columns`` (``"grants_submission.content"``) are where persons stay named."""
    if key in _statutory:
        raise ImproperlyConfigured(f"The statutory records {key} are declared twice.")
    _statutory[key] = Statutory(key, label, basis, verbs, tables, columns)


def kinds() -> list[Kind]:
    """All lines of the plan, by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def find(name: str) -> Kind:
    """The line of that name. Raises ImproperlyConfigured for one that nobody declared."""
    try:
        return _kinds[name]
    except KeyError:
        raise ImproperlyConfigured(f"No retention.py declares the kind {name}.") from None


def known(name: str) -> bool:
    """Whether the plan has the line."""
    return name in _kinds


def statutories() -> list[Statutory]:
    """All that the law keeps, by key."""
    return [_statutory[key] for key in sorted(_statutory)]


def statutory_tables() -> list[str]:
    """The tables whose changes stay with the names of those who made them."""
    return sorted({table for one in _statutory.values() for table in one.tables})


def statutory_verbs(verbs: Sequence[str]) -> list[str]:
    """Those among the verbs that the law keeps."""
    beginnings = tuple(verb for one in _statutory.values() for verb in one.verbs)
    return sorted(verb for verb in verbs if beginnings and verb.startswith(beginnings))


def tell_months(months: Callable[[], Mapping[str, int]]) -> None:
    """Say how the months of today are found, by the names of their rules; this floor knows no dated rules."""
    _months[:] = [months]


def plan() -> list[tuple[Kind, int]]:
    """Every line with its months today. One query."""
    today = _months[0]() if _months else {}
    return [(one, today.get(one.rule, one.months)) for one in kinds()]
