"""How long the record names people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import retention
from portal.journal import registry, services
from portal.journal.models import Event


def named(before: datetime) -> QuerySet[Event]:
    """Events by people from before the instant that the law doesn't keep as they are."""
    kept = retention.statutory_verbs(list(registry.known()))
    return Event.objects.filter(at__lt=before, actor_kind="user", redacted_at__isnull=True).exclude(verb__in=kept)


def redact(events: Sequence[Event]) -> None:
    """Take who and why out of the events, and note that it was done."""
    services.redact([event.pk for event in events], reason=_("Erased by the retention plan"))


retention.kind(
    "journal.people",
    label=gettext_lazy("People in the record of what was done"),
    what=gettext_lazy("Names, reasons and details are erased; that something was done, and when, stays."),
    basis=gettext_lazy("Shows who did what in a matter (GDPR, article 5(2); archives act 831/1994)"),
    months=120,
    least=24,
    find=named,
    erase=redact,
    locks=False,
)
