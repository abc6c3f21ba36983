"""Dated rules: what a rule says on a day, and that a change never rewrites the past."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.dated import queries, registry, services
from portal.dated.models import DatedValue
from portal.journal.models import Event, RowImage
from portal.workflow import Refused
from tests.factories.accounts import UserFactory, as_employee, employee

pytestmark = pytest.mark.django_db

RULE = "associations.invitation_days"
START = date(2026, 3, 2)


class _Undo(Exception):
    pass


def at(day: date) -> Any:
    """Noon of the day in Helsinki."""
    return time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=clock.HELSINKI), tick=False)


@pytest.fixture
def administrator() -> Any:
    """Somebody who edits rules."""
    with at(START):
        return as_employee(employee(StaffRole.ADMINISTRATOR))


# Days pass between changes; each names a day to come, a value, and whether it is taken back at once.
CHANGES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 60), st.integers(1, 90), st.booleans()), min_size=1, max_size=8
)


@settings(max_examples=40, deadline=None)
@given(changes=CHANGES)
def test_a_change_never_rewrites_the_past(changes: list[tuple[int, int, int, bool]]):
    """What the rule said on any day up to the day of a change it still says after it."""
    days = [START + timedelta(days=n) for n in range(420)]
    expected: dict[date, int] = {}
    try:
        with transaction.atomic():
            who = as_employee(employee(StaffRole.ADMINISTRATOR))
            today = START
            for passed, ahead, value, back in changes:
                today += timedelta(days=passed)
                with at(today), acting(who):
                    before = [queries.value(RULE, day) for day in days if day <= today]
                    row = services.set_value(
                        RULE, value=value, valid_from=today + timedelta(days=ahead), reason="Päätös"
                    )
                    expected[row.valid_from] = value
                    if back:
                        services.remove_value(row)
                        del expected[row.valid_from]
                    assert [queries.value(RULE, day) for day in days if day <= today] == before
            for day in days[::7]:
                begun = [start for start in expected if start <= day]
                assert queries.value(RULE, day) == (expected[max(begun)] if begun else 14)
                assert queries.values([RULE, "feedback.answer_days"], day) == {
                    RULE: queries.value(RULE, day),
                    "feedback.answer_days": 14,
                }
            raise _Undo
    except _Undo:
        pass


def test_the_day_is_helsinkis():
    DatedValue.objects.create(name=RULE, value=30, valid_from=date(2026, 6, 1), reason="Päätös")
    with time_machine.travel("2026-05-31T20:59:59Z", tick=False):
        assert queries.value(RULE) == 14
    with time_machine.travel("2026-05-31T21:00:00Z", tick=False):
        assert queries.value(RULE) == 30


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_day_that_has_begun_is_refused(days: int, administrator: Any):
    with at(START), acting(administrator), pytest.raises(Refused, match="from tomorrow on"):
        services.set_value(RULE, value=20, valid_from=START + timedelta(days=days), reason="Päätös")
    assert DatedValue.objects.count() == 0


@pytest.mark.parametrize("value", [0, 91, -5])
def test_a_number_outside_of_the_limits_is_refused(value: int, administrator: Any):
    with at(START), acting(administrator), pytest.raises(Refused, match="between 1 and 90"):
        services.set_value(RULE, value=value, valid_from=START + timedelta(days=1), reason="Päätös")


def test_a_value_that_holds_can_not_be_removed(administrator: Any):
    row = DatedValue.objects.create(name=RULE, value=20, valid_from=START, reason="Päätös")
    with at(START), acting(administrator), pytest.raises(Refused, match="holds already"):
        services.remove_value(row)
    with at(START - timedelta(days=1)), acting(administrator):
        services.remove_value(row)
    assert DatedValue.objects.count() == 0


def test_changes_and_removals_are_recorded(administrator: Any):
    with at(START), acting(administrator):
        row = services.set_value(RULE, value=20, valid_from=START + timedelta(days=1), reason="KH 5 §")
        services.remove_value(row)
    events = list(Event.objects.filter(verb__startswith="dated.").order_by("pk").values_list("verb", "reason"))
    assert events == [("dated.value_set", "KH 5 §"), ("dated.value_removed", "")]
    assert list(
        RowImage.objects.filter(table="dated_datedvalue").order_by("pk").values_list("operation", flat=True)
    ) == [
        "INSERT",
        "DELETE",
    ]


@pytest.mark.parametrize("role", [StaffRole.AUDITOR, StaffRole.LIAISON, None])
def test_others_change_nothing(role: StaffRole | None):
    row = DatedValue.objects.create(name=RULE, value=20, valid_from=clock.today() + timedelta(days=9), reason="Päätös")
    with acting(as_employee(employee(role) if role else UserFactory.create())):
        with pytest.raises(PermissionDenied):
            services.set_value(RULE, value=20, valid_from=clock.today() + timedelta(days=1), reason="Päätös")
        with pytest.raises(PermissionDenied):
            services.remove_value(row)


def test_an_unknown_rule_is_a_fault_of_ours():
    with pytest.raises(ImproperlyConfigured, match="declares the rule"):
        queries.value("associations.nothing")


def test_a_rule_is_declared_once_and_within_its_limits():
    with pytest.raises(ImproperlyConfigured, match="declared twice"):
        registry.rule(RULE, label="…", unit="…", initial=1)
    with pytest.raises(ImproperlyConfigured, match="outside of its limits"):
        registry.rule("tests.rule", label="…", unit="…", initial=5, most=4)


def test_every_rule_stands_under_a_heading():
    assert {name.split(".")[0] for name in registry.known()} <= set(registry.groups())
