"""Background work of decisions, by name."""

from __future__ import annotations

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.actor import acting, system
from portal.decisions import services
from portal.jobs import services as jobs
from portal.jobs.registry import job
from portal.jobs.runner import Run


@job("decisions.seal", label=_("Sealed document of a decision"))
def seal(run: Run, pk: int) -> None:
    """Make and store the decision's PDF, once."""
    services.seal(pk)


@job("decisions.take_down_due", label=_("Published decisions taken down after the appeal period"))
def take_down_due(run: Run) -> None:
    """Take down what is due on today's date in Helsinki."""
    services.take_down_due(clock.today())


@shared_task(name="decisions.daily")  # type: ignore[untyped-decorator]
def daily() -> None:
    """Ask for the day's work; for beat, soon after Helsinki's midnight."""
    with acting(system("decisions.daily")):
        jobs.defer("decisions.take_down_due", key="daily")
