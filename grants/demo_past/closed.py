"""Rounds of every category that have gone from the call to the last report, and what happened on the way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import ModuleType
from typing import Any

from associations.demo_texts.records import iban
from associations.services import money
from grants.demo_past import calls, reports, then
from grants.demo_past.actors import DECIDER, OFFICERS, RECORDER, as_employee, as_member
from grants.demo_past.moments import at_work
from grants.demo_past.people import People
from grants.demo_past.rounds import Round
from grants.demo_texts import (
    call_texts,
    event,
    operating,
    partnership,
    past_event,
    past_operating,
    past_partnership,
    past_project,
    past_small,
    project,
)
from grants.enums import CallState, ChangeKind, RecoveryGround, RectificationOutcome, ReportState
from grants.models import (
    Application,
    BatchLine,
    Call,
    ChangeRequest,
    Payout,
    Recovery,
    Rectification,
    Sample,
    UseReport,
)
from grants.services import (
    batches,
    changing,
    collecting,
    paying,
    recovering,
    rectifying,
    sampling,
    sittings,
)
from grants.services.sittings import Sitting
from portal import clock
from portal.decisions.dates import next_working_day

OPENING, CLOSING = time(9), time(15)
JULY = 7
# Its place among the account numbers of the demo, after those of all associations.
OTHER_ACCOUNT = 900


def load(today: date) -> int:
    """All of it, the oldest first; how many reports have been accepted."""
    people = People()
    # The reports of a year's operating grants come in the spring after it.
    whole = today.year - (1 if today.month >= JULY else 2)
    last = today.year - 1
    _partnership(whole, people)
    _operating(whole, people)
    _start_up(last, people)
    events = _event(last, people)
    _light(last, people)
    _project(last, people)
    _recover(events, today)
    _sample(last, today)
    return UseReport.objects.filter(state=ReportState.ACCEPTED).count()


def _long(texts: ModuleType, year: int, opens: date, closes: date, facts: Mapping[str, Any]) -> Call:
    opens_at, closes_at = _hours(opens, closes)
    with then.at(opens_at - timedelta(days=7)):
        call = calls.add_long(texts, year, opens_at, closes_at, None, **facts)
        calls.tell(call, "grants.call_published", opens_at - timedelta(days=7))
    return call


def _short(fields: dict[str, Any], opens: date, closes: date) -> Call:
    opens_at, closes_at = _hours(opens, closes)
    with then.at(opens_at - timedelta(days=7)):
        call = calls.add_short({**fields, "published_at": clock.now()}, opens_at, closes_at, CallState.PUBLISHED)
        calls.tell(call, "grants.call_published", opens_at - timedelta(days=7))
    return call


def _hours(opens: date, closes: date) -> tuple[datetime, datetime]:
    return clock.at(opens, OPENING), clock.at(closes, CLOSING)


def _partnership(year: int, people: People) -> None:
    """Decided by a committee; paid in two instalments by day."""
    opens, closes = date(year - 1, 9, 4), date(year - 1, 10, 13)
    terms = {
        "appropriation_cents": 12_000_000,
        "report_due_on": date(year + 1, 4, 15),
        "pay_parts": _parts((50, f"{year}-02-02", False), (50, f"{year}-08-03", False)),
    }
    found = Round(
        _long(partnership, year - 1, opens, closes, terms), past_partnership.MATTERS, people, **past_partnership.ANSWERS
    )
    found.apply(closes)
    found.score(date(year - 1, 10, 20))
    found.share(date(year - 1, 11, 6), 12_000_000)
    found.decide(date(year - 1, 11, 20), date(year - 1, 12, 4), minutes=past_partnership.MINUTES)
    found.close(date(year - 1, 12, 11))
    for place, matter in enumerate(found.matters):
        found.accept(matter, date(year - 1, 12, 14 + place))
    for day in (date(year, 2, 3), date(year, 8, 4)):
        found.pay(_working(day))
    for matter in found.matters[:2]:
        reports.hand_in(found, matter, date(year + 1, 4, 9))
        reports.accept(found, matter, _working(date(year + 1, 5, 5)))


def _operating(year: int, people: People) -> None:
    """The second instalment waits for the interim report; one payment comes back, one report is sent back."""
    texts = past_operating
    opens, closes = date(year - 1, 11, 2), date(year - 1, 11, 27)
    terms = {
        "appropriation_cents": 3_600_000,
        "interim_due_on": date(year, 8, 15),
        "report_due_on": date(year + 1, 3, 31),
        "pay_parts": _parts((60, f"{year}-02-16", False), (40, None, True)),
    }
    found = Round(_long(operating, year, opens, closes, terms), texts.MATTERS, people)
    found.apply(closes)
    found.score(date(year - 1, 11, 30))
    found.share(_working(date(year - 1, 12, 9)), 3_600_000)
    found.decide(_working(date(year - 1, 12, 11)), _working(date(year - 1, 12, 15)))
    found.close(_working(date(year - 1, 12, 21)))
    granted = texts.MATTERS[:-1]
    for place, matter in enumerate(granted):
        found.accept(matter, date(year, 1, 3 + place))
    first = _working(date(year, 2, 17))
    found.pay(first)
    _comes_back(found, first)
    for place, matter in enumerate(granted):
        accepted = _working(date(year, 8, 17 + place))
        reports.interim(found, matter, date(year, 8, 3 + place), accepted)
    found.pay(_working(date(year, 9, 7)))
    for place, matter in enumerate(granted):
        thin = matter is texts.VILLAGE
        reports.hand_in(found, matter, date(year + 1, 3, 9 + 3 * place), done=texts.FIRST_ATTEMPT if thin else "")
        if thin:
            reports.send_back(found, matter, _working(date(year + 1, 4, 7)), texts.MISSING)
            reports.hand_in(found, matter, date(year + 1, 4, 15))
        reports.accept(found, matter, _working(date(year + 1, 4, 20 + place)))


def _comes_back(found: Round, first: date) -> None:
    """The bank returns a payment, since the account was closed, and the association names another one."""
    matter = past_operating.CHESS
    line = BatchLine.objects.going().get(
        instalment__payout__award__application=found.application(matter), instalment__number=1
    )
    returned = _working(first + timedelta(days=4))
    with then.at(at_work(returned, 0, 2)), as_employee(OFFICERS[0]):
        batches.record_return(line=line, day=clock.today(), reason=past_operating.RETURNED)
    with then.at(at_work(returned, 3, 2)), as_employee(OFFICERS[0]):
        account = money.add_bank_account(
            association=found.application(matter).association,
            iban=iban(OTHER_ACCOUNT),
            verified_on=clock.today(),
            starts_on=clock.today(),
        )
    with then.at(at_work(returned, 4, 1)), as_member(matter.association):
        paying.choose_account(payout=Payout.objects.get(award__application=found.found[matter]), account=account)
    found.pay(_working(returned + timedelta(days=10)))


def _start_up(year: int, people: People) -> None:
    """A fixed sum to each, and no report by its terms."""
    opens, closes = date(year, 1, 12), date(year, 4, 30)
    fields = {**call_texts.start_up_grant(year), "appropriation_cents": 60_000}
    found = Round(_short(fields, opens, closes), past_small.START_UP, people)
    found.apply(closes)
    found.score(_working(date(year, 5, 4)))
    found.share(_working(date(year, 5, 6)), 60_000)
    found.decide(_working(date(year, 5, 8)), _working(date(year, 5, 11)))
    found.close(_working(date(year, 5, 18)))
    for place, matter in enumerate(found.matters):
        found.accept(matter, date(year, 5, 20 + place))
    found.pay(_working(date(year, 6, 29)))


def _event(year: int, people: People) -> Round:
    """One award isn't taken."""
    texts = past_event
    opens, closes = date(year, 1, 5), date(year, 1, 30)
    terms = {"appropriation_cents": 1_600_000, "report_due_on": date(year, 6, 30), "de_minimis": True}
    call = _long(event, year, opens, closes, terms)
    found = Round(call, texts.MATTERS, people, day=f"{year}-05-09", **texts.ANSWERS)
    found.apply(closes)
    found.score(_working(date(year, 2, 2)))
    found.share(_working(date(year, 2, 9)), 1_600_000)
    found.decide(_working(date(year, 2, 11)), _working(date(year, 2, 16)))
    found.close(_working(date(year, 2, 20)))
    *taken, declined = found.matters
    for place, matter in enumerate(taken):
        found.accept(matter, date(year, 2, 22 + place))
    found.by_member(
        declined,
        date(year, 2, 27),
        lambda one: paying.decline(payout=one.award.payout, reason=texts.DECLINED),
    )
    found.pay(_working(date(year, 4, 7)))
    for place, matter in enumerate(taken):
        reports.hand_in(found, matter, date(year, 6, 1 + 4 * place))
        reports.accept(found, matter, _working(date(year, 6, 22 + place)))
    return found


