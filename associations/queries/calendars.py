"""An association's weekly times as a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

import icalendar
from django.conf import settings

from associations import rules
from associations.models import ActivityTime
from associations.queries.linked_data import absolute
from associations.queries.profiles import Profile
from portal import clock

ZONE = "Europe/Helsinki"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar(profile: Profile) -> bytes:
    """The times of seasons that aren't over, each as a weekly series on Helsinki's clock, in the active language.

    A series begins on its first day in the season; without a season on its day of this week. No query.
    """
    association = profile.association
    found = icalendar.Calendar()
    found.add("prodid", f"-//{settings.PORTAL_URL}//{settings.PORTAL_NAME}//")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", association.name)
    found.add("x-wr-timezone", ZONE)
    found.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    found.add_component(_zone())
    for row in profile.times:
        event = _event(row, profile)
        if event is not None:
            found.add_component(event)
    return bytes(found.to_ical())


def _event(row: ActivityTime, profile: Profile) -> icalendar.Event | None:
    today = clock.today()
    first = rules.first_occurrence(
        row.season_from or today - timedelta(days=today.weekday()),
        weekday=row.weekday,
        every=row.every,
        season_from=row.season_from,
        season_until=row.season_until,
    )
    if first is None:
        return None
    association = profile.association
    event = icalendar.Event()
    # The same for good, so that a calendar that is read again changes its entries and doesn't double them.
    event.add("uid", f"aika-{row.pk}@{urlsplit(settings.PORTAL_URL).hostname}")
    event.add("dtstamp", association.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("summary", f"{row.title} – {association.name}")
    event.add("dtstart", datetime.combine(first, row.starts_at, tzinfo=clock.HELSINKI))
    event.add("dtend", datetime.combine(first, row.ends_at, tzinfo=clock.HELSINKI))
    event.add("rrule", _rule(row))
    if row.place is not None:
        parts = (row.place.name, row.place.address, row.place.postal_code)
        event.add("location", ", ".join(part for part in parts if part))
    event.add("url", absolute(association.get_absolute_url()))
    event.add("transp", "TRANSPARENT")
    return event


def _rule(row: ActivityTime) -> icalendar.vRecur:
    rule = {"freq": "WEEKLY", "interval": row.every, "byday": _DAYS[row.weekday - 1]}
    if row.season_until is not None:
        # The last moment of the season's last day. RFC 5545, 3.3.10: in UTC where the start names a time zone.
        last = datetime.combine(row.season_until, time(23, 59, 59), tzinfo=clock.HELSINKI)
        rule["until"] = last.astimezone(UTC)
    return icalendar.vRecur(rule)


def _zone() -> icalendar.Timezone:
    """Helsinki's clock by the rule of Directive 2000/84/EC, as it has stood since 1997: it needs no list of years."""
    zone = icalendar.Timezone()
    zone.add("tzid", ZONE)
    summer, winter = timedelta(hours=3), timedelta(hours=2)
    for part, name, begins, before, after, month in (
        (icalendar.TimezoneDaylight(), "EEST", datetime(1997, 3, 30, 3), winter, summer, 3),  # noqa: DTZ001
        (icalendar.TimezoneStandard(), "EET", datetime(1997, 10, 26, 4), summer, winter, 10),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("dtstart", begins)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone
