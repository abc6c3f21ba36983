"""What an association says of itself: texts, basic facts, accessibility, and that all of it is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from associations.enums import ProfilePart
from associations.models import Association, District, Sector, TargetGroup
from associations.queries.editing import FIELDS, stored
from associations.rules import Shown
from associations.services import editing
from associations.services.register import doubt_about
from portal import actor as actors
from portal import clock
from portal.journal import services as journal
from portal.ui import pagecache
from portal.workflow import Refused, Stale

_REFERENCES: dict[str, type[models.Model]] = {
    "further_sectors": Sector,
    "districts": District,
    "target_groups": TargetGroup,
}
_NAMES = ("name_sv", "name_en")


@transaction.atomic
def edit(*, association: Association, part: ProfilePart, values: Mapping[str, Any], shown: Shown) -> Association:
    """Change the fields of one theme; sectors, districts and target groups are given by their slugs.

    A new name that is doubtful takes the association out of the directory until an officer has looked at it. Fields
    of other themes are ignored. Raises :class:`~associations.services.editing.Clash` when somebody else changed the
    same in between, :class:`Refused`, Http404 or PermissionDenied.
    """
    fresh = editing.lock(association)
    mine = {name: value for name, value in values.items() if name in FIELDS[part]}
    changed = editing.reconcile(fresh, mine, stored(fresh, part), shown)
    if not changed:
        return fresh
    columns = [name for name in changed if name not in _REFERENCES]
    for name in columns:
        setattr(fresh, name, _sector(changed[name]) if name == "sector" else changed[name])
    if changed.keys() & set(_NAMES):
        fresh.name_doubt = _doubt(fresh, changed)
        columns.append("name_doubt")
    editing.checked(fresh, only=columns)
    if columns:
        fresh.save(update_fields=columns)
    for name in changed.keys() & _REFERENCES.keys():
        getattr(fresh, name).set(_REFERENCES[name]._default_manager.filter(slug__in=changed[name]))
    editing.finish(fresh, part, changed)
    return fresh


def _sector(slug: str) -> Sector:
    found = Sector.objects.filter(slug=slug).first()
    if found is None:
        raise Refused(_("Choose the main sector."))
    return found


def _doubt(association: Association, changed: Mapping[str, Any]) -> str:
    """Of the names that were changed. What an officer has cleared before isn't doubted again."""
    new = doubt_about(*(changed.get(name, "") for name in _NAMES), besides=association.pk)
    if new or not association.name_doubt:
        return new
    # The doubtful name may be gone now.
    names = (association.name_fi, association.name_sv, association.name_en)
    return association.name_doubt if doubt_about(*names, besides=association.pk) else ""


@transaction.atomic
def confirm_facts(*, association: Association, version: int) -> Association:
    """Note that somebody of the association has checked today that all facts are right.

    ``version`` is the one that the page showed: what has changed since wasn't looked at. Raises :class:`Stale` then,
    and as :func:`~associations.services.editing.lock` does. Confirming twice on a day writes nothing new.
    """
    fresh = editing.lock(association)
    if fresh.version != version:
        raise Stale(fresh)
    if fresh.checked_on == clock.today():
        return fresh
    fresh.checked_on, fresh.checked_by_id = clock.today(), actors.current().person_id
    fresh.save(update_fields=["checked_on", "checked_by"])
    journal.record("associations.facts_confirmed", fresh)
    pagecache.bump("associations")
    return fresh
