"""Addresses from which mail comes back, and returned mails that are none (cases.md 28)."""

from __future__ import annotations

import io
import mailbox
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from portal import broker, clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.outbox import bounces, queries, sending
from portal.outbox.models import Bounce, Message
from portal.outbox.services import owe
from tests.factories.accounts import as_employee, employee
from tests.outbox.conftest import MANDATORY, someone

pytestmark = pytest.mark.django_db

GONE = "gone@example.invalid"


@pytest.fixture(autouse=True)
def _no_wakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker, "wake", lambda *args, **given: None)


def sent(person: Any, address: str = GONE) -> Message:
    """A message that the mail server has taken."""
    [message] = owe(MANDATORY, subject=person, recipients=[address], context={"name": "Kerho"})
    assert sending.send_due() == 1
    message.refresh_from_db()
    return message


def report(
    address: str = GONE, message_id: str = "", *, action: str = "failed", status: str = "5.1.1", extra: str = ""
) -> bytes:
    """A delivery report (RFC 3464) as a mail server writes it; with the original's headers where an ID is given."""
    quoted = (
        f"--cut\nContent-Type: text/rfc822-headers\n\nFrom: portaali@portal.test\nTo: {address}\n"
        f"Message-ID: {message_id}\nSubject: Tervehdys\n\n"
        if message_id
        else ""
    )
    return (
        "From: MAILER-DAEMON@mail.example.invalid\nTo: portaali@portal.test\nSubject: Undelivered Mail\n"
        f"Message-ID: <report@mail.example.invalid>\n{extra}MIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="cut"\n\n'
        "--cut\nContent-Type: text/plain\n\nIt could not be delivered.\n\n"
        "--cut\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.invalid\n\n"
        f"Final-Recipient: rfc822; {address}\nOriginal-Recipient: rfc822;{address}\nAction: {action}\n"
        f"Status: {status}\nDiagnostic-Code: smtp; 550 5.1.1 No such user\n\n{quoted}--cut--\n"
    ).encode()


# At once


@pytest.mark.parametrize(
    ("answer", "marked"),
    [
        ("550 No such user", True),
        ("550 5.1.1 No such user", True),
        ("550 5.7.1 Relaying denied", False),
        ("451 Come again", False),
    ],
)
def test_an_address_that_the_server_does_not_know_is_marked(person: Any, mailserver: Any, answer: str, marked: bool):
    mailserver.refused[GONE] = answer
    owe(MANDATORY, subject=person, recipients=["Gone@Example.invalid", "well@example.invalid"], context={"name": "x"})
    sending.send_due()
    assert mailserver.copies() == {"well@example.invalid": 1}
    assert queries.bouncing([GONE.upper(), "well@example.invalid"]) == ({GONE} if marked else set())
    if marked:
        assert Bounce.objects.get().reason == answer


# Returned later


def test_a_returned_mail_marks_the_address_of_the_message_that_it_quotes(person: Any, mailserver: Any):
    message = sent(person)
    assert bounces.read(report(GONE, message.message_id)) == [GONE]
    row = Bounce.objects.get()
    assert (row.address, row.permanent, row.reason) == (GONE, True, "smtp; 550 5.1.1 No such user")
    assert queries.bouncing([GONE]) == {GONE}


def test_a_mail_that_was_forwarded_marks_the_address_to_which_we_wrote(person: Any, mailserver: Any):
    message = sent(person)
    assert bounces.read(report("forwarded@elsewhere.example", message.message_id)) == [GONE]


def test_a_report_in_plain_words_is_read_too(person: Any, mailserver: Any):
    message = sent(person)
    raw = (
        "From: MAILER-DAEMON@mail.example.invalid\nTo: portaali@portal.test\nSubject: failure notice\n\n"
        "Hi. This is the qmail-send program at mail.example.invalid.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
        f"<{GONE}>:\nSorry, no mailbox here by that name.\n\n"
        f"--- Below this line is a copy of the message.\n\nMessage-ID: {message.message_id}\nSubject: Tervehdys\n"
    )
    assert bounces.read(raw.encode()) == [GONE]


def test_a_forged_report_marks_nobody_else(person: Any, mailserver: Any):
    """Who quotes the ID of a mail to themselves can mark themselves, and nobody whose address they name."""
    mine = sent(person, "forger@example.invalid")
    sent(someone(), "victim@example.invalid")
    assert bounces.read(report("victim@example.invalid", mine.message_id)) == ["forger@example.invalid"]
    assert queries.bouncing(["victim@example.invalid"]) == set()


@pytest.mark.parametrize(
    "message_id", ["<0123456789abcdef0123456789abcdef@portal.test>", "<other@list.example>", "<x@portal.test>"]
)
def test_a_report_about_another_mail_marks_nothing(person: Any, mailserver: Any, message_id: str):
    sent(person)
    assert bounces.read(report(GONE, message_id)) == []
    assert not Bounce.objects.exists()


def test_an_address_to_which_we_never_wrote_is_not_marked(person: Any, mailserver: Any):
    sent(person, "other@example.invalid")
    assert bounces.read(report("stranger@example.invalid")) == []
    assert not Bounce.objects.exists()


def test_what_was_sent_long_ago_says_nothing_of_today(person: Any, mailserver: Any):
    message = sent(person)
    Message.objects.update(sent_at=clock.now() - bounces.LOOK_BACK - timedelta(hours=1))
    assert bounces.read(report(GONE, message.message_id)) == []
    assert bounces.read(report(GONE)) == []


