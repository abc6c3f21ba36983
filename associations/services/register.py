"""Adding associations to the register, and keeping its data right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from associations import rules
from associations.enums import Status
from associations.models import Association, District, Sector, TargetGroup
from associations.services import facets
from portal import policy
from portal.journal import services as journal
from portal.ui import pagecache
from portal.workflow import Refused, Stale


@transaction.atomic
def add_association(
    *,
    further_sectors: Iterable[Sector] = (),
    districts: Iterable[District] = (),
    target_groups: Iterable[TargetGroup] = (),
    **fields: Any,
) -> Association:
    """Add an association to the register under an address made from its Finnish name.

    One with a doubtful name isn't shown to the public until an officer has looked at it (cases.md 32).
    Raises django.core.exceptions.ValidationError with sentences for a wrong register number and the like.
    """
    base = rules.slug(fields["name_fi"])
    taken = set(Association.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug = next(one for one in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)
    association = Association(slug=slug, **fields)
    if not association.name_doubt:
        association.name_doubt = doubt_about(association.name_fi, association.name_sv, association.name_en)
    association.full_clean(exclude=["sort_name"])
    association.save()
    association.further_sectors.set(further_sectors)
    association.districts.set(districts)
    association.target_groups.set(target_groups)
    facets.refresh([association.pk])
    journal.record("associations.association_added", association)
    pagecache.bump("associations")
    return association


# What the official register says of an association; the rest is the association's own to tell.
REGISTER_DATA = (
    *("name_fi", "legal_form", "register_number", "business_id", "registered_office", "registered_on", "signing"),
    "status",
)


@transaction.atomic
def edit_register_data(
    *, association: Association, changes: Mapping[str, Any], reason: str = "", version: int | None = None
) -> Association:
    """Put the register data right; only the fields of :data:`REGISTER_DATA`, each journalled before → after.

    ``version`` is the one that the page showed. Raises Http404 or PermissionDenied from the policy (a tie bars:
    Hallintolaki 434/2003 §28), :class:`Stale` when the row has moved on, :class:`Refused` for a merged association or
    a change of status without a reason, ValidationError with sentences for values that the register can't hold.
    """
    fresh = Association.objects.select_for_update(of=("self",)).get(pk=association.pk)
    policy.require("associations.verify_association", fresh)
    if version is not None and fresh.version != version:
        raise Stale(fresh)
    if fresh.status == Status.MERGED:
        raise Refused(_("This association has been merged into another. Edit that one, or undo the merge."))
    before = {name: getattr(fresh, name) for name in REGISTER_DATA if name in changes}
    changed = {name: changes[name] for name, value in before.items() if changes[name] != value}
    if not changed:
        return fresh
    if "status" in changed and not reason.strip():
        raise Refused(_("Say why the status is changed."))
    for name, value in changed.items():
        setattr(fresh, name, value)
    written = dict(changed)
    if "name_fi" in changed:
        fresh.name_doubt = doubt_about(fresh.name_fi, fresh.name_sv, fresh.name_en, besides=fresh.pk)
        written["name_doubt"] = fresh.name_doubt
    fresh.version += 1
    fresh.full_clean(exclude=["sort_name"])
    fresh.save(update_fields=[*written, "version"])
    journal.record(
        _verb(changed),
        fresh,
        reason=reason.strip(),
        details={"changes": {name: [_plain(before[name]), _plain(value)] for name, value in changed.items()}},
    )
    pagecache.bump("associations")
    return fresh


def _verb(changed: Mapping[str, Any]) -> str:
    status = changed.get("status")
    if status == Status.DISSOLVED:
        return "associations.dissolved"
    return "associations.restored" if status == Status.ACTIVE else "associations.register_data_edited"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def doubt_about(*names: str, besides: int | None = None) -> str:
    """What an officer must look at before the public sees these names; '' where nothing is doubtful.

    Beside :func:`associations.rules.doubt` a name that only looks like another association's ("≈ Kuoro ry");
    ``besides`` is the association's own key. One query for each name with letters that pass for others.
    """
    for name in filter(None, names):
        if found := rules.doubt(name) or _looks_like(name, besides):
            return found
    return ""


def _looks_like(name: str, besides: int | None) -> str:
    look = rules.skeleton(name)
    if look == rules.plain(name):
        return ""
    others = Association.objects.exclude(pk=besides or 0)
    twin = others.filter(Q(name_fi__iexact=look) | Q(name_sv__iexact=look) | Q(name_en__iexact=look)).first()
    return f"≈ {twin.name_fi}"[:200] if twin else ""
