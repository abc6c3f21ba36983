"""An export is its owner's alone, and only while they hold the right of the list."""

from __future__ import annotations

from django.db.models import QuerySet

from portal import policy
from portal.actor import Actor
from portal.exports import registry
from portal.exports.models import Export


@policy.permission("exports.take_out")
def _take_out(actor: Actor, kind: registry.Kind) -> bool:
    return policy.allows("accounts.hold_right", kind.right, actor)


@policy.visible_to(Export)
def _exports(actor: Actor, rows: QuerySet[Export]) -> QuerySet[Export]:
    return rows.filter(user_id=actor.person_id) if actor.is_staff else rows.none()


@policy.permission("exports.remove_export")
def _remove(actor: Actor, export: Export) -> bool:
    return actor.is_staff and export.user_id == actor.user_id


@policy.permission("exports.open_export")
def _open(actor: Actor, export: Export) -> bool:
    found = registry.known().get(export.kind)
    return found is not None and _remove(actor, export) and not export.is_expired and _take_out(actor, found)
