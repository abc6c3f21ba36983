"""Reads for the page of background work."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from portal.jobs import registry
from portal.jobs.models import Job


class JobRow(NamedTuple):
    """What a row of the list shows. Plain values: a page has fifty of them."""

    # As it stands in the address.
    key: str
    label: str
    state: str
    done: int
    total: int
    created_by: str
    created_at: datetime
    finished_at: datetime | None


def job_rows(jobs: QuerySet[Job]) -> list[JobRow]:
    """The jobs as the list shows them, with what people call the work. One query."""
    kinds = registry.known()
    found = jobs.values_list(
        *("pk", "name", "state", "done", "total", "created_at", "finished_at"),
        *("created_by__first_name", "created_by__last_name", "created_by__email"),
    )
    return [
        JobRow(
            str(pk),
            str(kinds[name].label) if name in kinds else name,
            state,
            done,
            total,
            f"{first or ''} {last or ''}".strip() or email or "",
            created_at,
            finished_at,
        )
        for pk, name, state, done, total, created_at, finished_at, first, last, email in found
    ]
