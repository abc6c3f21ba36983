"""What Celery runs for the outbox, on the queue ``mail``."""

from __future__ import annotations

from celery import shared_task

from portal.actor import acting, system
from portal.outbox import digests, sending, sweeping


@shared_task(name="outbox.send")  # type: ignore[untyped-decorator]
def send() -> None:
    """Send a batch of what is due. Safe to be delivered twice: the second finds other messages, or none."""
    with acting(system("outbox.send")):
        sending.send_due()


@shared_task(name="outbox.sweep")  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Find what fell through. Runs every minute (beat)."""
    with acting(system("outbox.sweep")):
        sweeping.sweep()


@shared_task(name="outbox.digest")  # type: ignore[untyped-decorator]
def digest() -> None:
    """Owe the digests that have come due."""
    with acting(system("outbox.digest")):
        digests.owe_digests()
