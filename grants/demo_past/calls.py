"""The demo's calls, with the forms that they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any

from grants.demo_past.actors import OFFICERS
from grants.demo_past.history import KEYS
from grants.demo_texts import call_texts
from grants.enums import CallState
from grants.models import Call, Criterion, EligibilityQuestion, Principles, Question, Section
from grants.services.versions import keep_version
from portal import clock
from portal.accounts.models import User
from portal.journal.models import Event


def add_short(fields: Mapping[str, Any], opens_at: datetime, closes_at: datetime, state: CallState) -> Call:
    """A call with the short form of the light and the start-up grant."""
    call = Call.objects.create(**fields, opens_at=opens_at, closes_at=closes_at, state=state)
    Question.objects.bulk_create(
        Question(call=call, order=order * 10, **question)
        for order, question in enumerate(call_texts.QUESTIONS, start=1)
    )
    EligibilityQuestion.objects.bulk_create(
        EligibilityQuestion(call=call, order=order * 10, **question)
        for order, question in enumerate(call_texts.ELIGIBILITY, start=1)
    )
    Criterion.objects.bulk_create(
        Criterion(call=call, order=order * 10, max_points=call_texts.MAX_POINTS, **call_texts.CRITERIA[key])
        for order, key in enumerate(KEYS, start=1)
    )
    if state != CallState.DRAFT:
        keep_version(call)
    return call


def tell(call: Call, verb: str, at: datetime) -> None:
    """The record of what an officer did with a call in the past."""
    officer = User.objects.get(email=OFFICERS[0])
    Event.objects.create(
        at=at,
        verb=verb,
        actor_kind="user",
        actor_id=officer.pk,
        actor_label=str(officer),
        object_type=call._meta.label_lower,
        object_id=str(call.pk),
        object_label=str(call),
    )


def add_long(
    texts: ModuleType, year: int, opens_at: datetime, closes_at: datetime, rules: Principles | None, **facts: Any
) -> Call:
    """A published call with all that its texts say of its form."""
    made = Call.objects.create(
        **{**texts.call(year), **facts},
        opens_at=opens_at,
        closes_at=closes_at,
        state=CallState.PUBLISHED,
        published_at=min(opens_at, clock.now()) - timedelta(days=7),
        principles=rules,
    )
    _form(made, texts.SECTIONS)
    Criterion.objects.bulk_create(
        Criterion(call=made, order=order * 10, **row) for order, row in enumerate(texts.CRITERIA, 1)
    )
    EligibilityQuestion.objects.bulk_create(
        EligibilityQuestion(call=made, order=order * 10, **row) for order, row in enumerate(texts.ELIGIBILITY, 1)
    )
    keep_version(made)
    return made


def _form(call: Call, sections: Sequence[Mapping[str, Any]]) -> None:
    made: dict[str, Question] = {}
    for order, told in enumerate(sections, 1):
        section = Section.objects.create(
            call=call, order=order, **{name: text for name, text in told.items() if name != "questions"}
        )
        for question in told["questions"]:
            fields = {name: value for name, value in question.items() if name != "after"}
            key, values = question.get("after", (None, []))
            made[question["key"]] = Question.objects.create(
                **{"call": call, "section": section, "order": len(made) + 1, **fields},
                asked_if=made[key] if key else None,
                asked_if_values=values,
            )
