"""How a sum to be paid back is split, when its instalments fall due, and what is left or late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from stdnum.iso7064 import mod_97_10

MOST_INSTALMENTS = 24
# Before the number, so that a reference tells what it is paid for and has the four digits that it needs at least.
_REFERENCES = "24"
# A reference has at most 19 digits and its check digit.
_MOST_DIGITS = 19
_WEIGHTS = (7, 3, 1)


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


def plan_again(parts: Sequence[PayBack], cents: int, received: int, not_before: date) -> list[PayBack]:
    """The instalments of a plan for a smaller sum or the same one: what is less is taken from the last ones.

    Those of which something is still to be paid fall due on ``not_before`` (Helsinki) at the earliest; the others keep
    their days. Raises ValueError for a sum that is more than the plan's, or below nothing.
    """
    if not 0 <= cents <= sum(one.cents for one in parts):
        raise ValueError("A new plan is for no more than the one before.")
    kept = []
    left = cents
    for one in parts:
        part = min(one.cents, left)
        if part:
            kept.append(PayBack(one.number, part, one.due_on))
        left -= part
    still = still_open([one.cents for one in kept], min(received, cents))
    return [
        PayBack(one.number, one.cents, max(one.due_on, not_before) if awaited else one.due_on)
        for one, awaited in zip(kept, still, strict=True)
    ]


def reference(recovery: int) -> str:
    """The Finnish reference number of what is paid back, with its check digit, without spaces.

    The digits are weighed 7, 3, 1 from the right; the check digit fills the sum up to the next ten (Finance Finland).
    Raises ValueError for a number that isn't above zero or too long.
    """
    digits = f"{_REFERENCES}{recovery:06d}"
    if recovery <= 0 or len(digits) > _MOST_DIGITS:
        raise ValueError("A reference needs a number above zero, of 17 digits at most.")
    weighed = sum(int(digit) * _WEIGHTS[at % len(_WEIGHTS)] for at, digit in enumerate(reversed(digits)))
    return f"{digits}{-weighed % 10}"


def creditor_reference(national: str) -> str:
    """The same as an international reference (RF, ISO 11649), for who pays from abroad."""
    return f"RF{mod_97_10.calc_check_digits(f'{national}RF')}{national}"


def in_groups(number: str, size: int, *, from_right: bool = False) -> str:
    """The number with a space between groups, as people read and copy it."""
    first = len(number) % size if from_right else 0
    groups = [number[:first], *(number[at : at + size] for at in range(first, len(number), size))]
    return " ".join(group for group in groups if group)
