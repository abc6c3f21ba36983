"""A person's copy of all that the portal holds of them."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from typing import Any

import pytest
import time_machine
from django.test import Client

from portal import clock, personal
from portal.accounts.models import User
from portal.actor import acting
from portal.journal import services as journal
from portal.journal.models import Event
from portal.outbox.models import Message
from portal.privacy.services import copies
from tests.accounts.people import PASSWORD, person, sign_in
from tests.factories.accounts import UserFactory, as_employee
from tests.factories.associations import AssociationFactory, member
from tests.factories.privacy import data_request
from tests.privacy.people import EMAIL, FIRST, LAST, traces

pytestmark = pytest.mark.django_db

URL = "/en/omat/tiedot/lataa/"


def unpacked(content: bytes) -> tuple[dict[str, Any], str]:
    """The JSON and the page of the ZIP."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == ["data.json", "index.html"]
        return json.loads(archive.read("data.json")), archive.read("index.html").decode()


def copy_of(user: User) -> tuple[dict[str, Any], str]:
    with acting(as_employee(user)), copies.take() as file:
        return unpacked(file.read())


@pytest.fixture
def signed_in() -> Client:
    """Somebody who has just typed the password."""
    client = Client()
    sign_in(person(), client)
    return client


def test_it_holds_what_every_room_knows():
    data, page = copy_of(traces())
    assert [part["key"] for part in data["parts"]] == [source.key for source in personal.sources()]
    assert {part["key"] for part in data["parts"]} >= {
        *("accounts", "associations", "grants", "outbox", "files", "journal", "feedback", "decisions", "privacy"),
    }
    # Of nearly every room there is something of this person.
    filled = {part["key"] for part in data["parts"] if any(section["rows"] for section in part["sections"])}
    assert filled == {"accounts", "associations", "grants", "outbox", "files", "journal", "feedback"}
    for text in (FIRST, LAST, EMAIL, f"{LAST}.pdf", "Kylän Laulu"):
        assert text in page
        assert text in json.dumps(data, ensure_ascii=False)


def test_no_secret_is_in_it():
    user = traces()
    user.set_password(PASSWORD)
    user.save()
    data, page = copy_of(user)
    for secret in (user.password, PASSWORD, '"S"', "sessionid"):
        assert secret not in page
        assert secret not in json.dumps(data)


def test_nobody_else_is_in_it():
    """What others did, and other people's addresses, aren't the person's data."""
    association = AssociationFactory.create()
    person_here = member(association)
    other = member(association, first_name="Toinen", last_name="Ihminen", email="toinen@mail.example")
    with acting(as_employee(other)):
        journal.record("associations.profile_edited", association)
        data_request(other)
    _data, page = copy_of(person_here)
    assert "Toinen" not in page
    assert "toinen@mail.example" not in page


def test_script_in_names_is_inert_in_the_page():
    data, page = copy_of(UserFactory.create(first_name="<script>alert(1)</script>", last_name="</title><img src=x>"))
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<script>alert(1)</script>" in json.dumps(data)


def test_the_page_is_in_the_persons_language_and_stands_alone():
    _data, page = copy_of(UserFactory.create())
    assert re.search(r'<html lang="(fi|sv|en)">', page)
    assert page.count("<h1>") == 1
    assert not re.search(r'(src|href)="(?!#)', page)


def test_what_doesnt_fit_is_told(monkeypatch: pytest.MonkeyPatch, settings: Any):
    monkeypatch.setattr(personal, "MOST", 2)
    data, page = copy_of(traces())
    parts = {part["key"]: part for part in data["parts"]}
    assert parts["accounts"]["more"]
    assert sum(len(section["rows"]) for section in parts["accounts"]["sections"]) == 2
    assert page.count(settings.CITY_CONTACT["email"]) == 1 + sum(part["more"] for part in data["parts"])


def test_the_download(signed_in: Client):
    response = signed_in.post(URL)
    assert response.status_code == 200
    data, _page = unpacked(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    assert data["language"] == "en"
    assert response.headers["Content-Disposition"] == f'attachment; filename="tiedot-{clock.today():%Y-%m-%d}.zip"'
    assert response.headers["Cache-Control"] == "private, no-store"
    event = Event.objects.get(verb="privacy.data_downloaded")
    assert event.actor_id == int(event.object_id)


def test_it_is_a_post(signed_in: Client):
    assert signed_in.get(URL).status_code == 405


def test_whoever_signed_in_a_while_ago_is_asked_for_the_password(signed_in: Client):
    with time_machine.travel(time.time() + 1000, tick=False):
        response = signed_in.post(URL)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/en/tili/reauthenticate/?next=")
        assert not Event.objects.filter(verb="privacy.data_downloaded").exists()
        wrong = signed_in.post(response.headers["Location"], {"password": "wrong"})
        assert wrong.status_code == 200
        right = signed_in.post(response.headers["Location"], {"password": PASSWORD})
        # The request that was kept waiting is answered at once.
        assert right.headers["Content-Type"] == "application/zip"
    assert Event.objects.filter(verb="privacy.data_downloaded").count() == 1


def test_five_copies_an_hour(signed_in: Client):
    for _number in range(5):
        assert signed_in.post(URL).status_code == 200
    page = signed_in.post(URL, follow=True).content.decode()
    assert "You have taken several copies within an hour." in page
    assert Event.objects.filter(verb="privacy.data_downloaded").count() == 5


def test_in_the_demo_one_click_stands_in_for_the_password(settings: Any):
    settings.DEMO = True
    user = UserFactory.create()
    client = Client()
    client.post(f"/en/demo/{user.pk}/")
    assert client.post(URL).status_code == 200


def test_a_message_whose_app_is_gone_doesnt_break_it():
    user = UserFactory.create()
    Message.objects.create(
        kind="gone.kind", subject_type="x.y", subject_id="1", recipient=user, address=user.email, language="fi",
        message_id="<1@x>",
    )  # fmt: skip
    _data, page = copy_of(user)
    assert "gone.kind" in page
