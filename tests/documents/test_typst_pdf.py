"""The documents: archive and accessibility marks, language, the same bytes, and data that stays data."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from portal.documents import typst_pdf
from portal.documents.typst_pdf import Unprintable, make_pdf
from portal.documents.words import words
from tests.documents.reading import text_of

MADE_AT = datetime(2026, 3, 26, 12, 0, tzinfo=UTC)


def decision(**given):
    return {
        "case_number": "PORI/1/02.05.01.04/2026",
        "section": "7/2026",
        "authority": "Kulttuurijohtaja",
        "decided_on": "26.3.2026",
        "corrects": "",
        "parties": [{"name": "Porin Shakkikerho ry", "role": "hakija", "identifier": "123.456"}],
        "outcome": "Myönnetään 1 000 €.",
        "reasons": "Ehdot täyttyvät.",
        "basis": "Kuntalaki 410/2015 22 §",
        "disqualified": [],
        "decider_label": "Päivi Päättäjä",
        "decider_title": "kulttuurijohtaja",
        "way": "kirje",
        "sent_on": "26.3.2026",
        "notified_on": "2.4.2026",
        "last_day": "16.4.2026",
        "contact": ["Aino Avustaja", "+358 2 000 0000"],
        "rectification": "Ensimmäinen kappale.\n\nToinen kappale.",
        **given,
    }


def receipt(**given):
    return {
        "case_number": "PORI/1/02.05.01.04/2026",
        "association": "Porin Shakkikerho ry",
        "submitted_by": "Raili Rahastonhoitaja",
        "received_at": "26.3.2026 klo 14.59.59",
        "sha256": "ab" * 32,
        "answers": [{"label": "Mihin?", "text": "Kevätturnaukseen"}],
        "made_on": "26.3.2026",
        **given,
    }


def make(template="decision", language="fi", title="Kevytavustus", data=None):
    if data is None:
        data = decision() if template == "decision" else receipt()
    return make_pdf(template, data, language, title, MADE_AT)


def tags(pdf):
    """The types of the structure's elements, in order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(str(node.S))
            walk(node.get("/K"))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


@pytest.mark.parametrize("template", ["decision", "receipt"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_marks_for_archive_and_assistive_technology(template, language):
    with pikepdf.open(io.BytesIO(make(template, language))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == f"{language}-FI"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Kevytavustus"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["xmp:CreateDate"] == "2026-03-26T12:00:00+00:00"
        embedded = [
            descendant.FontDescriptor
            for page in document.pages
            for font in page.Resources.Font.values()
            for descendant in font.DescendantFonts
        ]
        assert embedded
        assert all("/FontFile3" in one or "/FontFile2" in one for one in embedded)


def test_headings_and_tables_are_tagged():
    found = tags(make())
    assert found.count("/H1") == 1
    assert found.count("/H2") == 8
    assert [found.count(tag) for tag in ("/Table", "/TH", "/TD")] == [1, 3, 3]
    assert tags(make("receipt")).count("/H3") == 1


def test_the_same_arguments_give_the_same_bytes():
    first = make()
    # Something else in between, so that what the compiler remembers isn't what makes them equal.
    assert make(language="sv") != first
    typst_pdf._compiler.cache_clear()
    assert make() == first


@pytest.mark.parametrize(
    "name",
    [
        "#panic()",
        "*bold* _it_ `raw` $x$ = heading",
        '#read("letter.typ")',
        "\\u{41} @label <label> // comment",
        '"); #panic("',
        "{{ x.__init__ }} %(actor)s",
        "https://example.invalid",
    ],
)
def test_markup_in_data_stays_letters(name):
    pdf = make(title=name, data=decision(parties=[{"name": name, "role": name, "identifier": name}], outcome=name))
    shown = "".join(name.split())
    assert text_of(pdf).count(shown) == 5
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.docinfo.Title) == name


def test_an_empty_line_parts_paragraphs_and_a_line_end_does_not():
    one = tags(make(data=decision(outcome="Yksi,\r\nyhä yksi."))).count("/P")
    two = tags(make(data=decision(outcome="\nYksi.\n\n \nKaksi.\n\n"))).count("/P")
    assert two == one + 1


def test_control_characters_vanish_and_accents_are_composed():
    shown = text_of(make(title="Ka\x00hv\x07ila\u0308", data=decision()))
    assert "Kahvilä" in shown


def test_a_character_without_a_glyph_is_told():
    with pytest.raises(Unprintable, match="Libertinus"):
        make(data=decision(outcome="漢"))


def test_words_are_in_the_documents_language():
    assert words("decision", "sv")["city"] == "Björneborgs stad"
    assert words("receipt", "fi")["city"] == "Porin kaupunki"
    assert "CityofPori" in text_of(make(language="en"))


def test_a_long_document_runs_over_pages():
    pdf = make(data=decision(reasons="\n\n".join(f"Perustelu {n}." for n in range(120))))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) > 3
    assert "Perustelu119." in text_of(pdf)


def test_names_no_path_of_the_machine():
    assert str(typst_pdf.TEMPLATES).encode() not in make()