def test_without_an_id_it_takes_a_week_of_reports(person: Any, mailserver: Any):
    sent(person)
    assert bounces.read(report()) == [GONE]
    assert queries.bouncing([GONE]) == set()
    Bounce.objects.update(since=clock.now() - timedelta(days=8))
    assert bounces.read(report()) == [GONE]
    assert queries.bouncing([GONE]) == {GONE}


def test_a_delay_is_no_refusal_and_two_that_lie_far_apart_are_two(person: Any, mailserver: Any):
    message = sent(person)
    late = report(GONE, message.message_id, action="delayed", status="4.2.2")
    bounces.read(late)
    assert queries.bouncing([GONE]) == set()
    long_ago = clock.now() - bounces.FORGOTTEN - timedelta(days=1)
    Bounce.objects.update(since=long_ago, last_at=long_ago)
    bounces.read(late)
    assert queries.bouncing([GONE]) == set()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 500,
        b"Subject: Kiitos viestista\nFrom: gone@example.invalid\n\nPalaan lomalta maanantaina.\n",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n\n--x--",
        report("a@b\r\nBcc: c@d"),
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 300,
    ],
)
def test_what_is_no_report_marks_nothing_and_is_no_fault(person: Any, mailserver: Any, raw: bytes):
    sent(person)
    assert bounces.read(raw) == []
    assert not Bounce.objects.exists()


def test_a_huge_mail_is_read_to_its_limit_only(person: Any, mailserver: Any):
    message = sent(person)
    late = report(GONE).replace(b"It could not", b"x" * bounces.MAX_BYTES + message.message_id.encode())
    assert bounces.read(late) == []


# The command


def test_the_command_reads_one_mail_from_its_input(person: Any, mailserver: Any, monkeypatch: pytest.MonkeyPatch):
    message = sent(person)
    raw = io.BytesIO(report(GONE, message.message_id))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(raw))
    said = io.StringIO()
    call_command("read_bounces", stdout=said)
    assert said.getvalue().strip() == "1 mails read, 1 addresses marked."


def test_the_command_reads_a_folder_and_marks_what_it_has_read_as_seen(person: Any, mailserver: Any, tmp_path: Path):
    message = sent(person)
    box = mailbox.Maildir(tmp_path / "returned")
    box.add(report(GONE, message.message_id))
    box.add(b"\xff\xfe broken")
    said = io.StringIO()
    for _twice in range(2):
        call_command("read_bounces", maildir=str(tmp_path / "returned"), stdout=said)
    assert said.getvalue().splitlines() == ["2 mails read, 1 addresses marked.", "0 mails read, 0 addresses marked."]
    assert list((tmp_path / "returned" / "new").iterdir()) == []
    assert len(list((tmp_path / "returned" / "cur").iterdir())) == 2


def test_a_folder_that_is_none_is_refused(tmp_path: Path):
    with pytest.raises(CommandError):
        call_command("read_bounces", maildir=str(tmp_path))


# When the mark goes


def test_a_confirmed_address_is_marked_no_more(person: Any):
    bounces.note(person.email, reason="550", permanent=True)
    other = EmailAddress.objects.create(user=person, email=f"x{person.email}")
    email_confirmed.send(sender=EmailAddress, request=None, email_address=other)
    assert queries.bouncing([person.email]) == {person.email}
    own = EmailAddress.objects.create(user=person, email=person.email.upper())
    email_confirmed.send(sender=EmailAddress, request=None, email_address=own)
    assert queries.bouncing([person.email]) == set()


def test_a_later_mail_that_the_server_takes_does_not_take_the_mark_away(person: Any, mailserver: Any):
    bounces.note(GONE, reason="550", permanent=True)
    sent(person)
    assert queries.bouncing([GONE]) == {GONE}


def test_a_person_is_told_kindly_and_says_that_the_address_works(person: Any, client: Any):
    client.force_login(person)
    pages = ("/en/viestit/", "/en/viestit/asetukset/", "/en/omat/")
    said = f"Mail that we send to {person.email} comes back"
    assert [said in client.get(page).content.decode() for page in pages] == [False] * 3
    bounces.note(person.email, reason="550", permanent=True)
    assert [said in client.get(page).content.decode() for page in pages] == [True] * 3
    assert client.post("/en/viestit/osoite-toimii/").headers["Location"] == "/en/viestit/"
    assert not Bounce.objects.exists()


def test_nobody_takes_the_mark_from_another_but_an_employee_who_edits_the_register(person: Any):
    bounces.note(GONE, reason="550", permanent=True)
    for who in (person, employee(StaffRole.AUDITOR)):
        with acting(as_employee(who)), pytest.raises(PermissionDenied):
            bounces.clear(GONE)
    with acting(as_employee(employee(StaffRole.LIAISON))):
        assert bounces.clear(GONE.upper()) is True
        assert bounces.clear(GONE) is False


def test_many_addresses_cost_one_query_and_none_cost_none(django_assert_num_queries: Any, db: None):
    with django_assert_num_queries(1):
        assert queries.bouncing(f"a{number}@example.invalid" for number in range(30)) == set()
    with django_assert_num_queries(0):
        assert queries.bouncing([]) == set()
