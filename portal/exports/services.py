"""Asking for a list as a file, making it, and letting it go."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal import actor as actors
from portal import clock, policy
from portal.accounts.middleware import actor_of
from portal.actor import Actor, acting
from portal.dated.queries import value
from portal.exports import registry, workbook
from portal.exports.models import Export
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import services as jobs
from portal.jobs.enums import UNFINISHED
from portal.jobs.runner import Failed, Run
from portal.journal import services as journal
from portal.outbox.services import owe
from portal.translated import active
from portal.workflow import Refused

# Each is a whole list, made by the same few workers for everybody.
MOST_WAITING = 5


@transaction.atomic
def ask(kind: str, *, query: str) -> Export:
    """Ask for the list of the kind, filtered as the query of its address says, in the active language.

    Raises PermissionDenied without the right, :class:`Refused` when several of the person's lists wait already or the
    query is too long.
    """
    declared = registry.find(kind)
    policy.require("exports.take_out", declared)
    who = actors.current().person_id
    if len(query) > 1000:
        raise Refused(_("The filters are too long. Use fewer words."))
    waiting = Export.objects.filter(user_id=who, ready_at__isnull=True, job__state__in=UNFINISHED)
    if waiting.count() >= MOST_WAITING:
        raise Refused(_("Several lists are being made for you already. Wait until one of them is ready."))
    export = Export.objects.create(
        user_id=who, kind=kind, query=query, language=active(), asked_at=clock.now(), expires_on=_last_day()
    )
    export.job = jobs.defer("exports.make", export.pk)
    export.save(update_fields=["job"])
    journal.record("exports.asked", export, details={"query": query})
    return export


def make(run: Run, export_id: int) -> None:
    """Make the file, once, as the person who asked: what they may see is asked now, not when they asked.

    Raises jobs' Failed with a sentence when they may not any more, or when the list is too long for a sheet.
    """
    export = Export.objects.select_related("user").filter(pk=export_id).first()
    if export is None or export.ready_at is not None:
        return
    person = actor_of(export.user)
    kind = registry.find(export.kind)
    with translation.override(export.language), acting(person):
        if not export.user.is_active or not policy.allows("exports.take_out", kind, person):
            raise Failed(_("You may not read this list any more."))
        with TemporaryDirectory(prefix="portal-export-") as folder:
            path = Path(folder) / "list.xlsx"
            number = _write(run, path, kind, person, export.query)
            _keep(export, path, kind, number)


def _write(run: Run, path: Path, kind: registry.Kind, person: Actor, query: str) -> int:
    sheet = kind.read(person, query)
    if sheet.count > workbook.MOST_ROWS:
        raise Failed(_("The list is too long for a sheet. Choose more filters."))
    number = 0
    for number in workbook.write(path, str(kind.label), sheet.columns, sheet.rows):
        run.progress(number, max(sheet.count, number + 1))
    run.progress(number, max(number, 1))
    return number


def _keep(export: Export, path: Path, kind: registry.Kind, number: int) -> None:
    with path.open("rb") as content, transaction.atomic():
        name = f"{kind.label} {clock.today():%Y-%m-%d}.xlsx"
        # Of a run that was killed after this line, the transaction took the file's row away with it.
        files.store(File(content, name=name), name=name, kind="export", parent=export)
        export.rows, export.ready_at, export.expires_on = number, clock.now(), _last_day()
        export.save(update_fields=["rows", "ready_at", "expires_on"])
        journal.record("exports.made", export, details={"rows": number})
        owe(
            "exports.ready",
            subject=export,
            recipients=[export.user],
            context={"label": str(kind.label), "rows": number, "expires_on": export.expires_on},
            path=reverse("exports:export_list"),
            language=export.language,
        )


@transaction.atomic
def remove(export: Export) -> None:
    """Let go of an export of one's own before its time. Raises Http404 or PermissionDenied from the policy."""
    policy.require("exports.remove_export", export)
    journal.record("exports.removed", export)
    _let_go(export)


def sweep(run: Run) -> int:
    """Remove the exports whose last day is over, file and row; how many there were. Safe to run at any time."""
    removed = 0
    for pk in list(Export.objects.expired().order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            export = Export.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            if export is not None:
                _let_go(export)
                removed += 1
        run.stop_if_cancelled()
    return removed


def _let_go(export: Export) -> None:
    for stored in StoredFile.objects.of(export):
        files.discard(stored)
    export.delete()


def _last_day() -> date:
    return clock.today() + timedelta(days=value("exports.keep_days"))
