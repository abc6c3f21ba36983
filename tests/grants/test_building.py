"""A call built without code: started, copied, its questions and criteria edited, published, then only corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from grants.enums import CallKind, CallState, QuestionKind
from grants.models import Call, Question
from grants.services import building, copying, parts, publishing
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.journal.models import Event
from portal.workflow import Refused, Stale
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEXTS = {f"{name}_{tongue}": "" for name in ("label", "help") for tongue in ("fi", "sv", "en")}
YES_NO = [{"key": "kylla", "fi": "Kyllä", "sv": "Ja", "en": "Yes"}, {"key": "ei", "fi": "Ei"}]


@pytest.fixture
def officer() -> Iterator[None]:
    """Acting as a grant officer."""
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        yield


def question(call: Call, label: str, kind: QuestionKind = QuestionKind.TEXT, **values: Any) -> Question:
    given = {**TEXTS, "label_fi": label, "kind": kind, **values}
    return parts.save_question(call=call, question=None, values=given)


def from_nothing() -> Call:
    now = clock.now()
    return building.add_call(
        kind=CallKind.PROJECT,
        title_fi="Hankeavustus",
        opens_at=now + timedelta(days=10),
        closes_at=now + timedelta(days=30),
    )


def test_a_call_is_built_from_nothing_and_published(officer: None):
    call = from_nothing()
    assert len(publishing.missing(call)) == 8
    with pytest.raises(Refused, match="8 things are missing"):
        publishing.publish(call=call)

    building.edit_call(
        call=call,
        values={
            "summary_fi": "Hankkeille.",
            "terms_fi": "Rekisteröity yhdistys.",
            "authority": "Porin kaupunki",
            **dict.fromkeys(("rectifier_fi", "rectifier_sv", "rectifier_en"), "Porin kaupunki, lautakunta"),
            "basis_fi": "Kuntalaki 410/2015 1 §",
            "appropriation_cents": 5_000_000,
        },
    )
    question(call, "Mitä teette?", QuestionKind.LONG_TEXT)
    question(call, "Haettava summa", QuestionKind.MONEY, is_requested_sum=True)
    question(call, "Tili", QuestionKind.BANK_ACCOUNT)
    parts.save_criterion(call=call, criterion=None, values={"label_fi": "Vaikutus", "weight": 2, "max_points": 10})

    call.refresh_from_db()
    assert publishing.missing(call) == []
    assert list(call.questions.values_list("key", "order")) == [("mita-teette", 1), ("haettava-summa", 2), ("tili", 3)]
    assert publishing.publish(call=call).state == CallState.PUBLISHED
    verbs = Event.objects.about(call).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["grants.call_added", *["grants.call_changed"] * 5, "grants.call_published"]


def test_a_copy_has_all_but_moments_and_what_came_of_it(officer: None):
    call = grants.call()
    choice = question_in_draft(call)
    now = clock.now()
    made = copying.copy_call(call=call, opens_at=now + timedelta(days=300), closes_at=now + timedelta(days=320))

    assert (made.state, made.title_sv, made.amounts_cents) == (
        CallState.DRAFT,
        "Verksamhetstusenlapp",
        call.amounts_cents,
    )
    assert made.opens_at > call.closes_at
    names = ("key", "kind", "order", "label_fi", "options", "asked_if__key", "asked_if_values")
    assert list(made.questions.values_list(*names)) == list(call.questions.values_list(*names))
    assert made.questions.get(key="lisatieto").asked_if.call_id == made.pk  # type: ignore[union-attr]
    assert choice.call_id == call.pk
    assert made.criteria.count() == call.criteria.count()
    assert publishing.missing(made) == []


def question_in_draft(call: Call) -> Question:
    """A choice, and a question that hangs on it."""
    choice = Question.objects.create(
        call=call, key="onko", kind=QuestionKind.CHOICE, label_fi="Onko?", options=YES_NO, order=10
    )
    Question.objects.create(
        call=call, key="lisatieto", label_fi="Kerro lisää", order=11, asked_if=choice, asked_if_values=["kylla"]
    )
    return choice


@pytest.fixture
def draft() -> Call:
    """A call that nobody sees yet, with a choice and a question that hangs on it."""
    call = grants.call(state=CallState.DRAFT)
    question_in_draft(call)
    return call


def test_what_a_question_hangs_on_cant_go_or_come_later(officer: None, draft: Call):
    choice = draft.questions.get(key="onko")
    with pytest.raises(Refused, match="Kerro lisää"):
        parts.remove_question(question=choice)
    with pytest.raises(Refused, match="asked before it"):
        parts.move_question(question=choice, up=False)
    kept = {**TEXTS, "label_fi": "Onko?", "kind": QuestionKind.CHOICE}
    with pytest.raises(Refused, match="can't be given"):
        parts.save_question(
            call=draft, question=choice, values={**kept, "options": [YES_NO[1], {"key": "muu", "fi": "Muu"}]}
        )
    with pytest.raises(Refused, match="asked before it"):
        parts.save_question(call=draft, question=choice, values={**kept, "kind": QuestionKind.TEXT})
    choice.refresh_from_db()
    assert (choice.kind, choice.options) == (QuestionKind.CHOICE, YES_NO)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"kind": QuestionKind.CHOICE, "options": YES_NO[:1]}, "two options"),
        ({"kind": QuestionKind.TEXT, "is_requested_sum": True}, "Only a sum of money"),
    ],
)
def test_a_question_that_cant_be_right_is_refused(values: dict[str, Any], says: str, officer: None, draft: Call):
    with pytest.raises(Refused, match=says):
        parts.save_question(call=draft, question=None, values={**TEXTS, "label_fi": "Uusi", **values})
    assert not draft.questions.filter(label_fi="Uusi").exists()


def test_questions_move_and_keep_their_keys(officer: None, draft: Call):
    plan = draft.questions.get(key="plan")
    parts.move_question(question=plan, up=True)
    parts.move_question(question=draft.questions.get(key="plan"), up=True)
    assert list(draft.questions.values_list("key", flat=True))[:3] == ["plan", "purpose", "amount"]
    same = question(draft, "Plan")
    assert same.key == "plan-2"


def test_once_published_only_texts_are_corrected(officer: None):
    call = grants.call()
    plan, criterion = call.questions.get(key="plan"), call.criteria.all()[0]
    shown = {name: getattr(plan, name) for name in (*TEXTS, "kind", "required", "max_length")}

    parts.save_question(call=call, question=plan, values={**shown, "label_sv": "Hur?"})
    building.edit_call(call=call, values={"title_en": "A light grant", "closes_at": call.closes_at})
    parts.save_criterion(call=call, criterion=criterion, values={"guide_fi": "0 = ei lainkaan", "weight": 3})
    for change in (
        lambda: parts.save_question(call=call, question=plan, values={**shown, "required": False}),
        lambda: parts.save_question(call=call, question=None, values={**TEXTS, "label_fi": "Uusi", "kind": "text"}),
        lambda: building.edit_call(call=call, values={"closes_at": call.closes_at + timedelta(days=1)}),
        lambda: parts.save_criterion(call=call, criterion=criterion, values={"weight": 9}),
        lambda: parts.remove_question(question=plan),
        lambda: parts.move_question(question=plan, up=True),
        lambda: parts.remove_row(row=criterion),
    ):
        with pytest.raises(Refused, match="only its texts"):
            change()

    call.refresh_from_db()
    assert (call.title_en, call.questions.get(key="plan").label_sv) == ("A light grant", "Hur?")
    assert call.criteria.get(pk=criterion.pk).weight == 3


def test_options_of_a_published_question_are_renamed_never_exchanged(officer: None):
    call = grants.call()
    choice = question_in_draft(call)
    shown = {name: getattr(choice, name) for name in (*TEXTS, "kind", "required", "max_length")}
    renamed = [{"key": "kylla", "fi": "Kyllä on"}, {"key": "ei", "fi": "Ei ole"}]
    parts.save_question(call=call, question=choice, values={**shown, "options": renamed})
    with pytest.raises(Refused, match="only its texts"):
        parts.save_question(call=call, question=choice, values={**shown, "options": [*renamed, *YES_NO]})


def test_an_older_page_changes_nothing(officer: None, draft: Call):
    version = draft.version
    building.edit_call(call=draft, values={"title_fi": "Toinen"}, version=version)
    with pytest.raises(Stale):
        building.edit_call(call=draft, values={"title_fi": "Kolmas"}, version=version)
    with pytest.raises(Stale):
        parts.save_question(
            call=draft, question=None, values={**TEXTS, "label_fi": "Uusi", "kind": "text"}, version=version
        )
    assert Call.objects.get(pk=draft.pk).title_fi == "Toinen"
    assert not draft.questions.filter(label_fi="Uusi").exists()


@pytest.mark.parametrize("role", [StaffRole.LIAISON, StaffRole.AUDITOR, StaffRole.DECISION_MAKER])
def test_only_those_with_the_right_build(role: StaffRole, draft: Call):
    with acting(as_employee(employee(role))):
        with pytest.raises(PermissionDenied):
            from_nothing()
        for change in (
            lambda: building.edit_call(call=draft, values={"title_fi": "Toinen"}),
            lambda: parts.remove_question(question=draft.questions.get(key="plan")),
            lambda: publishing.publish(call=draft),
        ):
            # Who doesn't read grant matters doesn't even see the draft.
            with pytest.raises(Http404 if role == StaffRole.LIAISON else PermissionDenied):
                change()
