"""What a decision must hold (Hallintolaki 434/2003 §§44–46)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.decisions import rules
from portal.decisions.models import Decision
from portal.decisions.rules import Incomplete


def complete(**given):
    values = {
        "title": "Kevytavustus",
        "authority": "Kulttuurijohtaja",
        "case_number": "PORI/1/02.05.01.04/2026",
        "decided_at": datetime(2026, 3, 2, tzinfo=UTC),
        "decider_label": "Päivi Päättäjä",
        "parties": [{"name": "Porin Shakkikerho ry"}],
        "outcome": "Myönnetään.",
        "reasons": "Ehdot täyttyvät.",
        "basis": "Kuntalaki 410/2015 22 §",
        "contact": {"name": "Aino Avustaja", "email": "a@example.invalid"},
        "rectification": "Oikaisua voi vaatia.",
        **given,
    }
    return Decision(**values)


def test_nothing_is_missing():
    assert rules.missing(complete()) == []
    assert rules.missing(complete(contact={"name": "Aino", "phone": "02 000"})) == []


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("title", "", "title"),
        ("authority", " ", "authority"),
        ("case_number", "", "case number"),
        ("decided_at", None, "date"),
        ("decider_label", "", "who makes it"),
        ("parties", [], "parties"),
        ("parties", [{"name": "Yksi ry"}, {"name": " "}], "parties"),
        ("outcome", "\n", "what is decided"),
        ("reasons", "", "reasons"),
        ("basis", "", "provisions"),
        ("contact", {}, "more information"),
        ("contact", {"name": "Aino"}, "more information"),
        ("contact", {"email": "a@example.invalid"}, "more information"),
        ("rectification", "", "rectification"),
    ],
)
def test_each_thing_is_asked_for(field, value, word):
    sentences = rules.missing(complete(**{field: value}))
    assert len(sentences) == 1
    assert word in sentences[0]


def test_all_at_once():
    with pytest.raises(Incomplete) as caught:
        raise Incomplete(rules.missing(Decision(parties=[], contact={})))
    assert len(caught.value.sentences) == 11
    assert str(caught.value) == " ".join(caught.value.sentences)
