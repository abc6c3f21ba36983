"""One's own account, the table of rights, and the demo's pages."""

import re
from pathlib import Path

import pytest
from django.test import Client

from portal.accounts import demo
from portal.accounts.enums import RIGHTS, Right, StaffRole
from portal.accounts.models import User
from tests.clients import client_for
from tests.factories.accounts import UserFactory, employee

pytestmark = pytest.mark.django_db

MAIL = (
    b"X-Envelope-To: aino@people.example\r\n"
    b"From: Portaali <portaali@example.invalid>\r\nTo: aino@people.example\r\n"
    b"Subject: =?utf-8?q?P=C3=A4=C3=A4t=C3=B6s?=\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    b'--b\r\nContent-Type: multipart/alternative; boundary="a"\r\n\r\n'
    b"--a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nLue: https://portal.test/fi/ <script>\r\n"
    b"--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Lue</p><script>alert(1)</script>\r\n--a--\r\n"
    b"--b\r\nContent-Type: application/pdf\r\n"
    b'Content-Disposition: attachment; filename="p.pdf"\r\n\r\n%PDF\r\n--b--\r\n'
)


def test_a_person_changes_their_names_and_language():
    user = UserFactory.create()
    client = client_for(user)
    response = client.post("/en/tili/", {"first_name": "Aino", "last_name": "Lehto", "language": "sv"}, follow=True)
    assert "Your details have been saved." in response.content.decode()
    user.refresh_from_db()
    assert (user.first_name, user.last_name, user.language) == ("Aino", "Lehto", "sv")


def test_nothing_else_can_be_changed_there():
    user, other = UserFactory.create(), UserFactory.create()
    data = {"first_name": "A", "last_name": "B", "language": "fi", "is_staff": "on", "email": "x@y.example"}
    client_for(user).post("/en/tili/", {**data, "pk": str(other.pk), "id": str(other.pk), "is_superuser": "on"})
    former = user.email
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser, user.email) == (False, False, former)
    assert User.objects.get(pk=other.pk).first_name == other.first_name


def test_what_is_refused_is_told_and_not_stored():
    user = UserFactory.create(first_name="Aino")
    response = client_for(user).post("/en/tili/", {"first_name": "A\u202eB", "last_name": "", "language": "de"})
    found = response.content.decode()
    assert "<title>Error: My account" in found
    assert found.count('<a href="#id_') == 3
    user.refresh_from_db()
    assert user.first_name == "Aino"


def test_the_table_of_rights_is_complete():
    found = client_for(employee(StaffRole.AUDITOR)).get("/en/oikeudet/").content.decode()
    body = found[found.index("<tbody>") : found.index("</tbody>")]
    assert body.count("<tr>") == len(Right)
    assert body.count(">yes<") == sum(len(rights) for rights in RIGHTS.values())
    assert body.count(">no<") == len(Right) * len(StaffRole) - sum(len(rights) for rights in RIGHTS.values())


def test_the_table_of_rights_is_for_employees():
    assert client_for(UserFactory.create()).get("/en/oikeudet/").status_code == 403


def test_no_role_alone_takes_an_application_from_score_to_payment():
    path = {Right.GRANTS_REVIEW, Right.GRANTS_DECIDE, Right.GRANTS_PAY}
    assert not [role for role, rights in RIGHTS.items() if path <= rights]
    assert {right for right in RIGHTS[StaffRole.AUDITOR] if not right.value.endswith(".read")} == set()


@pytest.mark.parametrize("address", ["/en/demo/", "/en/demo/posti/", "/en/demo/posti/1-1.eml/"])
def test_the_demos_pages_are_only_there_in_the_demo(client, address):
    assert client.get(address).status_code == 404
    user = UserFactory.create()
    assert client.post(f"/en/demo/{user.pk}/").status_code == 404


