"""Use reports: by which day, what the figures came to beside the budget, what stands out, when to remind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

# Nobody owes a report before there was time to use the grant.
LEAST_TIME = relativedelta(months=1)


def due_day(on: date | None, months: int | None, decided_on: date) -> date | None:
    """By the end of which day a report is due: the given day, or so many months after the decision.

    A given day that comes sooner than a month after the decision moves to that (a continuous call may decide after
    it). None where the call asks for no report.
    """
    if on is not None:
        return max(on, decided_on + LEAST_TIME)
    return decided_on + relativedelta(months=months) if months is not None else None


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of a report's table, in whole cents: what was budgeted (0 for a new row), and what it came to."""

    name: str
    budget_cents: int
    actual_cents: int

    @property
    def difference_cents(self) -> int:
        """How much more it came to than was budgeted; negative for less."""
        return self.actual_cents - self.budget_cents


def differs(figure: Figure, percent: int, *, on_the_way: bool = False) -> bool:
    """Whether it came to more or less than was budgeted by over ``percent`` per cent of the budget.

    Whatever came of a row without a budget differs. ``on_the_way`` is for an interim report: there only more than the
    whole budget counts, since what is less may still come.
    """
    more = figure.difference_cents
    if on_the_way and more < 0:
        return False
    return abs(more) * 100 > percent * figure.budget_cents


@dataclass(frozen=True, slots=True)
class Compared:
    """A table's rows and their sum, each with whether it differs."""

    rows: list[tuple[Figure, bool]]
    total: tuple[Figure, bool]

    @property
    def differs(self) -> bool:
        """Whether any row or the sum does."""
        return self.total[1] or any(found for _row, found in self.rows)


def compare(name: str, figures: Iterable[Figure], percent: int, *, on_the_way: bool = False) -> Compared:
    """The figures of one table and their sum, called ``name``, held against the budget."""
    rows = list(figures)
    total = Figure(name, sum(row.budget_cents for row in rows), sum(row.actual_cents for row in rows))
    return Compared(
        [(row, differs(row, percent, on_the_way=on_the_way)) for row in rows],
        (total, differs(total, percent, on_the_way=on_the_way)),
    )


def budget_rows(value: Mapping[str, Any] | None) -> dict[str, int]:
    """The budgeted cents of a submitted table by row: the last column, which is the one that the grant is about.

    Rows of the call are named ``row-<key>``, those of the applicant ``own-<number>``; an empty cell is 0. ``value`` is
    a table's answer (:func:`grants.rules.column_sums` tells its form).
    """
    answer = value or {}
    found = {f"row-{key}": cells[-1] or 0 for key, cells in answer.get("rows", {}).items()}
    return {**found, **{f"own-{at}": row["cells"][-1] or 0 for at, row in enumerate(answer.get("own", []))}}


def reminder(due_on: date, asked_on: date, today: date, *, first: int, again: int, weeks: int) -> str | None:
    """The name of the reminder that holds on the day, None for none. All days are Helsinki's.

    ``first`` and ``again`` are days before ``due_on``. Once the day has gone by there is one a week (``late-1``,
    ``late-2`` …), ``weeks`` of them. Whoever was asked (``asked_on``) after a reminder's day has just heard of it, and
    isn't reminded of that one. A name holds until the next one does, so a day without the job loses no reminder.
    """
    late = (today - due_on).days
    if late > 0:
        week = (late - 1) // 7 + 1
        return f"late-{week}" if week <= weeks else None
    for name, days in sorted([("first", first), ("again", again)], key=lambda one: one[1]):
        begins = due_on - timedelta(days=days)
        if begins <= today:
            return name if asked_on < begins else None
    return None
