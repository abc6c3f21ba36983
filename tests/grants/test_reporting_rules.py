"""The rules of use reports and of audit samples, by properties."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from grants import rules

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
CENTS = st.integers(0, 10**10)
PERCENT = st.integers(0, 100)
CASES = st.sets(st.text(min_size=1, max_size=12), min_size=1, max_size=30)


@given(budget=CENTS, actual=CENTS, percent=PERCENT)
def test_a_figure_differs_exactly_when_it_is_further_off_than_the_per_cent(budget: int, actual: int, percent: int):
    figure = rules.Figure("Tilat", budget, actual)
    assert rules.differs(figure, percent) == (abs(actual - budget) > budget * percent / 100)
    assert rules.differs(figure, percent, on_the_way=True) == (actual - budget > budget * percent / 100)


@given(budget=CENTS, percent=PERCENT)
def test_what_came_to_as_budgeted_never_differs_and_a_new_row_always_does(budget: int, percent: int):
    assert not rules.differs(rules.Figure("Tilat", budget, budget), percent)
    assert rules.differs(rules.Figure("Uusi", 0, budget + 1), percent)
    assert not rules.differs(rules.Figure("Tyhjä", 0, 0), percent)


@given(rows=st.lists(st.tuples(CENTS, CENTS), max_size=12), percent=PERCENT)
def test_the_sum_is_that_of_the_rows_to_the_cent(rows: list[tuple[int, int]], percent: int):
    figures = [rules.Figure(str(at), budget, actual) for at, (budget, actual) in enumerate(rows)]
    found = rules.compare("Yhteensä", figures, percent)
    total, flagged = found.total
    assert (total.budget_cents, total.actual_cents) == (sum(b for b, _ in rows), sum(a for _, a in rows))
    assert total.difference_cents == sum(row.difference_cents for row, _ in found.rows)
    assert found.differs == (flagged or any(one for _, one in found.rows))
    assert rules.compare("Yhteensä", reversed(figures), percent).total == found.total


@given(on=DAYS, months=st.integers(1, 60), decided_on=DAYS)
def test_nobody_owes_a_report_before_a_month_after_the_decision(on: date, months: int, decided_on: date):
    for found in (rules.due_day(on, None, decided_on), rules.due_day(None, months, decided_on)):
        assert found is not None
        assert found >= decided_on + relativedelta(months=1)
    assert rules.due_day(None, None, decided_on) is None
    later = decided_on + timedelta(days=40)
    assert rules.due_day(later, None, decided_on) == later


def test_months_after_the_last_of_a_month_end_on_the_last_of_a_month():
    assert rules.due_day(None, 6, date(2026, 8, 31)) == date(2027, 2, 28)
    assert rules.due_day(None, 18, date(2026, 8, 29)) == date(2028, 2, 29)


@given(
    due_on=DAYS,
    lead=st.integers(0, 400),
    first=st.integers(1, 60),
    again=st.integers(1, 60),
    weeks=st.integers(0, 12),
)
def test_each_reminder_holds_on_days_that_follow_each_other_and_none_comes_back(
    due_on: date, lead: int, first: int, again: int, weeks: int
):
    asked_on = due_on - timedelta(days=lead)
    names = [
        rules.reminder(due_on, asked_on, asked_on + timedelta(days=at), first=first, again=again, weeks=weeks)
        for at in range(lead + 7 * weeks + 10)
    ]
    held = [name for at, name in enumerate(names) if name is not None and (at == 0 or names[at - 1] != name)]
    assert len(held) == len(set(held))
    assert [name for name in held if name.startswith("late")] == [f"late-{week}" for week in range(1, weeks + 1)]
    assert names[-1] is None
    # Who was asked today has just heard of it.
    assert lead == 0 or names[0] is None or names[0].startswith("late")


def test_reminders_of_a_usual_report():
    due, asked = date(2027, 4, 30), date(2026, 6, 1)
    found = {
        days: rules.reminder(due, asked, due + timedelta(days=days), first=30, again=7, weeks=2)
        for days in (-31, -30, -8, -7, 0, 1, 7, 8, 14, 15)
    }
    assert found == {
        **{-31: None, -30: "first", -8: "first", -7: "again", 0: "again"},
        **{1: "late-1", 7: "late-1", 8: "late-2", 14: "late-2", 15: None},
    }


@given(cases=CASES, seed=st.text(max_size=40), data=st.data())
def test_the_same_seed_draws_the_same_sample_in_whichever_order_the_cases_come(
    cases: set[str], seed: str, data: st.DataObject
):
    size = data.draw(st.integers(1, len(cases)))
    shuffled = data.draw(st.permutations(sorted(cases)))
    drawn = rules.draw(seed, shuffled, size)
    assert len(drawn) == len(set(drawn)) == size
    assert set(drawn) <= cases
    assert drawn == rules.draw(seed, sorted(cases), size)
    # More of the same sample begins as it does.
    assert rules.draw(seed, cases, len(cases))[:size] == drawn


@given(cases=CASES, seed=st.text(max_size=40), data=st.data())
def test_a_case_that_was_not_drawn_changes_nothing_when_it_goes(cases: set[str], seed: str, data: st.DataObject):
    size = data.draw(st.integers(1, len(cases)))
    drawn = rules.draw(seed, cases, size)
    assert rules.draw(seed, drawn, size) == drawn


@pytest.mark.parametrize("size", [0, -1, 3])
def test_no_more_can_be_drawn_than_there_are(size: int):
    with pytest.raises(ValueError, match="can't be drawn"):
        rules.draw("siemen", ["1/2026", "2/2026"], size)


def test_anybody_computes_the_same_order():
    assert rules.rank("Otanta 2026", "POR/12/2026") == hashlib.sha256(b"Otanta 2026\nPOR/12/2026").hexdigest()


@given(cells=st.lists(st.one_of(st.none(), CENTS), min_size=1, max_size=4), own=st.lists(CENTS, max_size=3))
def test_the_budget_is_the_last_column(cells: list[int | None], own: list[int]):
    value = {"rows": {"tilat": cells}, "own": [{"name": "Oma", "cells": [None, one]} for one in own]}
    found = rules.budget_rows(value)
    assert found == {"row-tilat": cells[-1] or 0, **{f"own-{at}": one for at, one in enumerate(own)}}
    assert rules.budget_rows(None) == {}
