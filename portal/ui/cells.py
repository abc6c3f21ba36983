"""CSV whose cells no spreadsheet takes for formulas (cases.md 28)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal

BOM = "\ufeff"
CONTENT_TYPE = "text/csv; charset=utf-8; header=present"
# With these a spreadsheet begins a formula (OWASP, CSV injection), also behind blanks.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(value: object) -> str:
    """The cell as text; one that a spreadsheet would calculate, with an apostrophe in front.

    A Decimal is a number and no text that somebody wrote: its sign stays a sign.
    """
    written = str(value)
    if isinstance(value, Decimal):
        return written
    return f"'{written}" if written.lstrip(" ").startswith(_FORMULA) else written


def _comma(value: object) -> str:
    written = inert(value)
    return written.replace(".", ",") if isinstance(value, Decimal) else written


class _Line:
    """Hands each line on in place of collecting it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable[object]], *, local: bool = False) -> Iterator[str]:
    """The file line by line, so that its size costs no memory: RFC 4180 for machines.

    ``local`` is for people: with the mark of UTF-8, semicolons and decimal commas, as spreadsheets in Finland open it.
    """
    writer = csv.writer(_Line(), delimiter=";" if local else ",")
    if local:
        yield BOM
    for row in rows:
        yield writer.writerow([_comma(value) if local else inert(value) for value in row])
