"""Who sees background work and who may stop it."""

from __future__ import annotations

from django.db.models import QuerySet

from portal import policy
from portal.accounts.enums import Right, StaffRole, rights_of
from portal.actor import Actor
from portal.jobs.models import Job


@policy.visible_to(Job)
def _jobs(actor: Actor, rows: QuerySet[Job]) -> QuerySet[Job]:
    return rows if _reads(actor) else rows.none()


@policy.permission("jobs.change_job")
def _may_change(actor: Actor, job: Job) -> bool:
    """The administrator, and whoever asked for the work; the auditor changes nothing."""
    if not _reads(actor):
        return False
    return StaffRole.ADMINISTRATOR in actor.staff_roles or (
        job.created_by_id is not None and job.created_by_id == actor.user_id
    )


def _reads(actor: Actor) -> bool:
    return actor.is_staff and Right.JOBS_READ in rights_of(actor.staff_roles)
