"""How every page of the profile saves: one lock, one permission, one way to meet another editor, one event."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from associations import rules
from associations.enums import ProfilePart, Status
from associations.models import Association
from associations.queries.editing import row_values
from associations.rules import Shown
from associations.services import facets
from portal import policy
from portal.journal import services as journal
from portal.ui import pagecache
from portal.workflow import Refused, Stale

R = TypeVar("R", bound=models.Model)

# More than any association has; a flood of rows must not make its pages slow.
MOST_ROWS = 200


class Clash(Stale):
    """Somebody else changed the same fields in between. ``fields`` has them as they are stored now."""

    def __init__(self, current: Association, fields: Mapping[str, Any]) -> None:
        super().__init__(current)
        self.fields = fields


def lock(association: Association, permission: str = "associations.edit_profile") -> Association:
    """The locked row of an association that the actor may edit.

    Raises Http404 or PermissionDenied from the policy, :class:`Refused` for one that isn't active any more.
    """
    fresh = Association.objects.select_for_update(of=("self",)).get(pk=association.pk)
    policy.require(permission, fresh)
    if fresh.status != Status.ACTIVE:
        raise Refused(
            _("In the register this association is %(status)s, so it can't be edited. If that is wrong, tell the city.")
            % {"status": fresh.get_status_display()}
        )
    return fresh


def reconcile(
    association: Association, values: Mapping[str, Any], stored: Mapping[str, Any], shown: Shown
) -> dict[str, Any]:
    """What has to be written so that the person's changes stand and nobody else's are lost.

    ``stored`` is read under the lock. Raises :class:`Clash` when the same field was changed by somebody else after the
    page was made; then nothing is written.
    """
    changed = rules.changes(values, stored, shown)
    if shown.version != association.version and (both := rules.clashes(changed, stored, shown)):
        raise Clash(association, {name: stored[name] for name in both})
    return changed


def finish(association: Association, part: ProfilePart, fields: Collection[str] = ()) -> None:
    """After any change: the next version, the directory's counts, the event, and pages made anew."""
    association.version += 1
    association.save(update_fields=["version"])
    facets.refresh([association.pk])
    # Which parts, never the texts themselves: what was taken down must not live on in the record.
    journal.record("associations.profile_edited", association, details={"part": part, "fields": sorted(fields)})
    pagecache.bump("associations")


def checked(row: models.Model, only: Collection[str] | None = None) -> None:
    """Ask the model whether the row may be stored. Raises :class:`Refused` with its sentences."""
    others = [one.name for one in row._meta.fields if only is not None and one.name not in only]
    try:
        row.full_clean(exclude=others, validate_constraints=only is None)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


@transaction.atomic
def add_row(association: Association, part: ProfilePart, row: R) -> R:
    """Add a row of the association. Raises :class:`Refused`, and as :func:`lock` does."""
    fresh = lock(association)
    mine = type(row)._default_manager.filter(association=fresh)
    if mine.count() >= MOST_ROWS:
        raise Refused(_("There are %(number)d of these already. Remove some first.") % {"number": MOST_ROWS})
    row.association = fresh  # type: ignore[attr-defined]
    checked(row)
    row.save()
    finish(fresh, part)
    return row


@transaction.atomic
def change_row(row: R, part: ProfilePart, values: Mapping[str, Any], shown: Shown) -> R:
    """Change a row of the association.

    Raises :class:`Clash`, :class:`Refused` (also when the row is gone), and as :func:`lock` does.
    """
    fresh = lock(row.association)  # type: ignore[attr-defined]
    current = type(row)._default_manager.filter(pk=row.pk, association=fresh).first()
    if current is None:
        raise Refused(_("Somebody else removed this in between."))
    changed = reconcile(fresh, values, row_values(current, tuple(values)), shown)
    if not changed:
        return current
    for name, value in changed.items():
        setattr(current, name, value)
    checked(current)
    current.save(update_fields=list(changed))
    finish(fresh, part, changed)
    return current


@transaction.atomic
def remove_row(row: models.Model, part: ProfilePart) -> None:
    """Remove a row of the association; one that is gone already is no fault. Raises as :func:`lock` does."""
    fresh = lock(row.association)  # type: ignore[attr-defined]
    if type(row)._default_manager.filter(pk=row.pk, association=fresh).delete()[0]:
        finish(fresh, part)


@transaction.atomic
def move_up(row: models.Model, part: ProfilePart) -> None:
    """Put a row before the one above it and number all anew. Raises as :func:`lock` does."""
    fresh = lock(row.association)  # type: ignore[attr-defined]
    rows: Sequence[Any] = list(type(row)._default_manager.filter(association=fresh).order_by("order", "pk"))
    keys = [one.pk for one in rows]
    place = keys.index(row.pk) if row.pk in keys else 0
    if place == 0:
        return
    rows[place - 1 : place + 1] = rows[place], rows[place - 1]  # type: ignore[index]
    for order, one in enumerate(rows):
        one.order = order
    type(row)._default_manager.bulk_update(rows, ["order"])
    finish(fresh, part, ["order"])
