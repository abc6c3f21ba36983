"""Reads the text of a PDF made by typst back, without a tool that a machine may lack."""

from __future__ import annotations

import io
import re

import pikepdf

_CODES = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_RANGES = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>")
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)


def text_of(pdf: bytes) -> str:
    """The shown characters of all pages in the order in which they are drawn, blanks removed."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        shown = "".join(_page_text(page) for page in document.pages)
    # A hyphen that the line breaking added is a soft one.
    return re.sub(r"[\s\u00ad]", "", shown)


def _page_text(page: pikepdf.Page) -> str:
    tables = {name: _table(font) for name, font in page.Resources.Font.items()}
    table: dict[int, str] = {}
    found: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "Tf":
            table = tables[str(instruction.operands[0])]
        elif operator in {"Tj", "TJ"}:
            operand = instruction.operands[0]
            for part in operand if operator == "TJ" else [operand]:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    codes = (int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2))
                    found.extend(table.get(code, "�") for code in codes)
    return "".join(found)


def _table(font: pikepdf.Object) -> dict[int, str]:
    table: dict[int, str] = {}
    for kind, block in _BLOCK.findall(font.ToUnicode.read_bytes()):
        if kind == b"char":
            for code, text in _CODES.findall(block):
                table[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
        else:
            for first, last, text in _RANGES.findall(block):
                for offset in range(int(last, 16) - int(first, 16) + 1):
                    table[int(first, 16) + offset] = chr(int(text, 16) + offset)
    return table
