"""What Celery runs: one generic task, and the sweep."""

from __future__ import annotations

from celery import shared_task

from portal.actor import acting, system
from portal.jobs import runner, sweeping


@shared_task(name="jobs.run")  # type: ignore[untyped-decorator]
def run_job(job_id: int) -> None:
    """Run the job of the number. Safe to be delivered twice: the second finds a runner, or nothing to do."""
    runner.run(job_id)


@shared_task(name="jobs.sweep")  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Wake workers for jobs that are due and for those whose runner was killed. Runs every minute (beat)."""
    with acting(system("jobs.sweep")):
        sweeping.sweep()
