"""CSV: UTF-8 with or without its mark, or Windows-1252; semicolon, comma or tab."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import IO

from associations import columns
from associations.services.sheets.problems import MAX_COLUMNS, Problem

BLOCK = 256 * 1024
# More than any honest cell; one that is longer began with a quotation mark that is never closed.
MAX_CELL = 20_000


def open_rows(file: IO[bytes]) -> tuple[int, Iterator[tuple[int, list[str]]]]:
    """About how many rows there are, and the rows with their numbers. Raises :class:`Problem`."""
    encoding, lines = _looked_through(file)
    file.seek(0)
    head = io.StringIO(_head(file, encoding), newline="")
    delimiter = max(";,\t", key=lambda one: _understood(head, one))
    file.seek(0)
    # What Windows-1252 doesn't know becomes a replacement, on which the cell is refused with its row.
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    return max(0, lines - 1), _rows(text, delimiter)


def _looked_through(file: IO[bytes]) -> tuple[str, int]:
    """The encoding, and the number of lines; the file is read once from end to end, block by block."""
    file.seek(0)
    decoder, encoding, lines, last = codecs.getincrementaldecoder("utf-8")("strict"), "utf-8-sig", 0, b"\n"
    while block := file.read(BLOCK):
        lines += block.count(b"\n")
        last = block[-1:]
        if encoding == "utf-8-sig":
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                encoding = "cp1252"
    return encoding, lines + (last != b"\n")


def _head(file: IO[bytes], encoding: str) -> str:
    return file.read(MAX_CELL).decode(encoding, "replace")


def _understood(head: io.StringIO, delimiter: str) -> tuple[int, int]:
    """How many headings are understood when the cells are parted so, and into how many cells the first row falls."""
    head.seek(0)
    try:
        first = next((row for row in csv.reader(head, delimiter=delimiter) if any(row)), [])
    except csv.Error:
        return 0, 0
    return len(columns.layout(first).places), len(first)


def _rows(text: io.TextIOWrapper, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    try:
        for number, row in enumerate(csv.reader(text, delimiter=delimiter), start=1):
            if len(row) > MAX_COLUMNS:
                raise Problem("too_wide")
            if any(len(cell) > MAX_CELL for cell in row):
                raise Problem("quotation")
            yield number, row
    except csv.Error:
        raise Problem("quotation") from None
