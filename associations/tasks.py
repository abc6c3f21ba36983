"""Background work of associations, by name."""

from __future__ import annotations

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from associations.services import reminding
from portal import clock
from portal.actor import acting, system
from portal.jobs import services as jobs
from portal.jobs.registry import job
from portal.jobs.runner import Run


@job("associations.remind_unconfirmed", label=_("Reminders to confirm the facts of the year"))
def remind_unconfirmed(run: Run) -> None:
    """Remind who hasn't confirmed the facts, association by association; it goes on where it stopped."""
    last = run.checkpoint.get("last", 0)
    while (last := reminding.remind_unconfirmed(clock.today(), last)) is not None:
        run.save({"last": last})
        run.stop_if_cancelled()


@shared_task(name="associations.daily_reminders")  # type: ignore[untyped-decorator]
def daily_reminders() -> None:
    """Ask for the day's reminders; for beat."""
    with acting(system("associations.daily_reminders")):
        jobs.defer("associations.remind_unconfirmed", key="daily")
