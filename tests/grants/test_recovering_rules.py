"""How a sum to be paid back is split and covered, held for all sums."""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649

from grants import rules

SUMS = st.integers(24, 10**10)
NUMBERS = st.integers(1, rules.MOST_INSTALMENTS)
DAYS = st.dates(date(2025, 1, 1), date(2040, 12, 31))


@given(SUMS, NUMBERS, DAYS)
def test_instalments_add_up_to_the_cent_and_the_last_takes_the_rest(cents: int, number: int, first: date):
    parts = rules.pay_back(cents, number, first)
    assert sum(part.cents for part in parts) == cents
    assert [part.number for part in parts] == list(range(1, number + 1))
    assert {part.cents for part in parts[:-1]} <= {cents // number}
    assert 0 <= parts[-1].cents - cents // number < number


@given(SUMS, NUMBERS, DAYS)
def test_instalments_fall_due_a_month_apart(cents: int, number: int, first: date):
    days = [part.due_on for part in rules.pay_back(cents, number, first)]
    assert days[0] == first
    assert days == sorted(set(days))
    for at, day in enumerate(days):
        assert (day.year * 12 + day.month) - (first.year * 12 + first.month) == at
        assert day.day == first.day or (day.day < first.day and (day + relativedelta(days=1)).day == 1)


@pytest.mark.parametrize(("cents", "number"), [(100, 0), (100, 25), (2, 3), (0, 1), (-5, 1)])
def test_what_cannot_be_split_is_an_error(cents: int, number: int):
    with pytest.raises(ValueError, match="instalment"):
        rules.pay_back(cents, number, date(2027, 1, 31))


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=24), st.data())
def test_what_came_covers_the_earliest_instalments_first(instalments: list[int], data: st.DataObject):
    received = data.draw(st.integers(0, sum(instalments)))
    left = rules.still_open(instalments, received)
    assert sum(left) == sum(instalments) - received
    assert all(0 <= rest <= cents for rest, cents in zip(left, instalments, strict=True))
    # Once something is left of one, all of the later ones is.
    first = next((at for at, rest in enumerate(left) if rest), len(left))
    assert left[first + 1 :] == instalments[first + 1 :]


@pytest.mark.parametrize("received", [-1, 11])
def test_more_than_all_or_less_than_nothing_is_an_error(received: int):
    with pytest.raises(ValueError, match="between nothing and all"):
        rules.still_open([4, 6], received)


@given(SUMS, NUMBERS, DAYS, DAYS, st.data())
def test_a_new_plan_takes_what_is_less_from_the_last_and_moves_only_what_is_open(
    cents: int, number: int, first: date, not_before: date, data: st.DataObject
):
    before = rules.pay_back(cents, number, first)
    less = data.draw(st.integers(0, cents))
    received = data.draw(st.integers(0, less))
    after = rules.plan_again(before, less, received, not_before)
    assert sum(one.cents for one in after) == less
    assert all(one.cents > 0 for one in after)
    assert [one.number for one in after] == list(range(1, len(after) + 1))
    assert [one.cents for one in after[:-1]] == [one.cents for one in before[: len(after)]][:-1]
    still = rules.still_open([one.cents for one in after], received)
    for old, new, left in zip(before, after, still, strict=False):
        assert new.due_on == (max(old.due_on, not_before) if left else old.due_on)


def test_a_new_plan_is_never_for_more():
    with pytest.raises(ValueError, match="no more than"):
        rules.plan_again(rules.pay_back(100, 2, date(2027, 1, 1)), 101, 0, date(2027, 1, 1))


@given(st.integers(min_value=1, max_value=10**17 - 2))
def test_a_reference_has_its_check_digits_and_no_two_are_the_same(number: int):
    made = rules.reference(number)
    weights = [1, *([7, 3, 1] * 7)]
    assert sum(int(digit) * weight for digit, weight in zip(reversed(made), weights, strict=False)) % 10 == 0
    assert 4 <= len(made) <= 20
    assert iso11649.is_valid(rules.creditor_reference(made))
    assert made != rules.reference(number + 1)
    assert rules.in_groups(made, 5, from_right=True).replace(" ", "") == made


def test_a_reference_as_banks_write_it():
    # The examples of ISO 11649 and of Finance Finland.
    assert rules.creditor_reference("539007547034") == "RF18539007547034"
    assert rules.in_groups("1234567", 5, from_right=True) == "12 34567"
    with pytest.raises(ValueError, match="above zero"):
        rules.reference(0)
