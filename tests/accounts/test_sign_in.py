"""Signing in: alike for known and unknown addresses, a new session key, and only to pages of ours (cases.md 25, 29)."""

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.accounts.people import PASSWORD, person, shown, sign_in
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hashed(monkeypatch) -> list[int]:
    """One entry for each time that a password is hashed."""
    counted: list[int] = []
    hasher = hashers.get_hasher()
    real = type(hasher).encode

    def encode(self, password: str, salt: str, *rest: object) -> str:
        counted.append(1)
        return real(self, password, salt, *rest)

    monkeypatch.setattr(type(hasher), "encode", encode)
    return counted


def tried(address: str, password: str, hashed: list[int]) -> tuple[int, str, int, int]:
    """Status, page, number of queries and of hashings of one attempt."""
    hashed.clear()
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        response = client.post("/en/tili/login/", {"login": address, "password": password})
    return response.status_code, shown(response), len(queries), len(hashed)


def test_a_known_and_an_unknown_address_are_answered_alike(hashed):
    confirmed, waiting, closed = person(), person(verified=False), person(is_active=False)
    without = UserFactory.create()
    without.set_unusable_password()
    without.save()
    unknown = tried("nobody@people.example", "wrong", hashed)
    assert "The e-mail address or the password isn" in unknown[1]
    assert unknown[3] == 1
    for user in (confirmed, waiting, closed, without):
        assert tried(user.email, "wrong", hashed) == unknown


def test_upper_case_is_the_same_address():
    user = person(email="aino@people.example")
    response = Client().post("/en/tili/login/", {"login": "AINO@People.Example", "password": PASSWORD})
    assert response.status_code == 302
    assert user.pk


def test_the_session_key_changes_and_what_was_typed_stays():
    user, client = person(), Client()
    # A form sent without a session is put aside in an anonymous one.
    client.post("/en/tili/", {"first_name": "Typed"})
    before = client.session.session_key
    response = sign_in(user, client)
    assert response.status_code == 302
    assert client.session.session_key != before
    assert list(client.session["typed_texts"].values()) == [{"first_name": ["Typed"]}]


def test_the_sign_in_page_tells_that_the_text_will_be_back(client):
    client.post("/en/tili/", {"first_name": "Typed"})
    assert "the text that you wrote will be back" in client.get("/en/tili/login/").content.decode()


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "http://testserver/fi/",
        " /fi/tietoa/",
    ],
)
def test_next_never_leads_away(target):
    response = sign_in(person(), next=target)
    assert response.status_code == 302
    assert response.headers["Location"] == "/en/omat/"


def test_next_leads_on_in_the_portal():
    assert sign_in(person(), next="/fi/tietoa/?a=1").headers["Location"] == "/fi/tietoa/?a=1"


def test_next_never_leads_away_after_signing_out():
    client = Client()
    sign_in(person(), client)
    assert client.post("/en/tili/logout/", {"next": "//evil.example"}).headers["Location"] == "/"


def test_a_page_for_signed_in_people_sends_to_sign_in_and_back(client):
    response = client.get("/en/tili/?a=b")
    assert response.headers["Location"] == "/en/tili/login/?next=/en/tili/%3Fa%3Db"


def test_a_closed_account_is_told_so_only_with_its_password():
    response = sign_in(person(is_active=False))
    assert response.headers["Location"] == "/en/tili/inactive/"
    assert "The account is closed" in Client().get("/en/tili/inactive/").content.decode()


def test_a_closed_account_is_out_on_its_next_page():
    user = person()
    client = Client()
    client.force_login(user)
    assert client.get("/en/tili/").status_code == 200
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert client.get("/en/tili/").status_code == 302


def test_attempts_are_counted_per_address_whatever_the_host(settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    user, other = person(), person()
    hosts = ["testserver", "localhost", "127.0.0.1", "testserver"]
    answers = [
        Client().post("/en/tili/login/", {"login": user.email, "password": "no"}, headers={"Host": host})
        for host in hosts
    ]
    assert ["Too many attempts" in shown(answer) for answer in answers] == [False, False, False, True]
    assert sign_in(other).status_code == 302


def test_too_many_sign_ups_are_told_so(settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    client = Client()
    client.post("/en/tili/signup/", {})
    response = client.post("/en/tili/signup/", {})
    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()


@pytest.mark.parametrize("text", ["a\x00@b.example", "x" * 10_000 + "@b.example", "a@b.example\r\nBcc: c@d.example"])
def test_hostile_addresses_are_refused_with_a_sentence(text):
    response = Client().post("/en/tili/login/", {"login": text, "password": "x"})
    assert response.status_code == 200
    assert 'id="error-summary"' in response.content.decode()


@pytest.mark.parametrize("page", ["login", "signup", "password/reset"])
def test_faults_are_summed_up_and_told_in_the_title(page):
    found = Client().post(f"/en/tili/{page}/", {}).content.decode()
    assert "<title>Error: " in found
    assert 'id="error-summary"' in found
    assert "This is missing." in found


def test_fields_name_what_a_browser_may_fill_in():
    login = Client().get("/en/tili/login/").content.decode()
    assert 'autocomplete="username"' in login
    assert 'autocomplete="current-password"' in login
    signup = Client().get("/en/tili/signup/").content.decode()
    for purpose in ("given-name", "family-name", "email", "new-password"):
        assert f'autocomplete="{purpose}"' in signup
    assert "placeholder" not in login + signup
