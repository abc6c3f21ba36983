"""Background work of feedback, by name."""

from __future__ import annotations

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from portal.actor import acting, system
from portal.feedback import services
from portal.jobs import services as jobs
from portal.jobs.registry import job
from portal.jobs.runner import Run


@job("feedback.remind", label=_("Employees reminded of feedback on accessibility"))
def remind(run: Run) -> None:
    """Owe the day's reminders."""
    services.remind()


@shared_task(name="feedback.daily")  # type: ignore[untyped-decorator]
def daily() -> None:
    """Ask for the day's work; for beat."""
    with acting(system("feedback.daily")):
        jobs.defer("feedback.remind", key="daily")
