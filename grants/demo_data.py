"""The demo's calls, the applications of past years, and those to the open call in every state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from grants import demo
from grants.demo_past import calls, closed, handling, other_calls, running, then
from grants.demo_past.actors import DECIDER, OFFICERS, SUBSTITUTE, as_employee, as_member
from grants.demo_past.history import KEYS, History, points
from grants.demo_past.moments import courses_of_closed, courses_of_open
from grants.demo_past.people import People
from grants.demo_texts import call_texts, last_year, models, reasons, this_year, two_years_ago
from grants.demo_texts.wishes import Wish
from grants.enums import CallState
from grants.models import (
    Application,
    Award,
    AwardModel,
    Call,
    Payer,
    Payout,
    Phrase,
    Principles,
    Sample,
)
from grants.services import applying, deciding, drafting, reviewing
from grants.services.versions import keep_version
from portal import clock
from portal.accounts.models import User
from portal.demodata import Person, sign_ins, step
from portal.workflow import transition

CLOSING = time(15)
OPENING = time(9)


def _at(day: date, hour: time) -> datetime:
    return clock.at(day, hour)


@step(30, already=Call.objects.exists)
def load_past() -> str:
    """The light grants of the two years before: decided, with awards, ledger, scores and record."""
    this = clock.today().year
    people = People()
    for years, wishes, state in (
        (2, two_years_ago.WISHES, CallState.ARCHIVED),
        (1, last_year.WISHES, CallState.DECIDED),
    ):
        year = this - years
        opens_at, closes_at = _at(date(year, 10, 1), OPENING), _at(date(year, 10, 31), CLOSING)
        call = calls.add_short(call_texts.light_grant(year), opens_at, closes_at, state)
        calls.tell(call, "grants.call_published", opens_at - timedelta(days=6))
        calls.tell(call, "grants.call_decided", closes_at + timedelta(days=40))
        if state == CallState.ARCHIVED:
            calls.tell(call, "grants.call_archived", closes_at + timedelta(days=400))
        history = History(call, people)
        for wish, course in zip(wishes, courses_of_closed(call, len(wishes)), strict=True):
            history.add(wish, course)
        history.save()
    return (
        f"{Application.objects.count()} applications of the two years before, {Award.objects.count()} of them granted"
    )


@step(40)
def load_present() -> str:
    """The open call with applications in every state, and one call that opens later."""
    today = clock.today()
    opened = _at(today - timedelta(days=24), OPENING)
    call = calls.add_short(
        call_texts.light_grant(today.year),
        opened,
        _at(today + timedelta(days=30), CLOSING),
        CallState.PUBLISHED,
    )
    calls.tell(call, "grants.call_published", opened - timedelta(days=3))
    history = History(call, People())
    for wish, course in zip(this_year.EARLIER, courses_of_open(call), strict=True):
        history.add(wish, course)
    history.save()
    _load_today(call)
    _load_coming(today)
    return f"An open call with {call.applications.count()} applications, and one that opens later"


def _load_coming(today: date) -> None:
    opens, closes = today + timedelta(days=45), today + timedelta(days=105)
    coming = calls.add_short(
        call_texts.start_up_grant(opens.year), _at(opens, OPENING), _at(closes, CLOSING), CallState.DRAFT
    )
    with as_employee(OFFICERS[0]):
        transition(coming, "publish", then=keep_version)


def _load_today(call: Call) -> None:
    """Applications of today, step by step through the services, by the people whose steps they are."""
    with as_member(this_year.EMPTY) as association:
        drafting.start(call=call, association=association)
    _half_filled(call, this_year.DRAFT)
    for wish in this_year.SUBMITTED:
        _submitted(call, wish)
    _taken(call, this_year.TAKEN)
    for wish in this_year.SCORED_ONCE:
        _score(_taken(call, wish), wish, SUBSTITUTE)
    _scored(call, this_year.SCORED_TWICE)
    taken_back = _proposed(call, this_year.TAKEN_BACK)
    with as_employee(OFFICERS[0]):
        reviewing.take_back(application=taken_back, reason=reasons.TAKEN_BACK)
    for wish in this_year.PROPOSED:
        _proposed(call, wish)
    for wish in (*this_year.GRANTED, this_year.REJECTED):
        application = _proposed(call, wish)
        with as_employee(DECIDER):
            deciding.decide(application=application, reasons=application.proposal_reasons)
    withdrawn = _submitted(call, this_year.WITHDRAWN)
    with as_member(this_year.WITHDRAWN.association):
        applying.withdraw(application=withdrawn, reason=this_year.WITHDRAWN_WHY)


def _half_filled(call: Call, wish: Wish) -> None:
    """A draft in which two people of the board have written."""
    with as_member(wish.association) as association:
        application = drafting.start(call=call, association=association)
        drafting.save_answers(application=application, values={"purpose": wish.purpose}, versions={})
    with as_member(wish.association, place=1):
        drafting.save_answers(application=application, values={"amount": str(wish.euros * 100)}, versions={})


def _submitted(call: Call, wish: Wish) -> Application:
    with as_member(wish.association) as association:
        application = drafting.start(call=call, association=association)
        account = association.bank_accounts.earliest("pk")
        values = {"purpose": wish.purpose, "plan": wish.plan}
        values |= {"amount": str(wish.euros * 100), "account": str(account.pk)}
        drafting.save_answers(application=application, values=values, versions={})
        return applying.submit(application=application, arrived_at=clock.now(), language=wish.language)


def _taken(call: Call, wish: Wish) -> Application:
    application = _submitted(call, wish)
    with as_employee(OFFICERS[0]):
        return reviewing.take_into_review(application=application)


def _score(application: Application, wish: Wish, officer: str) -> None:
    reviewer = application.reviews.count()
    turn = application.pk
    scores = {}
    for place, criterion in enumerate(application.call.criteria.all()):
        mark = points(wish, reviewer, place)
        scores[criterion] = (mark, reasons.on_points(KEYS[place], mark, turn + reviewer))
    with as_employee(officer):
        reviewing.give_review(application=application, scores=scores)


def _scored(call: Call, wish: Wish) -> Application:
    application = _taken(call, wish)
    for officer in OFFICERS:
        _score(application, wish, officer)
    return application


def _proposed(call: Call, wish: Wish) -> Application:
    application = _scored(call, wish)
    with as_employee(OFFICERS[0]):
        why = reasons.on_proposal(wish.euros, wish.given, wish.refused, wish.language, application.pk)
        return reviewing.propose(
            application=application,
            amount_cents=wish.given * 100,
            reasons=why,
            public_purpose=wish.purpose,
            public_reasons=why,
        )


@step(45, already=Principles.objects.exists)
def load_other_calls() -> str:
    """Principles, four more calls, and what associations have begun with them."""
    other_calls.load(clock.today())
    return f"{Call.objects.count()} calls with their principles, and applications that wait for somebody"


@step(47, already=AwardModel.objects.exists)
def load_models() -> str:
    """Award models that have been in force for three years."""
    officer = User.objects.get(email=OFFICERS[0])
    first = date(clock.today().year - 3, 1, 1)
    AwardModel.objects.bulk_create(AwardModel(**fields, valid_from=first, made_by=officer) for fields in models.MODELS)
    return f"{len(models.MODELS)} award models"


@step(46, already=Payer.objects.exists)
def load_payer() -> str:
    """The account from which the demo's city pays: no bank has it."""
    Payer.objects.create(
        name="Porin kaupunki", iban="FI3398765432100015", bic="TESTFIHH", valid_from=date(clock.today().year - 3, 1, 1)
    )
    return "The account from which grants are paid"


@step(48, already=Phrase.objects.exists)
def load_handling() -> str:
    """The library of texts, an absence to come and a note."""
    handling.load(clock.today())
    return f"A library of {Phrase.objects.count()} texts for officers, and an absence that is coming"


@step(50, already=Sample.objects.exists)
def load_closed_rounds() -> str:
    """Rounds of every category from the call to the last report, through the services at the moments of then."""
    reports = closed.load(clock.today())
    return f"6 calls from application to closed report, with {reports} reports accepted"


@step(55)
def load_running() -> str:
    """Grants of this year that wait for somebody."""
    running.load(clock.today())
    then.settle()
    return f"{Payout.objects.waiting().count()} awards to accept, a batch to approve, a list to decide, a hearing"


@sign_ins(20)
def members() -> Iterator[Person]:
    """People of associations with something to try, as the demo's page of roles shows them first."""
    for group in demo.tour():
        yield from (Person(note, str(user), user.email) for user, note in group.people)
