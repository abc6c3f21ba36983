"""Reads for the page of downloads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.exports.models import Export
from portal.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Row:
    """An export with its file, when it is there to be fetched."""

    export: Export
    file: StoredFile | None


def export_rows(exports: Iterable[Export]) -> list[Row]:
    """The exports with their files. One query besides their own."""
    found = list(exports)
    stored = StoredFile.objects.filter(
        parent_type=Export._meta.label_lower, parent_id__in=[str(export.pk) for export in found]
    )
    files = {file.parent_id: file for file in stored}
    return [Row(export, files.get(str(export.pk)) if export.state == "ready" else None) for export in found]
