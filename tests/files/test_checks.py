"""What a file really is (cases.md 30)."""

from __future__ import annotations

import io
import struct

import pytest

from portal.files import checks, types
from portal.files.checks import FileRefused
from tests.files import made

ALL = types.DOCUMENTS


def found(content: bytes, allowed: frozenset[str] = ALL) -> str:
    return checks.content_type(io.BytesIO(content), allowed)


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (made.PDF, types.PDF),
        (made.png(), types.PNG),
        (made.JPEG, types.JPEG),
        # A phone's own data after the picture.
        (made.JPEG + b"MotionPhoto_Data", types.JPEG),
        *((made.office(kind), kind) for kind in types.OOXML_MAIN),
        *((made.open_document(kind), kind) for kind in sorted(types.OPEN_DOCUMENT)),
    ],
)
def test_taken(content, content_type):
    assert found(content) == content_type


OTHER = "Files of this type can't be attached"
DAMAGED = "damaged"
MACROS = "macros"
MAIN_DOCM = b"application/vnd.ms-word.document.macroEnabled.main+xml"
MAIN_XLSM = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (made.SVG, OTHER),
        (made.SVG[22:], OTHER),
        (made.HTML, OTHER),
        (made.EPS, OTHER),
        (made.EXE, OTHER),
        (made.GIF, OTHER),
        (made.OLE, OTHER),
        (b"x", OTHER),
        (b"\x00" * 100, OTHER),
        ("tekstiä".encode(), OTHER),
        (made.packed({"a.txt": b"a"}), OTHER),
        (made.packed({"mimetype": b"application/epub+zip"}), OTHER),
        (made.office(main=b"application/x-other"), OTHER),
        # Two files in one.
        (made.png(made.HTML), "something else after the picture"),
        (made.HTML + made.PDF, OTHER),
        (made.HTML + made.office(), OTHER),
        # Macros, by the type of the main part or hidden under it.
        (made.office(main=MAIN_DOCM), MACROS),
        (made.office(types.XLSX, main=MAIN_XLSM), MACROS),
        (made.office(word__vbaProject_dot_bin=b"x"), MACROS),
        (made.office(word__VBAPROJECT_dot_BIN=b"x"), MACROS),
        (made.office(types.XLSX, xl__macrosheets__sheet1_dot_xml=b"x"), MACROS),
        (made.office(word__activeX__activeX1_dot_bin=b"x"), MACROS),
        (made.open_document(Basic__Standard__Module1=b"x"), MACROS),
        (made.open_document(Scripts__python__a=b"x"), MACROS),
        # Broken off in the middle.
        (made.PDF[:40], DAMAGED),
        (made.png()[:-6], DAMAGED),
        (made.png()[:20], DAMAGED),
        (made.JPEG[:-2], DAMAGED),
        (made.office()[:-30], DAMAGED),
        (b"PK\x03\x04", DAMAGED),
    ],
)
def test_refused(content, sentence):
    with pytest.raises(FileRefused, match=sentence):
        found(content)


def test_a_type_that_the_kind_does_not_take():
    with pytest.raises(FileRefused, match=r"can't be attached here"):
        found(made.PDF, frozenset({types.PNG}))
    with pytest.raises(FileRefused, match="Save the document as PDF"):
        found(made.png(), frozenset({types.PDF}))


def test_bomb_by_size():
    bomb = made.office(word__media__a=bytes(250 * 1024 * 1024))
    assert len(bomb) < 300_000
    with pytest.raises(FileRefused, match="unpacks to far more"):
        found(bomb)


def test_bomb_by_number_of_parts():
    bomb = made.packed({"[Content_Types].xml": b"x", **{f"{n}": b"" for n in range(checks.MAX_MEMBERS)}})
    with pytest.raises(FileRefused, match="unpacks to far more"):
        found(bomb)


def test_a_list_of_parts_that_lies_about_its_size_is_not_unpacked_to_the_end():
    listed = made.packed({"[Content_Types].xml": bytes(8 * 1024 * 1024)})
    # The stated size stands in the entry and in the directory; both say 100 bytes.
    lying = listed.replace(struct.pack("<I", 8 * 1024 * 1024), struct.pack("<I", 100))
    assert lying != listed
    with pytest.raises(FileRefused):
        found(lying)


def test_an_honest_but_huge_list_of_parts():
    with pytest.raises(FileRefused, match=DAMAGED):
        found(made.packed({"[Content_Types].xml": bytes(checks.MAX_PART + 1)}))


def test_a_part_locked_with_a_password():
    locked = bytearray(made.office())
    # Bit 0 of the flags, in the entry (at 6) and in the directory (at 8).
    locked[6] |= 1
    directory = locked.index(b"PK\x01\x02")
    locked[directory + 8] |= 1
    with pytest.raises(FileRefused, match=DAMAGED):
        found(bytes(locked))


def test_no_more_of_a_part_is_read_than_the_limit():
    asked = []

    class Part(io.BytesIO):
        def read(self, size=-1, /):
            asked.append(size)
            return b""

    class Archive:
        def open(self, name):
            return Part()

    checks._part(Archive(), "x")  # type: ignore[arg-type]
    assert asked == [checks.MAX_PART + 1]


SHEETS = frozenset({types.CSV, types.XLSX})


@pytest.mark.parametrize(
    "content", [b"Nimi;Numero\r\nKuoro ry;1\r\n", "\ufeffNimi\nKööri ry\n".encode(), "Nimi\nKööri".encode("cp1252")]
)
def test_text_is_a_sheet_where_sheets_are_taken(content: bytes) -> None:
    assert checks.content_type(io.BytesIO(content), SHEETS) == types.CSV
    with pytest.raises(FileRefused):
        checks.content_type(io.BytesIO(content), ALL)


@pytest.mark.parametrize(
    "content",
    [
        *(
            made.HTML,
            made.SVG,
            made.EPS,
            made.PDF,
            made.EXE,
            made.OLE,
            made.png(),
            b"\xef\xbb\xbf <script>",
            b"#!/bin/sh",
        ),
        *(b"a;b\n\x00", b"a;b\n" * 40_000 + b"\x07"),
    ],
)
def test_what_is_more_than_text_is_no_sheet(content: bytes) -> None:
    with pytest.raises(FileRefused):
        checks.content_type(io.BytesIO(content), SHEETS)