def _light(year: int, people: People) -> None:
    """The light grants of the spring."""
    opens, closes = date(year, 3, 2), date(year, 3, 27)
    fields = {**call_texts.light_grant(year), **past_small.spring_title(year), "report_months": 6}
    found = Round(_short(fields, opens, closes), past_small.LIGHT, people)
    found.apply(closes)
    found.score(_working(date(year, 3, 30)))
    found.share(_working(date(year, 4, 8)), 300_000)
    found.decide(_working(date(year, 4, 10)), _working(date(year, 4, 13)))
    found.close(_working(date(year, 4, 17)))
    for place, matter in enumerate(found.matters):
        found.accept(matter, date(year, 4, 19 + place))
    found.pay(_working(date(year, 6, 1)))
    for place, matter in enumerate(found.matters[:-1]):
        reports.hand_in(found, matter, date(year, 9, 20 + 2 * place))
        reports.accept(found, matter, _working(date(year, 10, 12 + place)))


def _project(year: int, people: People) -> None:
    """A decision is rectified, one change is approved and one refused."""
    texts = past_project
    opens, closes = date(year, 1, 12), date(year, 2, 12)
    terms = {"appropriation_cents": 6_800_000, "report_due_on": date(year, 10, 31)}
    call = _long(project, year, opens, closes, terms)
    found = Round(call, texts.MATTERS, people, starts=f"{year}-04-01", ends=f"{year}-10-15")
    found.apply(closes)
    found.score(_working(date(year, 2, 16)))
    found.share(_working(date(year, 3, 2)), 6_800_000)
    found.decide(_working(date(year, 3, 4)), _working(date(year, 3, 9)))
    for place, matter in enumerate(found.matters):
        if matter is not texts.BASEMENT:
            found.accept(matter, date(year, 3, 15 + place))
    _rectified(found, year)
    found.accept(texts.BASEMENT, date(year, 4, 18))
    found.close(_working(date(year, 4, 20)))
    found.pay(_working(date(year, 5, 25)))
    _changed(found, year)
    for place, matter in enumerate(found.matters):
        later = matter is texts.OTTERS
        reports.hand_in(found, matter, date(year, 11, 20) if later else date(year, 10, 12 + 5 * place))
        reports.accept(found, matter, _working(date(year, 12, 1) if later else date(year, 11, 9 + place)))


