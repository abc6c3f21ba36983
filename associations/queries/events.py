"""How long the journal is."""

from __future__ import annotations

from django.db.models import Count, Max

from portal.journal.models import Event
from portal.ui.fragments import fragment


def events_count() -> int:
    """How many events the journal has.

    It only grows, so what is newer than a kept count is counted exactly and the rest isn't counted anew each time.
    """
    last, number = (int(part) for part in fragment("events-count", (), "-", _events_so_far).split())
    return number + Event.objects.filter(pk__gt=last).count()


def _events_so_far() -> str:
    found = Event.objects.aggregate(last=Max("pk"), number=Count("pk"))
    return f"{found['last'] or 0} {found['number']}"
