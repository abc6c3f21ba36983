"""Which characters a decision can hold."""

from __future__ import annotations

import pytest

from portal.documents import glyphs
from portal.documents.glyphs import check_glyphs


@pytest.fixture(autouse=True)
def _forget():
    glyphs._known.clear()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Åbo, Björneborg, Pori – åäö ÅÄÖ šž",
        "Łódź, Đà, Ærø, ß, ñ, ő, Ş, Ι. Παπαδόπουλος, Иванова",
        "1 000,50 € §§ 22–24 “lainaus” ”lainaus” ’ … ½ × ±",
        "rivi\nrivi\r\n\tsarkain",
        "a\u0308",
    ],
)
def test_all_can_be_shown(text):
    assert check_glyphs(text) == []


def test_names_what_the_font_lacks_once_each():
    assert check_glyphs("kissa 漢漢 字 kala 🎉") == ["字", "漢", "🎉"]
    assert check_glyphs("漢") == ["漢"]


def test_hidden_characters_are_named_by_number():
    assert check_glyphs("a\u202eb\u200bc\u00add") == ["U+200B", "U+202E"]


def test_names_ten_at_most_and_tries_no_more(monkeypatch):
    tried: list[list[str]] = []
    real = glyphs._printable

    def counted(signs: list[str]) -> bool:
        tried.append(signs)
        return real(signs)

    monkeypatch.setattr(glyphs, "_printable", counted)
    text = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 4000))
    assert len(check_glyphs(text)) == 10
    assert len(tried) < 200


def test_remembers(monkeypatch):
    check_glyphs("kahvia 漢")
    monkeypatch.setattr(glyphs, "_printable", lambda signs: pytest.fail("tried again"))
    assert check_glyphs("kahvia 漢") == ["漢"]


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(glyphs, "MOST_REMEMBERED", 5)
    check_glyphs("abcdefgh")
    check_glyphs("ijk")
    assert set(glyphs._known) == set("ijk")
