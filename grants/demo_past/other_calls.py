"""The demo's other calls: principles, and operating, project, event and partnership-based grants with their matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from associations.demo_past.register_work import page_of_text
from associations.enums import Signing
from associations.models import Association
from grants.demo_past import calls
from grants.demo_past.actors import OFFICERS, as_employee, as_member
from grants.demo_texts import event, operating, partnership, principles, project, second_matters
from grants.demo_texts.second_matters import Year
from grants.enums import AimKind, CallState, PrinciplesState
from grants.models import Aim, Application, Call, Principles
from grants.services import applying, completing, drafting, messaging, reviewing
from portal import clock

CLOSING, OPENING = time(15), time(9)


def load(today: date) -> None:
    """Principles, four more calls, and what associations have begun with them."""
    rules = _principles(today)
    Call.objects.update(principles=rules)
    opened = today - timedelta(days=12)
    operates = calls.add_long(
        operating, opened.year + 1, _at(opened, OPENING), _at(today + timedelta(days=11), CLOSING), rules
    )
    calls.add_long(
        project, today.year, _at(today - timedelta(days=5), OPENING), _at(today + timedelta(days=55), CLOSING), rules
    )
    last = max(date(today.year, 12, 31), today + timedelta(days=40))
    calls.add_long(
        event, today.year, _at(today - timedelta(days=90), OPENING), _at(last, CLOSING), rules, while_lasts=True
    )
    opens = today + timedelta(days=60)
    calls.add_long(partnership, opens.year, _at(opens, OPENING), _at(opens + timedelta(days=25), CLOSING), rules)
    _serve_everything(rules)
    Association.objects.filter(name_fi=second_matters.SIGNED_BY_TWO.association).update(signing=Signing.TWO)
    _begun(operates)
    _signed_once(operates)
    _asked(operates)


def _at(day: date, hour: time) -> datetime:
    return clock.at(day, hour)


def _principles(today: date) -> Principles:
    adopted = clock.at(date(today.year - 1, 12, 15), time(12))
    made = Principles.objects.create(
        **{**principles.PRINCIPLES, "adopted_by": f"{principles.PRINCIPLES['adopted_by']}{today.year - 1}"},
        valid_from=date(today.year, 1, 1),
        state=PrinciplesState.PUBLISHED,
        published_at=adopted,
    )
    Aim.objects.bulk_create(
        Aim(principles=made, order=order * 10, **aim) for order, aim in enumerate(principles.AIMS, 1)
    )
    return made


def _serve_everything(rules: Principles) -> None:
    """Each call serves an emphasis and a goal or two: not all of them the same."""
    emphases = list(rules.aims.filter(kind=AimKind.EMPHASIS))
    goals = list(rules.aims.filter(kind=AimKind.GOAL))
    for place, call in enumerate(Call.objects.exclude(state=CallState.ARCHIVED).order_by("pk")):
        chosen = emphases if call.kind == operating.call(0)["kind"] else emphases[place % 8 : place % 8 + 2]
        call.aims.set([*chosen, goals[place % len(goals)]])


def _answers(year: Year, association: Association) -> dict[str, Any]:
    account = association.bank_accounts.earliest("pk")
    return {
        **{
            "description": year.description,
            "purpose": year.purpose,
            "plan": year.plan,
            "emphases": list(year.emphases),
        },
        **{"members": str(year.members), "members_under_20": str(year.young)},
        **{"costs": _table(year.costs), "income": _table(year.income), "amount": str(year.euros * 100)},
        **{"account": str(account.pk), "facts": "yes"},
    }


def _table(rows: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    return {"rows": {key: [euros * 100 for euros in cells] for key, cells in rows.items()}, "own": []}


def _filled(call: Call, year: Year, *, files: bool = True) -> Application:
    with as_member(year.association) as association:
        application = drafting.start(call=call, association=association)
        drafting.save_answers(application=application, values=_answers(year, association), versions={})
        for key, name, title, body in second_matters.PAPERS if files else ():
            drafting.attach(
                application=application,
                question=call.questions.get(key=key),
                content=page_of_text(
                    title.format(association=association.name_fi), body.format(association=association.name_fi), name
                ),
            )
        return application


def _begun(call: Call) -> None:
    year = second_matters.HALF_WRITTEN
    with as_member(year.association) as association:
        application = drafting.start(call=call, association=association)
        drafting.save_answers(application=application, values={"purpose": year.purpose}, versions={})
    with as_member(year.association, place=1):
        drafting.save_answers(application=application, values={"costs": _table(year.costs)}, versions={})


def _signed_once(call: Call) -> None:
    application = _filled(call, second_matters.SIGNED_BY_TWO)
    with as_member(second_matters.SIGNED_BY_TWO.association, place=1):
        applying.submit(application=application, arrived_at=clock.now(), language="fi")


def _asked(call: Call) -> None:
    year = second_matters.INCOMPLETE
    application = _filled(call, year)
    with as_member(year.association):
        applying.submit(application=application, arrived_at=clock.now(), language="fi")
    with as_employee(OFFICERS[0]):
        reviewing.take_into_review(application=application)
        completing.ask(
            application=application,
            items=second_matters.COMPLETE,
            due_on=clock.today() + timedelta(days=14),
        )
        messaging.send(application=application, text=second_matters.FROM_THE_CITY)
    with as_member(year.association):
        messaging.send(application=application, text=second_matters.TO_THE_CITY)
