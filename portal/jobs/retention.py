"""How long background work is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal import retention
from portal.jobs.models import Job


def finished(before: datetime) -> QuerySet[Job]:
    """Work that ended before the instant."""
    return Job.objects.filter(finished_at__lt=before)


def remove(jobs: Sequence[Job]) -> None:
    """Remove the work with what went wrong in it."""
    Job.objects.filter(pk__in=[job.pk for job in jobs]).delete()


retention.kind(
    "jobs.finished",
    label=_("Background work that has ended"),
    what=_("Removed with the list of what went wrong in it."),
    basis=_("Needed to find faults (GDPR, articles 5(1)(e) and 32)"),
    months=12,
    find=finished,
    erase=remove,
)
