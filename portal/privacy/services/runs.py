"""Running the retention plan: listing what is due, and erasing what was listed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import structlog
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal import actor as actors
from portal import clock, policy, retention
from portal.jobs import services as jobs
from portal.jobs.runner import Run
from portal.journal import services as journal
from portal.privacy import queries
from portal.privacy.enums import RunState
from portal.privacy.models import RetentionItem, RetentionRun
from portal.retention import Kind
from portal.workflow import Refused, transition

log = structlog.get_logger(__name__)

# So many rows of a kind one run lists; the next run takes the rest.
MOST = 50_000
BATCH = 200


@transaction.atomic
def ask() -> RetentionRun:
    """Ask for a dry run, which lists what is due and changes nothing.

    Raises PermissionDenied without the right, :class:`~portal.workflow.Refused` while another run is at work.
    """
    policy.require("privacy.run_retention")
    try:
        with transaction.atomic():
            run = RetentionRun.objects.create(asked_by_id=actors.current().person_id, asked_at=clock.now())
    except IntegrityError:
        raise Refused(_("Another run is at work. Wait until it is ready.")) from None
    run.job = jobs.defer("privacy.retention_count", run.pk)
    run.save(update_fields=["job"])
    journal.record("privacy.run_asked", run)
    return run


def begin(run: RetentionRun, *, version: int | None = None) -> RetentionRun:
    """Carry out what the dry run listed, in the background.

    Raises :class:`~portal.workflow.Refused` when the list isn't today's or another run is at work, and otherwise as
    ``transition`` does.
    """

    def rule(fresh: RetentionRun) -> None:
        if fresh.state == RunState.READY and fresh.day != clock.today():
            raise Refused(_("This list isn't today's. Make a new dry run, and look at what it lists."))

    def start(fresh: RetentionRun) -> None:
        fresh.job = jobs.defer("privacy.retention_erase", fresh.pk)
        fresh.save(update_fields=["job"])

    try:
        with transaction.atomic():
            return transition(run, "carry_out", version=version, rule=rule, then=start)
    except IntegrityError:
        raise Refused(_("Another run is at work. Wait until it is ready.")) from None


def count(run_id: int, work: Run) -> None:
    """List what is due by each line of the plan. Safe to run twice; each line is stored with its checkpoint.

    A line that can't be counted is told as an error, and the others go on.
    """
    run = RetentionRun.objects.get(pk=run_id)
    if run.state != RunState.COUNTING:
        return
    plan = retention.plan()
    told: dict[str, Any] = dict(work.checkpoint)
    for done, (kind, months) in enumerate(plan, start=1):
        if kind.name not in told:
            with transaction.atomic():
                told[kind.name] = _counted(run, kind, months, work)
                work.save(told)
        work.progress(done, len(plan))
    transition(run, "counted", changes={"counts": told})


def _counted(run: RetentionRun, kind: Kind, months: int, work: Run) -> dict[str, Any]:
    before = queries.over_since(months, run.day)
    line: dict[str, Any] = {"months": months, "before": before.isoformat(), "due": 0}
    try:
        with transaction.atomic():
            rows = kind.find(before).order_by("pk")
            line["due"] = rows.count()
            keys = rows.values_list("pk", flat=True)[:MOST]
            items = (RetentionItem(run=run, kind=kind.name, row_pk=key) for key in keys.iterator(chunk_size=1000))
            RetentionItem.objects.bulk_create(items, batch_size=1000, ignore_conflicts=True)
    except Exception as error:
        log.exception("privacy.kind_not_counted", kind=kind.name)
        line["problem"] = _("Could not be counted (%(error)s)") % {"error": type(error).__name__}
        work.error(kind.name, line["problem"])
    return line


def erase(run_id: int, work: Run) -> None:
    """Erase what was listed and is still due, batch by batch; each batch stands with the items that it did.

    So a run that was killed goes on with the items that are left, and one that runs again finds nothing to do. A row
    that can't be erased is told as an error, and the others go on.
    """
    run = RetentionRun.objects.get(pk=run_id)
    if run.state != RunState.ERASING:
        return
    total = run.items.count()
    while items := list(run.items.filter(erased_at__isnull=True, note="").order_by("kind", "pk")[:BATCH]):
        name = items[0].kind
        items = [item for item in items if item.kind == name]
        before = datetime.fromisoformat(run.counts[name]["before"])
        _erase_batch(retention.find(name), before, items, work)
        done = run.items.exclude(erased_at__isnull=True, note="").count()
        work.progress(done, total)
    transition(run, "finish", changes={"finished_at": clock.now()})


def _erase_batch(kind: Kind, before: datetime, items: Sequence[RetentionItem], work: Run) -> None:
    try:
        _erase_together(kind, before, items)
    except Exception:
        log.exception("privacy.batch_not_erased", kind=kind.name)
    else:
        return
    for item in items:
        try:
            _erase_together(kind, before, [item])
        except Exception as error:
            # Not the error's own words: they may hold what should be erased.
            item.note = _("Could not be erased (%(error)s)") % {"error": type(error).__name__}
            item.save(update_fields=["note"])
            work.error(f"{kind.name} {item.row_pk}", item.note)


@transaction.atomic
def _erase_together(kind: Kind, before: datetime, items: Sequence[RetentionItem]) -> None:
    """Erase the rows of the items; those that are no longer due (somebody signed in again) are left and noted."""
    due = kind.find(before).filter(pk__in=[item.row_pk for item in items])
    rows = list(due.select_for_update(of=("self",)) if kind.locks else due)
    # Before they are erased: a deleted object forgets its key.
    found = {row.pk for row in rows}
    if rows:
        kind.erase(rows)
    left = [item.pk for item in items if item.row_pk not in found]
    RetentionItem.objects.filter(pk__in=[item.pk for item in items if item.row_pk in found]).update(
        erased_at=clock.now()
    )
    RetentionItem.objects.filter(pk__in=left).update(note=_("No longer due"))
