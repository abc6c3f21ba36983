"""When a message may go."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import clock
from portal.outbox import rules

INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))


def helsinki(day: date, hour: int, minute: int = 0) -> datetime:
    return clock.at(day, time(hour, minute)).astimezone(UTC)


DAY = date(2026, 11, 24)
NEXT = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (helsinki(DAY, 21, 59), helsinki(DAY, 21, 59)),
        (helsinki(DAY, 22), helsinki(NEXT, 7)),
        (helsinki(NEXT, 0, 30), helsinki(NEXT, 7)),
        (helsinki(NEXT, 6, 59), helsinki(NEXT, 7)),
        (helsinki(NEXT, 7), helsinki(NEXT, 7)),
    ],
)
def test_quiet_hours_over_midnight(now, goes):
    assert rules.after_quiet(now, time(22), time(7)) == goes


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (helsinki(DAY, 11, 59), helsinki(DAY, 11, 59)),
        (helsinki(DAY, 12), helsinki(DAY, 13)),
        (helsinki(DAY, 13), helsinki(DAY, 13)),
    ],
)
def test_quiet_hours_within_a_day(now, goes):
    assert rules.after_quiet(now, time(12), time(13)) == goes


@given(INSTANTS)
def test_without_quiet_hours_everything_goes_at_once(now):
    assert rules.after_quiet(now, None, None) == now
    assert rules.after_quiet(now, time(9), time(9)) == now


@given(INSTANTS, TIMES, TIMES)
def test_quiet_hours_never_send_back_in_time_and_end_within_a_day(now, start, end):
    goes = rules.after_quiet(now, start, end)
    assert now <= goes <= now + timedelta(hours=26)
    # What goes after quiet hours is not in quiet hours again, save where the clocks were turned.
    if goes != now:
        assert clock.local(goes).time().replace(fold=0) in (end, end.replace(hour=(end.hour + 1) % 24))


@given(INSTANTS, st.integers(0, 23))
def test_a_digest_comes_within_a_day_and_at_its_hour(now, hour):
    moment = rules.next_digest(now, hour)
    assert now < moment <= now + timedelta(hours=26)
    assert clock.local(moment).hour in (hour, hour + 1)
    assert clock.local(moment).minute == 0


def test_an_hour_that_the_clocks_leave_out_means_the_one_after():
    """28.3.2027 03:00 does not exist in Helsinki."""
    assert rules.next_digest(helsinki(date(2027, 3, 28), 2, 30), 3) == helsinki(date(2027, 3, 28), 4)


def test_an_hour_that_comes_twice_is_used_once():
    """25.10.2026 03:00 comes twice; after the first the next day's is meant, never a second digest."""
    first = helsinki(date(2026, 10, 25), 3)
    assert rules.next_digest(first - timedelta(minutes=1), 3) == first
    second = first + timedelta(hours=1)
    for now in (first, first + timedelta(minutes=30), second):
        assert rules.next_digest(now, 3) == helsinki(date(2026, 10, 26), 3)


def test_quiet_hours_that_end_in_the_second_of_two_hours():
    first = helsinki(date(2026, 10, 25), 3, 30)
    second = first + timedelta(hours=1)
    assert rules.after_quiet(first - timedelta(minutes=10), time(2), time(3, 30)) == first
    assert rules.after_quiet(second - timedelta(minutes=10), time(2), time(3, 30)) == second


def test_waits_grow_and_stay_bounded():
    waits = [rules.wait_after(attempt, 30) for attempt in range(1, rules.MAX_ATTEMPTS)]
    assert waits[:3] == [timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120)]
    assert waits == sorted(waits)
    assert max(waits) == timedelta(hours=2)
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=4)
