"""Messages owed: none missing, at most one duplicate per killed process (cases.md 1, 3 to 6)."""

from __future__ import annotations

import signal
import time
from datetime import timedelta

import pytest
from django.db import transaction

from portal import broker, clock
from portal.accounts.models import User
from portal.outbox.enums import State
from portal.outbox.models import Message
from portal.outbox.services import owe
from tests.factories.accounts import employee
from tests.faults.helpers.errands import notifications  # noqa: F401 - declares the kind here as well
from tests.faults.helpers.waiting import happens, until

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def subject() -> User:
    """What the messages are about: any object will do."""
    return employee()


@pytest.fixture(autouse=True)
def _closed_circuit() -> None:
    broker.circuit.worked()


@transaction.atomic
def tell(subject: User, *addresses: str, **given: object) -> list[Message]:
    return owe("errands.letter", subject=subject, recipients=addresses, path="/fi/", **given)  # type: ignore[arg-type]


@transaction.atomic
def tell_and_fail(subject: User, *addresses: str) -> None:
    tell(subject, *addresses)
    raise ZeroDivisionError


def unsent() -> int:
    return Message.objects.exclude(state=State.SENT).count()


def test_a_newsletter_survives_workers_being_killed(subject, mailserver, workers):
    """Case 1. Both pool processes are killed while each waits for the answer to a mail that the server has taken."""
    readers = [f"reader{number}@example.invalid" for number in range(2000)]
    message_ids = {message.address: message.message_id for message in tell(subject, *readers)}
    mailserver.hold_from = 700
    worker = workers.start("mail", concurrency=2, beat=True)
    until(lambda: mailserver.held == 2, what="both processes waiting for an answer")
    worker.kill()
    mailserver.release()
    workers.start("mail", concurrency=2, beat=True)
    until(lambda: unsent() == 0, within=60, what="all sent")

    copies = mailserver.copies()
    assert copies.keys() == set(readers)
    # Two processes were killed, each with one mail taken and not noted as sent; the third copy never happens.
    assert copies.total() - len(readers) == 2
    assert max(copies.values()) == 2
    assert {mail.message_id for mail in mailserver.received} == set(message_ids.values())
    assert all(message_ids[mail.recipient] == mail.message_id for mail in mailserver.received)


def test_a_pool_of_threads_has_one_mail_in_flight(subject, mailserver, workers):
    """Case 1 again: "per killed process" also where a process has many threads."""
    readers = [f"reader{number}@example.invalid" for number in range(400)]
    mailserver.hold_from = 5
    worker = workers.start("mail", pool="threads", concurrency=8)
    tell(subject, *readers)
    until(lambda: mailserver.held)
    assert not happens(lambda: mailserver.held > 1, within=1.5)
    worker.kill()
    mailserver.release()
    workers.start("mail", pool="threads", concurrency=8, beat=True)
    until(lambda: unsent() == 0, what="all sent")

    copies = mailserver.copies()
    assert copies.keys() == set(readers)
    assert copies.total() - len(readers) == 1


def test_a_reminder_survives_a_restart_of_the_queue(subject, own_queue, mailserver, workers):
    """Case 3. The two hours pass in the database: the date is there and not in the queue."""
    workers.start("mail", beat=True)
    [reminder] = tell(subject, "later@example.invalid", not_before=clock.now() + timedelta(hours=2))
    tell(subject, "now@example.invalid")
    until(lambda: mailserver.copies()["now@example.invalid"] == 1)

    restart(own_queue)
    tell(subject, "afterwards@example.invalid")
    until(lambda: unsent() == 1, what="sending after the restart")
    assert mailserver.copies()["later@example.invalid"] == 0

    Message.objects.filter(pk=reminder.pk).update(not_before=clock.now())
    until(lambda: mailserver.copies()["later@example.invalid"] == 1, what="the reminder")
    restart(own_queue)
    tell(subject, "last@example.invalid")
    until(lambda: mailserver.copies()["last@example.invalid"] == 1)
    assert set(mailserver.copies().values()) == {1}


def restart(queue):
    assert queue.valkey is not None
    queue.valkey.kill()
    queue.valkey.wait()
    queue.start_valkey()


def test_a_queue_that_is_away_is_not_felt(subject, own_queue, mailserver, workers):
    """Case 4. The mail follows when the queue is back."""
    assert own_queue.valkey is not None
    own_queue.valkey.kill()
    own_queue.valkey.wait()
    assert seconds(tell, subject, "first@example.invalid") < 1
    assert seconds(tell, subject, "second@example.invalid") < 0.3
    own_queue.start_valkey()
    workers.start("mail", beat=True)
    until(lambda: unsent() == 0, what="both sent")
    assert mailserver.copies() == {"first@example.invalid": 1, "second@example.invalid": 1}


def test_a_queue_that_hangs_costs_one_request_two_seconds(subject, own_queue, mailserver, workers):
    """Case 4 again: it takes connections and answers nothing, as a swapping machine does."""
    assert own_queue.valkey is not None
    tell(subject, "before@example.invalid")
    own_queue.valkey.send_signal(signal.SIGSTOP)
    try:
        assert seconds(tell, subject, "first@example.invalid") < 3
        assert seconds(tell, subject, "second@example.invalid") < 0.3
    finally:
        own_queue.valkey.send_signal(signal.SIGCONT)
    workers.start("mail", beat=True)
    until(lambda: unsent() == 0, what="all sent")
    assert set(mailserver.copies().values()) == {1}


def seconds(act, *args):
    start = time.monotonic()
    act(*args)
    return time.monotonic() - start


def test_what_is_rolled_back_is_not_sent(subject, mailserver, workers):
    """Case 5."""
    workers.start("mail", beat=True)
    with pytest.raises(ZeroDivisionError):
        tell_and_fail(subject, "never@example.invalid")
    tell(subject, "always@example.invalid")
    until(lambda: mailserver.copies()["always@example.invalid"] == 1)
    assert list(Message.objects.values_list("address", flat=True)) == ["always@example.invalid"]
    assert mailserver.copies() == {"always@example.invalid": 1}


def test_a_dropped_line_and_a_bad_address_concern_only_themselves(subject, mailserver, workers):
    """Case 6."""
    readers = [f"reader{number}@example.invalid" for number in range(10)]
    mailserver.drops["reader4@example.invalid"] = 2
    mailserver.refused["reader7@example.invalid"] = "550 No such user"
    rows = {message.address: message for message in tell(subject, *readers)}
    workers.start("mail", beat=True)
    until(lambda: Message.objects.filter(state__in=[State.SENT, State.FAILED]).count() == 10, what="all settled")

    assert mailserver.copies() == {reader: 1 for reader in readers if reader != "reader7@example.invalid"}
    tried = [mail.message_id for mail in mailserver.attempts if mail.recipient == "reader4@example.invalid"]
    assert tried == [rows["reader4@example.invalid"].message_id] * 3
    [failed] = Message.objects.filter(state=State.FAILED)
    assert (failed.address, failed.attempts, failed.last_error) == ("reader7@example.invalid", 1, "550 No such user")
