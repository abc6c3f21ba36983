"""The handover as a volunteer fills it in: nothing typed is lost, what changes hands is shown, one click counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from associations.enums import DocumentState, Role
from associations.models import Association, Document, Handover, Invitation, Membership
from grants.models import Application
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.files.models import StoredFile
from portal.ui import formats
from tests.accounts.people import person
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, account, handover, invitation, member
from tests.files.made import PDF
from tests.grants.racing import at_once

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
PATH = "/en/omat/yhdistys/vaihto/"


@pytest.fixture
def association() -> Association:
    made: Association = AssociationFactory.create(name_fi="Kylän Laulu ry", checked_on=clock.today())
    return made


@pytest.fixture
def chair(association: Association) -> User:
    return member(association, Role.CHAIR, first_name="Aino", last_name="Aalto")


@pytest.fixture
def treasurer(association: Association) -> User:
    return member(association, Role.TREASURER, first_name="Väinö", last_name="Virta")


@pytest.fixture
def client(association: Association, chair: User, treasurer: User) -> Client:
    return client_for(chair, association)


def written(days: int) -> str:
    return formats.day(clock.today() + days * DAY, "fi")


def fields(page: Any) -> dict[str, Any]:
    """All fields of the page with their values, as a browser would send them."""
    handing = page.context["handing"]
    found = {"rows": str(handing.number)}
    for form in handing.forms:
        for field in form:
            nothing: Any = [] if field.name == "areas" else ""
            found[field.html_name] = field.value() or nothing
    return found


def filled(client: Client, **changes: Any) -> dict[str, Any]:
    return {**fields(client.get(PATH)), "meeting_on": written(-3), "effective_on": written(10), **changes}


def row_of(user: User) -> str:
    return f"m{Membership.objects.get(user=user).pk}"


def test_the_page_begins_with_the_board_as_it_stands(client: Client, chair: User, treasurer: User):
    given = fields(client.get(PATH))
    assert (given[f"{row_of(chair)}-fate"], given[f"{row_of(treasurer)}-role"]) == ("stays", "treasurer")
    assert given[f"{row_of(treasurer)}-areas"] == ["grants", "messages", "signing"]


def test_adding_rows_keeps_what_was_typed_and_finds_no_fault(client: Client, treasurer: User):
    sent = filled(client, **{f"{row_of(treasurer)}-fate": "leaves", "n0-email": "uusi@", "effective_on": "ensi kuussa"})
    sent["n0-areas"] = ["grants"]
    page = client.post(PATH, {**sent, "add": ""})
    assert fields(page) == {**sent, "rows": "2", **{key: fields(page)[key] for key in fields(page) if key[:2] == "n1"}}
    assert page.context["handing"].faults == []
    page = client.post(PATH, {**fields(page), "add": ""})
    assert fields(page)["rows"] == "3"
    assert fields(page)["n0-email"] == "uusi@"


@pytest.mark.parametrize("rows", ["-1", "9999", "1e9", "x", "", "²"])
def test_a_made_up_number_of_rows_draws_at_most_a_board(rows: str, client: Client):
    page = client.post(PATH, {**filled(client), "rows": rows, "add": ""})
    assert page.status_code == 200
    assert 1 <= page.context["handing"].number <= 20


def test_both_steps_lead_to_the_handover(client: Client, association: Association, chair: User, treasurer: User):
    account(association)
    grants.submitted(association=association)
    grants.draft(association=association, user=treasurer)
    Document.objects.create(association=association, kind="rules", state=DocumentState.AWAITING, added_by=chair)
    invitation(association, by=chair, email="vanha@people.example")
    sent = filled(client, **{f"{row_of(treasurer)}-fate": "leaves"})
    sent |= {"n0-email": "uusi@people.example", "n0-role": "treasurer", "iban": "FI42 5000 1510 0000 23"}

    page = client.post(PATH, {**sent, "check": ""})

    text = Page(page).text
    assert not Handover.objects.exists()
    for sentence in (
        "1 application is with the city.",
        "1 draft hasn't been submitted.",
        "1 document awaits verification.",
        "FI42 5000 1510 0000 23",
        "vanha@people.example",
        "uusi@people.example",
        "Väinö Virta, treasurer",
        "gets the city's mail",
    ):
        assert sentence in text.replace("\u00a0", " ")
    # The second page sends the first one's fields along, and nothing else is needed.
    hidden = {
        name: values if len(values := form_values(page, name)) > 1 else values[0]
        for name in form_names(page)
        if name not in {"csrfmiddlewaretoken", "minutes"}
    }
    minutes = SimpleUploadedFile("pöytäkirja.pdf", PDF, content_type="application/pdf")
    answer = client.post(PATH, {**hidden, "confirm": "", "minutes": minutes})

    made = Handover.objects.get()
    assert answer.headers["Location"] == f"{PATH}{made.pk}/"
    assert StoredFile.objects.of(made).get().name == "pöytäkirja.pdf"
    assert Invitation.objects.open().get().email == "uusi@people.example"
    assert Membership.objects.get(user=treasurer).ends_on == clock.today() + 9 * DAY
    detail = Page(client.get(answer.headers["Location"])).text
    assert ["pöytäkirja.pdf" in detail, "is invited" in detail, "Cancel the handover" in detail] == [True] * 3


def form_names(page: Any) -> set[str]:
    return {name for name, _value in inputs(page)}


def form_values(page: Any, name: str) -> list[str]:
    return [value for other, value in inputs(page) if other == name]


def inputs(page: Any) -> list[tuple[str, str]]:
    """The inputs of the page's own form, by name."""
    found = []
    for tag in page.content.decode().split('<form method="post" enctype')[1].split("</form>")[0].split("<input ")[1:]:
        parts = tag.split(">")[0]
        name = parts.split('name="')[1].split('"')[0]
        value = parts.split('value="')[1].split('"')[0] if 'value="' in parts else ""
        found.append((name, value))
    return found


