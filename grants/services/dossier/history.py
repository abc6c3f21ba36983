"""What has happened, sentence by sentence, on Helsinki's clock and in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models import Instalment, Payout, Rectification, UseReport
from grants.services.dossier.parts import Fact, Item, Matter, Theme, moment
from portal.decisions.models import Decision
from portal.journal import services as journal
from portal.journal.models import Event

# The makings of dossiers stay in the journal: here each one would change the next.
MAKINGS = ("grants.dossier_asked", "grants.dossier_made", "grants.dossier_removed")


def _events(matter: Matter) -> QuerySet[Event]:
    application = matter.application
    about = Q(object_type=application._meta.label_lower, object_id=str(application.pk))
    hanging: list[QuerySet[Any]] = [
        Decision.objects.about(application),
        Rectification.objects.filter(application=application),
        UseReport.objects.filter(award__application=application),
        Payout.objects.filter(award__application=application),
        Instalment.objects.filter(payout__award__application=application),
    ]
    for rows in hanging:
        keys = rows.order_by().annotate(_key=Cast("pk", CharField())).values("_key")
        about |= Q(object_type=rows.model._meta.label_lower, object_id__in=keys)
    return Event.objects.filter(about).exclude(verb__in=MAKINGS)


def _items(matter: Matter) -> Iterator[Item]:
    for event in _events(matter).order_by("at", "pk").iterator(chunk_size=500):
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
