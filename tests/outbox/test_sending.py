"""Sending over a real mail server in this process, and the sweep (cases.md 6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db.models import F

from portal import broker, clock
from portal.outbox import digests, rules, sending, services, sweeping
from portal.outbox.enums import Channel, State
from portal.outbox.models import DIGEST_KIND, Message
from portal.outbox.services import owe
from tests.outbox.conftest import MANDATORY, OPTIONAL, someone

NOON = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def wakes(monkeypatch):
    """What the workers are asked for."""
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(broker, "wake", lambda task, *args, amount=1, batch=1: asked.append((task, amount)))
    return asked


def tell(person, *addresses, **given):
    return owe(MANDATORY, subject=person, recipients=addresses, context={"name": "Kerho"}, **given)


def state_of(message):
    message.refresh_from_db()
    return message.state, message.attempts, message.last_error


def test_what_is_due_goes_over_one_connection(person, mailserver):
    tell(person, "a@example.invalid", "b@example.invalid")
    tell(person, "later@example.invalid", not_before=clock.now() + timedelta(hours=2))
    assert sending.send_due() == 2
    assert mailserver.copies() == {"a@example.invalid": 1, "b@example.invalid": 1}
    assert mailserver.sessions == 1
    assert sending.send_due() == 0
    assert mailserver.sessions == 1
    assert Message.objects.filter(state=State.SENT, sent_at__isnull=False, claimed_at=None).count() == 2


def test_a_mail_arrives_as_it_was_meant(person, mailserver):
    [message] = tell(person, "a@example.invalid", path="/fi/avustukset/1/")
    sending.send_due()
    [received] = mailserver.received
    assert received.message_id == message.message_id
    assert received.mail["Subject"] == "Päätös: Kerho"
    assert received.mail["Auto-Submitted"] == "auto-generated"
    assert received.mail.get_content_type() == "multipart/alternative"


def test_a_full_batch_asks_for_another(person, mailserver, wakes):
    tell(person, *(f"reader{number}@example.invalid" for number in range(5)))
    wakes.clear()
    assert sending.send_due(limit=3) == 3
    assert wakes == [("outbox.send", 1)]
    assert sending.send_due(limit=3) == 2
    assert len(wakes) == 1


@pytest.mark.parametrize(
    ("answer", "left", "attempts"),
    [("550 No such user", State.FAILED, 1), ("451 Come again", State.OWED, 1)],
)
def test_a_refused_address_fails_for_good_or_waits(person, mailserver, answer, left, attempts):
    mailserver.refused["bad@example.invalid"] = answer
    first, bad, last = tell(person, "a@example.invalid", "bad@example.invalid", "z@example.invalid")
    before = clock.now()
    assert sending.send_due() == 3
    assert state_of(bad) == (left, attempts, answer)
    assert state_of(first) == state_of(last) == (State.SENT, 1, "")
    assert mailserver.sessions == 1
    if left == State.OWED:
        assert bad.not_before >= before + timedelta(seconds=sending.retry_seconds())
        del mailserver.refused["bad@example.invalid"]
        Message.objects.filter(pk=bad.pk).update(not_before=clock.now())
        sending.send_due()
        assert state_of(bad) == (State.SENT, 2, "")
    assert max(mailserver.copies().values()) == 1


def test_a_dropped_line_is_opened_again_for_the_others(person, mailserver):
    mailserver.drops["b@example.invalid"] = 1
    first, dropped, last = tell(person, "a@example.invalid", "b@example.invalid", "c@example.invalid")
    assert sending.send_due() == 3
    assert state_of(first) == state_of(last) == (State.SENT, 1, "")
    left, _attempts, error = state_of(dropped)
    assert left == State.OWED
    assert "SMTPServerDisconnected" in error
    assert mailserver.sessions == 2
    Message.objects.filter(pk=dropped.pk).update(not_before=clock.now())
    sending.send_due()
    assert [received.message_id for received in mailserver.attempts if received.recipient == dropped.address] == [
        dropped.message_id
    ] * 2


def test_while_the_mail_server_is_away_nothing_uses_up_its_attempts(person, mailserver, settings, wakes):
    [message] = tell(person, "a@example.invalid")
    wakes.clear()
    settings.EMAIL_PORT = 1
    assert sending.send_due() == 0
    assert state_of(message) == (State.OWED, 0, "")
    assert wakes == []


def test_a_message_gives_up_after_its_attempts(person, mailserver):
    mailserver.refused["a@example.invalid"] = "451 Come again"
    [message] = tell(person, "a@example.invalid")
    Message.objects.update(attempts=rules.MAX_ATTEMPTS - 1)
    sending.send_due()
    assert state_of(message) == (State.FAILED, rules.MAX_ATTEMPTS, "451 Come again")


def test_a_fault_in_a_template_waits_for_its_mending(person, mailserver, settings):
    broken, whole = tell(person, "a@example.invalid", "b@example.invalid")
    Message.objects.filter(pk=broken.pk).update(kind="letters.gone")
    sending.send_due()
    assert state_of(broken)[:2] == (State.OWED, 1)
    assert state_of(whole) == (State.SENT, 1, "")


def test_two_senders_never_take_the_same(person, mailserver):
    """What is claimed is claimed: a message that somebody else is sending is left alone."""
    mine, other = tell(person, "a@example.invalid", "b@example.invalid")
    Message.objects.filter(pk=other.pk).update(state=State.SENDING, claimed_at=clock.now())
    assert sending.send_due() == 1
    assert mailserver.copies() == {mine.address: 1}


def test_other_mail_backends_do_too(person):
    tell(person, "a@example.invalid")
    assert sending.send_due() == 1
    assert [sent.to for sent in mail.outbox] == [["a@example.invalid"]]


def test_the_sweep_owes_again_what_a_killed_process_left(person, wakes):
    stuck, busy, hopeless = tell(person, "a@example.invalid", "b@example.invalid", "c@example.invalid")
    old = clock.now() - sending.stuck_after() - timedelta(seconds=1)
    for message, claimed_at, attempts in ((stuck, old, 1), (busy, clock.now(), 1), (hopeless, old, rules.MAX_ATTEMPTS)):
        Message.objects.filter(pk=message.pk).update(state=State.SENDING, claimed_at=claimed_at, attempts=attempts)
    wakes.clear()
    assert sweeping.sweep() == 1
    assert [state_of(message)[0] for message in (stuck, busy, hopeless)] == [State.OWED, State.SENDING, State.FAILED]
    assert wakes == [("outbox.send", 1)]


def test_the_sweep_wakes_for_what_is_due_and_for_digests(person, wakes):
    tell(person, "a@example.invalid")
    tell(person, "b@example.invalid", not_before=clock.now() + timedelta(hours=2))
    services.choose(person, channels={OPTIONAL: "digest"}, quiet_from=None, quiet_until=None, digest_hour=8)
    [held] = owe(OPTIONAL, subject=person, recipients=[person])
    wakes.clear()
    sweeping.sweep()
    assert wakes == [("outbox.send", 1)]
    Message.objects.filter(pk=held.pk).update(not_before=clock.now())
    sweeping.sweep()
    assert wakes[1:] == [("outbox.send", 1), ("outbox.digest", 1)]


def hold(person, *readers, digest_hour=8):
    for reader in readers:
        services.choose(
            reader,
            channels={OPTIONAL: Channel.DIGEST},
            quiet_from=None,
            quiet_until=None,
            digest_hour=digest_hour,
        )
    return [
        owe(OPTIONAL, subject=person, recipients=readers, context={"name": name}, discriminator=name)
        for name in ("Eka", "Toka <b>")
    ]


def test_a_digest_carries_all_that_was_held_once(person):
    other = someone(language="en")
    with time_machine.travel(NOON, tick=False):
        hold(person, person, other)
        assert digests.owe_digests() == 0
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        assert digests.owe_digests() == 2
        assert digests.owe_digests() == 0
        sending.send_due()
    sent: dict[str, Any] = {str(letter.to[0]): letter for letter in mail.outbox}
    assert sent.keys() == {person.email, other.email}
    text = str(sent[other.email].body)
    assert "Päätös: Eka" in text
    assert "Päätös: Toka <b>" in text
    assert "https://portal.test/en/viestit/" in text
    assert "Toka &lt;b&gt;" in str(sent[other.email].alternatives[0][0])
    held = Message.objects.filter(state=State.HELD)
    assert held.count() == 4
    assert held.filter(carried_by__recipient=F("recipient")).count() == 4


def test_a_digest_is_no_message_of_its_own_in_the_inbox(person):
    with time_machine.travel(NOON, tick=False):
        hold(person, person)
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        digests.owe_digests()
    assert Message.objects.filter(kind=DIGEST_KIND).count() == 1
    assert {message.kind for message in Message.objects.in_inbox_of(person.pk)} == {OPTIONAL}
