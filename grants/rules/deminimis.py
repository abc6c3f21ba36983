"""De minimis aid (EU 2023/2831): what counts in three years, who is one undertaking, by when a row is reported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from portal.decisions.dates import holidays_of

# Article 3(2): any period of three years, on a rolling basis (recital 11), not fiscal years.
YEARS = relativedelta(years=3)
# Article 6(1): what is granted from this day on stands in the central register.
REGISTER_BEGINS = date(2026, 1, 1)
ONE_DAY = timedelta(days=1)
_FRIDAY, _SATURDAY = 4, 5


class Aid(NamedTuple):
    """A piece of aid: the Helsinki day on which the right to it was given (article 3(3)), and its cents.

    What lowers an earlier sum has negative cents and the day of the sum that it lowers, so that both fall out together.
    """

    day: date
    cents: int


class Told(NamedTuple):
    """A piece of aid by another granter, as an applicant told it."""

    granter: str
    day: date
    cents: int
    instrument: str


def counted_after(day: date) -> date:
    """The last day that doesn't count any more on the day: three years lie between them.

    Aid of 15.3.2027 counts until 14.3.2030. Aid of 29.2.2028 counts until 28.2.2031, so that no period of three years
    is cut short.
    """
    return day - YEARS


def counts(given_on: date, day: date) -> bool:
    """Whether aid of the one day belongs to the three years that end on the other."""
    return counted_after(day) < given_on <= day


def counted_until(given_on: date) -> date:
    """The last day on which aid of the day counts; the inverse of :func:`counted_after`."""
    last = given_on + YEARS
    # In a year without 29 February the day before 1 March is the last one, and no day is skipped.
    return last if (last.month, last.day) != (given_on.month, given_on.day) else last - ONE_DAY


def three_year_sum(aid: Iterable[Aid], day: date) -> int:
    """What was given in the three years that end on the day, in cents."""
    return sum(one.cents for one in aid if counts(one.day, day))


def highest_sum(aid: Sequence[Aid], day: date) -> int:
    """The greatest sum of any three years in which the day lies, in cents.

    That is the sum on the day itself, unless something has been given after it: a committee's decision is recorded
    later than it was made.
    """
    later = {one.day for one in aid if one.day > day and counts(day, one.day)}
    return max(three_year_sum(aid, end) for end in {day, *later})


def one_undertaking(ties: Iterable[tuple[int, int]], start: int) -> frozenset[int]:
    """All who are one undertaking with the one, itself among them (article 2(2): also through others)."""
    near: dict[int, set[int]] = defaultdict(set)
    for first, second in ties:
        near[first].add(second)
        near[second].add(first)
    found, waiting = {start}, [start]
    while waiting:
        new = near[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return frozenset(found)


def told_once(told: Mapping[int, Sequence[Told]]) -> list[Told]:
    """What several associations of one undertaking told, each piece once: all of them tell of the whole undertaking.

    Two equal rows of one association are two pieces.
    """
    most: Counter[Told] = Counter()
    pieces: dict[Told, Told] = {}
    for rows in told.values():
        keys = Counter(_key(row) for row in rows)
        most |= keys
        for row in rows:
            pieces.setdefault(_key(row), row)
    return [pieces[key] for key in sorted(most, key=lambda one: (one.day, one)) for _number in range(most[key])]


def _key(row: Told) -> Told:
    return row._replace(granter=" ".join(row.granter.casefold().split()))


def is_working_day(day: date) -> bool:
    """Whether the day is none of holiday, Saturday and Sunday (1182/71, article 2).

    Midsummer Eve and Christmas Eve end no period of Finnish law, but are no public holidays: they count here.
    """
    return day.weekday() < _SATURDAY and (day not in holidays_of(day.year) or _is_eve(day))


def _is_eve(day: date) -> bool:
    midsummer = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == _FRIDAY
    return midsummer or (day.month, day.day) == (12, 24)


def report_by(given_on: date, days: int) -> date:
    """The last day on which the register gets a row of the day: so many working days later (article 6(2))."""
    day = given_on
    while days:
        day += ONE_DAY
        days -= is_working_day(day)
    return day


def overdue_until(day: date, days: int) -> date:
    """The latest day of a row that should have been reported before the day; the inverse of :func:`report_by`."""
    last = day
    while days:
        last -= ONE_DAY
        days -= is_working_day(last)
    return last - ONE_DAY
