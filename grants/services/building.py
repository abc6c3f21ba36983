"""A call made by an officer: started, its facts edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from grants.enums import CallKind, CallState
from grants.models import Call
from grants.services.versions import keep_version
from portal import policy
from portal.journal import services as journal
from portal.translated import LANGUAGES
from portal.ui import pagecache
from portal.workflow import Refused, edit

CALL_TEXTS = ("title", "summary", "terms", "basis", "rectifier")
# What may be corrected while people apply: words. Everything else is what they answer, or are judged by.
TEXTS = frozenset(f"{name}_{tongue}" for name in CALL_TEXTS for tongue in LANGUAGES)

REPORT_TERMS = ("kind", "report_due_on", "report_months", "interim_due_on", "interim_months")


@transaction.atomic
def add_call(*, kind: CallKind, title_fi: str, opens_at: datetime, closes_at: datetime) -> Call:
    """Start a call; both moments are aware. Raises PermissionDenied, and :class:`Refused` where they don't fit."""
    policy.require("grants.manage_call")
    check_moments(opens_at, closes_at)
    call = Call.objects.create(
        kind=kind, title_fi=title_fi, opens_at=opens_at, closes_at=closes_at, **_last_rectifier()
    )
    journal.record("grants.call_added", call)
    return call


def _last_rectifier() -> dict[str, str]:
    """Of whom rectification was asked in the last call: who it is follows from the city's administrative statute."""
    names = [f"rectifier_{tongue}" for tongue in LANGUAGES]
    return Call.objects.exclude(rectifier_fi="").order_by("-pk").values(*names).first() or {}


def edit_call(*, call: Call, values: Mapping[str, Any], version: int | None = None) -> Call:
    """Change facts of the call; once it is published only its texts.

    Raises Http404, PermissionDenied, :class:`~portal.workflow.Stale`, and :class:`Refused` with a sentence.
    """
    with transaction.atomic():
        fresh = locked(call)
        sets = {name: values[name] for name in ("aims", "reviewers") if name in values}
        changes = {name: value for name, value in values.items() if name not in sets and getattr(fresh, name) != value}
        moved = {name for name, rows in sets.items() if set(rows) != set(getattr(fresh, name).all())}
        # Who reviews may change while the call is open: people come and go.
        if fresh.state != CallState.DRAFT and (not changes.keys() <= TEXTS or "aims" in moved):
            raise only_texts()
        check_moments(changes.get("opens_at", fresh.opens_at), changes.get("closes_at", fresh.closes_at))
        check_report_terms({name: changes.get(name, getattr(fresh, name)) for name in REPORT_TERMS})

        def store() -> None:
            for name in moved:
                getattr(fresh, name).set(sets[name])

        return changed(fresh, version, store, changes)


def check_moments(opens_at: datetime, closes_at: datetime) -> None:
    """Raises :class:`Refused` for a call that would close before it opens."""
    if closes_at <= opens_at:
        raise Refused(_("The call must close after it opens."))


def check_report_terms(terms: Mapping[str, Any]) -> None:
    """Raises :class:`Refused` for terms of the use report that don't fit together (:data:`REPORT_TERMS` names them)."""
    day, months = terms["report_due_on"], terms["report_months"]
    interim_day, interim_months = terms["interim_due_on"], terms["interim_months"]
    asked = [one for one in (day, months, interim_day, interim_months) if one is not None]
    if asked and terms["kind"] == CallKind.START_UP:
        raise Refused(_("No use report is asked of a start-up grant."))
    if day is not None and months is not None:
        raise Refused(_("Give the use report a day, or months after the decision: one of the two."))
    if asked and day is None and months is None:
        raise Refused(_("Where an interim report is asked, a use report is too: say by when."))
    if (day is None and interim_day is not None) or (months is None and interim_months is not None):
        raise Refused(_("Give the interim report its time in the same way as the use report."))
    before = interim_day is None or interim_day < day, interim_months is None or interim_months < months
    if not all(before):
        raise Refused(_("The interim report must be due before the use report."))


def locked(call: Call) -> Call:
    """The call as stored, locked. Raises Http404 or PermissionDenied from the policy."""
    fresh = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    policy.require("grants.manage_call", fresh)
    return fresh


def draft(call: Call) -> Call:
    """The call, locked, while it is a draft. Raises :class:`Refused` later."""
    fresh = locked(call)
    if fresh.state != CallState.DRAFT:
        raise only_texts()
    return fresh


def only_texts() -> Refused:
    """Why a published call isn't changed."""
    return Refused(_("The call has been published: only its texts can be corrected now."))


def changed(
    call: Call, version: int | None, store: Callable[[], Any], changes: Mapping[str, Any] | None = None
) -> Call:
    """Carry out a change under the call's lock, with its version, its event, and public pages made old."""
    store()
    if call.state != CallState.DRAFT:
        keep_version(call)
    done = edit(
        call,
        permission="grants.manage_call",
        verb="grants.call_changed",
        changes=changes or {},
        version=version,
    )
    pagecache.bump("calls")
    return done
