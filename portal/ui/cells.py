"""Cells of a CSV file that no spreadsheet takes for a formula (cases.md 28)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert(value: str) -> str:
    """The text; one that a spreadsheet would calculate, with an apostrophe in front."""
    return f"'{value}" if value.startswith(_FORMULA) else value


class _Line:
    """Hands each line on in place of collecting it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The file line by line (RFC 4180), so that its size costs no memory."""
    writer = csv.writer(_Line())
    yield writer.writerow(list(head))
    for row in rows:
        yield writer.writerow([inert(value) for value in row])
