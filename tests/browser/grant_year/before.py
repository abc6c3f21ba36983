"""What stands before the year begins: the people, last year's call with the demo's texts, the models, the payer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta
from django.db import transaction

from associations.enums import Role, Signing
from associations.models import Association
from grants.demo_texts import call_texts, event, models, operating, partnership, project
from grants.enums import AwardMethod, CallKind, CallState
from grants.models import AwardModel, Call, Criterion, EligibilityQuestion, Question, Section
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from tests.factories import grants
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, member

# The demo's award models leave these to the officers of a town; a walk shares their money too.
STEPS: dict[str, Any] = {
    "name_fi": "Osuus haetusta",
    "name_sv": "Andel av det sökta",
    "name_en": "Share of the sum applied for",
    "method": AwardMethod.SHARE,
    "kinds": [CallKind.EVENT, CallKind.PARTNERSHIP],
    "least_score": 40,
    "bands": [{"from": "70", "percent": 100}, {"from": "40", "percent": 50}],
    "unit_cents": 10_00,
}


class Texts(NamedTuple):
    """A category as the demo has it."""

    call: Callable[[int], dict[str, Any]]
    sections: Sequence[Mapping[str, Any]]
    criteria: Sequence[Mapping[str, Any]]
    eligibility: Sequence[Mapping[str, Any]]


def _short(call: Callable[[int], dict[str, Any]]) -> Texts:
    """A form without headings, as those of the light and the start-up grant are."""
    criteria = [{**row, "max_points": call_texts.MAX_POINTS} for row in call_texts.CRITERIA.values()]
    return Texts(call, [{"questions": call_texts.QUESTIONS}], criteria, call_texts.ELIGIBILITY)


CATEGORIES = {
    CallKind.OPERATING: Texts(operating.call, operating.SECTIONS, operating.CRITERIA, operating.ELIGIBILITY),
    CallKind.PROJECT: Texts(project.call, project.SECTIONS, project.CRITERIA, project.ELIGIBILITY),
    CallKind.EVENT: Texts(event.call, event.SECTIONS, event.CRITERIA, event.ELIGIBILITY),
    CallKind.PARTNERSHIP: Texts(partnership.call, partnership.SECTIONS, partnership.CRITERIA, partnership.ELIGIBILITY),
    CallKind.LIGHT: _short(call_texts.light_grant),
    CallKind.START_UP: _short(call_texts.start_up_grant),
}
assert set(CATEGORIES) == set(CallKind)


class People(NamedTuple):
    """Those who take part in a year, and last year's call."""

    association: Association
    treasurer: User
    chair: User
    officers: tuple[User, User]
    decider: User
    # Records what the committee decides on a request: whoever made the decision may not.
    recorder: User
    before: Call


@transaction.atomic
def people(kind: CallKind, language: str) -> People:
    """An association with a verified account, its treasurer and chair, the city's people, and last year's call.

    Where partners are to be found for years two sign together.
    """
    signing = Signing.TWO if kind == CallKind.PARTNERSHIP else Signing.ALONE
    association = AssociationFactory.create(
        name_fi="Rannikon Mieskuoro ry", name_sv="Kustens manskör rf", slug="rannikon-mieskuoro-ry", signing=signing
    )
    grants.verified_account(association)
    grants.payer()
    officers = (employee(StaffRole.GRANT_OFFICER, language=language), employee(StaffRole.GRANT_OFFICER))
    first = clock.today().replace(month=1, day=1)
    for fields in (*models.MODELS, STEPS):
        AwardModel.objects.create(**fields, valid_from=first, made_by=officers[0])
    return People(
        association,
        member(association, language=language, first_name="Tarja", last_name="Tilinen"),
        member(association, Role.CHAIR, language=language, first_name="Pekka", last_name="Puhuja"),
        officers,
        employee(StaffRole.DECISION_MAKER, language=language),
        employee(StaffRole.DECISION_MAKER, language=language),
        _last_years(kind),
    )


def _last_years(kind: CallKind) -> Call:
    """The category's call of last year, decided, with all that its texts say of its form."""
    texts = CATEGORIES[kind]
    closed = clock.today() - relativedelta(years=1)
    opened = closed - relativedelta(months=1)
    made = Call.objects.create(
        **texts.call(opened.year), state=CallState.DECIDED, opens_at=_at(opened, 9), closes_at=_at(closed, 15)
    )
    for order, told in enumerate(texts.sections, 1):
        _section(made, order, told)
    for order, row in enumerate(texts.criteria, 1):
        Criterion.objects.create(call=made, order=order, **row)
    for order, row in enumerate(texts.eligibility, 1):
        EligibilityQuestion.objects.create(call=made, order=order, **row)
    return made


def _section(call: Call, order: int, told: Mapping[str, Any]) -> None:
    labels = {name: text for name, text in told.items() if name != "questions"}
    section = Section.objects.create(call=call, order=order, **labels) if labels else None
    for place, question in enumerate(told["questions"], 1):
        fields = {name: value for name, value in question.items() if name != "after"}
        key, values = question.get("after", (None, []))
        Question.objects.create(
            **{"call": call, "section": section, "order": order * 100 + place, **fields},
            asked_if=call.questions.get(key=key) if key else None,
            asked_if_values=values,
        )


def _at(day: date, hour: int) -> datetime:
    return clock.at(day, time(hour))
