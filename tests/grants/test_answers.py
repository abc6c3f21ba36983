"""Every kind of question, typed, stored, read back and handed in; and questions that are asked only after an answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from grants import rules
from grants.enums import QuestionKind
from grants.models import Answer, Application, Call, Question
from grants.services import applying, drafting
from portal import clock
from portal.actor import acting
from tests.clients import client_for
from tests.factories import grants
from tests.factories.associations import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

OPTIONS = [{"key": "kylla", "fi": "Kyllä", "sv": "Ja", "en": "Yes"}, {"key": "ei", "fi": "Ei", "sv": "Nej", "en": "No"}]
# (kind, what is typed, what is stored, how it reads in Finnish)
KINDS: list[tuple[QuestionKind, Any, Any, str]] = [
    (QuestionKind.NUMBER, "1 234,5", "1234.5", "1\u00a0234,5"),
    (QuestionKind.MONEY, "1 234,50", "123450", "1\u00a0234,50\u00a0€"),
    # A zero is an answer.
    (QuestionKind.NUMBER, "0", "0", "0"),
    (QuestionKind.MONEY, "0", "0", "0,00\u00a0€"),
    (QuestionKind.DATE, "24.11.2026", "2026-11-24", "24.11.2026"),
    (QuestionKind.CHOICE, "ei", "ei", "Ei"),
    (QuestionKind.CHOICES, ["kylla", "ei"], ["kylla", "ei"], "Kyllä, Ei"),
    (QuestionKind.DECLARATION, "yes", "yes", "Kyllä"),
]
WRONG = [
    (QuestionKind.NUMBER, "1e400"),
    (QuestionKind.NUMBER, "−1"),
    (QuestionKind.MONEY, "paljon"),
    (QuestionKind.DATE, "31.2.2026"),
    (QuestionKind.DATE, "1.1.9999"),
    (QuestionKind.CHOICE, "muu"),
    (QuestionKind.CHOICES, ["kylla", "muu"]),
]


def asked(application: Application, kind: QuestionKind, **fields: Any) -> Question:
    """One more question in the call of the draft."""
    options = OPTIONS if kind in {QuestionKind.CHOICE, QuestionKind.CHOICES} else []
    values = {"key": "lisa", "label_fi": "Lisäkysymys", "order": 50, "options": options, "kind": kind, **fields}
    return Question.objects.create(call=application.call, **values)


def of(application: Application) -> Client:
    return client_for(application.started_by, application.association)


def save(application: Application, **data: Any) -> Any:
    return of(application).post(reverse("grants:answer_save", args=[application.pk]), data)


@pytest.mark.parametrize(("kind", "typed", "stored", "reads"), KINDS)
def test_an_answer_of_each_kind_comes_back_as_it_was_typed(kind: QuestionKind, typed: Any, stored: Any, reads: str):
    application = grants.draft()
    asked(application, kind)

    answer = save(application, **{"lisa": typed, "lisa-version": "0."}).json()
    assert Answer.objects.get(application=application, question__key="lisa").value == stored

    # The page shows it so that sending it back unchanged changes nothing.
    page = of(application).get(reverse("grants:application_edit", args=[application.pk]))
    form = page.context["form"]
    shown = form["lisa"].value()
    assert shown == (typed if kind != QuestionKind.DECLARATION else True) or kind == QuestionKind.NUMBER
    again = save(application, **{"lisa": typed, "lisa-version": answer["version"]}).json()
    assert again["version"] == answer["version"]

    with acting(acting_for(application.started_by, application.association)):
        done = applying.submit(application=application, arrived_at=clock.now(), language="fi")
    rows = {row["key"]: row for row in done.submissions.get().answers()}
    assert (rows["lisa"]["value"], rows["lisa"]["text"]["fi"]) == (stored, reads)


@pytest.mark.parametrize(("kind", "typed"), WRONG)
def test_what_isnt_an_answer_is_refused_at_its_field(kind: QuestionKind, typed: Any):
    application = grants.draft()
    asked(application, kind)
    refused = save(application, **{"lisa": typed, "lisa-version": "0."})
    assert (refused.status_code, len(refused.json()["errors"])) == (422, 1)
    assert not Answer.objects.filter(question__key="lisa").exists()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [(QuestionKind.DECLARATION, "yes"), (QuestionKind.CHOICES, ["kylla"]), (QuestionKind.CHOICE, "ei")],
)
def test_what_was_ticked_can_be_ticked_off(kind: QuestionKind, typed: Any):
    application = grants.draft()
    asked(application, kind)
    first = save(application, **{"lisa": typed, "lisa-version": "0."}).json()
    assert save(application, **{"lisa-version": first["version"]}).status_code == 200
    assert Answer.objects.get(question__key="lisa").value == ""


def test_limits_of_numbers_and_sums():
    application = grants.draft()
    asked(application, QuestionKind.MONEY, lowest=10_000, highest=50_000)
    assert save(application, **{"lisa": "99,99", "lisa-version": "0."}).status_code == 422
    assert save(application, **{"lisa": "500,01", "lisa-version": "0."}).status_code == 422
    assert save(application, **{"lisa": "500", "lisa-version": "0."}).status_code == 200


def conditional(call: Call) -> None:
    choice = Question.objects.create(
        call=call, key="vuokra", kind=QuestionKind.CHOICE, label_fi="Onko tiloja?", options=OPTIONS, order=60
    )
    Question.objects.create(
        call=call, key="tila", kind="text", label_fi="Missä?", order=61, asked_if=choice, asked_if_values=["kylla"]
    )


def submit(application: Application, **values: Any) -> Application:
    with acting(acting_for(application.started_by, application.association)):
        versions = {answer.question.key: answer.version for answer in application.answers.select_related("question")}
        drafting.save_answers(application=application, values=values, versions=versions)
        return applying.submit(application=application, arrived_at=clock.now(), language="fi")


def test_what_isnt_asked_is_neither_required_nor_handed_in():
    application = grants.draft()
    conditional(application.call)
    done = submit(application, vuokra="ei", tila="Kirjoitettiin ensin")
    assert [row["key"] for row in done.submissions.get().answers()][-1] == "vuokra"


def test_what_is_asked_after_an_answer_is_required_then():
    application = grants.draft()
    conditional(application.call)
    with pytest.raises(applying.Incomplete) as refusal:
        submit(application, vuokra="kylla")
    assert refusal.value.keys == ["tila"]
    assert submit(application, tila="Torilla").submitted_at is not None


def test_the_sum_that_the_applicant_names_is_the_sum_applied_for():
    call = grants.call(amounts_cents=[])
    call.questions.filter(key="amount").update(kind=QuestionKind.MONEY, is_requested_sum=True)
    application = grants.draft(call)
    with pytest.raises(applying.Incomplete, match="how much"):
        submit(application, amount="0")
    assert submit(application, amount="123450").requested_cents == 123_450


KEYS = ["a", "b", "c", "d"]
CONDITIONS = st.none() | st.tuples(st.sampled_from(KEYS), st.sets(st.sampled_from("xy")))


@given(
    st.dictionaries(
        st.sampled_from(KEYS), st.none() | st.tuples(st.sampled_from(KEYS), st.sets(st.sampled_from("xy")))
    ),
    st.dictionaries(st.sampled_from(KEYS), st.sampled_from("xy") | st.lists(st.sampled_from("xy"))),
)
def test_a_question_is_asked_only_when_the_one_before_it_is(given_conditions: Any, answers: Any):
    conditions = {
        key: rules.Condition(one[0], frozenset(one[1])) if one else None for key, one in given_conditions.items()
    }
    found = rules.asked(conditions, answers)
    for key, condition in conditions.items():
        if condition is None:
            assert key in found
        elif key in found:
            given_there = answers[condition.after]
            assert condition.after in found
            assert condition.values & set(given_there if isinstance(given_there, list) else [given_there])
    assert found <= conditions.keys()
