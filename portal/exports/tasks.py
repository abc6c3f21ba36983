"""Background work of exports, by name."""

from __future__ import annotations

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from portal.actor import acting, system
from portal.exports import services
from portal.jobs import services as jobs
from portal.jobs.registry import job
from portal.jobs.runner import Run


@job("exports.make", label=_("List as a file"))
def make(run: Run, pk: int) -> None:
    """Make the file that was asked for, once."""
    services.make(run, pk)


@job("exports.sweep", label=_("Lists that are no longer kept removed"))
def sweep(run: Run) -> None:
    """Remove the files whose last day is over."""
    services.sweep(run)


@shared_task(name="exports.daily")  # type: ignore[untyped-decorator]
def daily() -> None:
    """Ask for the day's work; for beat."""
    with acting(system("exports.daily")):
        jobs.defer("exports.sweep", key="daily")
