"""Who may open a file: whoever has the declared permission on its parent."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model

from portal import policy
from portal.actor import Actor
from portal.files import registry
from portal.files.models import StoredFile


@policy.permission("files.open_file")
def open_file(actor: Actor, stored: StoredFile) -> bool:
    """Asked of the parent, so that the parent's bars (disqualification) shut its files too."""
    opening = registry.opening(stored.parent_type, stored.kind)
    if opening is None or (opening.city_only and not actor.is_staff):
        return False
    parent = _parent(stored)
    return parent is not None and policy.allows(opening.permission, parent, actor)


def _parent(stored: StoredFile) -> Model | None:
    try:
        model: type[Model] = apps.get_model(stored.parent_type)
    except LookupError:
        return None
    return model._default_manager.filter(pk=stored.parent_id).first()
