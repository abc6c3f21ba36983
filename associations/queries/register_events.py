"""The record of one association, with what each act changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from associations.models import Association
from portal.journal import services as journal
from portal.journal.models import Event
from portal.ui import formats


class Change(NamedTuple):
    """A field before and after, in words."""

    label: str
    before: str
    after: str


class Entry(NamedTuple):
    """One act."""

    at: datetime
    sentence: str
    reason: str
    changes: list[Change]


def newest(association: Association, most: int) -> list[Entry]:
    """The newest acts on the association, at most so many. One query."""
    rows = Event.objects.about(association).order_by("-at", "-pk")[:most]
    return [Entry(event.at, journal.sentence(event), event.reason, _changes(event.details)) for event in rows]


def _changes(details: dict[str, Any]) -> list[Change]:
    changes = details.get("changes", {})
    if not isinstance(changes, dict):
        return []
    return [
        Change(_label(name), *(_in_words(name, value) for value in pair))
        for name, pair in changes.items()
        if name in _FIELDS and isinstance(pair, list) and len(pair) == 2
    ]


# What an employee changes of the register data; other details are another act's own.
_FIELDS = frozenset(
    {
        *("name_fi", "legal_form", "status", "register_number", "business_id"),
        *("registered_office", "registered_on"),
    }
)


def _label(name: str) -> str:
    return str(Association._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _in_words(name: str, value: str) -> str:
    field: Any = Association._meta.get_field(name)
    if name == "registered_on" and value:
        return formats.day(date.fromisoformat(value))
    return str(dict(field.flatchoices).get(value, value)) if field.choices else value
