"""XLSX: weighed before it is opened, since its reader unpacks all of it (cases.md 30)."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

from python_calamine import CalamineError, CalamineWorkbook

from associations.services.sheets.problems import MAX_COLUMNS, MAX_ROWS, Problem
from portal.files.checks import MAX_UNPACKED

BLOCK = 256 * 1024
# The reader lays the cells out in a rectangle, so a single cell far away costs as much as a full sheet.
MAX_CELLS = 3_000_000
_FAR_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Z]*([0-9]{6,})["']""")
_FAR_COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Z]{2,})[0-9]+["']""")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
# Longer than anything that is looked for, so that nothing hides where two blocks meet.
_OVERLAP = 64


def open_rows(file: IO[bytes]) -> tuple[int, Iterator[tuple[int, list[str]]]]:
    """How many rows the first sheet has, and the rows with their numbers. Raises :class:`Problem`."""
    weigh(file)
    file.seek(0)
    try:
        sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
        first, rows = sheet.start, sheet.iter_rows()
    except (CalamineError, IndexError, OSError, ValueError) as error:
        raise Problem("broken") from error
    if first is None:
        raise Problem("empty")
    return max(0, sheet.total_height - 1), _rows(rows)


def _rows(rows: Iterator[list[Any]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=1):
        yield number, [_written(cell) for cell in row]


def _written(cell: Any) -> str:
    """The cell as a person would have written it; a formula's cell holds its result, and is text like any other."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def weigh(file: IO[bytes]) -> None:
    """Unpack every part and throw it away, counting. Raises :class:`Problem` for what is too much or isn't whole.

    The sizes that an archive states of its parts can lie, and the reader believes them.
    """
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
        unpacked = 0
        for member in members:
            scan = _Scan()
            for block in _unpacked(file, member):
                unpacked += len(block)
                if unpacked > MAX_UNPACKED:
                    raise Problem("huge")
                scan.see(block)
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError) as error:
        raise Problem("broken") from error


def _unpacked(file: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's content in blocks, to its real end. Raises :class:`Problem` for a way of packing that XLSX hasn't."""
    if member.flag_bits & 1 or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Problem("broken")
    file.seek(member.header_offset)
    name, extra = struct.unpack("<26xHH", file.read(30))
    file.seek(name + extra, 1)
    left = member.compress_size
    inflate = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    while left and (packed := file.read(min(BLOCK, left))):
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, BLOCK)
            packed = inflate.unconsumed_tail


class _Scan:
    """Looks in one part for cells that are too many or too far away."""

    def __init__(self) -> None:
        self.tail = b""
        self.rows = self.cells = 0

    def see(self, block: bytes) -> None:
        """Look at the next block. Raises :class:`Problem`."""
        seen = self.tail + block
        # Only what ends beyond the former block is new.
        old = len(self.tail)
        self.tail = seen[-_OVERLAP:]
        self.rows += sum(found.end() > old for found in _ROW.finditer(seen))
        self.cells += sum(found.end() > old for found in _CELL.finditer(seen))
        if self.rows > MAX_ROWS + 1 or self.cells > MAX_CELLS:
            raise Problem("too_many_rows")
        if any(int(found[1][:12]) > MAX_ROWS + 1 for found in _FAR_ROW.finditer(seen)):
            raise Problem("too_many_rows")
        if any(_place(found[1]) > MAX_COLUMNS for found in _FAR_COLUMN.finditer(seen)):
            raise Problem("too_wide")


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters[:4]:
        place = place * 26 + letter - 64
    return place
