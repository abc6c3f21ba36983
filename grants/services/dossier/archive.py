"""Writing a dossier as a ZIP that is the same, byte for byte, as long as the matter is.

What differs with each making stands in a file of its own. Stored files go through in pieces, so memory stays flat.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from grants.services.dossier.parts import File, Item, Matter, Theme, as_json
from grants.services.dossier.themes import THEMES
from portal import clock
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs.runner import Failed

FORMAT = 1
MAKING = "tekeminen.json"
SUMS = "SHA256SUMS"
# Documents of these times can't be dated in a ZIP otherwise.
_FIRST_YEAR = 1980


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it stands in the archive; ``size`` in bytes."""

    path: str
    name: str
    at: datetime
    size: int
    sha256: str

    @property
    def data(self) -> dict[str, Any]:
        """As the index for machines has it."""
        return {"path": self.path, "name": self.name, "at": self.at, "size": self.size, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its files as they were written."""

    item: Item
    files: list[Written]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A theme with its items, and the file in which they stand for machines."""

    theme: Theme
    entries: list[Entry]
    listed: Written | None

    @property
    def columns(self) -> list[str]:
        """The heads of a table."""
        return [fact.label for fact in self.entries[0].item.facts]

    @property
    def data(self) -> dict[str, Any]:
        """As the index for machines has it."""
        return {
            "folder": self.theme.folder,
            "heading": str(self.theme.heading),
            "internal": self.theme.internal,
            "items": [
                {"heading": one.item.heading, "at": one.item.at, "facts": one.item.data}
                | {"files": [file.data for file in one.files]}
                for one in self.entries
            ],
        }


class Archive:
    """The ZIP under way, with the sums of what is in it."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.written: list[Written] = []
        self.paths: set[str] = set()

    def add(self, path: str, name: str, at: datetime, content: bytes | StoredFile) -> Written:
        """Write a file, dated by its document on Helsinki's clock.

        Raises jobs' Failed when the storage has lost a file, or holds another content than the one that was stored;
        ValueError when two themes give a file the same name.
        """
        if path in self.paths:
            raise ValueError(f"{path} is in the dossier already.")
        self.paths.add(path)
        info = zipfile.ZipInfo(path, _dated(at))
        # The same on every system; readable by everybody, and packed only where it helps.
        info.create_system, info.external_attr = 3, 0o644 << 16
        if isinstance(content, bytes):
            info.compress_type, info.file_size, pieces = zipfile.ZIP_DEFLATED, len(content), iter([content])
        else:
            info.compress_type, info.file_size, pieces = zipfile.ZIP_STORED, content.size, files.chunks(content)
        digest, size = hashlib.sha256(), 0
        try:
            with self.packed.open(info, "w") as target:
                for piece in pieces:
                    digest.update(piece)
                    size += target.write(piece)
        except FileNotFoundError as error:
            raise Failed(_lost(name)) from error
        if isinstance(content, StoredFile) and digest.hexdigest() != content.sha256:
            raise Failed(_lost(name))
        found = Written(path, name, at, size, digest.hexdigest())
        self.written.append(found)
        return found


def write(content: IO[bytes], matter: Matter, making: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Write the dossier as the content, yielding after each file how many themes are done and how many files there are.

    ``making`` tells who made it and when: the one thing in it that isn't of the matter. Complete when exhausted.
    """
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        archive, chapters = Archive(packed), []
        for done, theme in enumerate(THEMES):
            for chapter in _chapter(archive, theme, matter):
                if chapter is None:
                    yield done, len(archive.written)
                else:
                    chapters.append(chapter)
        _finish(archive, chapters, matter, making)
        yield len(THEMES), len(archive.written)


def _chapter(archive: Archive, theme: Theme, matter: Matter) -> Iterator[Chapter | None]:
    """None after each file; the theme itself at the end, where it has anything."""
    entries = []
    for item in theme.items(matter):
        entries.append(Entry(item, [_add(archive, theme, file) for file in item.files]))
        yield None
    if entries:
        newest = max(one.item.at for one in entries)
        rows = [{"heading": one.item.heading, "at": one.item.at, "facts": one.item.data} for one in entries]
        name = f"{theme.folder}/{theme.folder}.json"
        yield Chapter(theme, entries, archive.add(name, str(theme.heading), newest, as_json(rows)))


def _add(archive: Archive, theme: Theme, file: File) -> Written:
    return archive.add(f"{theme.folder}/{file.path}", file.name, file.at, file.content)


def _finish(archive: Archive, chapters: list[Chapter], matter: Matter, making: dict[str, Any]) -> None:
    newest = max(file.at for file in archive.written)
    application = matter.application
    head = {
        "format": FORMAT,
        "portal": settings.PORTAL_NAME,
        "language": matter.language,
        "case_number": application.case_number,
        "association": application.association.name,
        "call": application.call.title,
        "state": application.state,
        "submitted_at": application.submitted_at,
        "decided_at": application.decided_at,
        "requested_cents": application.requested_cents,
    }
    page = render_to_string(
        "grants/dossier/index.html",
        {
            "chapters": chapters,
            "application": application,
            "language": matter.language,
            "portal_name": settings.PORTAL_NAME,
            "city_name": settings.CITY_NAME[matter.language],
            "making": MAKING,
            "sums": SUMS,
        },
    )
    archive.add("index.json", "index.json", newest, as_json({**head, "sections": [one.data for one in chapters]}))
    archive.add("index.html", "index.html", newest, page.encode())
    archive.add(MAKING, MAKING, making["made_at"], as_json(making))
    # Two blanks: text and binary are the same to sha256sum, and so is the order.
    lines = "".join(f"{file.sha256}  {file.path}\n" for file in archive.written)
    archive.add(SUMS, SUMS, newest, lines.encode())


def _dated(at: datetime) -> tuple[int, int, int, int, int, int]:
    local = clock.local(at)
    return max(local.year, _FIRST_YEAR), local.month, local.day, local.hour, local.minute, local.second


def _lost(name: str) -> str:
    return _("The file %(name)s isn't as it was stored. Tell the portal's support; the dossier wasn't made.") % {
        "name": name
    }
