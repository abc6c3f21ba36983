"""What the apps declare in their ``exports.py``: lists that can be taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

from portal.actor import Actor

Text = str | Promise


class Shape(Enum):
    """How a column's values are written."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    # Whole cents, shown as euros.
    CENTS = "cents"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in the reader's language, how its values are written, its width in characters."""

    heading: str
    shape: Shape = Shape.TEXT
    width: int = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list, ready to be written: its columns, how many rows it has, and the rows, read as they are asked for."""

    columns: Sequence[Column]
    count: int
    rows: Iterator[Sequence[Any]]


# What the person sees of the list that a query (what follows the "?") chooses. Runs as the person, in their language.
Read = Callable[[Actor, str], Sheet]


@dataclass(frozen=True, slots=True)
class Kind:
    """A list that can be taken out, the right that it needs, and where the list itself is."""

    name: str
    label: Text
    right: str
    page: str
    read: Read


_kinds: dict[str, Kind] = {}


def kind(name: str, *, label: Text, right: str, page: str) -> Callable[[Read], Read]:
    """Declare the decorated function as the reader of a list (``"associations.register"``).

    ``page`` is the name of the list's address. Raises ImproperlyConfigured when the name is taken.
    """

    def register(read: Read) -> Read:
        if name in _kinds:
            raise ImproperlyConfigured(f"The export {name} is declared twice.")
        _kinds[name] = Kind(name, label, right, page, read)
        return read

    return register


def find(name: str) -> Kind:
    """The declared list. Raises ImproperlyConfigured for one that nobody declared."""
    try:
        return _kinds[name]
    except KeyError:
        raise ImproperlyConfigured(f"No exports.py declares the list {name}.") from None


def known() -> dict[str, Kind]:
    """All declared lists by name."""
    return dict(_kinds)
