"""The pages on which an officer builds a call."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grants.enums import CallState, QuestionKind
from grants.models import Answer, Application, Call
from portal import clock
from portal.accounts.enums import StaffRole
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import employee

pytestmark = pytest.mark.django_db

TABLE = "/fi/kaupunki/haut/"


@pytest.fixture
def officer() -> Client:
    """A grant officer's browser."""
    return client_for(employee(StaffRole.GRANT_OFFICER), city=True)


def built(call: Call, page: str = "") -> str:
    return f"{TABLE}{call.pk}/{page}"


def day(days: int) -> str:
    return f"{clock.today() + timedelta(days=days):%d.%m.%Y}"


def moments(first: int = 10, last: int = 30) -> dict[str, str]:
    return {"opens_on": day(first), "opens_clock": "9.00", "closes_on": day(last), "closes_clock": "15.00"}


def test_a_call_is_built_and_published_page_by_page(officer: Client):
    officer.post(f"{TABLE}uusi/", {"title_fi": "Hankeavustus", "kind": "project", **moments()})
    call = Call.objects.get()
    assert f"{clock.local(call.closes_at):%H:%M}" == "15:00"
    page = officer.get(built(call))
    assert len(page.context["missing"]) == 8

    facts = {
        **moments(),
        **{"title_fi": "Hankeavustus", "kind": "project", "summary_fi": "Hankkeille", "terms_fi": "Yhdistyksille"},
        **{"authority": "Porin kaupunki", "basis_fi": "Kuntalaki 1 §", "appropriation_cents": "50 000"},
        **dict.fromkeys(("rectifier_fi", "rectifier_sv", "rectifier_en"), "Porin kaupunki, lautakunta"),
        **{"amounts_cents": "500; 1 000,50", "scores_needed": "2", "pay_days": "14", "version": str(call.version)},
    }
    assert officer.post(built(call, "tiedot/"), facts).status_code == 302
    call.refresh_from_db()
    assert (call.appropriation_cents, call.amounts_cents) == (5_000_000, [50_000, 100_050])

    new = built(call, "kysymykset/uusi/")
    for question in (
        {"label_fi": "Onko teillä tilat?", "kind": "choice", "options_fi": "Kyllä\nEi", "options_sv": "Ja\nNej"},
        {"label_fi": "Summa", "kind": "amount_choice"},
        {"label_fi": "Tili", "kind": "bank_account"},
    ):
        assert officer.post(new, {"required": "on", **question}).status_code == 302
    first = call.questions.get(kind=QuestionKind.CHOICE)
    assert first.options == [{"key": "kylla", "fi": "Kyllä", "sv": "Ja"}, {"key": "ei", "fi": "Ei", "sv": "Nej"}]
    hanging = {"label_fi": "Missä?", "kind": "text", "asked_if": first.pk, "asked_if_values": f"{first.pk}:kylla"}
    officer.post(new, hanging)
    assert call.questions.get(label_fi="Missä?").asked_if_values == ["kylla"]
    officer.post(built(call, "perusteet/uusi/"), {"label_fi": "Vaikutus", "weight": "2", "max_points": "10"})

    call.refresh_from_db()
    page = officer.post(built(call, "julkaise/"), {"version": call.version}, follow=True)
    call.refresh_from_db()
    assert (call.state, page.context["missing"]) == (CallState.PUBLISHED, [])
    assert "Hankeavustus" in Client().get("/fi/avustukset/").content.decode()


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(officer: Client):
    call = grants.call(state=CallState.DRAFT)
    sent = {
        **{"label_fi": "", "kind": "choice", "options_fi": "Kyllä\nEi", "options_sv": "Ja", "help_en": "Kept"},
        **{"lowest": "10", "highest": "5"},
    }
    page = officer.post(built(call, "kysymykset/uusi/"), sent)
    form = page.context["form"]
    assert set(form.errors) == {"label_fi", "options_sv", "highest"}
    assert form["help_en"].value() == "Kept"
    one_option = {"label_fi": "Valitse", "kind": "choice", "options_fi": "Kyllä", "required": "on"}
    page = officer.post(built(call, "kysymykset/uusi/"), one_option)
    assert page.context["form"].non_field_errors()
    page = officer.post(f"{TABLE}uusi/", {"title_fi": "Haku", "kind": "light", **moments(30, 10)})
    assert set(page.context["form"].errors) == {"closes_on"}
    assert Call.objects.count() == 1


def test_an_older_page_says_so_and_keeps_what_was_typed(officer: Client):
    call = grants.call(state=CallState.DRAFT)
    criterion = call.criteria.all()[0]
    path = reverse("grants:criterion_edit", args=[criterion.pk])
    page = officer.get(path)
    sent = {**page.context["form"].initial, "version": call.version}
    officer.post(path, {**sent, "label_fi": "Ensin"})
    page = officer.post(path, {**sent, "label_fi": "Myöhemmin"})
    assert page.context["form"]["label_fi"].value() == "Myöhemmin"
    assert page.context["form"].non_field_errors()
    criterion.refresh_from_db()
    assert criterion.label_fi == "Ensin"


def test_trying_the_form_stores_nothing(officer: Client):
    call = grants.call(state=CallState.DRAFT)
    page = officer.post(built(call, "kokeile/"), {"purpose": "x" * 3000, "plan": "Näin"})
    assert set(page.context["form"].errors) == {"purpose"}
    page = officer.post(built(call, "kokeile/"), {"purpose": "Nuotit", "plan": "Näin"})
    assert page.context["looked_at"]
    assert not Application.objects.exists()
    assert not Answer.objects.exists()


def test_a_copy_begins_a_year_later(officer: Client):
    call = grants.call()
    page = officer.get(built(call, "kopioi/"))
    closes = clock.local(call.closes_at).date()
    assert page.context["form"].initial["closes_on"].year == closes.year + 1
    officer.post(built(call, "kopioi/"), moments(300, 320))
    made = Call.objects.exclude(pk=call.pk).get()
    assert (made.state, made.questions.count(), made.criteria.count()) == (CallState.DRAFT, 4, 2)


def test_a_foreign_question_is_nobodys_condition(officer: Client):
    call, other = grants.call(state=CallState.DRAFT), grants.call(state=CallState.DRAFT, title_fi="Toinen")
    foreign = other.questions.all()[0]
    sent = {"label_fi": "Missä?", "kind": "text", "asked_if": foreign.pk, "asked_if_values": f"{foreign.pk}:yes"}
    page = officer.post(built(call, "kysymykset/uusi/"), sent)
    assert "asked_if" in page.context["form"].errors
    assert call.questions.count() == 4


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_however_long_they_are(rows: int, officer: Client, django_assert_num_queries: Any):
    for number in range(rows):
        grants.submitted(grants.call(title_fi=f"Haku {number}"))
    call = Call.objects.all()[0]
    for number in range(rows):
        call.questions.create(key=f"lisa-{number}", kind="text", label_fi="Lisää", order=50)
    for path in (TABLE, built(call)):
        officer.get(path)
    # 4 of every page; the number of calls, the calls, their applications.
    with django_assert_num_queries(4 + 3):
        page = officer.get(TABLE)
    assert page.content.count(b'<th scope="row">') == rows
    # 4; the call, its questions, its criteria, its eligibility test, its extensions.
    with django_assert_num_queries(4 + 9):
        officer.get(built(call))
