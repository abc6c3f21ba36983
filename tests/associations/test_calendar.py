"""Weekly times as a calendar, read back as a calendar program reads them (cases.md 17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

import icalendar
import pytest
import time_machine
from dateutil.rrule import rrulestr
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from associations import rules
from associations.models import ActivityTime, Association
from portal import clock
from tests.factories.associations import AssociationFactory, told, weekly

PATH = "/yhdistykset/rannan-sointu/ajat.ics"
WEDNESDAY = datetime(2026, 10, 14, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


@pytest.fixture
def association(db: None) -> Association:
    """One that has no times yet."""
    found: Association = AssociationFactory.create(slug="rannan-sointu", name_fi="Rannan Sointu ry")
    return found


def read(query: str = "") -> Any:
    response = Client().get(f"{PATH}{query}")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return icalendar.Calendar.from_ical(response.content)


def event() -> Any:
    (found,) = read().walk("VEVENT")
    return found


def occurrences(found: Any, most: int = 200) -> list[datetime]:
    """The beginnings, expanded as RFC 5545 says: on the wall clock of the start's time zone."""
    start = found["dtstart"].dt
    rule = rrulestr(found["rrule"].to_ical().decode(), dtstart=start)
    return list(islice(rule, most))


def test_a_weekly_time_stays_at_its_time_of_day_when_the_clocks_are_turned(association: Association):
    weekly(association, weekday=7, starts_at=time(18), season_from=date(2026, 10, 12), season_until=date(2027, 4, 4))
    found = event()
    zone = clock.HELSINKI
    begin = {moment.date(): moment.astimezone(UTC) for moment in occurrences(found)}
    # Sundays around 25.10.2026 and 28.3.2027: 18.00 is 15.00 UTC in summer and 16.00 UTC in winter.
    for day, hour in [
        *[(date(2026, 10, 18), 15), (date(2026, 10, 25), 16), (date(2026, 11, 1), 16)],
        *[(date(2027, 3, 21), 16), (date(2027, 3, 28), 15), (date(2027, 4, 4), 15)],
    ]:
        assert begin[day] == datetime.combine(day, time(hour), tzinfo=UTC)
    assert {moment.astimezone(zone).time() for moment in begin.values()} == {time(18)}
    assert (min(begin), max(begin), len(begin)) == (date(2026, 10, 18), date(2027, 4, 4), 25)
    assert found["dtend"].dt - found["dtstart"].dt == timedelta(hours=2)


