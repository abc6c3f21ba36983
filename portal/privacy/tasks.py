"""Background work of data protection, by name."""

from __future__ import annotations

from importlib import import_module

from celery import shared_task
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.actor import acting, system
from portal.jobs import services as jobs
from portal.jobs.registry import job
from portal.jobs.runner import Run
from portal.privacy.services import requests, runs


@job("privacy.retention_count", label=_("Dry run of the retention plan"))
def retention_count(run: Run, pk: int) -> None:
    """List what is due."""
    runs.count(pk, run)


@job("privacy.retention_erase", label=_("Retention plan carried out"))
def retention_erase(run: Run, pk: int) -> None:
    """Erase what was listed."""
    runs.erase(pk, run)


@job("privacy.clear_away", label=_("Ended sessions and answers to erased people cleared away"))
def clear_away(run: Run) -> None:
    """What needs no official to look at it: sessions that have ended, and the last address of the erased."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    requests.forget_answers()


@shared_task(name="privacy.daily")  # type: ignore[untyped-decorator]
def daily() -> None:
    """Ask for the day's work; for beat."""
    with acting(system("privacy.daily")):
        jobs.defer("privacy.clear_away", key="daily")
