"""Who sees and changes a saved view: its owner; colleagues see a shared one."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from portal import policy
from portal.actor import Actor
from portal.savedviews.models import SavedView


@policy.visible_to(SavedView)
def _views(actor: Actor, rows: Any) -> Any:
    return rows.seen_by(actor.user_id) if actor.is_staff else rows.none()


@policy.permission("savedviews.save_view")
def _save(actor: Actor, page: str) -> bool:
    """On a page of the city that the employee's right opens; nothing else is an address to keep."""
    try:
        view = resolve(reverse(page)).func
    except (NoReverseMatch, Resolver404):
        return False
    right = getattr(view, "right", None)
    return right is not None and policy.allows("accounts.hold_right", right, actor)


@policy.permission("savedviews.change_view")
def _change(actor: Actor, view: SavedView) -> bool:
    return actor.is_staff and view.user_id == actor.user_id
