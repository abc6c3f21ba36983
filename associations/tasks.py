"""Background work of associations, by name."""

from __future__ import annotations

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from associations.services import facets
from portal.actor import acting, system
from portal.jobs import services as jobs
from portal.jobs.registry import job
from portal.jobs.runner import Run


@job("associations.refresh_facets", label=_("Weekly times whose season is over taken out of the directory"))
def refresh_facets(run: Run) -> None:
    """Make the facets anew where a season ended before today's date in Helsinki."""
    facets.refresh_ended()


@shared_task(name="associations.daily")  # type: ignore[untyped-decorator]
def daily() -> None:
    """Ask for the day's work; for beat, soon after Helsinki's midnight."""
    with acting(system("associations.daily")):
        jobs.defer("associations.refresh_facets", key="daily")
