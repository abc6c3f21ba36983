"""A request to act for an association begins before one has an account, or loses its session (cases.md 24, 26)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from associations.models import Claim, Membership
from associations.services import claims
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment
from portal.actor import acting
from tests.accounts.people import PASSWORD, person, sign_in
from tests.clients import client_for
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, claim
from tests.files.made import PDF

pytestmark = pytest.mark.django_db

MESSAGE = "Minut valittiin eilen,\nja tämä on pitkä viesti."


@pytest.fixture
def path() -> str:
    """The form of one association."""
    return f"/en/yhdistykset/{AssociationFactory.create().slug}/hae-oikeutta/"


def fields() -> dict[str, Any]:
    return {"role": "chair", "message": MESSAGE, "minutes": SimpleUploadedFile("a.pdf", PDF)}


def test_a_visitor_makes_an_account_and_comes_back_to_the_form_with_what_was_typed(path: str):
    client = Client()
    login = client.post(path, fields()).headers["Location"]
    assert login == f"/en/tili/login/?next={path}"
    signup = re.search(r'href="(/en/tili/signup/[^"]*)"', client.get(login).content.decode())
    assert signup is not None
    given = {"first_name": "Sanna", "last_name": "Sihteeri", "email": "sanna@people.example", "password1": PASSWORD}
    client.post(signup[1], {**given, "next": path})
    confirm = re.search(r"https://portal\.test(/en/tili/confirm-email/\S+)", str(mail.outbox[-1].body))
    assert confirm is not None
    client.post(confirm[1])
    answer = client.get(path)
    if answer.status_code == 302:
        answer = client.post(
            "/en/tili/login/", {"login": "sanna@people.example", "password": PASSWORD, "next": path}, follow=True
        )
    form = answer.context["form"]
    assert (form["message"].value(), form["role"].value()) == (MESSAGE, "chair")
    assert answer.content.decode().count("is back in the fields") == 1
    assert client.post(path, fields()).status_code == 302
    assert Claim.objects.get().message == MESSAGE


def test_what_was_typed_after_the_session_ended_is_back(path: str):
    user = person()
    client = Client()
    sign_in(user, client)
    assert client.get(path).status_code == 200
    Session.objects.all().delete()
    client.post(path, fields())
    assert sign_in(user, client, next=path).headers["Location"] == path
    assert client.get(path).context["form"]["message"].value() == MESSAGE
    assert client.get(path).context["form"]["message"].value() != MESSAGE
    assert not Claim.objects.exists()


def test_an_answer_and_an_officers_reason_are_back_too():
    user = person()
    row = claim(user)
    liaison = person()
    StaffAssignment.objects.create(user=liaison, role=StaffRole.LIAISON)
    with acting(as_employee(liaison)):
        claims.ask_more(claim=row, reason="Lisää.")
    own, city = f"/en/omat/pyynnot/{row.pk}/", f"/en/kaupunki/pyynnot/{row.pk}/"
    client = Client()
    client.post(own, {"text": MESSAGE})
    sign_in(user, client, next=own)
    assert client.get(own).context["form"]["text"].value() == MESSAGE
    # The officer's second factor is a step of its own; the session keeps the text meanwhile.
    officer = Client()
    officer.post(city, {"action": "reject", "reason": MESSAGE})
    signed_in = client_for(liaison, city=True)
    session = signed_in.session
    session.update({key: value for key, value in officer.session.items() if key.startswith("typed")})
    session.save()
    assert signed_in.get(city).context["form"]["reason"].value() == MESSAGE


def test_a_role_that_ended_is_gone_on_the_next_request_and_the_request_stays_readable():
    user = person()
    row = claim(user)
    with acting(as_employee(employee(StaffRole.LIAISON))):
        claims.verify_claim(claim=row)
    client = client_for(user)
    own = f"/en/omat/pyynnot/{row.pk}/"
    assert client.get(own).context["party"].key == row.association_id
    yesterday = clock.today() - timedelta(days=1)
    Membership.objects.update(starts_on=yesterday, ends_on=yesterday)
    page = client.get(own)
    assert (page.context["party"], page.context["portal"].acting.party) == (None, None)
    assert "has ended" in page.content.decode()


def test_an_officer_whose_role_ended_verifies_nothing_any_more():
    row, liaison = claim(person()), employee(StaffRole.LIAISON)
    client = client_for(liaison, city=True)
    paths = ("/en/kaupunki/tarkistettavat/", f"/en/kaupunki/pyynnot/{row.pk}/")
    assert [client.get(path).status_code for path in paths] == [200, 200]
    yesterday = clock.today() - timedelta(days=1)
    StaffAssignment.objects.filter(user=liaison).update(starts_on=yesterday, ends_on=yesterday)
    assert [client.get(path).status_code for path in paths] == [403, 403]
    assert client.post(paths[1], {"action": "verify"}).status_code == 403
    assert not Membership.objects.exists()
