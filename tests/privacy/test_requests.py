"""Asking to be erased, and answering it within a month."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404

from portal import matters
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.dated.models import DatedValue
from portal.outbox import rendering
from portal.outbox.models import Message
from portal.privacy.enums import RequestState
from portal.privacy.models import DataRequest
from portal.privacy.services import requests
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, member
from tests.factories.privacy import data_request

pytestmark = pytest.mark.django_db

ASK = "/en/omat/tiedot/poisto/"


def test_a_person_asks_and_gets_a_receipt():
    person = UserFactory.create(language="en")
    client = client_for(person)
    page = client.post(ASK, {"reason": "I moved.", "confirmed": "on"}, follow=True).content.decode()
    row = DataRequest.objects.get()
    assert "Your request has been received." in page
    assert str(row) in page
    letter = rendering.letter(Message.objects.get(kind="privacy.received"))
    assert "You get an answer by" in letter.text


@pytest.mark.parametrize(
    ("asked", "due"), [((2026, 3, 2), (2026, 4, 2)), ((2028, 1, 31), (2028, 2, 29)), ((2026, 12, 31), (2027, 1, 31))]
)
def test_the_answer_is_due_within_a_month(asked: tuple[int, int, int], due: tuple[int, int, int]):
    """GDPR, article 12(3)."""
    with time_machine.travel(datetime(*asked, 10, tzinfo=UTC), tick=False):
        assert data_request(UserFactory.create()).due_on == date(*due)


def test_the_month_is_a_dated_rule():
    DatedValue.objects.create(name="privacy.answer_months", value=2, valid_from=date(2026, 1, 1), reason="Päätös")
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False):
        assert data_request(UserFactory.create()).due_on == date(2026, 5, 2)


def test_it_must_be_confirmed_and_is_asked_once():
    client = client_for(UserFactory.create())
    assert "This is missing." in client.post(ASK, {"reason": "I moved."}).content.decode()
    client.post(ASK, {"confirmed": "on"})
    page = client.post(ASK, {"confirmed": "on", "reason": "Again"}).content.decode()
    assert "You have asked for this already." in page
    assert "Again" in page
    assert DataRequest.objects.count() == 1


def test_what_stands_in_the_way_is_told_before():
    association = AssociationFactory.create()
    page = client_for(member(association), association).get(ASK).content.decode()
    assert "The person acts for an association." in page


def test_posted_fields_of_other_kinds_are_ignored():
    other = UserFactory.create()
    client = client_for(person := UserFactory.create())
    client.post(ASK, {"confirmed": "on", "state": "done", "user": str(other.pk), "due_on": "2030-01-01"})
    row = DataRequest.objects.get()
    assert (row.user, row.state) == (person, RequestState.OPEN)
    assert row.due_on.year < 2030


def test_a_person_withdraws_only_their_own():
    row = data_request(person := UserFactory.create(), reason="Syy")
    assert client_for(UserFactory.create()).post(f"{ASK}{row.pk}/peru/").status_code == 404
    client_for(person).post(f"{ASK}{row.pk}/peru/")
    row.refresh_from_db()
    assert (row.state, row.reason) == (RequestState.WITHDRAWN, "")
    with acting(as_employee(person)), pytest.raises(Refused):
        requests.withdraw(row)


def test_a_refusal_gives_the_reasons_and_where_to_complain():
    person = UserFactory.create(language="en")
    row = data_request(person)
    client = client_for(employee(StaffRole.ADMINISTRATOR))
    address = f"/en/kaupunki/tietopyynnot/{row.pk}/"
    page = client.post(address, {"answer": "", "version": "1"}).content.decode()
    assert "This is missing." in page
    client.post(address, {"answer": "A matter is open & waits.", "version": "1"})
    row.refresh_from_db()
    assert row.state == RequestState.REFUSED
    letter = rendering.letter(Message.objects.get(kind="privacy.refused"))
    assert "A matter is open & waits." in letter.text
    assert "Data Protection Ombudsman" in letter.text
    assert "A matter is open &amp; waits." in client_for(person).get("/en/omat/tiedot/").content.decode()


def test_carrying_out_shows_what_goes_and_asks_for_a_confirmation():
    row = data_request(person := UserFactory.create(), reason="<script>alert(1)</script>")
    client = client_for(employee(StaffRole.ADMINISTRATOR))
    address = f"/en/kaupunki/tietopyynnot/{row.pk}/"
    page = client.get(address).content.decode()
    assert "What goes" in page
    assert "<script>alert" not in page
    client.post(address, {"version": "1"})
    row.refresh_from_db()
    assert row.state == RequestState.OPEN
    page = client.post(address, {"version": "1", "erase-confirmed": "on"}, follow=True).content.decode()
    assert "Answered. The person gets the answer by mail." in page
    person.refresh_from_db()
    assert not person.is_active


def test_a_request_that_changed_in_between_is_not_carried_out():
    row = data_request(UserFactory.create())
    with acting(as_employee(employee(StaffRole.ADMINISTRATOR))):
        with pytest.raises(Stale):
            requests.carry_out(row, version=7)
        requests.refuse(row, answer="Ei.", version=1)
        with pytest.raises(Refused):
            requests.carry_out(row)


def test_nobody_answers_their_own():
    administrator = employee(StaffRole.ADMINISTRATOR)
    row = data_request(administrator)
    with acting(as_employee(administrator)), pytest.raises(PermissionDenied):
        requests.refuse(row, answer="Ei.")
    page = client_for(administrator).get(f"/en/kaupunki/tietopyynnot/{row.pk}/").content.decode()
    assert "This is your own request" in page
    assert matters.of(as_employee(administrator)) == []


@pytest.mark.parametrize("role", [StaffRole.AUDITOR, StaffRole.LIAISON_COORDINATOR, None])
def test_others_neither_see_nor_answer(role: StaffRole | None):
    row = data_request(UserFactory.create())
    with acting(as_employee(employee(role) if role else UserFactory.create())), pytest.raises(Http404):
        requests.carry_out(row)


def test_it_stands_on_the_desk_of_those_who_handle_it():
    row = data_request(UserFactory.create())
    [matter] = matters.of(as_employee(employee(StaffRole.ADMINISTRATOR)))
    assert (matter.title, matter.yours) == (str(row), True)
    assert matters.of(as_employee(employee(StaffRole.AUDITOR))) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(rows: int, django_assert_num_queries: Any):
    for _number in range(rows):
        data_request(UserFactory.create())
    client = client_for(employee(StaffRole.ADMINISTRATOR))
    client.get("/fi/kaupunki/tietopyynnot/")
    # Four of every signed-in page; the number of rows, and the rows.
    with django_assert_num_queries(6):
        page = client.get("/fi/kaupunki/tietopyynnot/")
    assert page.content.count(b'<th scope="row">') == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_my_data(rows: int, django_assert_num_queries: Any):
    person = UserFactory.create()
    for _number in range(rows):
        with acting(as_employee(person)):
            requests.withdraw(data_request(person))
    client = client_for(person)
    client.get("/fi/omat/tiedot/")
    # Four of every signed-in page, and the requests.
    with django_assert_num_queries(5):
        client.get("/fi/omat/tiedot/")
