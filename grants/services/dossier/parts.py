"""What a theme gives to a dossier: items with facts, and files. Each fact is told to people and to machines at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from grants import rules
from grants.models import Application
from portal import policy
from portal.accounts.models import User
from portal.files.models import StoredFile
from portal.ui import formats

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Matter:
    """What a dossier is made of, and the language of the one who asked. The actor is the current one."""

    application: Application
    language: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing: its name for machines, its label and its value in words, and the value as it is stored."""

    key: str
    label: str
    shown: str
    raw: Any


@dataclass(frozen=True, slots=True)
class File:
    """A file of the dossier: where in its theme's folder, what it is called, its date, and what it holds."""

    path: str
    name: str
    at: datetime
    content: bytes | StoredFile


@dataclass(frozen=True, slots=True)
class Item:
    """One document or act of the matter."""

    heading: str
    at: datetime
    facts: Sequence[Fact]
    files: Sequence[File] = ()

    @property
    def data(self) -> dict[str, Any]:
        """The facts as machines read them."""
        return {fact.key: fact.raw for fact in self.facts}


@dataclass(frozen=True, slots=True)
class Theme:
    """A section of the dossier. ``folder`` names it for good; ``count`` tells its items without reading them.

    The items come in the order of the matter, never of today. ``internal`` ones were never shown to the association.
    A ``table`` has one row an item, so all of its items have the same facts.
    """

    folder: str
    heading: Text
    count: Callable[[Matter], int]
    items: Callable[[Matter], Iterator[Item]]
    internal: bool = False
    table: bool = False


def as_json(value: Any) -> bytes:
    """The value as text that people can read too; the same value gives the same bytes."""
    return (json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n").encode()


def facts(*found: Fact | None) -> list[Fact]:
    """Those that say something."""
    return [fact for fact in found if fact is not None]


def said(key: str, label: str, value: Any, shown: str | None = None) -> Fact | None:
    """A value, in words of its own where ``shown`` gives them; None where there is none."""
    if value is None or value in ("", [], {}):
        return None
    return Fact(key, label, str(value) if shown is None else shown, value)


def money(key: str, label: str, cents: int | None) -> Fact | None:
    """A sum in cents."""
    return said(f"{key}_cents", label, cents, formats.money(cents))


def day(key: str, label: str, value: date | None) -> Fact | None:
    """A calendar day in Helsinki."""
    return said(key, label, value, formats.day(value))


def moment(key: str, label: str, value: datetime | None) -> Fact | None:
    """An instant: for people on Helsinki's clock, for machines in UTC."""
    return said(key, label, value, formats.moment(value, seconds=True))


def person(key: str, label: str, user: User | None) -> Fact | None:
    """Somebody by name."""
    return None if user is None else said(key, label, str(user))


def attached(rows: Iterable[dict[str, Any]], folder: str) -> tuple[list[File], Fact | None]:
    """The files that an answer names, under the folder, and a word of those that can't be in the dossier.

    One query, and those of the permission for each file that lies elsewhere than with the application.
    """
    named = list(rows)
    found = {str(file.key): file for file in StoredFile.objects.filter(key__in=[row["key"] for row in named])}
    files, missing = [], []
    for number, row in enumerate(named, 1):
        stored = found.get(row["key"])
        if stored is None:
            missing.append(_("%(name)s: no longer kept") % {"name": row["name"]})
        elif not _may_open(stored):
            missing.append(_("%(name)s: you may not open it") % {"name": row["name"]})
        else:
            path = f"{folder}/{number:02}-{rules.portable(row['name'])}"
            files.append(File(path, row["name"], stored.created_at, stored))
    return files, said("not_here", _("Files that aren't in this dossier"), missing, "\n".join(missing))


def _may_open(stored: StoredFile) -> bool:
    # Whoever takes the matter out may open the application's own files: it was asked once.
    own = stored.parent_type == Application._meta.label_lower
    return own or policy.allows("files.open_file", stored)