def test_going_back_from_the_second_step_keeps_everything(client: Client, treasurer: User):
    sent = filled(client, **{f"{row_of(treasurer)}-fate": "leaves", "n0-email": "uusi@people.example"})
    page = client.post(PATH, {**sent, "back": ""})
    assert fields(page) == sent
    assert not Handover.objects.exists()


def test_a_refused_file_leaves_the_second_step_as_it_is(client: Client):
    sent = filled(client, **{"n0-email": "uusi@people.example", "n0-role": "contact"})
    wrong = SimpleUploadedFile("poytakirja.pdf", b"<html>", content_type="application/pdf")
    page = client.post(PATH, {**sent, "confirm": "", "minutes": wrong})
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["minutes"])
    assert "uusi@people.example" in page.content.decode()
    assert [Handover.objects.exists(), StoredFile.objects.exists()] == [False, False]


def test_what_is_wrong_is_said_at_its_row(client: Client, chair: User, treasurer: User):
    sent = filled(client, effective_on=written(-1), iban="FI00 1234")
    sent |= {f"{row_of(treasurer)}-ends_on": "31.2.2027", f"{row_of(chair)}-fate": "stays", "n0-email": "ei osoite"}
    page = client.post(PATH, {**sent, "check": ""})
    labels = [fault.label for fault in page.context["handing"].faults]
    assert labels == [
        "First day of the new board:",
        "New bank account:",
        "Väinö Virta – treasurer – Last day of the term:",
        "New seat 1 – E-mail address:",
    ]
    assert fields(page) == sent


def test_one_address_stands_once(client: Client):
    sent = filled(client) | {"rows": "2", "n0-email": "a@people.example", "n1-email": "A@people.example"}
    sent |= {"n0-role": "member", "n1-role": "contact"}
    page = client.post(PATH, {**sent, "check": ""})
    assert [fault.target for fault in page.context["handing"].faults] == ["id_n1-email"]


def test_without_a_main_user_the_first_step_says_so(client: Client, chair: User):
    page = client.post(PATH, {**filled(client, **{f"{row_of(chair)}-fate": "leaves"}), "check": ""})
    [fault] = page.context["handing"].faults
    assert "nobody would be a main user" in fault.sentence
    assert not Handover.objects.exists()


def test_a_foreign_row_in_the_request_is_ignored(client: Client):
    elsewhere = AssociationFactory.create()
    stranger = member(elsewhere, Role.CHAIR)
    sent = filled(client, **{f"{row_of(stranger)}-fate": "leaves", f"{row_of(stranger)}-role": "member"})
    assert (
        client.post(PATH, {**sent, "confirm": "", "association": elsewhere.pk, "state": "cancelled"}).status_code == 302
    )
    made = Handover.objects.get()
    assert (made.association_id == elsewhere.pk, made.state) == (False, "made")
    assert Membership.objects.get(user=stranger).ends_on is None


def test_somebody_who_joined_meanwhile_has_to_be_decided_on(client: Client, association: Association):
    sent = filled(client)
    joined = member(association, Role.CONTACT)
    page = client.post(PATH, {**sent, "confirm": ""})
    assert [fault.target for fault in page.context["handing"].faults] == [
        f"id_{row_of(joined)}-fate_0",
        f"id_{row_of(joined)}-role",
    ]
    assert not Handover.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_handover():
    with transaction.atomic():
        association = AssociationFactory.create()
        chair = member(association, Role.CHAIR)
    clients = [client_for(chair, association) for _ in range(2)]
    sent = filled(clients[0])
    answers = at_once(
        "associations_handoverseat",
        *[lambda client=client: client.post(PATH, {**sent, "confirm": ""}) for client in clients],
    )
    made = Handover.objects.get()
    later = clients[1].post(PATH, {**sent, "confirm": ""})
    assert [one.headers["Location"] for one in (*answers, later)] == [f"{PATH}{made.pk}/"] * 3


