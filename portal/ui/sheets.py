"""CSV that a person opens in a spreadsheet: nothing in it runs (cases.md 28)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

BOM = "\ufeff"
# With these a spreadsheet begins a formula (OWASP, CSV injection).
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(cell: object) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    written = str(cell)
    return f"'{written}" if written.lstrip(" ").startswith(_BEGINS_A_FORMULA) else written


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The rows as CSV, piece by piece: with the mark of UTF-8 and semicolons, as spreadsheets in Finland open it."""
    yield BOM
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=";").writerow([inert(cell) for cell in row])
        yield line.getvalue()
