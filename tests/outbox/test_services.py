"""Owing messages."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from portal import broker, clock
from portal.accounts.models import User
from portal.outbox import services
from portal.outbox.enums import Channel, State
from portal.outbox.models import Message, OutboxSettings, Preference
from portal.outbox.services import owe
from tests.outbox.conftest import MANDATORY, OPTIONAL, someone

NOON = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LATE = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)  # 22.30 in Helsinki


@pytest.fixture
def wakes(monkeypatch):
    """What the workers are asked for."""
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(broker, "wake", lambda task, *args, amount=1, batch=1: asked.append((task, amount)))
    return asked


def test_a_message_is_owed_to_each_recipient(person, wakes):
    swedish = someone(language="sv")
    rows = owe(
        MANDATORY,
        subject=person,
        recipients=[person, swedish, "Office@Example.Invalid"],
        context={"name": "Porin Shakkikerho ry"},
        path="/fi/avustukset/1/",
    )
    assert [(row.recipient, row.address, row.language) for row in rows] == [
        (person, person.email, "fi"),
        (swedish, swedish.email, "sv"),
        (None, "office@example.invalid", "fi"),
    ]
    assert {(row.state, row.subject_type, row.subject_id) for row in rows} == {
        ("owed", "accounts.user", str(person.pk))
    }
    assert all(row.message_id.endswith("@portal.test>") for row in rows)
    assert len({row.message_id for row in rows}) == 3
    assert wakes == [("outbox.send", 3)]


def test_asking_again_changes_nothing(person, wakes):
    [first] = owe(MANDATORY, subject=person, recipients=[person], context={"name": "A"})
    [again] = owe(MANDATORY, subject=person, recipients=[person, person.email], context={"name": "B"})
    assert (again.pk, again.message_id, again.context) == (first.pk, first.message_id, {"name": "A"})
    assert len(wakes) == 1
    owe(MANDATORY, subject=person, recipients=[person], discriminator="second round")
    assert Message.objects.count() == 2


def test_the_number_of_queries_doesnt_grow_with_the_recipients(person, django_assert_num_queries):
    few, many = [someone(), someone()], [someone() for _reader in range(30)]
    for kind, queries in ((MANDATORY, 2), (OPTIONAL, 4)):
        for recipients in (few, many):
            with django_assert_num_queries(queries):
                owe(kind, subject=person, recipients=recipients, discriminator=str(len(recipients)))


def test_nobody_to_tell_is_nothing_to_do(person, wakes):
    assert owe(MANDATORY, subject=person, recipients=[]) == []
    assert wakes == []


@pytest.mark.django_db(transaction=True)
def test_a_message_is_owed_in_the_transaction_of_its_cause(person):
    with pytest.raises(TransactionManagementError, match="outside of the transaction"):
        owe(MANDATORY, subject=person, recipients=[person])
    assert not Message.objects.exists()


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/", "/\\evil.example", "fi/x"])
def test_a_path_stays_here(person, path):
    with pytest.raises(ValueError, match="no path within the portal"):
        owe(MANDATORY, subject=person, recipients=[person], path=path)


def test_the_database_keeps_paths_here_too(person):
    [message] = owe(MANDATORY, subject=person, recipients=[person])
    with pytest.raises(IntegrityError, match="outbox_message_path_stays_here"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(path="//evil.example/")


def test_only_plain_values_stored_subjects_and_known_kinds(person):
    with pytest.raises(TypeError, match="User can't travel"):
        owe(MANDATORY, subject=person, recipients=[person], context={"user": person})
    with pytest.raises(ValueError, match="speaks no 'de'"):
        owe(MANDATORY, subject=person, recipients=[person], language="de")
    with pytest.raises(ValueError, match="isn't stored"):
        owe(MANDATORY, subject=User(), recipients=[person])
    with pytest.raises(ImproperlyConfigured):
        owe("letters.misspelt", subject=person, recipients=[person])


def test_a_bad_address_fails_alone_and_at_once(person, wakes):
    rows = owe(MANDATORY, subject=person, recipients=["no address", "a@b.example\r\nBcc: x@y.example", person])
    states = {row.address: row.state for row in rows}
    assert states.pop(person.email) == State.OWED
    assert set(states.values()) == {State.FAILED}
    assert all(row.last_error for row in rows if row.state == State.FAILED)
    assert wakes == [("outbox.send", 1)]


def prefer(person, channel=Channel.IMMEDIATELY, quiet_from=None, quiet_until=None, digest_hour=8):
    services.choose(
        person,
        channels={OPTIONAL: channel},
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        digest_hour=digest_hour,
    )


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("channel", "state", "not_before"),
    [
        (Channel.IMMEDIATELY, State.OWED, NOON),
        (Channel.DIGEST, State.HELD, datetime(2026, 11, 25, 5, 0, tzinfo=UTC)),
        (Channel.PORTAL_ONLY, State.SILENCED, NOON),
    ],
)
def test_optional_kinds_obey_the_persons_choice(person, wakes, channel, state, not_before):
    prefer(person, channel, digest_hour=7)
    [message] = owe(OPTIONAL, subject=person, recipients=[person])
    assert (message.state, message.not_before) == (state, not_before)
    assert bool(wakes) == (state == State.OWED)
    [mandatory] = owe(MANDATORY, subject=person, recipients=[person])
    assert (mandatory.state, mandatory.not_before) == (State.OWED, NOON)


@time_machine.travel(LATE, tick=False)
def test_quiet_hours_hold_back_what_is_optional(person, wakes):
    prefer(person, quiet_from=time(22), quiet_until=time(7))
    [message] = owe(OPTIONAL, subject=person, recipients=[person])
    assert (message.state, clock.local(message.not_before).time()) == (State.OWED, time(7))
    assert wakes == []
    [mandatory] = owe(MANDATORY, subject=person, recipients=[person])
    assert mandatory.not_before == LATE


@time_machine.travel(NOON, tick=False)
def test_a_date_ahead_waits_in_the_row(person, wakes):
    [message] = owe(MANDATORY, subject=person, recipients=[person], not_before=NOON + timedelta(hours=2))
    assert message.not_before == NOON + timedelta(hours=2)
    assert wakes == []
    [late] = owe(MANDATORY, subject=person, recipients=[person], discriminator="x", not_before=NOON - timedelta(days=1))
    assert late.not_before == NOON


def test_choices_are_stored_once_and_never_about_mandatory_kinds(person):
    prefer(person, Channel.DIGEST)
    prefer(person, Channel.PORTAL_ONLY, quiet_from=time(22), quiet_until=time(6))
    assert Preference.objects.get(user=person).channel == Channel.PORTAL_ONLY
    assert OutboxSettings.objects.get(user=person).quiet_until == time(6)
    with pytest.raises(ValueError, match="Nobody may silence"):
        services.choose(person, channels={MANDATORY: "digest"}, quiet_from=None, quiet_until=None, digest_hour=8)


def test_reading(person):
    rows = [owe(MANDATORY, subject=person, recipients=[person], discriminator=str(number))[0] for number in range(3)]
    services.mark_read(rows[0])
    rows[0].refresh_from_db()
    first = rows[0].read_at
    services.mark_read(rows[0])
    rows[0].refresh_from_db()
    assert rows[0].read_at == first is not None
    assert services.mark_all_read(person) == 2
    assert services.mark_all_read(person) == 0


def test_erasing_a_person_keeps_the_row(person):
    reader = someone()
    [message] = owe(MANDATORY, subject=person, recipients=[reader])
    reader.delete()
    message.refresh_from_db()
    assert (message.recipient, bool(message.address)) == (None, True)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": State.SENT}, "sent_has_its_time"),
        ({"sent_at": NOON}, "sent_has_its_time"),
        ({"state": State.SENDING}, "sending_is_claimed"),
        ({"claimed_at": NOON}, "sending_is_claimed"),
        ({"state": State.FAILED}, "failed_says_why"),
    ],
)
def test_states_and_dates_go_together(person, values, constraint):
    [message] = owe(MANDATORY, subject=person, recipients=[person])
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**values)
