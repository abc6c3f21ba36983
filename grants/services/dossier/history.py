"""What has happened, sentence by sentence, on Helsinki's clock and in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.services.dossier import hanging
from grants.services.dossier.parts import Fact, Item, Matter, Theme, moment
from portal.journal import services as journal
from portal.journal.models import Event

# The makings of dossiers stay in the journal: here each one would change the next.
MAKINGS = ("grants.dossier_asked", "grants.dossier_made", "grants.dossier_removed")


def _events(matter: Matter) -> QuerySet[Event]:
    application = matter.application
    about = Q(object_type=application._meta.label_lower, object_id=str(application.pk))
    arms = [about, *(hanging.named(rows, "object") for rows in hanging.objects(application))]
    # Joined together, so that each is found by its index: the journal is the longest table.
    first, *others = [Event.objects.filter(arm).exclude(verb__in=MAKINGS) for arm in arms]
    return first.union(*others, all=True)


def _items(matter: Matter) -> Iterator[Item]:
    for event in _events(matter).order_by("at", "id").iterator(chunk_size=500):
        yield _item(event)


def _item(event: Event) -> Item:
    sentence, utc = journal.sentence(event), f"{event.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    local = moment("at", _("Time in Helsinki"), event.at)
    told = [
        *([local] if local is not None else []),
        Fact("utc", _("UTC"), utc, utc),
        Fact("sentence", _("What happened"), sentence, sentence),
        Fact("reason", _("Why"), event.reason, event.reason),
        Fact("verb", _("Kind"), event.verb, event.verb),
    ]
    return Item(sentence, event.at, told)


THEMES = (
    Theme(
        "tapahtumat",
        gettext_lazy("What has happened"),
        lambda matter: _events(matter).count(),
        _items,
        internal=True,
        table=True,
    ),
)
