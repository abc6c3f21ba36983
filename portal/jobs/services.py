"""Asking for work, cancelling it and starting it again."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal import actor as actors
from portal import broker, clock, policy
from portal.jobs import registry
from portal.jobs.enums import RETRIABLE, State
from portal.jobs.models import Job
from portal.journal import services as journal
from portal.prepared import Prepared
from portal.workflow import Refused

RUN_TASK = "jobs.run"
_UNFINISHED = Prepared(lambda name, key: Job.objects.unfinished().filter(name=name, key=key), str, str)
# The same work may end between our two looks; not so often.
TRIES = 3


def defer(name: str, *args: Any, key: str = "", not_before: datetime | None = None) -> Job:
    """Ask for the work of the name with these (JSON) arguments, in the caller's transaction.

    With a ``key`` an unfinished job of the same name and key is returned instead of a second one; that one may be
    running and have read its data before now. ``not_before`` is an aware instant. A worker is woken after the commit;
    that the queue is away is logged and never felt.

    Raises ImproperlyConfigured for an undeclared job and TypeError for arguments that aren't JSON.
    """
    registry.find(name)
    json.dumps(args)
    now = clock.now()
    job = Job(
        name=name,
        args=list(args),
        key=key,
        not_before=max(now, not_before) if not_before else now,
        created_by_id=actors.current().user_id,
        created_at=now,
    )
    if not key:
        job.save(force_insert=True)
        return _woken(job, now)
    for _attempt in range(TRIES):
        # Waits for whoever asks for the same at this moment, and adds nothing where the same is waiting or running.
        Job.objects.bulk_create([job], ignore_conflicts=True)
        for found in _UNFINISHED.rows(name, key):
            return _woken(found, now) if found.created_at == now else found
    raise IntegrityError(f"{name} {key} has come and gone {TRIES} times.")


def _woken(job: Job, now: datetime) -> Job:
    if job.not_before <= now:
        broker.wake(RUN_TASK, job.pk)
    return job


def cancel(job: Job) -> Job:
    """Cancel the job: at once while it waits, at its next safe point while it runs.

    Raises Http404 or PermissionDenied from the policy and :class:`~portal.workflow.Refused` when it is finished.
    """
    with transaction.atomic():
        fresh = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
        policy.require("jobs.change_job", fresh)
        if not fresh.can_be_cancelled:
            raise Refused(_("This work can't be cancelled any more."))
        fresh.cancel_requested = True
        if fresh.state == State.QUEUED:
            fresh.state = State.CANCELLED
            fresh.finished_at = clock.now()
        fresh.save(update_fields=["cancel_requested", "state", "finished_at"])
        journal.record("jobs.cancelled", fresh)
    return fresh


def retry(job: Job) -> Job:
    """Start a failed or cancelled job again from its checkpoint, with all its attempts.

    Raises Http404 or PermissionDenied from the policy and :class:`~portal.workflow.Refused` when it is neither, or
    when the same work waits or runs already.
    """
    with transaction.atomic():
        fresh = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
        policy.require("jobs.change_job", fresh)
        if fresh.state not in RETRIABLE:
            raise Refused(_("Only work that failed or was cancelled can be started again."))
        if fresh.key and Job.objects.unfinished().filter(name=fresh.name, key=fresh.key).exists():
            raise Refused(_("The same work is waiting or running already."))
        fresh.state = State.QUEUED
        fresh.attempts = 0
        fresh.cancel_requested = False
        fresh.finished_at = None
        fresh.not_before = clock.now()
        fresh.save(update_fields=["state", "attempts", "cancel_requested", "finished_at", "not_before"])
        journal.record("jobs.retried", fresh)
        broker.wake(RUN_TASK, fresh.pk)
    return fresh
