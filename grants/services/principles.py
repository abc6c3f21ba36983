"""The grant principles: begun, written, published for good. A new version begins as a copy of an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.enums import AimKind, PrinciplesState
from grants.models import Aim, Principles
from portal import clock, policy
from portal.journal import services as journal
from portal.translated import LANGUAGES
from portal.ui import pagecache
from portal.workflow import Refused, Stale, edit, transition

# Far more than anybody can weigh a call by.
MOST_AIMS = 40

_TEXTS = tuple(f"{name}_{tongue}" for name in ("title", "text") for tongue in LANGUAGES)
_AIM = ("key", "kind", "order", *(f"label_{tongue}" for tongue in LANGUAGES))


def _copied(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


@transaction.atomic
def add_principles(*, title_fi: str, valid_from: date) -> Principles:
    """Begin principles from nothing, as a draft. Raises PermissionDenied."""
    policy.require("grants.manage_principles")
    made = Principles.objects.create(title_fi=title_fi, valid_from=valid_from)
    journal.record("grants.principles_added", made)
    return made


@transaction.atomic
def copy_principles(*, principles: Principles, valid_from: date) -> Principles:
    """A new draft with the texts, goals and emphases of a version; who adopts it is yet to be said.

    Raises Http404 or PermissionDenied from the policy.
    """
    policy.require("grants.manage_principles", principles)
    made = Principles.objects.create(valid_from=valid_from, **_copied(principles, _TEXTS))
    Aim.objects.bulk_create(Aim(principles=made, **_copied(aim, _AIM)) for aim in principles.aims.all())
    journal.record("grants.principles_added", made, details={"from": principles.title})
    return made


def edit_principles(*, principles: Principles, values: Mapping[str, Any], version: int | None = None) -> Principles:
    """Change the texts and facts of a draft.

    Raises Http404, PermissionDenied, :class:`~portal.workflow.Stale`, and :class:`Refused` once it is published.
    """
    with transaction.atomic():
        fresh = _draft(principles)
        changes = {name: value for name, value in values.items() if getattr(fresh, name) != value}
        return _changed(fresh, version, changes=changes)


def save_aim(*, principles: Principles, aim: Aim | None, values: Mapping[str, Any], version: int | None = None) -> Aim:
    """Add a goal or an emphasis at the end of a draft, or change one, which keeps its key.

    Raises as :func:`edit_principles`; :class:`~portal.workflow.Stale` also where the draft no longer has the aim.
    """
    with transaction.atomic():
        fresh = _draft(principles)
        row = fresh.aims.filter(pk=aim.pk).first() if aim else _new_aim(fresh, str(values["label_fi"]))
        if row is None:
            raise Stale(fresh)
        for name, value in values.items():
            setattr(row, name, value)
        _changed(fresh, version, row.save)
        return row


def _new_aim(principles: Principles, label: str) -> Aim:
    others = list(principles.aims.all())
    if len(others) >= MOST_AIMS:
        raise Refused(_("The principles have at most %(number)d goals and emphases.") % {"number": MOST_AIMS})
    order = max((one.order for one in others), default=0) + 1
    return Aim(principles=principles, key=_key(label, {one.key for one in others}), order=order)


def _key(label: str, taken: set[str]) -> str:
    """A short name from the Finnish words of the aim; calls of all years are counted by it."""
    base = slugify(label)[:30].strip("-") or "tavoite"
    return next(key for key in (base, *(f"{base}-{number}" for number in range(2, 999))) if key not in taken)


def remove_aim(*, aim: Aim, version: int | None = None) -> None:
    """Take a goal or an emphasis out of a draft. Raises as :func:`edit_principles`."""
    with transaction.atomic():
        _changed(_draft(aim.principles), version, lambda: aim.delete())


def publish_principles(*, principles: Principles, version: int | None = None) -> Principles:
    """Show the principles to everyone, for good; they are in force from their day.

    Raises :class:`Refused` with what is missing, and as :func:`~portal.workflow.transition` does.
    """

    def rule(fresh: Principles) -> None:
        if found := missing(fresh):
            raise Refused(
                ngettext("One thing is missing: %(what)s", "%(number)d things are missing: %(what)s", len(found))
                % {"number": len(found), "what": " ".join(found)}
            )

    done = transition(principles, "publish", version=version, rule=rule, changes={"published_at": clock.now()})
    pagecache.bump("calls")
    return done


def missing(principles: Principles) -> list[str]:
    """What principles still need before they can be published, in sentences. One query."""
    found = []
    if not principles.text_fi:
        found.append(_("Write the text."))
    if not principles.adopted_by:
        found.append(_("Say who adopted them, and when."))
    if not principles.aims.filter(kind=AimKind.EMPHASIS).exists():
        found.append(_("Add at least one emphasis."))
    return found


def never_change() -> Refused:
    """Why published principles aren't changed."""
    return Refused(_("Published principles never change: begin a new version."))


def _draft(principles: Principles) -> Principles:
    """The principles as stored, locked, while they are a draft. Raises :class:`Refused` later."""
    fresh = Principles.objects.select_for_update(of=("self",)).get(pk=principles.pk)
    policy.require("grants.manage_principles", fresh)
    if fresh.state != PrinciplesState.DRAFT:
        raise never_change()
    return fresh


def _changed(
    principles: Principles,
    version: int | None,
    store: Callable[[], Any] = lambda: None,
    changes: Mapping[str, Any] | None = None,
) -> Principles:
    """Carry out a change under the lock, with its version, its event, and public pages made old."""
    store()
    done = edit(
        principles,
        permission="grants.manage_principles",
        verb="grants.principles_changed",
        changes=changes or {},
        version=version,
    )
    pagecache.bump("calls")
    return done
