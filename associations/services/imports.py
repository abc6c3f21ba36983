"""Imports of register data as people start, carry out and cancel them; the work itself is in the two modules beside."""

from __future__ import annotations

from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from associations.enums import ImportState
from associations.models import RegisterImport, Sector
from portal import actor as actors
from portal import clock, policy
from portal.files import services as files
from portal.jobs import services as jobs
from portal.jobs.enums import UNFINISHED
from portal.journal import services as journal
from portal.workflow import Refused

SHEET = "register_sheet"
READ, CARRY_OUT = "associations.read_import", "associations.carry_out_import"


@transaction.atomic
def start(*, content: bytes | File[bytes] | IO[bytes], name: str, sector: Sector) -> RegisterImport:
    """Take a file of register data and ask for it to be read; nothing in the register changes.

    Raises FileRefused with a sentence for what isn't CSV or XLSX, is too large or isn't whole.
    """
    policy.require("associations.import_register")
    made = RegisterImport.objects.create(made_by_id=actors.current().person_id, sector=sector, name=name[:120])
    given: Any = content
    stored = files.store(given, name=name, kind=SHEET, parent=made)
    made.name = stored.name
    made.job = jobs.defer(READ, made.pk, key=f"import-{made.pk}")
    made.save(update_fields=["name", "job"])
    journal.record("associations.import_started", made)
    return made


@transaction.atomic
def carry_out(*, register_import: RegisterImport) -> RegisterImport:
    """Ask for the rows to be written to the register, as the acting employee.

    Asking twice starts one run. Raises :class:`Refused` when the preview isn't ready or would change nothing.
    """
    fresh = _locked(register_import)
    if fresh.state == ImportState.RUNNING:
        return fresh
    if fresh.state != ImportState.READY:
        raise Refused(_("This import can't be carried out: it is “%(state)s”.") % {"state": fresh.get_state_display()})
    if not fresh.counts.get("new") and not fresh.counts.get("change"):
        raise Refused(_("Nothing in this file would change the register."))
    fresh.state = ImportState.RUNNING
    return _asked(fresh, CARRY_OUT)


@transaction.atomic
def resume(*, register_import: RegisterImport) -> RegisterImport:
    """Ask again for work that has failed or was cancelled as background work; it goes on where it stopped.

    Raises :class:`Refused` when nothing has stopped.
    """
    fresh = _locked(register_import)
    if not has_stopped(fresh):
        raise Refused(_("This import hasn't stopped, so it can't be started again."))
    return _asked(fresh, READ if fresh.state == ImportState.READING else CARRY_OUT)


def has_stopped(register_import: RegisterImport) -> bool:
    """Whether nobody works on an import that isn't finished."""
    if register_import.state not in {ImportState.READING, ImportState.RUNNING}:
        return False
    return register_import.job is None or register_import.job.state not in UNFINISHED


@transaction.atomic
def cancel(*, register_import: RegisterImport) -> RegisterImport:
    """End an import: at once, or after the rows that are being written just now. Rows already written stay.

    Raises :class:`Refused` when it is finished.
    """
    fresh = _locked(register_import)
    if fresh.state not in {ImportState.READING, ImportState.READY, ImportState.RUNNING}:
        raise Refused(_("This import is finished, so it can't be cancelled."))
    fresh.state = ImportState.CANCELLED
    fresh.finished_at = clock.now()
    fresh.save(update_fields=["state", "finished_at"])
    journal.record("associations.import_cancelled", fresh)
    return fresh


def _locked(register_import: RegisterImport) -> RegisterImport:
    rows = RegisterImport.objects.select_for_update(of=("self",)).select_related("job")
    fresh = rows.get(pk=register_import.pk)
    policy.require("associations.import_register", fresh)
    return fresh


def _asked(fresh: RegisterImport, name: str) -> RegisterImport:
    # Reading writes nothing to the register; carrying out does, in the person's name.
    given = (fresh.pk,) if name == READ else (fresh.pk, actors.current().person_id)
    fresh.job = jobs.defer(name, *given, key=f"import-{fresh.pk}")
    fresh.save(update_fields=["state", "job"])
    return fresh