def _rectified(found: Round, year: int) -> None:
    texts = past_project

    def ask(application: Application) -> None:
        rectifying.ask(
            application=application,
            asked=texts.RECTIFICATION_ASKED,
            grounds=texts.RECTIFICATION_GROUNDS,
            arrived_at=clock.now(),
        )

    def decide(application: Application) -> None:
        rectifying.decide(
            rectification=Rectification.objects.get(application=application),
            outcome=RectificationOutcome.CHANGED,
            reasons=texts.RECTIFICATION_REASONS,
            sitting=Sitting(application.call.rectifier_fi, meeting_on=clock.today(), minutes_section="§ 41"),
            cents=texts.RECTIFIED_EUROS * 100,
        )

    found.by_member(texts.BASEMENT, date(year, 3, 22), ask)
    found.by_employee(RECORDER, texts.BASEMENT, _working(date(year, 4, 13)), decide)


def _changed(found: Round, year: int) -> None:
    texts = past_project
    later = date(year, 11, 30)
    for matter, kind, asked, grounds, day in (
        (texts.OTTERS, ChangeKind.TIME, texts.TIME_ASKED, texts.TIME_GROUNDS, later),
        (texts.SCIENCE, ChangeKind.PURPOSE, texts.PURPOSE_ASKED, texts.PURPOSE_GROUNDS, None),
    ):

        def ask(
            one: Application, kind: str = kind, asked: str = asked, grounds: str = grounds, day: date | None = day
        ) -> None:
            changing.ask(
                application=one, kind=kind, asked=asked, grounds=grounds, arrived_at=clock.now(), report_day=day
            )

        found.by_member(matter, date(year, 8, 12), ask)
    found.by_employee(
        DECIDER,
        texts.OTTERS,
        _working(date(year, 8, 24)),
        lambda one: changing.approve(change=_change(one), reasons=texts.TIME_REASONS, report_day=later),
    )
    found.by_employee(
        DECIDER,
        texts.SCIENCE,
        _working(date(year, 8, 25)),
        lambda one: changing.refuse(change=_change(one), reasons=texts.PURPOSE_REASONS),
    )


