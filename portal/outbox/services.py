"""Owing messages, and what a reader does with them. The only writers besides the sender."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.db.models import Model
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext as _

from portal import broker, clock, translated
from portal.accounts.models import User
from portal.outbox import plain, registry, rules
from portal.outbox.enums import Channel, State
from portal.outbox.models import Message, OutboxSettings, Preference

SEND_TASK = "outbox.send"
# So many mails one task sends before it makes room for others.
BATCH = 50


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a person chose for the kind at hand."""

    channel: str = Channel.IMMEDIATELY
    quiet_from: time | None = None
    quiet_until: time | None = None
    digest_hour: int = OutboxSettings.DEFAULT_DIGEST_HOUR


def owe(
    kind: str,
    *,
    subject: Model,
    recipients: Iterable[User | str],
    context: Mapping[str, Any] | None = None,
    path: str = "",
    discriminator: str = "",
    language: str | None = None,
    not_before: datetime | None = None,
) -> list[Message]:
    """Owe a message of the kind about the subject to each recipient, in the caller's transaction.

    A recipient is a user or a plain address. Asking again for the same kind, subject, ``discriminator`` and address
    changes nothing. ``context`` holds plain values only (see plain.py); ``path`` is the page in the portal that the
    message leads to (``/fi/…``). ``language`` (fi, sv, en) is for plain addresses and, where given, for everyone;
    users otherwise get their own. ``not_before`` is an aware instant before which nothing is sent.

    Returns the rows that stand for these recipients, also those that were owed before. Optional kinds obey what the
    person chose. Workers are woken after the commit; that the queue is away is logged and never felt.

    Raises TransactionManagementError outside of a transaction (a message must not outlive a cause that failed),
    ImproperlyConfigured for an undeclared kind, TypeError for a context that isn't plain, ValueError for a path that
    leads elsewhere, an unknown language, or a subject that isn't stored.
    """
    declared = registry.find(kind)
    if not connection.in_atomic_block:
        raise TransactionManagementError(f"{kind} is owed outside of the transaction of its cause.")
    if subject.pk is None:
        raise ValueError(f"{kind} is owed about a subject that isn't stored.")
    if path and (not path.startswith("/") or path.startswith("//") or "\\" in path):
        raise ValueError(f"{path!r} is no path within the portal.")
    if language is not None and language not in translated.LANGUAGES:
        raise ValueError(f"The portal speaks no {language!r}.")
    values = plain.dump(context or {})
    people = _by_address(recipients)
    habits = _habits(kind, people.values()) if declared.optional else {}
    now = clock.now()
    start = max(now, not_before) if not_before else now
    rows = [
        Message(
            kind=kind,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            discriminator=discriminator,
            recipient=user,
            address=address,
            language=language or (user.language if user else settings.LANGUAGE_CODE),
            context=values,
            path=path,
            message_id=new_message_id(),
            created_at=now,
            **_way(address, start, habits.get(user.pk) if user else None),
        )
        for address, user in people.items()
    ]
    if not rows:
        return []
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    stored = list(
        Message.objects.filter(
            kind=kind,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            discriminator=discriminator,
            address__in=list(people),
        ).order_by("pk")
    )
    ours = {row.message_id for row in rows}
    due = sum(row.message_id in ours and row.state == State.OWED and row.not_before <= now for row in stored)
    if due:
        broker.wake(SEND_TASK, amount=due, batch=BATCH)
    return stored


def new_message_id() -> str:
    """A Message-ID under the portal's own name; made once a message, so that a second sending can be recognised."""
    return f"<{uuid4().hex}@{urlsplit(settings.PORTAL_URL).hostname or 'localhost'}>"


def _by_address(recipients: Iterable[User | str]) -> dict[str, User | None]:
    people: dict[str, User | None] = {}
    for recipient in recipients:
        user = None if isinstance(recipient, str) else recipient
        address = (recipient if isinstance(recipient, str) else recipient.email).strip().lower()
        if people.get(address) is None:
            people[address] = user
    return people


def _habits(kind: str, people: Iterable[User | None]) -> dict[int, _Habits]:
    """What those chose who chose anything. Two queries, however many people."""
    ids = [user.pk for user in people if user is not None]
    channels = dict(Preference.objects.filter(kind=kind, user__in=ids).values_list("user_id", "channel"))
    hours = {row.user_id: row for row in OutboxSettings.objects.filter(user__in=ids)}
    found: dict[int, _Habits] = {}
    for pk in channels.keys() | hours.keys():
        row = hours.get(pk) or OutboxSettings()
        channel = channels.get(pk, Channel.IMMEDIATELY)
        found[pk] = _Habits(channel, row.quiet_from, row.quiet_until, row.digest_hour)
    return found


def _way(address: str, start: datetime, habits: _Habits | None) -> dict[str, Any]:
    """State and time of a new message."""
    try:
        validate_email(address)
    except ValidationError:
        # The cause must not fail because of it; the person reads it in the portal, and the city sees the failure.
        return {"state": State.FAILED, "not_before": start, "last_error": _("This is not an e-mail address.")}
    if habits is None:
        return {"not_before": start}
    if habits.channel == Channel.PORTAL_ONLY:
        return {"state": State.SILENCED, "not_before": start}
    if habits.channel == Channel.DIGEST:
        return {"state": State.HELD, "not_before": rules.next_digest(start, habits.digest_hour)}
    return {"not_before": rules.after_quiet(start, habits.quiet_from, habits.quiet_until)}


def mark_read(message: Message) -> None:
    """Note that the recipient has opened the message in the portal; the first time counts."""
    Message.objects.filter(pk=message.pk).unread().update(read_at=clock.now())


def mark_all_read(user: User) -> int:
    """Note that the person has read all that is in the inbox. Returns how many were unread."""
    return Message.objects.in_inbox_of(user.pk).unread().order_by().update(read_at=clock.now())


@transaction.atomic
def choose(
    user: User,
    *,
    channels: Mapping[str, str],
    quiet_from: time | None,
    quiet_until: time | None,
    digest_hour: int,
) -> None:
    """Store how the person wants to hear; holds for messages owed from now on.

    Raises ImproperlyConfigured for an undeclared kind and ValueError for a mandatory one, about which there is no
    choice.
    """
    for name, channel in channels.items():
        if not registry.find(name).optional:
            raise ValueError(f"Nobody may silence {name}.")
        Preference.objects.update_or_create(user=user, kind=name, defaults={"channel": channel})
    OutboxSettings.objects.update_or_create(
        user=user, defaults={"quiet_from": quiet_from, "quiet_until": quiet_until, "digest_hour": digest_hour}
    )
