"""A list as an XLSX file, written row by row: memory stays flat, however long the list is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from portal import clock
from portal.exports.registry import Column, Shape

# What a sheet can hold; a longer list is refused, a longer text is cut (the limits of the format itself).
MOST_ROWS = 1_048_575
MOST_CHARACTERS = 32_767
# A text that begins so is read as a formula by somebody's spreadsheet, if only after it was touched (cases.md 28).
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")
_SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_NUMBERS = {Shape.NUMBER: "#,##0", Shape.DAY: "d.m.yyyy", Shape.CENTS: "#,##0.00"}


def write(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[int]:
    """Write the sheet to the path, yielding how many rows are written after each; complete when it is exhausted."""
    # Only workers write sheets; the web would keep the library in its memory for nothing.
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(str(path), {**_SETTINGS, "tmpdir": str(path.parent)}) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        head = book.add_format({"bold": True, "bottom": 1})
        formats = {shape: book.add_format({"num_format": pattern}) for shape, pattern in _NUMBERS.items()}
        # The sign that a cell is text, also when it is edited later.
        quoted = book.add_format({"quote_prefix": True})
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.heading, head)
        sheet.freeze_panes(1, 0)
        number = 0
        for number, row in enumerate(rows, 1):
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                if value is None or value == "":
                    continue
                if column.shape is Shape.TEXT:
                    text = str(value)[:MOST_CHARACTERS]
                    sheet.write_string(number, at, text, quoted if text.startswith(_FORMULA_LIKE) else None)
                elif column.shape is Shape.DAY:
                    sheet.write_datetime(number, at, _day(value), formats[column.shape])
                elif column.shape is Shape.CENTS:
                    sheet.write_number(number, at, float(Decimal(value) / 100), formats[column.shape])
                else:
                    sheet.write_number(number, at, value, formats[column.shape])
            yield number
        sheet.autofilter(0, 0, number, len(columns) - 1)


def _day(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


def _sheet_name(title: str) -> str:
    # 31 characters, none of which a spreadsheet takes for part of a reference.
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "1"
