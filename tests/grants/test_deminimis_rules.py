"""Three years on a rolling basis, one undertaking, and the working days of the register (EU 2023/2831)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from grants import rules
from grants.rules import Aid, Told

DAYS = st.dates(date(2024, 1, 1), date(2034, 12, 31))
AID = st.lists(st.builds(Aid, DAYS, st.integers(1, 30_000_000)), max_size=12)


@pytest.mark.parametrize(
    ("given_on", "last"),
    [
        (date(2027, 3, 15), date(2030, 3, 14)),
        (date(2027, 1, 1), date(2029, 12, 31)),
        (date(2028, 2, 28), date(2031, 2, 27)),
        (date(2028, 2, 29), date(2031, 2, 28)),
        (date(2028, 3, 1), date(2031, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 27)),
        (date(2025, 3, 1), date(2028, 2, 29)),
    ],
)
def test_aid_counts_until_the_day_before_the_same_day_three_years_later(given_on: date, last: date):
    assert rules.counts(given_on, given_on)
    assert rules.counts(given_on, last)
    assert not rules.counts(given_on, last + timedelta(days=1))
    assert not rules.counts(given_on, given_on - timedelta(days=1))
    assert rules.counted_until(given_on) == last


@given(DAYS)
def test_a_row_counts_for_three_years_without_a_gap(day: date):
    last = rules.counted_until(day)
    assert rules.counts(day, last)
    assert not rules.counts(day, last + timedelta(days=1))
    # Never shorter than three years, so that no reading of the period is passed.
    assert (last - day).days + 1 in {1095, 1096}
    assert last + timedelta(days=1) >= day + relativedelta(years=3)


@given(AID, DAYS)
def test_the_sum_is_that_of_the_rows_of_the_last_three_years(aid: list[Aid], day: date):
    expected = sum(one.cents for one in aid if one.day <= day <= rules.counted_until(one.day))
    assert rules.three_year_sum(aid, day) == expected


@given(AID, DAYS)
def test_no_three_years_around_the_day_have_more_than_the_highest_sum(aid: list[Aid], day: date):
    highest = rules.highest_sum(aid, day)
    ends = [day + timedelta(days=number) for number in range(0, 1096, 61)]
    ends += [one.day for one in aid] + [rules.counted_until(one.day) for one in aid]
    around = [end for end in ends if rules.counts(day, end)]
    assert highest == max([rules.three_year_sum(aid, day), *(rules.three_year_sum(aid, end) for end in around)])


@given(st.lists(st.tuples(DAYS, st.integers(1, 20_000_000)), max_size=25))
def test_who_is_kept_below_the_ceiling_at_each_grant_never_exceeds_it(wishes: list[tuple[date, int]]):
    # In the order of recording, which isn't that of the days: a committee's decisions come later.
    ceiling, aid = 30_000_000, list[Aid]()
    for day, cents in wishes:
        if rules.highest_sum(aid, day) + cents <= ceiling:
            aid.append(Aid(day, cents))
    assert all(rules.three_year_sum(aid, one.day) <= ceiling for one in aid)


def test_a_lowered_sum_falls_out_with_the_sum_that_it_lowers():
    aid = [Aid(date(2027, 3, 15), 5_000_000), Aid(date(2027, 3, 15), -2_000_000)]
    assert rules.three_year_sum(aid, date(2030, 3, 14)) == 3_000_000
    assert rules.three_year_sum(aid, date(2030, 3, 15)) == 0


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=12), st.integers(1, 8))
def test_one_undertaking_is_the_same_seen_from_each_member(ties: list[tuple[int, int]], start: int):
    found = rules.one_undertaking(ties, start)
    assert start in found
    assert all(rules.one_undertaking(ties, other) == found for other in found)
    assert all((first in found) == (second in found) for first, second in ties)


def test_what_two_members_tell_of_the_same_aid_counts_once():
    day = date(2026, 5, 4)
    one, same = Told("Business Finland", day, 100, "grant"), Told("business  finland", day, 100, "grant")
    other = Told("ELY-keskus", day, 100, "grant")
    assert rules.told_once({1: [one], 2: [same, other]}) == [one, other]
    # Two equal rows of one member are two pieces.
    assert rules.told_once({1: [one, one], 2: [same]}) == [one, one]


@pytest.mark.parametrize(
    ("given_on", "last"),
    [
        # Christmas Day, New Year's Day and Epiphany don't count; Christmas Eve does.
        (date(2026, 12, 21), date(2027, 1, 21)),
        # Midsummer Eve counts too.
        (date(2027, 6, 21), date(2027, 7, 19)),
        (date(2026, 9, 4), date(2026, 10, 2)),
        (date(2026, 9, 5), date(2026, 10, 2)),
    ],
)
def test_a_row_is_reported_within_twenty_working_days(given_on: date, last: date):
    assert rules.report_by(given_on, 20) == last


@given(DAYS, st.integers(1, 40))
def test_a_row_is_late_the_day_after_its_last_day(day: date, days: int):
    late = rules.overdue_until(day, days)
    assert rules.report_by(late, days) < day <= rules.report_by(late + timedelta(days=1), days)
