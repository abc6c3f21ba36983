"""Names that people give to files (cases.md 27, 28, 30)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.files import names

PDF = (".pdf",)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("toimintakertomus 2025.pdf", "toimintakertomus 2025.pdf"),
        ("Åsas årsberättelse.PDF", "Åsas årsberättelse.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Maija\\tilit.pdf", "tilit.pdf"),
        ("..", "tiedosto.pdf"),
        ("", "tiedosto.pdf"),
        (".pdf", "pdf.pdf"),
        ("   .pdf", "pdf.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("-rf.pdf", "rf.pdf"),
        ("ohjelma.exe", "ohjelma.exe.pdf"),
        ("kuva.pdf.svg", "kuva.pdf.svg.pdf"),
        ("tilit\u202efdp.exe", "tilitfdp.exe.pdf"),
        ("ti\u200blit.pdf", "tilit.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf"),
        ("nolla\x00.pdf", "nolla.pdf"),
        ("<script>alert(1)</script>.pdf", "script_.pdf"),
        ('lainaus".pdf', "lainaus_.pdf"),
        ("ha\u0308yryla\u0308.pdf", "häyrylä.pdf"),
        ("yksin\ud800.pdf", "yksin.pdf"),
        ("monta   väliä\t.pdf", "monta väliä.pdf"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_clean(given_name, kept):
    assert names.clean(given_name, PDF) == kept


def test_any_of_the_types_endings_is_kept():
    assert names.clean("kuva.jpeg", (".jpg", ".jpeg")) == "kuva.jpeg"
    assert names.clean("kuva", (".jpg", ".jpeg")) == "kuva.jpg"


@given(st.text(max_size=300) | st.text(alphabet="a. -\u0308\x08\u202e/pdf;ﬁ", max_size=140))
@example("0 \x080 0")
@example("0 \x08 0")
@example(". -")
@example("a\x08\u0308")
def test_always_a_plain_short_name(text):
    kept = names.clean(text, PDF)
    assert 5 <= len(kept) <= names.MAX_LENGTH
    assert kept.lower().endswith(".pdf")
    assert not kept.startswith((".", "-", " "))
    assert not set(kept) & set('/\\<>:"|?*;')
    assert all(unicodedata.category(letter) not in {"Cc", "Cf", "Cs"} for letter in kept)
    assert names.clean(kept, PDF) == kept
