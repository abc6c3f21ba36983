"""What the record holds of a person, and how it forgets one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import personal, retention
from portal.journal import registry, services
from portal.journal.models import Event
from portal.personal import MOST, Section
from portal.ui import formats


@personal.source(
    "journal",
    label=gettext_lazy("The record"),
    what=gettext_lazy("What you did in the portal and when, as sentences"),
    order=90,
)
def acts(user: Any) -> Iterable[Section]:
    """The events in which the person acted, newest first."""
    # One more than fits, so that the copy can say that something was left out.
    rows = Event.objects.filter(actor_id=user.pk).order_by("-at", "-pk")[: MOST + 1]
    yield Section(_("What you did"), [(formats.moment(row.at), _line(row)) for row in rows.iterator()])


def _line(event: Event) -> str:
    said = services.sentence(event) if event.verb in registry.known() else event.verb
    return f"{said} – {event.reason}" if event.reason else said


def _mine(user: Any) -> int:
    kept = retention.statutory_verbs(list(registry.known()))
    return Event.objects.filter(actor_id=user.pk).exclude(verb__in=kept).count()


@personal.erasure(
    "journal", label=gettext_lazy("Your name and reasons in the record of what was done"), count=_mine, order=900
)
def forget(users: Sequence[Any]) -> None:
    """Take the people out of the record, but for what the law keeps."""
    services.forget([user.pk for user in users], reason=_("Erased by the retention plan"))


@personal.kept(
    "journal",
    label=gettext_lazy("Your name in the record of matters in which money or a decision was at stake"),
    why=gettext_lazy("An authority has to be able to show who did what in them (archives act 831/1994)."),
)
def statutory(user: Any) -> int:
    """How many events stay."""
    kept = retention.statutory_verbs(list(registry.known()))
    return Event.objects.filter(actor_id=user.pk, verb__in=kept).count()