def test_who_leaves_today_lands_on_the_desk(association: Association, client: Client, chair: User):
    member(association, Role.SECRETARY)
    sent = filled(client, **{f"{row_of(chair)}-fate": "leaves", "effective_on": written(0)})
    assert client.post(PATH, {**sent, "confirm": ""}).headers["Location"] == "/en/omat/"
    assert client.get("/en/omat/").status_code == 200


def test_text_typed_after_the_session_ended_is_back_and_hands_nothing_over(client: Client, treasurer: User):
    sent = filled(client, **{f"{row_of(treasurer)}-fate": "leaves", "n0-email": "uusi@people.example"})
    session = client.session
    kept = {name: value if isinstance(value, list) else [value] for name, value in sent.items()}
    session["typed_texts"] = {PATH: {**kept, "confirm": [""]}}
    session.save()
    page = client.get(PATH)
    assert fields(page) == sent
    assert page.context["handing"].faults == []
    assert "What you had typed is back" in page.content.decode()
    assert not Handover.objects.exists()


def test_the_desk_says_what_is_coming_and_cancelling_asks_once_more(
    association: Association, client: Client, chair: User
):
    made = handover(association, by=chair, effective_on=clock.today() + 10 * DAY)
    [matter] = client.get("/en/omat/").context["others"]
    assert matter.url == f"{PATH}{made.pk}/"
    assert client.get(f"{PATH}{made.pk}/peru/").status_code == 200
    assert client.post(f"{PATH}{made.pk}/peru/").headers["Location"] == f"{PATH}{made.pk}/"
    assert client.get("/en/omat/").context["others"] == []


def test_the_desk_advises_a_second_main_user(association: Association, client: Client, treasurer: User):
    assert [one.title for one in client.get("/en/omat/").context["yours"]] == ["Only one main user"]
    assert client_for(treasurer, association).get("/en/omat/").context["yours"] == []
    member(association, Role.SECRETARY)
    assert client.get("/en/omat/").context["yours"] == []


def test_the_city_reads_a_handover_and_a_tied_employee_does_not(association: Association, client: Client, chair: User):
    made = handover(association, by=chair, effective_on=clock.today() + 10 * DAY)
    liaison = employee(StaffRole.LIAISON)
    page = client_for(liaison, city=True).get(f"{PATH}{made.pk}/")
    assert page.status_code == 200
    assert f"{made.pk}/peru/" not in page.content.decode()
    Membership.objects.create(association=association, user=liaison, role=Role.MEMBER, areas=[])
    assert client_for(liaison, city=True).get(f"{PATH}{made.pk}/").status_code == 404


def test_names_with_mark_up_are_text_on_every_page(association: Association, client: Client, chair: User):
    mallory = member(association, Role.SECRETARY, first_name="<script>x</script>", last_name="{{ settings }}")
    pages = ["/en/omat/yhdistys/ihmiset/", f"/en/omat/yhdistys/ihmiset/{row_of(mallory)[1:]}/", PATH]
    made = handover(association, by=chair)
    for path in (*pages, f"{PATH}{made.pk}/"):
        shown = Page(client.get(path))
        assert (shown.inline_scripts, "<script>x</script> {{ settings }}" in shown.text) == (0, True)


def test_a_treasurer_reads_the_handover_without_changing_it(association: Association, chair: User, treasurer: User):
    made = handover(association, by=chair, effective_on=clock.today() + 10 * DAY)
    page = client_for(treasurer, association).get(f"{PATH}{made.pk}/")
    assert (page.status_code, "/peru/" in page.content.decode()) == (200, False)


def test_numbers_of_another_association_are_not_counted(client: Client, association: Association):
    grants.submitted()
    assert Application.objects.count() == 1
    text = Page(client.post(PATH, {**filled(client), "check": ""})).text
    assert "0 applications are with the city." in text


def test_an_account_is_shown_only_to_whom_the_policy_shows_it(association: Association, chair: User, treasurer: User):
    made = handover(association, by=chair, effective_on=clock.today() + 10 * DAY, iban="FI4250001510000023")
    plain = member(association, Role.MEMBER)
    seen = [
        "FI42" in client_for(user, association).get(f"{PATH}{made.pk}/").content.decode()
        for user in (chair, treasurer, plain)
    ]
    assert seen == [True, True, False]


def test_a_mail_link_leads_to_the_right_association(association: Association, chair: User):
    made = handover(association, by=chair)
    other = AssociationFactory.create()
    both = person()
    for one in (association, other):
        Membership.objects.create(association=one, user=both, role=Role.CONTACT, areas=[])
    answer = client_for(both, other).get(f"{PATH}{made.pk}/")
    assert answer.headers["Location"].startswith("/en/omat/kenen-puolesta/")
