"""Time as the rules know it: instants are stored in UTC, every rule speaks Helsinki wall-clock time."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

HELSINKI = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """This instant, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The calendar day in Helsinki, whatever the server's clock is set to."""
    return timezone.now().astimezone(HELSINKI).date()


def local(instant: datetime) -> datetime:
    """The instant on Helsinki's clock."""
    return instant.astimezone(HELSINKI)


def at(day: date, clock: time) -> datetime:
    """The instant of a wall-clock time in Helsinki.

    Raises ValueError for a time that the day doesn't have (28.3.2027 03:30); of a time that it has twice
    (25.10.2026 03:30) the first is meant, ``fold=1`` on ``clock`` means the second.
    """
    moment = datetime.combine(day, clock, tzinfo=HELSINKI)
    if moment.astimezone(ZoneInfo("UTC")).astimezone(HELSINKI).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValueError(f"{day:%d.%m.%Y} has no {clock:%H:%M} in Helsinki: the clocks are turned forward.")
    return moment