def _change(application: Application) -> ChangeRequest:
    return ChangeRequest.objects.with_matter().get(award__application=application)


def _recover(found: Round, today: date) -> None:
    """What was used for something else is paid back: two instalments have come, the rest is open."""
    texts, matter = past_event, past_event.SENIORS
    first = today - timedelta(days=45)

    def hear(application: Application) -> None:
        recovering.open_recovery(
            application=application,
            cents=texts.HEARD_EUROS * 100,
            ground=RecoveryGround.OTHER_USE,
            reasons=texts.HEARD,
            hear_by=clock.today() + timedelta(days=21),
        )

    def decide(application: Application) -> None:
        recovering.decide(
            recovery=_recovery(application),
            cents=texts.RECOVERED_EUROS * 100,
            reasons=texts.RECOVERY_REASONS,
            sitting=sittings.of_call(application.call),
            instalments=5,
            first_due=first,
        )

    found.by_employee(OFFICERS[0], matter, _working(today - timedelta(days=130)), hear)
    found.by_member(
        matter,
        today - timedelta(days=115),
        lambda one: recovering.answer(recovery=_recovery(one), text=texts.ANSWERED, arrived_at=clock.now()),
    )
    found.by_employee(DECIDER, matter, _working(today - timedelta(days=100)), decide)
    for ago in (46, 15):
        found.by_employee(OFFICERS[0], matter, _working(today - timedelta(days=ago)), _paid_back)


def _paid_back(application: Application) -> None:
    recovery = _recovery(application)
    cents = recovery.instalments.earliest("number").amount_cents
    collecting.record_payment(recovery=recovery, cents=cents, received_on=clock.today())


def _recovery(application: Application) -> Recovery:
    return Recovery.objects.with_matter().get(award__application=application)


def _sample(year: int, today: date) -> None:
    """Announced with its seed, drawn on a later day."""
    announced, drawn = _working(today - timedelta(days=26)), _working(today - timedelta(days=12))
    with then.at(at_work(announced, 0, 1)), as_employee(OFFICERS[0]):
        sample = sampling.announce(call=None, year=year, size=4, words=f"Käyttöselvitykset {year}", draw_on=drawn)
    with then.at(at_work(drawn, 0, 1)), as_employee(OFFICERS[0]):
        sampling.draw(sample=Sample.objects.get(pk=sample.pk))


def _working(day: date) -> date:
    """The day, or the next one on which the city works."""
    return next_working_day(day)


def _parts(*parts: tuple[int, str | None, bool]) -> list[dict[str, Any]]:
    return [{"percent": percent, "on": on, "report": report} for percent, on, report in parts]
