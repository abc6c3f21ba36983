"""Reminders of use reports: each once, across the turning of the clocks, a kill and a broker that is away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import transaction

from associations.enums import Area
from associations.models import Membership
from grants.models import UseReport
from grants.services import report_reminding, report_review
from grants.tasks import daily_report_reminders
from portal import broker, clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.celery import app
from portal.dated.models import DatedValue
from portal.jobs import runner
from portal.jobs.models import Job
from portal.outbox import rendering, sending
from portal.outbox.models import Message
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = pytest.mark.django_db

KIND = "grants.report_reminder"


def morning() -> None:
    """What beat and a worker do in the morning."""
    daily_report_reminders()
    for pk in Job.objects.unfinished().filter(name="grants.remind_of_reports").values_list("pk", flat=True):
        runner.run(pk)


def reminded() -> list[tuple[str, date]]:
    rows = Message.objects.filter(kind=KIND).order_by("created_at", "pk")
    return [(row.discriminator.partition(":")[2], clock.local(row.created_at).date()) for row in rows]


def due(day: date) -> UseReport:
    """A report that was asked long ago and is due on the day."""
    report = grants.awaited()
    UseReport.objects.filter(pk=report.pk).update(due_on=day, awaited_on=day, asked_on=day - timedelta(days=200))
    # Whoever acts for the association does so on every day of these tests.
    Membership.objects.update(starts_on=date(2020, 1, 1))
    return report


def days(first: date, last: date, at: time = time(7, 20)) -> Any:
    """Each morning from the first day to the last."""
    for number in range((last - first).days + 1):
        moment = datetime.combine(first + timedelta(days=number), at, tzinfo=clock.HELSINKI)
        with time_machine.travel(moment, tick=False):
            yield first + timedelta(days=number)


@pytest.mark.parametrize(
    ("day", "at"),
    [
        # Clocks are turned back on 25.10.2026 and forward on 28.3.2027, between the reminders or on the day itself.
        (date(2026, 10, 25), time(0, 30)),
        (date(2026, 10, 28), time(23, 59)),
        (date(2027, 3, 28), time(7, 20)),
        (date(2027, 4, 10), time(0, 30)),
        # A leap day on the way.
        (date(2028, 3, 5), time(23, 59)),
    ],
)
def test_a_month_a_week_and_then_weekly_each_once(day: date, at: time):
    due(day)
    DatedValue.objects.create(name="grants.report_late_weeks", value=3, valid_from=date(2020, 1, 1), reason="Päätös")
    turns = {-31, -30, -29, -8, -7, -6, 0, 1, 2, 7, 8, 9, 14, 15, 16, 21, 22}
    for found in days(day - timedelta(days=31), day + timedelta(days=22), at):
        if (found - day).days in turns:
            morning()
            morning()
    assert reminded() == [
        ("first", day - timedelta(days=30)),
        ("again", day - timedelta(days=7)),
        ("late-1", day + timedelta(days=1)),
        ("late-2", day + timedelta(days=8)),
        ("late-3", day + timedelta(days=15)),
    ]


def test_a_morning_that_was_missed_is_made_up_for():
    day = date(2027, 4, 30)
    due(day)
    for found in days(day - timedelta(days=30), day):
        if (day - found).days in {31, 29, 28, 8, 6, 5}:
            morning()
    assert reminded() == [("first", day - timedelta(days=29)), ("again", day - timedelta(days=6))]


def test_the_mail_says_what_is_awaited_by_when_in_the_readers_language():
    report = due(clock.today() + timedelta(days=5))
    morning()
    (message,) = Message.objects.filter(kind=KIND)
    assert message.recipient == report.award.application.started_by
    path = rendering.path_in(message, "fi")
    assert path == f"/fi/hakemukset/{report.award.application_id}/selvitys/"
    letter = rendering.letter(message)
    assert report.award.application.case_number in letter.subject
    assert report.award.application.case_number in letter.text
    assert path in letter.text


def test_who_has_handed_in_is_reminded_no_more_and_who_got_it_back_is_by_the_new_day():
    report = grants.handed_in(due(clock.today() + timedelta(days=3)))
    morning()
    assert reminded() == []
    today = clock.today()
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        report_review.send_back(report=report, items=["Kuitit"], due_on=today + timedelta(days=14))
    # It was told today: the next word is a week before.
    for _day in days(today, today + timedelta(days=15)):
        morning()
    assert reminded() == [("again", today + timedelta(days=7)), ("late-1", today + timedelta(days=15))]


def test_a_second_run_and_one_that_was_killed_on_the_way_send_nothing_twice(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(report_reminding, "BATCH", 1)
    for _number in range(3):
        due(clock.today() + timedelta(days=5))
    keys = list(UseReport.objects.order_by("pk").values_list("pk", flat=True))
    assert report_reminding.remind(clock.today()) == keys[0]
    # The process is gone before it stored how far it came: the job begins anew.
    morning()
    morning()
    assert Message.objects.filter(kind=KIND).count() == 3
    assert {message.subject_id for message in Message.objects.filter(kind=KIND)} == {str(key) for key in keys}


@pytest.fixture
def queue_away() -> Iterator[Callable[[], None]]:
    """The queue doesn't answer; the function brings it back."""
    before = app.conf.broker_url

    def use(address: str) -> None:
        app.conf.update(broker_url=address)
        broker._queue.cache_clear()
        broker.circuit.worked()

    use("redis://127.0.0.1:1/0")
    yield lambda: use(before)
    use(before)


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_is_away_and_comes_back_delays_the_mail_and_doubles_none(queue_away: Callable[[], None]):
    with transaction.atomic():
        report = due(clock.today() + timedelta(days=5))
    morning()
    queue_away()
    morning()
    for _time in range(2):
        sending.send_due(limit=100)
    number = report.award.application.case_number
    assert [one.to for one in mail.outbox if f"{number}:" in one.subject and "selvitys" in one.body] == [
        [report.award.application.started_by.email]
    ]
    assert len(reminded()) == 1


def test_only_who_may_act_in_grants_today_is_reminded():
    report = due(clock.today() + timedelta(days=5))
    Membership.objects.filter(association=report.award.association).update(areas=[Area.PROFILE])
    morning()
    assert reminded() == []
    Membership.objects.filter(association=report.award.association).update(areas=[Area.GRANTS])
    # Nobody could be told before; now somebody is.
    morning()
    assert len(reminded()) == 1
