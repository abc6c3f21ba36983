"""Background work of files, by name."""

from __future__ import annotations

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from portal.actor import acting, system
from portal.files import services
from portal.jobs import services as jobs
from portal.jobs.registry import job
from portal.jobs.runner import Run


@job("files.sweep_orphans", label=_("Files that no row names removed"))
def sweep_orphans(run: Run) -> None:
    """Remove what rolled-back transactions left in the storage."""
    services.sweep_orphans()


@shared_task(name="files.daily")  # type: ignore[untyped-decorator]
def daily() -> None:
    """Ask for the day's work; for beat."""
    with acting(system("files.daily")):
        jobs.defer("files.sweep_orphans", key="daily")
