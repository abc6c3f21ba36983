"""The form that is kept is the form as it would be drawn anew, with this application's answers in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test.html import parse_html
from django.utils.translation import override

from grants.enums import QuestionKind
from grants.forms import kept
from grants.forms.answering import Profile
from grants.forms.applying import ApplicationForm
from grants.models import Application, Question
from grants.services import parts
from portal.accounts.enums import StaffRole
from portal.actor import acting
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = pytest.mark.django_db

HOSTILE = "\"'><script>alert(1)</script>&amp; \ue000x\ue000"
ANSWERS: dict[str, Any] = {
    **{"purpose": HOSTILE, "plan": f"Rivi\n{HOSTILE}", "members": "1234.5", "begins": "2027-02-28", "sum": "123450"},
    **{"helpers": "ei", "groups": ["kylla", "ei"], "true": "yes"},
}


def both(application: Application) -> tuple[str, str]:
    """The kept form and the same drawn anew."""
    questions = list(application.call.questions.select_related("asked_if", "section"))
    rows = list(application.answers.select_related("question"))
    profile = Profile(list(application.association.bank_accounts.in_use()))
    live = [question for question in questions if question.kind in kept.LIVE]
    answers = {row.question_id: row for row in rows}
    anew = ApplicationForm(application=application, questions=questions, answers=answers, profile=profile)
    by_key = {row.question.key: kept.Stored(row.question_id, row.value, row.version) for row in rows}
    return kept.drawn(application, by_key, live, profile), render_to_string("grants/_questions.html", {"form": anew})


def visible(html: str) -> Any:
    """The page without its hidden fields, whose place says nothing."""
    found = parse_html(f"<div>{html}</div>")
    hidden: list[str] = []

    def strip(element: Any) -> None:
        for child in list(getattr(element, "children", [])):
            if getattr(child, "name", "") == "input" and ("type", "hidden") in child.attributes:
                hidden.append(str(sorted(pair for pair in child.attributes if pair[0] in {"name", "value"})))
                element.children.remove(child)
            else:
                strip(child)

    strip(found)
    found.finalize()
    return str(found), sorted(hidden)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("answers", [{}, ANSWERS], ids=["empty", "answered"])
def test_it_is_what_would_be_drawn_anew(language: str, answers: dict[str, Any]):
    call = grants.full_call(amounts_cents=[20_000, 50_000])
    Question.objects.create(call=call, key="first", kind=QuestionKind.AMOUNT_CHOICE, label_fi="Summa", order=0)
    Question.objects.create(call=call, key="empty", kind=QuestionKind.TEXT, label_fi="Tyhjä <b>", order=99)
    given = {**answers, "first": "50000"} if answers else {}
    application = grants.full_draft(call, **given)
    if not answers:
        application.answers.all().delete()
    with override(language):
        ours, anew = both(application)
    assert visible(ours) == visible(anew)
    assert "<script>" not in ours


def test_a_corrected_text_shows_at_once_and_answers_are_nobody_elses(django_capture_on_commit_callbacks: Any):
    call = grants.full_call()
    one, two = grants.full_draft(call, purpose="Ensimmäisen oma"), grants.full_draft(call, purpose="Toisen oma")
    pages = [client_for(row.started_by, row.association) for row in (one, two)]
    paths = [f"/fi/hakemukset/{row.pk}/muokkaa/" for row in (one, two)]
    shown = [page.get(path).content.decode() for page, path in zip(pages, paths, strict=True)]
    assert ("Ensimmäisen oma" in shown[0], "Toisen oma" in shown[0]) == (True, False)
    assert ("Ensimmäisen oma" in shown[1], "Toisen oma" in shown[1]) == (False, True)
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))), django_capture_on_commit_callbacks(execute=True):
        question = call.questions.get(key="purpose")
        parts.save_question(call=call, question=question, values={"label_fi": "Uudet sanat"})
    assert "Uudet sanat" in pages[0].get(paths[0]).content.decode()
