"""Waking the workers, over the real queue."""

from __future__ import annotations

import pytest
from django.db import transaction

from portal import broker
from portal.celery import app

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _closed_circuit():
    broker.circuit.worked()


def waiting():
    """How many wake-ups wait in the queue of the senders."""
    with app.connection_for_write() as connection:
        return connection.default_channel.client.llen("mail")


def test_several_calls_of_one_transaction_are_added_up():
    with transaction.atomic():
        for _call in range(120):
            broker.wake("outbox.send", batch=50)
        assert waiting() == 0
    assert waiting() == 3


def test_without_a_transaction_the_workers_are_woken_at_once():
    broker.wake("outbox.send")
    broker.wake("outbox.send", amount=10_000, batch=50)
    assert waiting() == 1 + broker.MAX_WAKE_UPS


def test_what_is_rolled_back_wakes_nobody():
    with pytest.raises(ZeroDivisionError):
        wake_and_fail()
    assert waiting() == 0


@transaction.atomic
def wake_and_fail():
    broker.wake("outbox.send")
    raise ZeroDivisionError


def test_a_savepoint_that_is_rolled_back_takes_only_its_own_with_it():
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError):
            wake_and_fail()
        broker.wake("outbox.send")
    assert waiting() == 1


def test_a_savepoint_that_is_kept_shares_its_call():
    with transaction.atomic():
        with transaction.atomic():
            broker.wake("outbox.send", batch=50)
        with transaction.atomic():
            broker.wake("outbox.send", batch=50)
    assert waiting() == 1


def test_different_work_is_not_mixed_up():
    with transaction.atomic():
        for number in (1, 2, 1):
            broker.wake("outbox.send", number)
    assert waiting() == 3
