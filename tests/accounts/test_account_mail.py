"""New accounts, forgotten passwords and changed addresses, with the mails that belong to them (cases.md 25, 28)."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from django.contrib.auth import hashers
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from portal.accounts.adapter import AccountAdapter
from portal.accounts.letters import LETTERS
from portal.accounts.models import User
from tests.accounts.people import PASSWORD, person, shown, sign_in

pytestmark = pytest.mark.django_db

NEW = "uusi@people.example"


def signup_data(address: str, **more: str) -> dict[str, str]:
    """The form as sent."""
    return {"first_name": "Aino", "last_name": "Lehto", "email": address, "password1": PASSWORD, **more}


def sign_up(address: str, client: Client | None = None, **more: str) -> Any:
    """Send the form."""
    return (client or Client()).post("/sv/tili/signup/", signup_data(address, **more))


def ask_for_password(address: str, **headers: str) -> Any:
    """Send the form for a forgotten password."""
    return Client().post("/sv/tili/password/reset/", {"email": address}, headers=headers)


def link_in(message: Any) -> str:
    """The path of the link in a mail; it is the portal's own."""
    found = re.findall(r"https?://\S+", message.body)
    assert all(link.startswith("https://portal.test/") for link in found)
    return str(found[0].removeprefix("https://portal.test"))


def work(act: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str, list[str], int]:
    """What an answer is and what it cost: status, place, page, kinds of statement, hashings."""
    hashed: list[int] = []
    hasher = hashers.get_hasher()
    real = type(hasher).encode

    def encode(self: Any, *given: Any) -> str:
        hashed.append(1)
        return str(real(self, *given))

    with monkeypatch.context() as patch:
        patch.setattr(type(hasher), "encode", encode)
        with CaptureQueriesContext(connection) as queries:
            response = act()
    # What ends a transaction may differ: an account that stays, and one that is taken back.
    ends = ("SAVEPOINT", "RELEASE", "ROLLBACK")
    kinds = [re.sub(r"\s.*", "", query["sql"], flags=re.S) for query in queries]
    kinds = [kind for kind in kinds if kind not in ends]
    return response.status_code, response.headers.get("Location", ""), shown(response), kinds, len(hashed)


def test_sign_up_answers_alike_for_a_known_address(monkeypatch):
    known, waiting = person(), person(verified=False)
    fresh = work(lambda: sign_up(NEW), monkeypatch)
    assert fresh[:2] == (302, "/sv/tili/confirm-email/")
    for user in (known, waiting):
        seen = work(partial(sign_up, user.email), monkeypatch)
        assert seen[:3] == fresh[:3]
        assert seen[4] == fresh[4] == 1
        assert seen[3] == fresh[3]
    assert User.objects.filter(email__endswith="@example.invalid").count() == 0
    assert len(mail.outbox) == 3


def test_a_known_address_is_told_by_mail_alone():
    user = person(language="fi")
    sign_up(user.email, first_name="Http://spam.example", last_name="Buy now")
    [letter] = mail.outbox
    assert letter.to == [user.email]
    assert link_in(letter).startswith("/sv/tili/password/reset/")
    # Nothing that a stranger typed travels to the address.
    assert "spam" not in str(letter.message())
    assert User.objects.count() == 1


def test_a_new_account_speaks_the_pages_language_and_waits_for_its_address():
    sign_up(NEW)
    user = User.objects.get(email=NEW)
    assert (user.first_name, user.last_name, user.language) == ("Aino", "Lehto", "sv")
    path = link_in(mail.outbox[0])
    assert sign_in(user).headers["Location"] == "/en/tili/confirm-email/"
    assert path.startswith("/sv/tili/confirm-email/")
    page = Client().get(path)
    assert page.status_code == 200
    # Reading the page confirms nothing: mail programs open links.
    assert not EmailAddress.objects.get(email=NEW).verified
    assert Client().post(path).status_code == 302
    assert EmailAddress.objects.get(email=NEW).verified
    assert sign_in(user).headers["Location"] == "/en/omat/"


def test_two_who_sign_up_with_one_address_at_once(monkeypatch):
    # Both have looked before either has written.
    monkeypatch.setattr("portal.accounts.forms.user_of", lambda email: None)
    first, second = sign_up(NEW), sign_up(NEW)
    assert first.headers["Location"] == second.headers["Location"]
    assert User.objects.filter(email=NEW).count() == 1
    assert [letter.subject for letter in mail.outbox][1] != mail.outbox[0].subject


def test_other_fields_are_ignored():
    sign_up(NEW, is_staff="on", is_superuser="on", language="fi", is_active="", pk="1")
    user = User.objects.get(email=NEW)
    assert (user.is_staff, user.is_superuser, user.is_active, user.language) == (False, False, True, "sv")


@pytest.mark.parametrize("password", ["short", "1234567890", "password123", "uusi@people.example"])
def test_weak_passwords_are_refused(password):
    assert sign_up(NEW, password1=password).status_code == 200
    assert not User.objects.exists()


