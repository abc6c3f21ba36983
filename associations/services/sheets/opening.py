"""The door: which kind of sheet it is, its headings, and its rows with the numbers that a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from associations import columns
from associations.services.sheets import packed, plain
from associations.services.sheets.problems import MAX_ROWS, Problem
from portal.files import types

__all__ = ["MAX_ROWS", "Problem", "Sheet", "open_sheet"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open sheet. ``total`` is about how many rows there are, for the progress; ``rows`` can be read once."""

    layout: columns.Layout
    rows: Iterator[tuple[int, list[str]]]
    total: int


def open_sheet(file: IO[bytes], content_type: str) -> Sheet:
    """Open a stored file of the content type; rows that are empty are left out, and keep their numbers.

    Raises :class:`Problem`, also while the rows are read.
    """
    total, rows = packed.open_rows(file) if content_type == types.XLSX else plain.open_rows(file)
    filled = (row for row in rows if any(cell.strip() for cell in row[1]))
    first = next(filled, None)
    if first is None:
        raise Problem("empty")
    found = columns.layout(first[1])
    if "name" not in found.places:
        raise Problem("no_name_column")
    if not {"register_number", "business_id"} & found.places.keys():
        raise Problem("no_number_column")
    return Sheet(found, _counted(filled), total)


def _counted(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise Problem("too_many_rows")
        yield row
