"""When things happened: believable days and hours, without any chance in them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from grants.demo_past.history import Course
from grants.models import Call
from portal import clock
from portal.decisions.dates import next_working_day

# How far the applications that arrived earlier in the open call have come: steps of the officers, and a decision.
DECIDED, SCORED_TWICE, SCORED_ONCE, TAKEN, ARRIVED = 4, 3, 2, 1, 0
STAGES = (DECIDED, DECIDED, DECIDED, SCORED_TWICE, SCORED_TWICE, SCORED_ONCE, TAKEN, ARRIVED, ARRIVED)


def courses_of_closed(call: Call, amount: int) -> list[Course]:
    """Of a call that has been decided: more and more arrive towards the end, the last one three minutes before it."""
    last = clock.local(call.closes_at).date()
    span = call.closes_at - call.opens_at
    arrivals = [evening((call.opens_at + span * ((place + 1) / amount) ** 0.5), place) for place in range(amount - 2)]
    arrivals += [call.closes_at - timedelta(hours=5, minutes=11), call.closes_at - timedelta(minutes=3)]
    return [
        Course(
            arrived=min(arrived, call.closes_at),
            taken=at_work(last, 1 + place // 8, place),
            scored=[at_work(last, days + place // 6, place + days) for days in (3, 4)],
            decided=at_work(last, 14 + place // 10, place),
        )
        for place, arrived in enumerate(sorted(arrivals))
    ]


def courses_of_open(call: Call) -> list[Course]:
    """Of the call that is open: the first have been decided, the last have only just come in."""
    first = clock.local(call.opens_at).date() + timedelta(1)
    found = []
    for place, stage in enumerate(STAGES):
        day = first + timedelta(place * 2)
        taken, *scored = (at_work(day, after, place + after) for after in (1, 2, 3))
        found.append(
            Course(
                arrived=evening(clock.at(day, time(12)), place),
                taken=taken if stage >= TAKEN else None,
                scored=scored[: max(0, stage - TAKEN)],
                decided=at_work(day, 5, place) if stage == DECIDED else None,
            )
        )
    return found


def evening(instant: datetime, place: int) -> datetime:
    """Somewhere between eight in the morning and ten at night of the day: volunteers write when they can."""
    day = clock.local(instant).date()
    return clock.at(day, time(8 + place * 5 % 14, place * 23 % 60, place * 41 % 60))


def at_work(day: date, after: int, place: int) -> datetime:
    """In office hours so many working days after the day."""
    for _ in range(after):
        day = next_working_day(day + timedelta(1))
    return clock.at(day, time(9 + place % 6, place * 17 % 60))
