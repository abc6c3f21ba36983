"""Working days and periods (cases.md 17, 18): each named day for each way of notification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decisions import dates
from portal.decisions.enums import Way

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 1))


@dataclass(frozen=True)
class Rule:
    way: str
    deemed_days: int
    period_days: int = 14


RULES = {
    Way.LETTER: Rule(Way.LETTER, 7),
    Way.E_NOTICE: Rule(Way.E_NOTICE, 3),
    Way.SERVICE: Rule(Way.SERVICE, 0),
    Way.ONLINE: Rule(Way.ONLINE, 7),
}

# The day on which the period would end, and the day on which it ends.
NAMED = {
    "an ordinary day": (date(2026, 3, 25), date(2026, 3, 25)),
    "Saturday": (date(2026, 11, 28), date(2026, 11, 30)),
    "Sunday": (date(2026, 11, 29), date(2026, 11, 30)),
    "New Year's Eve, which is a working day": (date(2026, 12, 31), date(2026, 12, 31)),
    "New Year's Day": (date(2027, 1, 1), date(2027, 1, 4)),
    "Epiphany": (date(2027, 1, 6), date(2027, 1, 7)),
    "Maundy Thursday, which is a working day": (date(2027, 3, 25), date(2027, 3, 25)),
    "Good Friday": (date(2027, 3, 26), date(2027, 3, 30)),
    "Holy Saturday": (date(2027, 3, 27), date(2027, 3, 30)),
    "Easter Sunday": (date(2027, 3, 28), date(2027, 3, 30)),
    "Easter Monday": (date(2027, 3, 29), date(2027, 3, 30)),
    "May Day": (date(2026, 5, 1), date(2026, 5, 4)),
    "Ascension Day": (date(2027, 5, 6), date(2027, 5, 7)),
    "Pentecost": (date(2027, 5, 16), date(2027, 5, 17)),
    "Midsummer Eve": (date(2027, 6, 25), date(2027, 6, 28)),
    "Midsummer Day": (date(2027, 6, 26), date(2027, 6, 28)),
    "All Saints' Day": (date(2026, 10, 31), date(2026, 11, 2)),
    "Independence Day on a Monday": (date(2027, 12, 6), date(2027, 12, 7)),
    "Independence Day on a Sunday": (date(2026, 12, 6), date(2026, 12, 7)),
    "Christmas Eve": (date(2026, 12, 24), date(2026, 12, 28)),
    "Christmas Eve on a Wednesday, the longest run": (date(2025, 12, 24), date(2025, 12, 29)),
    "Christmas Day": (date(2026, 12, 25), date(2026, 12, 28)),
    "Boxing Day": (date(2026, 12, 26), date(2026, 12, 28)),
    "29 February": (date(2028, 2, 29), date(2028, 2, 29)),
}


@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("name", NAMED)
def test_named_days(way, name):
    would_end, ends = NAMED[name]
    rule = RULES[way]
    sent_on = would_end - timedelta(days=rule.deemed_days + rule.period_days)
    assert dates.last_day(dates.notified_on(sent_on, way, rule), rule) == ends


@pytest.mark.parametrize(
    ("way", "sent_on", "notified", "last"),
    [
        # A letter sent on a Monday is known on the next one; the day of notification isn't counted.
        (Way.LETTER, date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 23)),
        (Way.E_NOTICE, date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 19)),
        (Way.SERVICE, date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 16)),
        (Way.ONLINE, date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 23)),
        # The day of notification itself moves for no holiday (here Good Friday, Easter Sunday).
        (Way.LETTER, date(2026, 3, 27), date(2026, 4, 3), date(2026, 4, 17)),
        (Way.E_NOTICE, date(2026, 4, 2), date(2026, 4, 5), date(2026, 4, 20)),
        # Across 29 February 2028.
        (Way.LETTER, date(2028, 2, 22), date(2028, 2, 29), date(2028, 3, 14)),
        (Way.LETTER, date(2028, 2, 29), date(2028, 3, 7), date(2028, 3, 21)),
        (Way.SERVICE, date(2028, 2, 29), date(2028, 2, 29), date(2028, 3, 14)),
        # Across the turn of the clocks and of the year.
        (Way.E_NOTICE, date(2026, 10, 23), date(2026, 10, 26), date(2026, 11, 9)),
        (Way.LETTER, date(2026, 12, 18), date(2026, 12, 25), date(2027, 1, 8)),
    ],
)
def test_ways(way, sent_on, notified, last):
    rule = RULES[way]
    assert dates.notified_on(sent_on, way, rule) == notified
    assert dates.last_day(notified, rule) == last


def test_a_rule_of_another_way_is_refused():
    with pytest.raises(ValueError, match="letter"):
        dates.notified_on(date(2026, 3, 2), Way.E_NOTICE, RULES[Way.LETTER])


@given(DAYS)
def test_next_working_day(day):
    found = dates.next_working_day(day)
    assert dates.is_working_day(found)
    assert found >= day
    between = [day + timedelta(days=n) for n in range((found - day).days)]
    assert not any(dates.is_working_day(one) for one in between)
    # No run of days off is longer than from Christmas Eve on a Wednesday to the Sunday.
    assert (found - day).days <= 5
    assert dates.next_working_day(found) == found


@given(DAYS, st.sampled_from(list(Way)))
def test_a_period_is_never_shorter_and_never_goes_back(day, way):
    rule = RULES[way]
    last = dates.last_day(dates.notified_on(day, way, rule), rule)
    assert last >= day + timedelta(days=rule.deemed_days + rule.period_days)
    later = day + timedelta(days=1)
    assert dates.last_day(dates.notified_on(later, way, rule), rule) >= last


@given(st.integers(2000, 2099))
def test_the_eves_of_the_law_are_there_every_year(year):
    off = dates.holidays_of(year)
    assert date(year, 12, 24) in off
    midsummer_eves = [day for day in off if day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4]
    assert len(midsummer_eves) == 1


def test_the_eves_are_there_should_the_library_stop_naming_them(monkeypatch):
    monkeypatch.setattr(holidays, "country_holidays", lambda *_, **__: {})
    dates.holidays_of.cache_clear()
    try:
        assert not dates.is_working_day(date(2026, 6, 19))
        assert not dates.is_working_day(date(2026, 12, 24))
    finally:
        dates.holidays_of.cache_clear()
