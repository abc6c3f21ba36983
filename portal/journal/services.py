"""Writing and reading the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from portal import actor as actors
from portal import clock
from portal.journal import registry
from portal.journal.models import Event


class NoActor(Exception):
    """A write without an actor. Nobody may change the portal's data namelessly."""


def record(verb: str, obj: models.Model, *, reason: str = "", details: Mapping[str, Any] | None = None) -> Event:
    """Write one event in the caller's transaction.

    Raises :class:`NoActor` when the request or task names nobody, ImproperlyConfigured for an undeclared verb.
    """
    registry.find(verb)
    who = actors.current()
    if who.kind == "anonymous":
        raise NoActor(f"{verb} on {obj._meta.label} without an actor.")
    return Event.objects.create(
        at=clock.now(),
        verb=verb,
        actor_kind=who.kind,
        actor_id=who.user_id,
        actor_label=who.label[:200],
        acting_for_id=who.acting_for,
        acting_for_label=who.acting_for_label[:200],
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        object_label=str(obj)[:300],
        details=dict(details or {}),
        reason=reason,
        request_id=who.request_id,
    )


def sentence(event: Event) -> str:
    """The event as a sentence in the active language."""
    values: dict[str, Any] = {**event.details, "object": event.object_label, "actor": _actor(event)}
    if event.redacted_at is not None:
        values = defaultdict(lambda: "…", values, object=event.object_label or "…")
    return str(registry.find(event.verb).sentence) % values


def _actor(event: Event) -> str:
    if event.redacted_at is not None:
        return _("a person whose data has been erased")
    if event.actor_kind == "system":
        return _("The portal")
    if event.acting_for_label:
        return f"{event.actor_label} ({event.acting_for_label})"
    return event.actor_label


def redact(event_ids: list[int], *, reason: str) -> int:
    """Erase the personal data of events by the retention plan, and record that it was done.

    Goes through the owner's function, since the app role can't update the journal. Returns the number of events.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_redact(%s, %s)", [event_ids, reason])
        row = cursor.fetchone()
    return int(row[0])
