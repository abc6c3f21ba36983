"""Working days and legal periods, in Finnish calendar days. Pure: no database, no clock.

- A decision is known from a day that depends on the way of notification (Hallintolaki 434/2003 §59: a letter on the
  seventh day from sending; 13/2003 §19: an ordinary electronic notice on the third; Hallintolaki §60: verifiable
  service on the day itself; Kuntalaki 410/2015 §§139–140: online publication on the seventh).
- The day of notification isn't counted (150/1930 §2).
- A period that would end on a holiday, Independence Day, May Day, Christmas Eve, Midsummer Eve or a Saturday ends on
  the next working day (150/1930 §5). The day of notification itself moves for nothing.

How many days there are in each case is dated data (:class:`~portal.decisions.models.AppealRule`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

import holidays

SATURDAY = 5
DAY = timedelta(days=1)


class Rule(Protocol):
    """The days of one way of notification (an AppealRule, or a stand-in in tests)."""

    @property
    def way(self) -> str:
        """The way that the rule is for."""

    @property
    def deemed_days(self) -> int:
        """Days from sending, service or publication to notification."""

    @property
    def period_days(self) -> int:
        """Days from notification to the last day of the period."""


@lru_cache(maxsize=64)
def holidays_of(year: int) -> Mapping[date, str]:
    """The days of the year other than Saturdays and Sundays that end no period, with their names.

    The library names Midsummer Eve and Christmas Eve today; should it stop, they are added here all the same, since
    150/1930 §5 names them.
    """
    found = {day: str(name) for day, name in holidays.country_holidays("FI", years=year).items()}
    midsummer_day = next(day for day in (date(year, 6, 20) + n * DAY for n in range(7)) if day.weekday() == SATURDAY)
    found.setdefault(midsummer_day - DAY, "Juhannusaatto")
    found.setdefault(date(year, 12, 24), "Jouluaatto")
    return found


def is_working_day(day: date) -> bool:
    """Whether a period may end on the day (150/1930 §5)."""
    return day.weekday() < SATURDAY and day not in holidays_of(day.year)


def next_working_day(day: date) -> date:
    """The day itself when a period may end on it, else the next one on which it may."""
    while not is_working_day(day):
        day += DAY
    return day


def notified_on(sent_on: date, way: str, rule: Rule) -> date:
    """The day on which the party is taken to know the decision that was sent, served or published on ``sent_on``.

    Legal source: see the module. Raises ValueError when the rule is for another way.
    """
    if rule.way != way:
        raise ValueError(f"The rule is for {rule.way}, not for {way}.")
    return sent_on + rule.deemed_days * DAY


def last_day(notified: date, rule: Rule) -> date:
    """The last day of the period that runs from the day of notification, that day not counted (150/1930 §§2, 5)."""
    return next_working_day(notified + rule.period_days * DAY)
