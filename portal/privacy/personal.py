"""What this room and the record hold of a person; the record itself lies too low to speak of days."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import personal
from portal.accounts.models import User
from portal.journal import registry, services
from portal.journal.models import Event
from portal.personal import MOST, Section
from portal.privacy.models import DataRequest
from portal.ui import formats


@personal.source(
    "privacy",
    label=gettext_lazy("Your requests"),
    what=gettext_lazy("When you asked to be erased, and what was answered"),
    order=95,
)
def requests(user: User) -> Iterable[Section]:
    """The person's own requests. One query."""
    rows = DataRequest.objects.filter(user=user).order_by("asked_at", "pk")
    yield Section(
        _("Requests to be erased"),
        [
            (formats.moment(row.asked_at), " · ".join(filter(None, [row.get_state_display(), row.reason, row.answer])))
            for row in rows
        ],
    )


@personal.source(
    "journal",
    label=gettext_lazy("The record"),
    what=gettext_lazy("What you did in the portal and when, as sentences"),
    order=90,
)
def acts(user: User) -> Iterable[Section]:
    """The events in which the person acted, newest first. One query."""
    # One more than fits, so that the copy can say that something was left out.
    rows = Event.objects.filter(actor_id=user.pk).order_by("-at", "-pk")[: MOST + 1]
    yield Section(_("What you did"), [(formats.moment(row.at), _line(row)) for row in rows.iterator()])


def _line(event: Event) -> str:
    said = services.sentence(event) if event.verb in registry.known() else event.verb
    return f"{said} – {event.reason}" if event.reason else said
