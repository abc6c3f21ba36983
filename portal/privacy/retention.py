"""How long requests keep their texts, and what shows that the portal answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal import retention
from portal.privacy.enums import RequestState
from portal.privacy.models import DataRequest


def closed(before: datetime) -> QuerySet[DataRequest]:
    """Requests asked and closed before the instant that still hold texts."""
    rows = DataRequest.objects.exclude(state=RequestState.OPEN).filter(asked_at__lt=before)
    return rows.filter(Q(handled_at__isnull=True) | Q(handled_at__lt=before)).exclude(reason="", answer="")


def empty(requests: Sequence[DataRequest]) -> None:
    """Take the texts away."""
    DataRequest.objects.filter(pk__in=[row.pk for row in requests]).update(reason="", answer="")


retention.kind(
    "privacy.requests",
    label=_("Texts of requests about own data"),
    what=_("Erased. When it was asked and answered stays."),
    basis=_("Shows that requests were answered in time (GDPR, articles 5(2) and 12)"),
    months=24,
    least=12,
    find=closed,
    erase=empty,
)

retention.statutory(
    "privacy",
    label=_("That requests about own data were answered, and that the retention plan was carried out"),
    basis=_("Accountability (GDPR, article 5(2))"),
    verbs=("privacy.request_carried_out", "privacy.request_refused", "privacy.run_", "journal.redacted"),
    tables=("privacy_datarequest", "privacy_retentionrun", "dated_datedvalue"),
)
