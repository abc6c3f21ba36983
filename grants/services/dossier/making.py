"""Asking for a dossier, making it as the person who asked, and letting it go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from grants import rules
from grants.models import Application, Dossier
from grants.services.dossier import archive
from grants.services.dossier.parts import Matter
from grants.services.dossier.themes import THEMES
from portal import actor as actors
from portal import clock, policy
from portal.accounts.middleware import actor_of
from portal.actor import acting
from portal.dated.queries import value
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import services as jobs
from portal.jobs.runner import Failed, Run
from portal.journal import services as journal
from portal.outbox.services import owe
from portal.translated import active
from portal.workflow import Refused

# Each is a whole matter, made by the same few workers for everybody.
MOST_WAITING = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """How many items of a theme the dossier would hold."""

    heading: str
    number: int
    internal: bool


def contents(application: Application) -> list[Counted]:
    """What this actor's dossier of the matter would hold, theme by theme. One query a theme, however much there is.

    Raises Http404 or PermissionDenied from the policy.
    """
    policy.require("grants.make_dossier", application)
    matter = Matter(application, active())
    return [Counted(str(theme.heading), theme.count(matter), theme.internal) for theme in THEMES]


@transaction.atomic
def ask(*, application: Application) -> Dossier:
    """Ask for the dossier of the matter, in the active language.

    Raises Http404 or PermissionDenied from the policy, :class:`Refused` while one of the matter is being made for the
    person, or several of others.
    """
    held = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    policy.require("grants.make_dossier", held)
    who = actors.current().person_id
    waiting = list(Dossier.objects.filter(user_id=who).in_the_making().values_list("application_id", flat=True))
    if held.pk in waiting:
        raise Refused(_("This dossier is being made for you already."))
    if len(waiting) >= MOST_WAITING:
        raise Refused(_("Several dossiers are being made for you already. Wait until one of them is ready."))
    dossier = Dossier.objects.create(
        application=held, user_id=who, language=active(), asked_at=clock.now(), expires_on=_last_day()
    )
    dossier.job = jobs.defer("grants.make_dossier", dossier.pk)
    dossier.save(update_fields=["job"])
    journal.record("grants.dossier_asked", held)
    return dossier


def make(run: Run, pk: int) -> None:
    """Make the dossier, once, as the person who asked: what they may see is asked now, not when they asked.

    Raises jobs' Failed with a sentence when they may not any more, or when a file of the matter is lost.
    """
    dossier = Dossier.objects.select_related("user").filter(pk=pk).first()
    if dossier is None or dossier.ready_at is not None:
        return
    person = actor_of(dossier.user)
    parties = Application.objects.select_related("association", "call", "proposed_by")
    application = parties.get(pk=dossier.application_id)
    with translation.override(dossier.language), acting(person):
        if not dossier.user.is_active or not policy.allows("grants.make_dossier", application, person):
            raise Failed(_("You may not read this matter any more."))
        # It has no name on the disk: of a run that is killed nothing of the matter lies about.
        with TemporaryFile() as content:
            matter = Matter(application, dossier.language)
            _keep(dossier, application, content, _write(run, content, matter, _making(dossier)))


def _making(dossier: Dossier) -> dict[str, Any]:
    return {"made_by": str(dossier.user), "asked_at": dossier.asked_at, "made_at": clock.now(), "dossier": dossier.pk}


def _write(run: Run, content: IO[bytes], matter: Matter, making: dict[str, Any]) -> int:
    written = 0
    for done, number in archive.write(content, matter, making):
        written = number
        run.progress(done, len(THEMES) + 1)
    return written


def _keep(dossier: Dossier, application: Application, content: IO[bytes], number: int) -> None:
    content.seek(0)
    with transaction.atomic():
        if not Dossier.objects.select_for_update().filter(pk=dossier.pk, ready_at__isnull=True).exists():
            # Another run has made it, or its owner has let it go.
            return
        name = f"{rules.portable(application.case_number.replace('/', '-'))}-{clock.today():%Y-%m-%d}.zip"
        # Of a run that was killed after this line, the transaction took the file's row away with it.
        files.store(File(content, name=name), name=name, kind="dossier", parent=dossier)
        dossier.number, dossier.ready_at, dossier.expires_on = number, clock.now(), _last_day()
        dossier.save(update_fields=["number", "ready_at", "expires_on"])
        journal.record("grants.dossier_made", application, details={"files": number})
        owe(
            "grants.dossier_ready",
            subject=dossier,
            recipients=[dossier.user],
            context={"case_number": application.case_number, "expires_on": dossier.expires_on},
            path=reverse("grants:dossier_detail", args=[application.pk]),
            language=dossier.language,
        )


@transaction.atomic
def remove(*, dossier: Dossier) -> None:
    """Let go of a dossier of one's own before its time. Raises Http404 or PermissionDenied from the policy."""
    policy.require("grants.remove_dossier", dossier)
    journal.record("grants.dossier_removed", dossier.application)
    _let_go(dossier)


def sweep(run: Run) -> int:
    """Remove the dossiers whose last day is over, file and row; how many there were. Safe to run at any time."""
    removed = 0
    for pk in list(Dossier.objects.expired().order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            dossier = Dossier.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            if dossier is not None:
                _let_go(dossier)
                removed += 1
        run.stop_if_cancelled()
    return removed


def _let_go(dossier: Dossier) -> None:
    for stored in StoredFile.objects.of(dossier):
        files.discard(stored)
    dossier.delete()


def _last_day() -> date:
    return clock.today() + timedelta(days=value("grants.dossier_keep_days"))
