"""Writing and reading the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from portal import actor as actors
from portal import clock, retention
from portal.journal import registry
from portal.journal.models import Event


class NoActor(Exception):
    """A write without an actor. Nobody may change the portal's data namelessly."""


def record(verb: str, obj: models.Model, *, reason: str = "", details: Mapping[str, Any] | None = None) -> Event:
    """Write one event in the caller's transaction.

    Raises :class:`NoActor` when the request or task names nobody, ImproperlyConfigured for an undeclared verb.
    """
    event = _event(verb, obj, reason, details or {})
    event.save(force_insert=True)
    return event


def record_each(verb: str, told: Iterable[tuple[models.Model, Mapping[str, Any]]]) -> None:
    """Write one event for each object with its details, as :func:`record` does, in one statement."""
    Event.objects.bulk_create([_event(verb, obj, "", details) for obj, details in told])


def _event(verb: str, obj: models.Model, reason: str, details: Mapping[str, Any]) -> Event:
    registry.find(verb)
    who = actors.current()
    if who.kind == "anonymous":
        raise NoActor(f"{verb} on {obj._meta.label} without an actor.")
    return Event(
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
        details=dict(details),
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
    if event.redacted_at is not None and not event.actor_label:
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
    return _number("SELECT journal_redact(%s, %s)", event_ids, reason)


def forget(people: Sequence[int], *, reason: str) -> int:
    """Take people out of the record: as who acted, and as whom an event is about. Returns the number of events.

    What they did stays, without their name and reasons. Statutory verbs and tables (portal.retention) stay as they
    are.
    """
    kept = retention.statutory_verbs(list(registry.known()))
    return _number("SELECT journal_forget(%s, %s, %s, %s)", list(people), kept, retention.statutory_tables(), reason)


def redact_about(model: type[models.Model], keys: Iterable[Any], *, columns: Sequence[str] = (), reason: str) -> None:
    """Erase what the record says of rows that hold a person: their events, and these columns in their images."""
    found = [str(key) for key in keys]
    if not found:
        return
    about = Event.objects.filter(object_type=model._meta.label_lower, object_id__in=found, redacted_at__isnull=True)
    if events := list(about.values_list("pk", flat=True)):
        redact(events, reason=reason)
    if columns:
        sql = "SELECT journal_redact_rows(%s, %s, %s, %s)"
        _number(sql, model._meta.db_table, found, list(columns), reason)


def redact_images(model: type[models.Model], keys: Iterable[Any], *, columns: Sequence[str] = (), reason: str) -> None:
    """Erase of rows that are gone, or hold nobody any more, who changed them, and these columns of their images."""
    if found := [str(key) for key in keys]:
        sql = "SELECT journal_redact_who(%s, %s, %s, %s)"
        _number(sql, model._meta.db_table, found, list(columns), reason)


def _number(sql: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return int(row[0])
