"""What the pages of the profile show as it is stored, and who changed it last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from associations.enums import ProfilePart
from associations.models import Association
from portal.journal.models import Event

_TONGUES = ("fi", "sv", "en")

# The fields of the association itself by theme. The official Finnish name is the register's: only the city changes it.
FIELDS: dict[ProfilePart, tuple[str, ...]] = {
    ProfilePart.TEXTS: (
        *("name_sv", "name_en"),
        *(f"{name}_{tongue}" for name in ("summary", "description", "joining") for tongue in _TONGUES),
    ),
    ProfilePart.BASICS: (
        *("sector", "further_sectors", "districts", "target_groups"),
        *("languages", "size", "welcomes_new"),
    ),
    ProfilePart.ACCESSIBILITY: ("accessibility", *(f"accessibility_note_{tongue}" for tongue in _TONGUES)),
}


def stored(association: Association, part: ProfilePart) -> dict[str, Any]:
    """The fields of a theme as its form shows them: references by their slugs. A query for each many-to-many field."""
    return {name: _shown(association, name) for name in FIELDS[part]}


def _shown(association: Association, name: str) -> Any:
    if name == "sector":
        return association.sector.slug
    if association._meta.get_field(name).many_to_many:
        return sorted(getattr(association, name).values_list("slug", flat=True))
    return getattr(association, name)


def row_values(row: models.Model, fields: Sequence[str]) -> dict[str, Any]:
    """The fields of a row of the association as its form shows them."""
    return {name: getattr(row, row._meta.get_field(name).attname) for name in fields}  # type: ignore[union-attr]


def last_edit(association: Association, part: ProfilePart) -> Event | None:
    """Who changed the theme last, and when. One query."""
    rows = Event.objects.about(association).filter(verb="associations.profile_edited", details__part=part)
    return rows.last()
