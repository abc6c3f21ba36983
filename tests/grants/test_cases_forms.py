"""Forms take what they ask for and nothing else, whatever is sent (cases.md 23, 31)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from associations.models import BankAccount
from grants.enums import ApplicationState, QuestionKind
from grants.models import Application, Question, Review
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, account

pytestmark = pytest.mark.django_db


@pytest.fixture
def application() -> Application:
    """A complete draft."""
    return grants.draft()


@pytest.fixture
def client(application: Application) -> Client:
    """Its treasurer."""
    return client_for(application.started_by, application.association)


@pytest.fixture
def reviewed() -> Application:
    """In review, with all scores."""
    made = grants.in_review()
    for _ in range(2):
        grants.score(made, employee(StaffRole.GRANT_OFFICER))
    return made


@pytest.fixture
def officer() -> Client:
    """A grant officer."""
    return client_for(employee(StaffRole.GRANT_OFFICER))


def row(obj: Any) -> dict[str, Any]:
    """All columns as they are stored."""
    return dict(type(obj)._default_manager.filter(pk=obj.pk).values().get())


def answers(application: Application) -> dict[str, Any]:
    return dict(application.answers.values_list("question__key", "value"))


def fields(client: Client, path: str) -> dict[str, Any]:
    return {field.html_name: field.value() for field in client.get(path).context["form"]}


def test_fields_that_no_form_asks_for_change_nothing(application: Application, client: Client):
    other = AssociationFactory.create()
    path = f"/en/hakemukset/{application.pk}/muokkaa/"
    before, person = row(application), row(application.started_by)
    hostile = {
        **{"state": "granted", "association": other.pk, "association_id": other.pk, "is_staff": "on"},
        **{"is_superuser": "on", "requested_cents": "999999999", "proposed_cents": "999999999", "version": "77"},
        **{"submitted_at": "2020-01-01", "case_number": "PORI/1", "id": "1", "pk": "1", "staff_roles": "administrator"},
    }
    saved = client.post(path, {**fields(client, path), "purpose": "Uudet nuotit", **hostile})
    assert saved.status_code == 302
    assert (row(application), row(application.started_by)) == (before, person)
    assert answers(application)["purpose"] == "Uudet nuotit"

    client.post(f"/en/hakemukset/{application.pk}/tarkista/", hostile)
    after = row(application)
    assert (after["state"], after["association_id"]) == ("submitted", application.association_id)
    assert (after["requested_cents"], after["proposed_cents"]) == (50_000, None)


def test_starting_names_the_association_of_the_session_whatever_is_sent(client: Client, application: Application):
    call, other = grants.call(), AssociationFactory.create()
    client.post(f"/en/avustukset/{call.pk}/hae/", {"association": other.pk, "state": "granted", "started_by": "1"})
    made = Application.objects.get(call=call)
    assert (made.association, made.state, made.started_by) == (
        application.association,
        ApplicationState.DRAFT,
        application.started_by,
    )


def test_a_key_of_another_calls_question_is_ignored(application: Application, client: Client):
    foreign = Question.objects.create(call=grants.call(), key="secret", kind=QuestionKind.TEXT, label_fi="Salaisuus")
    path = f"/en/hakemukset/{application.pk}/muokkaa/"
    before = answers(application)
    saved = client.post(path, {**fields(client, path), "secret": "x", "secret-version": "0", str(foreign.pk): "x"})
    autosaved = client.post(f"/en/hakemukset/{application.pk}/tallenna/", {"secret": "x", "secret-version": "0"})
    assert (saved.status_code, autosaved.status_code) == (302, 422)
    assert answers(application) == before


def test_another_associations_bank_account_is_refused(application: Application, client: Client):
    foreign: BankAccount = account(AssociationFactory.create())
    path = f"/en/hakemukset/{application.pk}/muokkaa/"
    before = answers(application)
    page = client.post(path, {**fields(client, path), "account": foreign.pk})
    autosaved = client.post(f"/en/hakemukset/{application.pk}/tallenna/", {"account": foreign.pk})
    assert page.context["form"].errors == {"account": ["Choose one of the given alternatives."]}
    assert (autosaved.status_code, autosaved.json()["errors"]) == (422, ["Choose one of the given alternatives."])
    assert answers(application) == before


def test_a_sum_that_the_call_does_not_offer_is_refused(application: Application, client: Client):
    path = f"/en/hakemukset/{application.pk}/muokkaa/"
    page = client.post(path, {**fields(client, path), "amount": "99900000"})
    assert page.context["form"].errors == {"amount": ["Choose one of the given alternatives."]}
    assert answers(application)["amount"] == "50000"


def test_scores_go_to_the_criteria_of_the_matters_call_and_in_the_officers_own_name(officer: Client):
    application = grants.in_review()
    foreign = grants.call().criteria.get(order=1)
    path = f"/en/kaupunki/avustukset/{application.pk}/pisteet/"
    mine = {name: "3" if name.startswith("points") else "Syy." for name in fields(officer, path)}
    other = employee(StaffRole.GRANT_OFFICER)
    sent = {**mine, f"points-{foreign.pk}": "9", f"reason-{foreign.pk}": "x", "reviewer": other.pk, "total": "100"}
    assert officer.post(path, sent).status_code == 302
    review = Review.objects.get()
    # Three of ten with weight 3 and three of five with weight 1 are 12 of 35.
    assert (review.reviewer_id, review.total) == (int(officer.session["_auth_user_id"]), Decimal("34.3"))
    assert {score.criterion for score in review.scores.all()} == set(application.call.criteria.all())


@pytest.mark.parametrize("points", ["-1", "11", "1.5", "²", "1e3", "", "NaN", "9" * 5000])
def test_points_outside_the_criterion_are_refused_with_a_sentence(points: str, officer: Client):
    application = grants.in_review()
    path = f"/en/kaupunki/avustukset/{application.pk}/pisteet/"
    names = list(fields(officer, path))
    page = officer.post(path, {**dict.fromkeys(names, "Syy."), names[0]: points, names[2]: "3"})
    assert (page.status_code, list(page.context["form"].errors)) == (200, [names[0]])
    assert Review.objects.count() == 0


def test_a_proposal_takes_sum_purpose_and_reasons_only(reviewed: Application, officer: Client):
    other = grants.in_review()
    sent = {
        **{"amount": "500", "public_purpose": "Nuotit", "reasons": "Syy."},
        **{"state": "granted", "application": other.pk, "pk": other.pk, "proposed_by": "1", "decided_at": "2026-01-01"},
    }
    officer.post(f"/en/kaupunki/avustukset/{reviewed.pk}/esitys/", sent)
    after = row(reviewed)
    assert (after["state"], after["proposed_cents"], after["decided_at"]) == ("proposed", 50_000, None)
    assert after["proposed_by_id"] == int(officer.session["_auth_user_id"])
    assert row(other)["state"] == "in_review"


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        *[("1 234,50", 123_450), ("1\u00a0234,50 €", 123_450), ("1.234,50", 123_450), ("1234.5", 123_450)],
        *[("0", 0), ("0,00", 0), ("1 235", None), ("1 234,51", None), ("1234,505", None)],
        *[("1e400", None), ("-0", None), ("−0", None), ("-1", None), ("NaN", None), ("Infinity", None), ("²", None)],
        *[("1 234,50\x00", None), ("", None), ("9" * 30, None), ("1" * 1_000_000, None), ("0x10", None)],
        *[("1,234,50", None), ("=1+1", None), ("٣", None)],
    ],
)
def test_a_proposed_sum_is_read_as_people_write_it_or_refused(
    written: str, cents: int | None, officer: Client, settings: Any
):
    call = grants.call(amounts_cents=[50_000, 123_450])
    application = grants.in_review(call)
    Application.objects.filter(pk=application.pk).update(requested_cents=123_450)
    for _ in range(2):
        grants.score(application, employee(StaffRole.GRANT_OFFICER))
    path = f"/en/kaupunki/avustukset/{application.pk}/esitys/"
    page = officer.post(path, {"amount": written, "public_purpose": "Nuotit", "reasons": "Syy."})
    after = row(application)
    assert (page.status_code, after["proposed_cents"]) == (200 if cents is None else 302, cents)
    assert after["state"] == ("in_review" if cents is None else "proposed")
    if cents is None:
        assert len(page.context["form"].errors) == 1


QUERIES = [
    *["ordering=email", "order_by=-proposed_by__email", "o=proposed_cents", "ordering=-association__email"],
    *["proposed_by=1", "association__email__startswith=a", "association__slug=x", "started_by__email__contains=a"],
    *["proposed_cents__gt=0", "reviews__total__gte=50", "id=0", "call=0", "q=x", "state__in=draft"],
    *["state=garbage", "state=draft", "state=%00", "state=" + "x" * 10_000, "page=abc", "page=%C2%B2", "page=-1"],
    "page=" + "9" * 5000,
]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:40])
def test_the_queue_neither_filters_nor_orders_by_what_it_does_not_offer(query: str, officer: Client):
    undecided = [grants.submitted(), grants.proposed()]
    grants.decided()
    page = officer.get(f"/en/kaupunki/avustukset/?{query}")
    assert page.status_code == 200
    assert list(page.context["page"].object_list) == undecided


def test_the_queue_filters_by_state(officer: Client):
    grants.submitted()
    proposed = grants.proposed()
    page = officer.get("/en/kaupunki/avustukset/?state=proposed&ordering=email")
    assert list(page.context["page"].object_list) == [proposed]


def test_the_queue_shows_the_decided_only_when_asked(officer: Client):
    waiting, decided = grants.submitted(), grants.decided()
    found = [list(officer.get(f"/en/kaupunki/avustukset/{query}").context["page"]) for query in ("", "?state=all")]
    assert found == [[waiting], [waiting, decided]]


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "9" * 400, "9" * 5000])
@pytest.mark.parametrize(
    "path",
    [
        *["/en/avustukset/{}/", "/en/hakemukset/{}/", "/en/hakemukset/{}/muokkaa/", "/en/hakemukset/{}/tarkista/"],
        *["/en/hakemukset/{}/peru/", "/en/kaupunki/avustukset/{}/", "/en/kaupunki/avustukset/{}/pisteet/"],
        *["/en/kaupunki/avustukset/{}/esitys/", "/en/kaupunki/avustukset/{}/paatos/"],
    ],
)
def test_a_key_that_no_row_can_have_is_not_found(path: str, key: str, application: Application, client: Client):
    city = client_for(employee(StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER))
    who = city if "kaupunki" in path else client
    assert who.get(path.format(key)).status_code == 404


@pytest.mark.parametrize("year", ["%C2%B2", "99999", "0", "-1", "abc", "2026.5", "%00", "1" * 5000, "١٩٩٩"])
def test_a_year_that_is_none_shows_all_awards(year: str):
    award = grants.decided().award
    page = Client().get(f"/en/avustukset/myonnetyt/?year={year}")
    assert (page.status_code, list(page.context["page"].object_list)) == (200, [award])


LONG = "ä" * 500_000


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        *[("purpose", b"Nuotit\x00"), ("purpose", b"%ED%A0%80"), ("purpose", b"%FF%FE"), ("purpose", b"yksi%0Akaksi")],
        *[("plan", b"Nuotit%00"), ("plan", b"%ED%A0%BD"), ("plan", b"%1B%5B2J"), ("plan", b"%E2%80%AEnurin")],
        ("plan", b"a" * 1_000_000),
    ],
)
def test_a_text_that_cannot_be_stored_is_refused_with_a_sentence_and_nothing_else_is_lost(
    key: str, sent: bytes, application: Application, client: Client
):
    other = {"purpose": "plan", "plan": "purpose"}[key]
    before = answers(application)
    body = f"{key}=".encode() + sent + f"&{key}-version=1&{other}=Uusi teksti&{other}-version=1&save=".encode()
    page = client.generic(
        "POST", f"/en/hakemukset/{application.pk}/muokkaa/", body, "application/x-www-form-urlencoded"
    )
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [key]
    after = answers(application)
    assert (after[key], after[other]) == (before[key], "Uusi teksti")


def test_more_than_the_portal_takes_is_said_to_be_too_much(application: Application, client: Client):
    before = answers(application)
    page = client.post(f"/en/hakemukset/{application.pk}/muokkaa/", {"plan": LONG * 4})
    assert page.status_code == 413
    assert answers(application) == before


def test_a_person_is_no_employee_by_posting_so(application: Application, client: Client):
    client.post("/en/tili/", {"first_name": "Maija", "last_name": "M", "language": "fi", "is_staff": "on"})
    user = User.objects.get(pk=application.started_by_id)
    assert (user.last_name, user.is_staff, user.is_superuser) == ("M", False, False)
    assert client.get("/en/kaupunki/avustukset/").status_code == 403