def test_one_click_signs_in_as_anybody_without_a_second_factor(settings):
    settings.DEMO = True
    user = employee(StaffRole.GRANT_OFFICER, first_name="Eero", last_name="Salmi")
    client = Client()
    found = client.get("/en/demo/").content.decode()
    assert "Eero Salmi" in found
    assert "Grant officer" in found
    client.post("/en/tili/", {"first_name": "typed"})
    before = client.session.session_key
    response = client.post(f"/en/demo/{user.pk}/")
    assert response.status_code == 302
    assert client.session.session_key != before
    assert client.get("/en/oikeudet/").status_code == 200


def test_the_click_is_a_post_with_a_token(settings):
    settings.DEMO = True
    user = employee(StaffRole.AUDITOR)
    assert Client().get(f"/en/demo/{user.pk}/").status_code == 405
    assert Client(enforce_csrf_checks=True).post(f"/en/demo/{user.pk}/").status_code == 403


def test_nobody_becomes_a_superuser_or_a_closed_account_by_a_click(settings):
    settings.DEMO = True
    for user in (UserFactory.create(is_superuser=True), UserFactory.create(is_active=False)):
        assert Client().post(f"/en/demo/{user.pk}/").status_code == 404


def test_apps_name_more_people(settings, client, monkeypatch):
    settings.DEMO = True
    user = UserFactory.create(first_name="Matti", last_name="Meri")
    monkeypatch.setattr(demo, "_sources", {})
    demo.register("clubs", lambda: [demo.Group("Pori Sailors", [demo.Person(user, "chair")]), demo.Group("None", [])])
    found = client.get("/en/demo/").content.decode()
    assert "Pori Sailors" in found
    assert "Matti Meri" in found
    assert "None" not in re.findall(r"<h2[^>]*>([^<]+)", found)


@pytest.fixture
def mailbox(settings, tmp_path: Path, monkeypatch) -> Path:
    """The demo's folder of mails."""
    settings.DEMO = True
    monkeypatch.setenv("DEMO_MAIL_DIR", str(tmp_path))
    return tmp_path


def test_mails_are_listed_newest_first(mailbox, client):
    (mailbox / "1795500000000000000-00001.eml").write_bytes(MAIL)
    (mailbox / "1795600000000000000-00001.eml").write_bytes(
        MAIL.replace(b"=?utf-8?q?P=C3=A4=C3=A4t=C3=B6s?=", b"Kuitti")
    )
    (mailbox / ".1795700000000000000-00001.eml").write_bytes(b"half")
    (mailbox / "notes.txt").write_bytes(b"x")
    found = client.get("/en/demo/posti/").content.decode()
    assert re.findall(r'<h2><a href="[^"]+">([^<]+)', found) == ["Kuitti", "Päätös"]


def test_a_mails_html_is_shown_as_text(mailbox, client):
    (mailbox / "1795500000000000000-00001.eml").write_bytes(MAIL)
    found = client.get("/en/demo/posti/1795500000000000000-00001.eml/").content.decode()
    assert "<script>alert" not in found
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in found
    assert 'href="https://portal.test/fi/"' in found
    assert "p.pdf (1\u00a0kB)" in found


@pytest.mark.parametrize("name", ["..%2f..%2fetc%2fpasswd", "notes.txt", "1795500000000000000-00009.eml", "1.eml"])
def test_only_mails_can_be_opened(mailbox, client, name):
    (mailbox / "notes.txt").write_bytes(b"x")
    (mailbox / "1.eml").write_bytes(MAIL)
    assert client.get(f"/en/demo/posti/{name}/").status_code == 404


def test_an_empty_mailbox_says_so(mailbox, client):
    assert "No mail yet" in client.get("/en/demo/posti/").content.decode()


def test_a_broken_mail_doesnt_break_the_page(mailbox, client):
    (mailbox / "1795500000000000000-00001.eml").write_bytes(
        b"Subject: \xff\xfe\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff\xff"
    )
    assert client.get("/en/demo/posti/").status_code == 200
    assert client.get("/en/demo/posti/1795500000000000000-00001.eml/").status_code == 200
