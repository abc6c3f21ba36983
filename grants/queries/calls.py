"""Calls and their forms, and what calls serve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from associations.enums import Part
from grants.models import (
    Aim,
    Application,
    Call,
    EligibilityQuestion,
    Principles,
    Question,
    Section,
)
from portal.prepared import Prepared


class CallRow(NamedTuple):
    """What a row of the city's list of calls shows."""

    call: Call
    received: int


def call_rows(calls: QuerySet[Call]) -> list[CallRow]:
    """The page of calls with how many applications have come in. Two queries."""
    shown = list(calls)
    handed_in = Application.objects.handed_in().filter(call__in=[call.pk for call in shown]).order_by()
    numbers = dict(handed_in.values_list("call").annotate(number=Count("pk")))
    return [CallRow(call, numbers.get(call.pk, 0)) for call in shown]


@dataclass(frozen=True, slots=True)
class FormPart:
    """A section of a call's form with its questions in order; ``section`` is None for those before all sections."""

    section: Section | None
    questions: list[Question]


def call_sections(call: Call) -> list[FormPart]:
    """The call's form as it is built, empty sections too. Two queries."""
    by_section: dict[int | None, list[Question]] = {}
    for question in call.questions.select_related("asked_if"):
        by_section.setdefault(question.section_id, []).append(question)
    first = [FormPart(None, by_section[None])] if None in by_section else []
    return [*first, *(FormPart(section, by_section.get(section.pk, [])) for section in call.sections.all())]


class Served(NamedTuple):
    """A goal, an emphasis or a part of the operating model, and how many published calls serve it."""

    label: str
    kind: str
    calls: int


_AIMS = Prepared(lambda call: Aim.objects.filter(calls=call), int)
_TITLES = ("title_fi", "title_sv", "title_en")
_PRINCIPLES = Prepared(lambda day: Principles.objects.in_force(day).only(*_TITLES)[:1], date)


def aims_of(call: Call) -> list[Aim]:
    """The goals and emphases that the call serves, in order. One query."""
    return _AIMS.rows(call.pk)


def principles_on(day: date) -> Principles | None:
    """The published principles in force on the day in Helsinki, without their text. One query."""
    return next(iter(_PRINCIPLES.rows(day)), None)


def aims_served(principles: Principles) -> list[Served]:
    """The goals and emphases with the calls of all years, told by key. Two queries."""
    aims = list(principles.aims.all())
    serving = Call.objects.published().filter(aims__key__in=[aim.key for aim in aims]).order_by()
    numbers = dict(serving.values_list("aims__key").annotate(number=Count("pk", distinct=True)))
    return [Served(aim.label, aim.get_kind_display(), numbers.get(aim.key, 0)) for aim in aims]


def parts_served() -> list[Served]:
    """The parts of the operating model with the calls of all years. One query."""
    counts = {part.value: Count("pk", filter=Q(parts__contains=[part.value])) for part in Part}
    numbers = Call.objects.published().aggregate(**counts)
    return [Served(str(part.label), "", numbers[part.value]) for part in Part]


class TestRow(NamedTuple):
    """A question of the eligibility test, its name in the address, and what was answered: "kylla", "ei" or ''."""

    row: EligibilityQuestion
    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class EligibilityTest:
    """The test of a call with the answers so far. ``fits`` when all are answered and nothing speaks against it."""

    rows: list[TestRow]
    refusals: list[str]
    fits: bool


def eligibility_test(call: Call, answers: Mapping[str, str]) -> EligibilityTest:
    """The call's test, answered by an address. What speaks against applying is said at once. One query."""
    rows = []
    for row in call.eligibility.all():
        name = f"ehto-{row.pk}"
        given = answers.get(name, "")
        rows.append(TestRow(row, name, given if given in {"kylla", "ei"} else ""))
    refusals = [one.row.refusal for one in rows if one.answer and (one.answer == "kylla") != one.row.fits]
    return EligibilityTest(rows, refusals, bool(rows) and not refusals and all(one.answer for one in rows))
