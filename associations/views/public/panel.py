"""The facets of the directory beside its list, as the template draws them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from associations.enums import FACET_NAMES, Facet, Weekday
from associations.filters import Asked
from associations.queries.directory import TOPICS, Time, has_end, mark
from associations.queries.search import Words
from portal.translated import active
from portal.ui import drawn, formats
from portal.ui.fragments import fragment

# Where a choice's number stands in what is drawn: that is kept, and the number changes with each search.
_NUMBER = "[number]"
# What most people narrow by; the others open with a click, or stand open where something is chosen.
_OPEN = frozenset({Facet.SECTOR})

Choices = Mapping[Facet, Mapping[str, str]]


class Choice(NamedTuple):
    """A box to tick."""

    name: str
    value: str
    label: str
    chosen: bool


class Group(NamedTuple):
    """A facet with its choices, drawn."""

    name: str
    label: str
    boxes: SafeString
    chosen: int
    open: bool


class Chip(NamedTuple):
    """A chosen value, and the address of the state without it."""

    label: str
    query: str


class Day(NamedTuple):
    """A day of the timetable."""

    number: int
    label: str
    times: list[Time]


def groups(asked: Asked, words: Words, choices: Choices, counts: Mapping[str, int]) -> list[Group]:
    """The facets with the choices that would show something, and those that are chosen.

    Kept as the counts are, with which they change.
    """
    name, endless = f"directory-panel-{mark(words, asked.chosen)}", not has_end(words, asked.chosen)
    kept = fragment(name, TOPICS, active(), lambda: json.dumps(_groups(asked, choices, counts)), endless=endless)
    return [
        Group(name, label, SafeString(boxes), chosen, is_open)
        for name, label, boxes, chosen, is_open in json.loads(kept)
    ]


def _groups(asked: Asked, choices: Choices, counts: Mapping[str, int]) -> list[Group]:
    found = []
    for name, facet in FACET_NAMES.items():
        chosen = asked.chosen.get(facet, ())
        boxes = [
            _box(Choice(name, value, _label(facet, label), value in chosen), counts.get(f"{facet}:{value}", 0))
            for value, label in choices[facet].items()
            if value in chosen or counts.get(f"{facet}:{value}")
        ]
        if boxes:
            found.append(
                Group(name, str(facet.label), SafeString("".join(boxes)), len(chosen), bool(chosen) or facet in _OPEN)
            )
    return found


def chips(asked: Asked, choices: Choices) -> list[Chip]:
    """What is chosen, each with the way to take it back."""
    return [
        Chip(_label(facet, choices[facet][value]), asked.without(facet, value).query())
        for facet, values in asked.chosen.items()
        for value in values
    ]


def by_day(times: Iterable[Time]) -> list[Day]:
    """The times under their days."""
    return [
        Day(number, str(Weekday(number).label), list(rows))
        for number, rows in groupby(times, key=lambda row: row.weekday)
    ]


def _box(choice: Choice, number: int) -> str:
    return drawn.row("associations/public/_choice.html", choice).replace(_NUMBER, formats.number(number))


def _label(facet: Facet, label: str) -> str:
    return _("New members are welcome") if facet is Facet.WELCOMES_NEW else label
