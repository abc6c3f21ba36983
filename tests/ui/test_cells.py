"""Cells that no spreadsheet takes for a formula (cases.md 28)."""

from __future__ import annotations

import csv

import pytest

from portal.ui import cells


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *[("=1+1", "'=1+1"), ("+358 2", "'+358 2"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1")],
        *[("\r=1", "'\r=1"), ("Kuoro = ilo", "Kuoro = ilo"), ("", ""), ("1", "1"), ("'=1", "'=1")],
        *[("  =1", "'  =1"), ("\n=1", "'\n=1")],
    ],
)
def test_a_cell_is_text(value: str, written: str):
    assert cells.inert(value) == written


def test_lines_are_read_back_as_they_were_meant():
    rows = [['Kuoro "Sointu", Pori', "kaksi\nriviä"], ["=HYPERLINK(1)", "å"]]
    text = "".join(cells.csv_lines([["name", "text"], *rows]))
    assert list(csv.reader(text.splitlines(keepends=True))) == [*[["name", "text"], rows[0], ["'=HYPERLINK(1)", "å"]]]
    assert text.startswith("name,text\r\n")
    assert "".join(cells.csv_lines(rows[1:], local=True)) == "\ufeff'=HYPERLINK(1);å\r\n"
