"""Sheets as people send them: every spelling of CSV, XLSX with days and numbers, and bombs (cases.md 28, 30, 31)."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from associations.services.sheets import MAX_ROWS, Problem, open_sheet, packed, plain
from portal.files import types


def xlsx(*rows: Iterable[Any]) -> bytes:
    """A workbook with the rows in its first sheet; days as days, "=…" as formulas."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "d.m.yyyy"})
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, place, cell, day)
                else:
                    sheet.write(at, place, cell)
        book.add_worksheet("toinen").write(0, 0, "ei tätä")
    return target.getvalue()


def read(content: bytes, kind: str = types.CSV) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """Where the columns are, and the rows."""
    sheet = open_sheet(io.BytesIO(content), kind)
    return sheet.layout.places, list(sheet.rows)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_spelling_of_csv(delimiter: str, encoding: str, line_end: str):
    lines = ["Nimi;Y-tunnus;Toimiala", 'Öörin "kööri" ry;2077474-0;', ""]
    text = line_end.join(lines).replace(";", delimiter).replace('"kööri"', "kööri")

    places, rows = read(text.encode(encoding))

    assert places == {"name": 0, "business_id": 1, "sector": 2}
    assert rows == [(2, ["Öörin kööri ry", "2077474-0", ""])]


def test_rows_have_the_numbers_of_a_spreadsheet_also_behind_empty_ones():
    content = b'\n\nNimi;Rekisterinumero\n"A\nry";1\n;\n\nB ry;2\n'
    assert [number for number, _row in read(content)[1]] == [4, 7]


def test_a_comma_in_a_name_parts_nothing_where_semicolons_part():
    assert read(b"Nimi;Rekisterinumero\nA, B ja C ry;1\n")[1] == [(2, ["A, B ja C ry", "1"])]


def test_xlsx_with_numbers_days_and_formulas():
    """Numbers without ".0", days by ISO 8601; a formula is what it came to, and no program."""
    content = xlsx(
        ("Nimi", "Rekisterinumero", "Rekisteröity"), ("A ry", 123456, date(1998, 5, 3)), ("=1+1", 123.456, "3.5.1998")
    )
    places, rows = read(content, types.XLSX)
    assert places == {"name": 0, "register_number": 1, "registered_on": 2}
    assert rows == [(2, ["A ry", "123456", "1998-05-03"]), (3, ["0", "123.456", "3.5.1998"])]


def test_xlsx_that_begins_further_down():
    content = xlsx((), (), ("", "Nimi", "Rekisterinumero"), ("", "A ry", 1), (), ("", "B ry", 2))
    assert [number for number, _row in read(content, types.XLSX)[1]] == [4, 6]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\n \n;;\n", "empty"),
        (b"Puhelin;Rekisterinumero\n1;2\n", "no_name_column"),
        (b"Nimi;Puhelin\nA ry;2\n", "no_number_column"),
        (b'Nimi;Rekisterinumero\n"A ry;1\n' + b"B ry;2\n" * 30_000, "quotation"),
        (b"Nimi;Rekisterinumero\nA ry;1" + b";" * 100, "too_wide"),
        (b"Nimi;Rekisterinumero\n" + b"A ry;1\n" * (MAX_ROWS + 1), "too_many_rows"),
    ],
)
def test_a_sheet_that_cant_be_read_says_why(content: bytes, code: str):
    with pytest.raises(Problem) as problem:
        read(content)
    assert problem.value.code == code


def test_a_full_sheet_is_read():
    assert len(read(b"Nimi;Rekisterinumero\n" + b"A ry;1\n" * MAX_ROWS)[1]) == MAX_ROWS


def book(sheet: bytes, **more: bytes) -> bytes:
    """A workbook whose first sheet has this XML."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(("Nimi",)))) as real,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in real.namelist():
            made.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else real.read(name))
        for name, content in more.items():
            made.writestr(name, content)
    return target.getvalue()


def cells(*refs: str) -> bytes:
    """Rows with one cell each at these places."""
    rows = "".join(
        f'<row r="{ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{ref}" t="inlineStr"><is><t>x</t></is></c></row>'
        for ref in refs
    )
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{rows}</sheetData></worksheet>"
    ).encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        # Two cells, and a rectangle between them that would take gigabytes.
        (book(cells("A1", "A1048576")), "too_many_rows"),
        (book(cells("A1", "XFD1")), "too_wide"),
        (book(cells("A1", "A1048576").replace(b'"', b"'")), "too_many_rows"),
        (book(cells("A1") + b" " * 60 * 4096 + cells("XFD2")), "too_wide"),
        # Without references the places are counted.
        (book(b"<worksheet><sheetData>" + b"<row/>" * (MAX_ROWS + 2) + b"</sheetData></worksheet>"), "too_many_rows"),
        (book(b"<sheetData><row>" + b"<c/>" * (packed.MAX_CELLS + 1)), "too_many_rows"),
        (book(b"<worksheet>"), "empty"),
        (b"PK\x03\x04 and nothing", "broken"),
        (xlsx(("Nimi",))[:-200], "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_workbooks_are_refused_before_they_are_opened(content: bytes, code: str):
    with pytest.raises(Problem) as problem:
        read(content, types.XLSX)
    assert problem.value.code == code


def test_a_bomb_that_lies_about_its_size_is_found(monkeypatch: pytest.MonkeyPatch):
    """The directory says 10 bytes; what comes out is more than the limit."""
    monkeypatch.setattr(packed, "MAX_UNPACKED", 5_000_000)
    content = bytearray(book(cells("A1"), bomb=b"\x00" * 6_000_000))
    real = struct.pack("<I", 6_000_000)
    while (at := content.find(real)) >= 0:
        content[at : at + 4] = struct.pack("<I", 10)

    with pytest.raises(Problem) as problem:
        read(bytes(content), types.XLSX)

    assert problem.value.code == "huge"


def test_memory_stays_small_while_a_long_csv_is_read():
    """Row by row: what is held is about a block, whatever the file's length."""
    content = io.BytesIO(b"Nimi;Rekisterinumero\n" + b"Jokin pitkahko nimi ry;123.456\n" * 90_000)
    tracemalloc.start()
    for _row in open_sheet(content, types.CSV).rows:
        pass
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000
    assert plain.BLOCK < 1_000_000
