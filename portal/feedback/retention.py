"""How long feedback is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal import retention
from portal.feedback.models import Feedback


def answered(before: datetime) -> QuerySet[Feedback]:
    """Feedback that was answered or set aside before the instant."""
    return Feedback.objects.filter(answered_at__lt=before)


def remove(rows: Sequence[Feedback]) -> None:
    """Remove it."""
    Feedback.objects.filter(pk__in=[row.pk for row in rows]).delete()


retention.kind(
    "feedback.answered",
    label=_("Feedback on accessibility"),
    what=_("Removed with its answer."),
    basis=_("Answered in time, and followed up (Act 306/2019, section 8)"),
    months=24,
    find=answered,
    erase=remove,
)