def test_reset_answers_alike_for_known_and_unknown_addresses(monkeypatch):
    known, waiting = person(), person(verified=False)
    unknown = work(lambda: ask_for_password(NEW), monkeypatch)
    assert unknown[:2] == (302, "/sv/tili/password/reset/done/")
    for user in (known, waiting):
        assert work(partial(ask_for_password, user.email), monkeypatch) == unknown
    assert [letter.to for letter in mail.outbox] == [[NEW], [known.email], [waiting.email]]


def test_a_closed_accounts_address_is_answered_as_an_unknown_one():
    closed = person(is_active=False)
    ask_for_password(closed.email)
    ask_for_password(NEW)
    assert mail.outbox[0].subject == mail.outbox[1].subject


def test_a_forgotten_password_is_chosen_anew_once():
    user = person(language="fi")
    ask_for_password(user.email.upper())
    path = link_in(mail.outbox[0])
    # In the person's language, not the page's.
    assert path.startswith("/fi/tili/password/reset/key/")
    client = Client()
    form = client.get(path, follow=True)
    assert form.status_code == 200
    answer = client.post(form.request["PATH_INFO"], {"password1": "aivan uusi salasana"})
    assert answer.headers["Location"] == "/fi/tili/password/reset/key/done/"
    user.refresh_from_db()
    assert user.check_password("aivan uusi salasana")
    # The person is told, and isn't signed in by it.
    assert len(mail.outbox) == 2
    assert "_auth_user_id" not in client.session
    again = Client().get(path, follow=True).content.decode()
    assert 'name="password1"' not in again


@pytest.mark.parametrize("act", [lambda host: ask_for_password(NEW, Host=host), lambda host: sign_up(NEW)])
def test_a_forged_host_makes_no_link(act, settings):
    settings.ALLOWED_HOSTS = ["*"]
    act("evil.example")
    assert "evil.example" not in str(mail.outbox[0].message())
    assert link_in(mail.outbox[0])


def test_a_mail_server_that_is_away_answers_alike_too(monkeypatch):
    def away(self: EmailMultiAlternatives, fail_silently: bool = False) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMultiAlternatives, "send", away)
    known = person()
    assert shown(ask_for_password(known.email)) == shown(ask_for_password(NEW))
    assert sign_up(NEW).status_code == 302


def test_every_letter_has_both_parts_and_the_citys_contact():
    user = person()
    ask_for_password(user.email)
    [letter] = mail.outbox
    assert isinstance(letter, EmailMultiAlternatives)
    [(html, kind)] = letter.alternatives
    assert kind == "text/html"
    for text in (letter.body, str(html)):
        assert "yhdistykset@example.invalid" in text
    assert "<style" not in str(html).split("<body")[1]
    assert letter.extra_headers == {"Auto-Submitted": "auto-generated", "Content-Language": "fi"}
    assert letter.reply_to == ["yhdistykset@example.invalid"]


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_can_be_written(name, rf):
    request = rf.get("/fi/")
    letter = LETTERS[name]
    with context.request_context(request), override("fi"):
        addresses = {letter.address: "http://evil.example/fi/tili/x/"} if letter.address else {}
        AccountAdapter(request).send_mail(name, "aino@people.example", addresses)
    [sent] = mail.outbox
    assert ("https://portal.test/fi/tili/x/" in sent.body) == bool(letter.address)


def test_changing_the_address_waits_for_its_mail_and_tells_the_former():
    user, client = person(), Client()
    sign_in(user, client)
    former = user.email
    client.post("/en/tili/email/", {"email": NEW, "action_add": ""})
    user.refresh_from_db()
    assert user.email == former
    [letter] = mail.outbox
    assert letter.to == [NEW]
    client.post(link_in(letter))
    user.refresh_from_db()
    assert user.email == NEW
    assert former in [address for sent in mail.outbox[1:] for address in sent.to]
    assert Client().post("/en/tili/login/", {"login": former, "password": PASSWORD}).status_code == 200
    assert sign_in(user).status_code == 302


def test_changing_the_address_to_somebody_elses_tells_nothing():
    user, other, client = person(), person(), Client()
    sign_in(user, client)
    free = client.post("/en/tili/email/", {"email": NEW, "action_add": ""})
    taken = client.post("/en/tili/email/", {"email": other.email, "action_add": ""})
    assert (free.status_code, shown(free)) == (taken.status_code, shown(taken))
    other.refresh_from_db()
    assert EmailAddress.objects.get(email=other.email, verified=True).user == other


def test_changing_the_password_asks_for_the_present_one_and_tells_by_mail():
    user, client = person(), Client()
    sign_in(user, client)
    wrong = client.post("/en/tili/password/change/", {"oldpassword": "no", "password1": "aivan uusi salasana"})
    assert "This isn&#x27;t your present password." in wrong.content.decode()
    client.post("/en/tili/password/change/", {"oldpassword": PASSWORD, "password1": "aivan uusi salasana"})
    user.refresh_from_db()
    assert user.check_password("aivan uusi salasana")
    assert [letter.to for letter in mail.outbox] == [[user.email]]
