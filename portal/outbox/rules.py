"""When a message may go: quiet hours, digests, and how long to wait after a failure. No database.

Instants come out in UTC: two of one local zone are compared by their clocks, which is wrong twice a year.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from portal import clock

MAX_ATTEMPTS = 40
"""With the waits of :func:`wait_after` about three days, so that a mail server may be away over a weekend."""


def after_quiet(instant: datetime, quiet_from: time | None, quiet_until: time | None) -> datetime:
    """The instant itself, or the end of the quiet hours (Helsinki wall-clock times) that it falls into.

    ``quiet_from`` is the first quiet minute, ``quiet_until`` the first that isn't; they may span midnight. Without
    both, or with equal ones, no hour is quiet.
    """
    instant = instant.astimezone(UTC)
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return instant
    local = clock.local(instant)
    now = local.time()
    if quiet_from < quiet_until:
        return _from(instant, local.date(), quiet_until) if quiet_from <= now < quiet_until else instant
    if now >= quiet_from:
        return _from(instant, local.date() + timedelta(days=1), quiet_until)
    if now < quiet_until:
        return _from(instant, local.date(), quiet_until)
    return instant


def next_digest(instant: datetime, hour: int) -> datetime:
    """The next moment strictly after the instant at which a digest goes out: the full hour (0–23) in Helsinki."""
    instant = instant.astimezone(UTC)
    day = clock.local(instant).date()
    # Of an hour that comes twice the first: a second digest on the same morning would be one too many.
    moment = _first(day, time(hour))
    return moment if moment > instant else _first(day + timedelta(days=1), time(hour))


def wait_after(attempts: int, first_seconds: float) -> timedelta:
    """How long to wait after so many attempts (1 or more): doubled each time, at most two hours."""
    return timedelta(seconds=min(first_seconds * 2 ** min(attempts - 1, 20), 7200))


def _first(day: date, wall: time) -> datetime:
    # In the night of the spring change an hour is missing: the hour after it is meant then.
    try:
        return clock.at(day, wall).astimezone(UTC)
    except ValueError:
        return clock.at(day, wall.replace(hour=wall.hour + 1)).astimezone(UTC)


def _from(instant: datetime, day: date, wall: time) -> datetime:
    # In the night of the autumn change the first of two equal times may lie behind us: then the second is meant.
    moment = _first(day, wall)
    return moment if moment >= instant else clock.at(day, wall.replace(fold=1)).astimezone(UTC)
