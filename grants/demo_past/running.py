"""Grants of this year that wait for somebody: each step was taken some days ago, and the next one is yours."""

from __future__ import annotations

from datetime import date, time, timedelta

from grants.demo_past import calls, reports, then
from grants.demo_past.actors import OFFICERS, as_employee
from grants.demo_past.moments import at_work
from grants.demo_past.people import People
from grants.demo_past.rounds import Round
from grants.demo_texts import past_event, project, running
from grants.enums import CallKind, CallState, ChangeKind, RecoveryGround
from grants.models import Application, Call, Instalment
from grants.services import batches, changing, decision_lists, recovering, report_reminding
from portal import clock
from portal.decisions.dates import next_working_day

OPENING, CLOSING = time(9), time(15)


def load(today: date) -> None:
    """Small projects whose reports are due, and events of which some are granted and some proposed."""
    people = People()
    _small_projects(today, people)
    _events(today, people)


def _small_projects(today: date, people: People) -> None:
    texts = running
    opens, closes = today - timedelta(days=240), today - timedelta(days=212)
    due = today - timedelta(days=9)
    with then.at(clock.at(opens - timedelta(days=7), OPENING)):
        call = calls.add_long(
            project,
            opens.year,
            clock.at(opens, OPENING),
            clock.at(closes, CLOSING),
            None,
            **texts.small_projects(opens.year),
            report_due_on=due,
        )
        calls.tell(call, "grants.call_published", clock.now())
    found = Round(
        call,
        texts.SMALL_PROJECTS,
        people,
        starts=f"{today - timedelta(days=180)}",
        ends=f"{today - timedelta(days=40)}",
    )
    found.apply(closes)
    found.score(_ago(today, 210))
    found.share(_ago(today, 203), 2_500_000)
    found.decide(_ago(today, 200), _ago(today, 196))
    found.close(_ago(today, 192))
    for matter in found.matters:
        found.accept(matter, today - timedelta(days=190))
    found.pay(_ago(today, 150))
    reports.hand_in(found, texts.SENT_BACK, today - timedelta(days=24))
    reports.hand_in(found, texts.HEARD, today - timedelta(days=30))
    reports.accept(found, texts.HEARD, _ago(today, 25))
    found.by_member(texts.CHANGE, today - timedelta(days=16), lambda one: _ask_time(one, today))
    reports.send_back(found, texts.SENT_BACK, _ago(today, 10), texts.SENT_BACK_ITEMS)
    reports.hand_in(found, texts.HANDED_IN, today - timedelta(days=11))
    with then.at(clock.at(today - timedelta(days=2), time(8))):
        report_reminding.remind(clock.today())
    found.by_employee(OFFICERS[0], texts.HEARD, _ago(today, 8), _hear)


def _ask_time(application: Application, today: date) -> None:
    changing.ask(
        application=application,
        kind=ChangeKind.TIME,
        asked=running.CHANGE_ASKED,
        grounds=running.CHANGE_GROUNDS,
        arrived_at=clock.now(),
        report_day=today + timedelta(days=120),
    )


def _hear(application: Application) -> None:
    recovering.open_recovery(
        application=application,
        cents=running.HEARD_EUROS * 100,
        ground=RecoveryGround.UNSPENT,
        reasons=running.HEARD_WHY,
        hear_by=clock.today() + timedelta(days=21),
    )


def _events(today: date, people: People) -> None:
    """Of this year's events two wait for the bank, one award waits to be accepted, and a list to be decided."""
    texts = running
    call = Call.objects.get(kind=CallKind.EVENT, state=CallState.PUBLISHED)
    day = f"{today + timedelta(days=90)}"
    granted = Round(call, texts.TO_PAY, people, day=day, **past_event.ANSWERS)
    granted.apply(today - timedelta(days=56))
    granted.score(_ago(today, 53))
    granted.share(_ago(today, 46), 250_000)
    granted.decide(_ago(today, 43), _ago(today, 41))
    for matter in granted.matters:
        granted.accept(matter, today - timedelta(days=35))
    offered = Round(call, [texts.TO_ACCEPT], people, day=day, **past_event.ANSWERS)
    offered.apply(today - timedelta(days=22))
    offered.score(_ago(today, 19))
    offered.share(_ago(today, 13), 220_000)
    offered.decide(_ago(today, 11), _ago(today, 8))
    proposed = Round(call, texts.TO_DECIDE, people, day=day, **past_event.ANSWERS)
    proposed.apply(today - timedelta(days=16))
    proposed.score(_ago(today, 14))
    proposed.share(_ago(today, 7), 1_010_000)
    with then.at(at_work(_ago(today, 4), 0, 1)), as_employee(OFFICERS[0]):
        decision_lists.present(decision_list=decision_lists.start(call=call))
    with then.at(at_work(_ago(today, 4), 0, 2)), as_employee(OFFICERS[0]):
        due = Instalment.objects.due(clock.today()).filter(payout__award__call=call)
        batches.make(up_to=clock.today(), chosen=list(due.values_list("pk", flat=True)))


def _ago(today: date, days: int) -> date:
    """So many days ago, or the next day on which the city works."""
    return next_working_day(today - timedelta(days=days))
