"""Running one job: the claim, the lock, and the :class:`Run` that the work gets."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from portal import clock
from portal.actor import acting, system
from portal.jobs import registry
from portal.jobs.enums import State
from portal.jobs.models import Job, JobError
from portal.workflow import Refused

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 5
# Progress is written at most so often, so that a loop may tell it for every item.
PROGRESS_SECONDS = 0.5
# The database needs a moment to notice that a killed process is gone; a task that comes back sooner waits so long.
PATIENCE_MS = 5000
# The first half of the advisory lock's key: ours among all that might ever take one.
LOCK_CLASS = 0x4A4F42


class Cancelled(Exception):
    """Somebody has cancelled the job; raised at a safe point and never caught by the work."""


class Superseded(Exception):
    """Another runner has the job now, since this one lost its connection to the database. Stop quietly."""


class Failed(Exception):
    """The job can't succeed, also not later; the message is a sentence for people. No further attempt is made."""


class Run:
    """What the work knows of its own run."""

    def __init__(self, job: Job, runner: UUID) -> None:
        self.job_id = job.pk
        self.checkpoint: Any = job.checkpoint
        """What the last :meth:`save` stored, ``{}`` the first time."""
        self._runner = runner
        self._written = time.monotonic()

    def save(self, checkpoint: Any) -> None:
        """Store where to start again (plain JSON). Inside ``atomic()`` it is stored together with the work itself.

        Raises :class:`Superseded`.
        """
        self._write(checkpoint=checkpoint)
        self.checkpoint = checkpoint

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is; a safe point. Cheap enough for every item: most calls write nothing.

        Raises :class:`Cancelled`, :class:`Superseded`.
        """
        if done < total and time.monotonic() - self._written < PROGRESS_SECONDS:
            return
        self._write(done=done, total=total)
        self.stop_if_cancelled()

    def error(self, item: object, sentence: str) -> None:
        """Note in a sentence what went wrong with one item; the job goes on."""
        JobError.objects.update_or_create(
            job_id=self.job_id, item=str(item)[:120], defaults={"sentence": str(sentence), "at": clock.now()}
        )

    @property
    def cancelled(self) -> bool:
        """Whether somebody has asked to cancel. One query."""
        return Job.objects.filter(pk=self.job_id, cancel_requested=True).exists()

    def stop_if_cancelled(self) -> None:
        """A safe point: raises :class:`Cancelled` when somebody has asked for it."""
        if self.cancelled:
            raise Cancelled

    def _write(self, **values: Any) -> None:
        mine = Job.objects.filter(pk=self.job_id, state=State.RUNNING, runner=self._runner)
        if not mine.update(heartbeat_at=clock.now(), **values):
            raise Superseded
        self._written = time.monotonic()


def run(job_id: int) -> str | None:
    """Run the job now, in this process, and return the state that it is left in.

    None when there was nothing to do: it doesn't exist, is finished, isn't due, or has a living runner.
    """
    with _only_runner(job_id) as alone:
        if not alone:
            log.info("jobs.has_a_runner", job=job_id)
            return None
        claimed = _claim(job_id)
        if claimed is None:
            return None
        job, runner = claimed
        with acting(system(f"jobs: {job.name}")):
            return _work(job, runner)


def held() -> set[int]:
    """The jobs that a living process runs, by the locks that the database knows of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [LOCK_CLASS],
        )
        return {int(row[0]) for row in cursor.fetchall()}


@contextmanager
def _only_runner(job_id: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, job_id])
        alone = bool(cursor.fetchone()[0]) or _outlived(job_id)
    try:
        yield alone
    finally:
        if alone:
            _unlock(job_id)


def _outlived(job_id: int) -> bool:
    """Wait for the lock of a runner that was killed just now. True when it has become ours."""
    if not Job.objects.filter(pk=job_id, state=State.RUNNING).exists():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [str(PATIENCE_MS)])
        try:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_CLASS, job_id])
        except OperationalError:
            return False
        finally:
            cursor.execute("SELECT set_config('lock_timeout', '0', false)")
    return True


def _unlock(job_id: int) -> None:
    # On a connection that broke in between the lock is gone already, and there is nothing to be done about it.
    with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, job_id])


def _claim(job_id: int) -> tuple[Job, UUID] | None:
    """Take the job, which is ours to take: whoever calls holds the lock, so a running one has lost its runner."""
    now = clock.now()
    with acting(system("jobs.run")), transaction.atomic():
        job = Job.objects.select_for_update(of=("self",)).filter(pk=job_id).unfinished().first()
        if job is None or job.not_before > now:
            return None
        if job.cancel_requested:
            _finish(job, State.CANCELLED)
            return None
        if job.attempts >= MAX_ATTEMPTS:
            _finish(job, State.FAILED, _("The work was broken off %(count)d times.") % {"count": job.attempts})
            return None
        job.state = State.RUNNING
        job.attempts += 1
        job.runner = uuid4()
        job.started_at = job.started_at or now
        job.heartbeat_at = now
        job.save(update_fields=["state", "attempts", "runner", "started_at", "heartbeat_at"])
    return job, job.runner


def _work(job: Job, runner: UUID) -> str | None:
    """Do the work and leave the job in its new state, which is returned; None when another runner has it."""
    log.info("jobs.started", job=job.pk, name=job.name, attempt=job.attempts)
    try:
        registry.find(job.name).work(Run(job, runner), *job.args)
    except Cancelled:
        left = _finish(job, State.CANCELLED)
    except Superseded:
        left = False
    except (Failed, Refused) as error:
        left = _finish(job, State.FAILED, str(error))
    except Exception as error:
        log.exception("jobs.broke", job=job.pk, name=job.name)
        # The connection may be what broke; with a new one the job can still be put down properly.
        if not connection.in_atomic_block and not connection.is_usable():
            connection.close()
        sentence = _("An unexpected error stopped the work: %(error)s") % {"error": _in_short(error)}
        left = _finish(job, State.FAILED, sentence) if job.attempts >= MAX_ATTEMPTS else _again(job, sentence)
    else:
        left = _finish(job, State.DONE)
    if not left:
        log.warning("jobs.superseded", job=job.pk, name=job.name)
        return None
    log.info("jobs.left", job=job.pk, name=job.name, state=str(job.state))
    return str(job.state)


def _finish(job: Job, state: State, sentence: str = "") -> bool:
    return _leave(job, state=state, finished_at=clock.now(), last_error=sentence)


def _again(job: Job, sentence: str) -> bool:
    wait = timedelta(seconds=getattr(settings, "JOBS_RETRY_SECONDS", 30) * 2 ** (job.attempts - 1))
    return _leave(job, state=State.QUEUED, not_before=clock.now() + wait, last_error=sentence)


def _leave(job: Job, **values: Any) -> bool:
    """Put the job down, unless somebody else has it by now."""
    mine = Job.objects.filter(pk=job.pk, runner=job.runner)
    job.state = values["state"]
    return bool(mine.update(runner=None, **values))


def _in_short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
