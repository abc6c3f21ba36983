"""How names are searched, for all that can be typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from associations import rules

texts = st.text(max_size=300)
letters = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=20)


@given(texts)
def test_words_are_few_and_short_and_hold_nothing_but_letters_digits_and_ampersands(typed: str):
    words = rules.words(typed)
    assert len(words) <= rules.MAX_WORDS
    assert sum(map(len, words)) <= 2 * rules.MAX_QUERY
    # Nothing that the search's own language, SQL's patterns or a string's end would read as a sign.
    assert [
        word for word in words if not re.fullmatch(r"[\w&]+", word) or re.search(r"[\x00'\\:*|!()<>%-]", word)
    ] == []
    assert [word for word in words if word != word.lower()] == []


@given(st.lists(letters, max_size=12))
def test_the_first_five_words_are_kept_in_order(typed: list[str]):
    spoken = " ".join(typed)[: rules.MAX_QUERY].split()
    assert rules.words(" ".join(typed)) == spoken[: rules.MAX_WORDS]


@given(texts, st.integers(1, 50))
def test_what_stands_behind_the_limit_is_not_read(typed: str, more: int):
    limited = typed[: rules.MAX_QUERY].ljust(rules.MAX_QUERY)
    assert rules.words(limited + "x" * more) == rules.words(limited)


@pytest.mark.parametrize("typed", ["", " ", "%", "'", ":*&|!()<->".replace("&", ""), "\x00", "\u202e", "\\", "--"])
def test_signs_alone_are_no_words(typed: str):
    assert rules.words(typed) == []


def test_words_are_found_between_signs():
    assert rules.words("Kuoro-laulu, 'R&B' (Pori)!") == ["kuoro", "laulu", "r&b", "pori"]


@given(letters, st.lists(letters, max_size=3), st.lists(letters, max_size=3))
def test_needles_are_the_word_what_belongs_to_it_and_stems_only_where_they_are_safe(
    word: str, stems: list[str], also: list[str]
):
    found = rules.needles(word, stems, also)
    assert found[0] == word
    assert set(also) <= set(found)
    assert len(found) == len(set(found))
    for needle in set(found) - {word, *also}:
        assert word.startswith(needle)
        assert len(needle) >= 4
        assert len(word) - len(needle) <= 3 or word.removeprefix(needle) in rules.HEADS


@pytest.mark.parametrize(
    ("word", "stem", "also", "needles"),
    [
        *[("kuorojen", "kuoro", [], ["kuorojen", "kuoro"]), ("lasten", "last", ["laps"], ["lasten", "laps", "last"])],
        *[("kuoro", "kuoro", [], ["kuoro"]), ("auto", "aut", [], ["auto"]), ("laulu", "soitto", [], ["laulu"])],
        *[("yhdistyksille", "yhdis", [], ["yhdistyksille"]), ("shakkikerho", "", [], ["shakkikerho", "shakki"])],
        *[("kerho", "", [], ["kerho"]), ("isoseura", "", [], ["isoseura"])],
    ],
)
def test_these_words_are_looked_for_so(word: str, stem: str, also: list[str], needles: list[str]):
    assert rules.needles(word, [stem], also) == needles


@given(st.text(max_size=200))
def test_an_address_holds_small_letters_digits_and_dashes(name: str):
    assert re.fullmatch(r"[a-z0-9_-]{1,80}", rules.slug(name))


def test_an_address_reads_as_the_name():
    assert rules.slug("Lavian Kyläyhdistys ry") == "lavian-kylayhdistys-ry"
    assert rules.slug("東京") == "yhdistys"
