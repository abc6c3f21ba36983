"""How a sum to be paid back is split, when its instalments fall due, and what is left or late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

MOST_INSTALMENTS = 24


@dataclass(frozen=True, slots=True)
class PayBack:
    """One instalment to be paid back: its number from 1, its cents, and its last day in Helsinki."""

    number: int
    cents: int
    due_on: date


def pay_back(cents: int, number: int, first_due: date) -> list[PayBack]:
    """The sum in equal instalments a month apart; each is rounded down to a cent and the last one takes the rest.

    Where a month has no such day its last one counts, and the next month has the first one's day again. Raises
    ValueError for a number that isn't from 1 to 24, or a sum of which each instalment wouldn't have a cent.
    """
    if not 1 <= number <= MOST_INSTALMENTS:
        raise ValueError(f"A sum is paid back in 1 to {MOST_INSTALMENTS} instalments.")
    if cents < number:
        raise ValueError("Each instalment is a cent at least.")
    each = cents // number
    return [
        PayBack(
            at + 1,
            each if at + 1 < number else cents - each * (number - 1),
            first_due + relativedelta(months=at),
        )
        for at in range(number)
    ]


def still_open(instalments: Sequence[int], received: int) -> list[int]:
    """What is left of each instalment in cents, when all that was received counts for the earliest ones first.

    Raises ValueError when more was received than all of them are, or less than nothing.
    """
    if not 0 <= received <= sum(instalments):
        raise ValueError("What was received lies between nothing and all of it.")
    left = []
    for cents in instalments:
        covered = min(cents, received)
        received -= covered
        left.append(cents - covered)
    return left