def test_the_time_zone_in_the_file_is_helsinkis(association: Association):
    weekly(association)
    (zone,) = read().walk("VTIMEZONE")
    assert (zone["tzid"], event()["dtstart"].params["TZID"]) == ("Europe/Helsinki", "Europe/Helsinki")
    told_by_file = zone.to_tz(lookup_tzid=False)
    for month in range(12 * 5):
        moment = datetime(2026 + month // 12, month % 12 + 1, 15, 18, tzinfo=UTC)
        assert moment.replace(tzinfo=told_by_file).utcoffset() == moment.replace(tzinfo=clock.HELSINKI).utcoffset()
    for day, before, after in [(date(2026, 10, 25), 3, 2), (date(2027, 3, 28), 2, 3)]:
        assert datetime.combine(day, time(1), tzinfo=told_by_file).utcoffset() == timedelta(hours=before)
        assert datetime.combine(day, time(12), tzinfo=told_by_file).utcoffset() == timedelta(hours=after)


def test_every_second_week_counts_from_the_week_of_the_season(association: Association):
    # The season begins on a Thursday; its Tuesday is over by then.
    weekly(association, weekday=2, every=2, season_from=date(2026, 9, 3), season_until=date(2026, 10, 27))
    assert [moment.date() for moment in occurrences(event())] == [
        *[date(2026, 9, 15), date(2026, 9, 29), date(2026, 10, 13), date(2026, 10, 27)]
    ]


def test_the_last_day_of_the_season_is_in_it(association: Association):
    weekly(association, weekday=2, starts_at=time(23), ends_at=time(23, 59), season_until=date(2026, 10, 27))
    assert [moment.date().day for moment in occurrences(event())] == [13, 20, 27]


def test_without_a_season_it_begins_this_week_and_has_no_end(association: Association):
    weekly(association)
    found = event()
    assert found["dtstart"].dt == datetime(2026, 10, 13, 18, tzinfo=clock.HELSINKI)
    assert "UNTIL" not in found["rrule"]
    assert occurrences(found)[-1].date() == date(2026, 10, 13) + timedelta(weeks=199)


def test_the_29th_of_february_is_a_day(association: Association):
    weekly(association, weekday=2, season_from=date(2028, 2, 29), season_until=date(2028, 3, 7))
    assert [moment.date() for moment in occurrences(event())] == [date(2028, 2, 29), date(2028, 3, 7)]


def test_seasons_that_are_over_and_those_without_a_day_are_left_out(association: Association):
    weekly(association, season_until=date(2026, 10, 13))
    weekly(association, weekday=2, season_from=date(2026, 11, 4), season_until=date(2026, 11, 9))
    assert read().walk("VEVENT") == []


def test_an_entry_keeps_its_name_when_everything_else_changes(association: Association):
    row = weekly(association)
    before = event()
    ActivityTime.objects.filter(pk=row.pk).update(weekday=4, title_fi="Konsertti")
    Association.objects.update(name_fi="Uusi Nimi ry")
    (after,) = read("?x=1").walk("VEVENT")
    assert before["uid"] == after["uid"] == f"aika-{row.pk}@portal.test"
    assert before["summary"] != after["summary"] == "Konsertti – Uusi Nimi ry"


@pytest.mark.django_db
def test_it_speaks_the_language_that_is_asked():
    told()
    ActivityTime.objects.update(title_sv="Övningar")
    for query, name, title in [
        *[("", "Rannan Sointu ry", "Harjoitukset"), ("?kieli=sv", "Strandens Klang rf", "Övningar")],
        *[("?kieli=en", "Rannan Sointu ry", "Harjoitukset"), ("?kieli=%00", "Rannan Sointu ry", "Harjoitukset")],
    ]:
        response = Client().get(f"{PATH}{query}", headers={"Accept-Language": "sv"})
        found: Any = icalendar.Calendar.from_ical(response.content)
        assert (found["x-wr-calname"], found.walk("VEVENT")[0]["summary"]) == (name, f"{title} – {name}")
        assert "Accept-Language" not in response.headers.get("Vary", "")
    entry = read().walk("VEVENT")[0]
    assert entry["location"] == "Annis, Annankatu 5, 28100"
    assert entry["url"] == "https://portal.test/fi/yhdistykset/rannan-sointu/"


def test_no_text_makes_a_property_of_its_own(association: Association):
    hostile = "Kuoro\r\nATTACH:https://evil.example/\nEND:VEVENT; a, b \\n"
    weekly(association, title_fi=hostile)
    found = event()
    assert "ATTACH" not in found
    assert found["summary"] == f"{hostile} – Rannan Sointu ry".replace("\r\n", "\n")
    lines = Client().get(PATH).content.decode().split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert not [line for line in lines if line.startswith("ATTACH")]


def test_a_calendar_is_kept_known_and_sets_no_cookie(association: Association, django_assert_num_queries: Any):
    weekly(association)
    first = Client().get(PATH)
    with django_assert_num_queries(0):
        known = Client().get(PATH, headers={"If-None-Match": first.headers["ETag"], "Accept-Language": "en"})
    assert (known.status_code, first.cookies) == (304, {})


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@settings(deadline=None)
@given(DAYS, st.integers(1, 7), st.integers(1, 8), st.none() | DAYS, st.none() | DAYS)
def test_the_first_occurrence_is_the_first_that_fits(
    since: date, weekday: int, every: int, season_from: date | None, season_until: date | None
):
    def fits(day: date) -> bool:
        anchor = season_from or since
        weeks = (day - timedelta(days=day.weekday()) - anchor + timedelta(days=anchor.weekday())).days // 7
        begun = season_from is None or day >= season_from
        return begun and day.isoweekday() == weekday and weeks % every == 0

    found = rules.first_occurrence(
        since, weekday=weekday, every=every, season_from=season_from, season_until=season_until
    )
    start = max(since, season_from or since)
    expected = next(day for day in (start + timedelta(days=n) for n in range(7 * every + 7)) if fits(day))
    assert found == (None if season_until is not None and expected > season_until else expected)


def test_at_the_end_of_time_there_is_no_occurrence_and_no_error():
    assert rules.first_occurrence(date.max, weekday=1, every=8, season_from=date.max) is None
    assert rules.first_occurrence(date.max, weekday=5) == date.max
