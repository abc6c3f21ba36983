"""Weekly times and the places where they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from associations.enums import ProfilePart
from associations.models import ActivityTime, Association, MeetingPlace
from associations.rules import Shown
from associations.services import editing
from portal.workflow import Refused


def add_time(*, association: Association, values: Mapping[str, Any]) -> ActivityTime:
    """Add a weekly time: wall-clock times in Helsinki, the place by its key.

    Raises :class:`Refused` with a sentence for what the model doesn't take or a place of another association.
    """
    _own_place(association, values)
    return editing.add_row(association, ProfilePart.TIMES, ActivityTime(**values))


def change_time(*, row: ActivityTime, values: Mapping[str, Any], shown: Shown) -> ActivityTime:
    """Change a weekly time. Raises as :func:`add_time` and :func:`~associations.services.editing.change_row` do."""
    _own_place(row.association, values)
    return editing.change_row(row, ProfilePart.TIMES, values, shown)


def remove_time(*, row: ActivityTime) -> None:
    """Remove a weekly time."""
    editing.remove_row(row, ProfilePart.TIMES)


def _own_place(association: Association, values: Mapping[str, Any]) -> None:
    place = values.get("place_id")
    if place is not None and not MeetingPlace.objects.filter(pk=place, association=association).exists():
        raise Refused(_("The place isn't one of the association's any more. Choose another."))


def add_place(*, association: Association, values: Mapping[str, Any]) -> MeetingPlace:
    """Add a meeting place. Raises :class:`Refused`."""
    return editing.add_row(association, ProfilePart.PLACES, MeetingPlace(**values))


def change_place(*, row: MeetingPlace, values: Mapping[str, Any], shown: Shown) -> MeetingPlace:
    """Change a meeting place, for all times that are there."""
    return editing.change_row(row, ProfilePart.PLACES, values, shown)


@transaction.atomic
def remove_place(*, row: MeetingPlace) -> None:
    """Remove a meeting place. Raises :class:`Refused` while weekly times are there."""
    editing.lock(row.association)
    if ActivityTime.objects.filter(place=row).exists():
        raise Refused(_("Weekly times are at this place. Move or remove them first."))
    editing.remove_row(row, ProfilePart.PLACES)
