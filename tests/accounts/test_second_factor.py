"""City employees use the portal only after a second factor."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.db import transaction
from django.test import Client

from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from tests.accounts.people import PASSWORD, person, shown, sign_in

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"


def employee() -> User:
    """A grant officer with a password."""
    with transaction.atomic():
        user = person()
        StaffAssignment.objects.create(user=user, role=StaffRole.GRANT_OFFICER)
    return user


def code(secret: str = SECRET, ahead: int = 0) -> str:
    """The code that the app shows now."""
    value = auth.hotp_value(secret, int(time.time()) // 30 + ahead)
    return str(auth.format_hotp_value(value))


def with_app(user: User) -> User:
    """The person with an authenticator app and recovery codes."""
    auth.TOTP.activate(user, SECRET)
    return user


def test_an_employee_without_one_is_sent_to_set_it_up():
    client = Client()
    sign_in(employee(), client)
    for address in ("/en/tili/", "/en/omat/", "/en/oikeudet/"):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (302, "/en/tili/2fa/totp/activate/")
    page = client.get("/en/tili/2fa/totp/activate/").content.decode()
    assert "City employees sign in with a second factor." in page


def test_public_pages_and_signing_out_stay_open():
    client = Client()
    sign_in(employee(), client)
    assert client.get("/en/tietoa/").status_code == 200
    assert client.get("/en/tili/logout/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_who_sets_it_up_is_in_at_once():
    user, client = employee(), Client()
    sign_in(user, client)
    page = client.get("/en/tili/2fa/totp/activate/")
    secret = page.context["form"].secret
    found = page.content.decode()
    # The picture is data, which the content policy allows for images; the key stands beside it as text.
    assert 'src="data:image/svg+xml' in found
    assert f'<code class="key">{secret}</code>' in found
    wrong = client.post("/en/tili/2fa/totp/activate/", {"code": "000000"})
    assert 'id="error-summary"' in wrong.content.decode()
    # Allauth tells of it on commit, while the answer is still being made: only a real transaction shows that.
    response = client.post("/en/tili/2fa/totp/activate/", {"code": code(secret)})
    assert response.status_code == 302
    assert client.get("/en/oikeudet/").status_code == 200
    assert [letter.to for letter in mail.outbox] == [[user.email]]


def test_signing_in_takes_the_code():
    user, client = with_app(employee()), Client()
    first = sign_in(user, client)
    assert first.headers["Location"] == "/en/tili/2fa/authenticate/"
    # Half signed in is not signed in.
    assert client.get("/en/oikeudet/").headers["Location"].startswith("/en/tili/login/")
    assert (
        "The code isn&#x27;t right." in client.post("/en/tili/2fa/authenticate/", {"code": "000000"}).content.decode()
    )
    assert client.post("/en/tili/2fa/authenticate/", {"code": code()}).headers["Location"] == "/en/omat/"
    assert client.get("/en/oikeudet/").status_code == 200


def test_a_code_works_once():
    user = with_app(employee())
    with time_machine.travel(time.time(), tick=False):
        used = code()
        one, other = Client(), Client()
        sign_in(user, one)
        sign_in(user, other)
        assert one.post("/en/tili/2fa/authenticate/", {"code": used}).status_code == 302
        assert other.post("/en/tili/2fa/authenticate/", {"code": used}).status_code == 200


def test_a_recovery_code_works_once_too():
    user, client = employee(), Client()
    sign_in(user, client)
    secret = client.get("/en/tili/2fa/totp/activate/").context["form"].secret
    client.post("/en/tili/2fa/totp/activate/", {"code": code(secret)})
    codes = client.get("/en/tili/2fa/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    for attempt in (302, 200):
        again = Client()
        sign_in(user, again)
        assert again.post("/en/tili/2fa/authenticate/", {"code": codes[0]}).status_code == attempt


def test_an_employee_whose_role_has_ended_needs_none():
    user, client = employee(), Client()
    sign_in(user, client)
    StaffAssignment.objects.filter(user=user).delete()
    assert client.get("/en/tili/").status_code == 200


def test_a_role_given_during_the_session_asks_for_it_on_the_next_request():
    user, client = person(), Client()
    sign_in(user, client)
    assert client.get("/en/tili/").status_code == 200
    StaffAssignment.objects.create(user=user, role=StaffRole.AUDITOR)
    assert client.get("/en/tili/").headers["Location"] == "/en/tili/2fa/totp/activate/"


def test_the_demos_flag_counts_only_in_the_demo(settings):
    user, client = employee(), Client()
    sign_in(user, client)
    session = client.session
    session["demo_sign_in"] = True
    session.save()
    assert client.get("/en/tili/").status_code == 302
    settings.DEMO = True
    assert client.get("/en/tili/").status_code == 200


@pytest.mark.parametrize("page", ["", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"])
def test_every_page_of_it_looks_like_ours(page):
    user, client = employee(), Client()
    sign_in(user, client)
    secret = client.get("/en/tili/2fa/totp/activate/").context["form"].secret
    client.post("/en/tili/2fa/totp/activate/", {"code": code(secret)})
    found = shown(client.get(f"/en/tili/2fa/{page}"))
    assert '<main id="content"' in found
    assert found.count("<h1") == 1


def test_who_signed_in_long_ago_shows_who_they_are_first():
    user, client = with_app(employee()), Client()
    sign_in(user, client)
    client.post("/en/tili/2fa/authenticate/", {"code": code()})
    with time_machine.travel(time.time() + 600):
        response = client.get("/en/tili/2fa/totp/deactivate/")
        assert response.headers["Location"].startswith("/en/tili/reauthenticate/?next=")
        page = shown(client.get(response.headers["Location"]))
        assert "Confirm that it is you" in page
        passed = client.post(response.headers["Location"], {"password": PASSWORD})
        assert passed.headers["Location"] == "/en/tili/2fa/totp/deactivate/"
        assert client.get("/en/tili/2fa/totp/deactivate/").status_code == 200


def test_taking_it_out_of_use_sends_an_employee_back_to_setting_it_up():
    user, client = with_app(employee()), Client()
    sign_in(user, client)
    client.post("/en/tili/2fa/authenticate/", {"code": code()})
    client.post("/en/tili/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    assert client.get("/en/tili/").headers["Location"] == "/en/tili/2fa/totp/activate/"
    again = Client()
    assert again.post("/en/tili/login/", {"login": user.email, "password": PASSWORD}).status_code == 302
    assert again.get("/en/tili/").headers["Location"] == "/en/tili/2fa/totp/activate/"
