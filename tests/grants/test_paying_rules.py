"""Shares, days and texts of payments, whatever the numbers (property-tested)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants import rules

cents = st.integers(min_value=1, max_value=10**12)


@st.composite
def percents(draw: st.DrawFn) -> list[int]:
    """Instalments from 1 per cent up that are 100 together."""
    cuts = sorted(draw(st.sets(st.integers(min_value=1, max_value=99), max_size=5)))
    edges = [0, *cuts, 100]
    return [after - before for before, after in pairwise(edges)]


@given(cents, percents())
def test_instalments_are_the_award_to_the_cent_and_none_is_nothing(amount: int, shares: list[int]):
    found = rules.split(amount, shares)
    assert sum(one.cents for one in found) == amount
    assert min(one.cents for one in found) > 0
    assert [one.number for one in found] == sorted({one.number for one in found})
    # All but the last are the per cent, rounded down to a cent.
    assert all(one.cents == amount * shares[one.number - 1] // 100 for one in found[:-1])


@pytest.mark.parametrize(("amount", "shares"), [(0, [100]), (-1, [100]), (100, [60, 30]), (100, [110, -10]), (5, [])])
def test_what_cannot_be_split_is_refused(amount: int, shares: list[int]):
    with pytest.raises(ValueError, match=r"."):
        rules.split(amount, shares)


@given(st.integers(min_value=0, max_value=10**12), st.lists(cents, min_size=1, max_size=6))
def test_a_corrected_award_is_shared_to_the_cent(left: int, planned: list[int]):
    found = rules.share_anew(left, planned)
    assert sum(found) == left
    assert min(found) >= 0
    assert len(found) == len(planned)
    if left == sum(planned):
        assert found == planned


days = st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 1, 1))


@given(days, st.integers(min_value=0, max_value=365), days, days)
def test_nothing_is_due_before_acceptance_its_day_and_the_end_of_the_period(
    accepted: date, after: int, fixed: date, last_day: date
):
    due = rules.first_day(accepted, after_days=after, fixed_on=fixed, waits_until=last_day)
    assert due >= accepted + timedelta(days=after)
    assert due >= fixed
    assert due > last_day
    assert rules.first_day(accepted) == accepted


@given(st.text(max_size=200), st.sampled_from([rules.paying.NAME_LENGTH, rules.paying.TEXT_LENGTH]))
def test_a_bank_takes_every_text(text: str, length: int):
    found = rules.bank_text(text, length)
    assert 1 <= len(found) <= length
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ åäöÅÄÖ")
    assert not found.startswith(("/", " "))
    assert "//" not in found
    assert not found.endswith(" ")
    assert rules.bank_text(found, length) == found


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Räfsön Ystävät ry", "Räfsön Ystävät ry"),
        ("Å-klubben & Café “Élan” rf", "Å-klubben + Cafe 'Elan' rf"),
        ("Ža\u0308rkkä <script>", "Zärkkä .script."),
        ("Шахматы", "......."),
        ("", "."),
        ("A\u0308iti\tja\nlapsi", "Äiti ja lapsi"),
    ],
)
def test_finnish_letters_stay_and_others_lose_their_marks(text: str, taken: str):
    assert rules.bank_text(text, 70) == taken


def test_a_reference_is_the_same_for_an_attempt_and_another_for_the_next():
    assert rules.end_to_end_id(7, 1) == rules.end_to_end_id(7, 1)
    assert rules.end_to_end_id(7, 1) != rules.end_to_end_id(7, 2)
    assert rules.end_to_end_id(71, 1) != rules.end_to_end_id(7, 11)
    assert len(rules.end_to_end_id(10**18, 10**3)) <= rules.paying.REFERENCE_LENGTH
