"""Contact ways and links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _

from associations.enums import ContactKind, ProfilePart
from associations.models import Association, ContactWay, Link
from associations.rules import Shown
from associations.services import editing
from portal.ui.addresses import public_address
from portal.ui.fields import parse_phone
from portal.workflow import Refused


def contact_value(kind: str, value: str) -> str:
    """An e-mail address, a number as E.164, or a postal address as it is stored.

    Raises ValidationError with a sentence that says how to write it.
    """
    if kind == ContactKind.PHONE:
        return parse_phone(value)
    if kind == ContactKind.EMAIL:
        try:
            validate_email(value)
        except ValidationError:
            raise ValidationError(
                _("Write the whole e-mail address, for example info@association.example."), code="invalid"
            ) from None
        name, _at, domain = value.rpartition("@")
        return f"{name}@{domain.lower()}"
    return value


def add_way(*, association: Association, values: Mapping[str, Any]) -> ContactWay:
    """Add a contact way after the others. Raises :class:`Refused` for one that can't be right or is here already."""
    row = ContactWay(**_tidy_way(values), order=_next(ContactWay, association))
    return editing.add_row(association, ProfilePart.CONTACTS, row)


def change_way(*, row: ContactWay, values: Mapping[str, Any], shown: Shown) -> ContactWay:
    """Change a contact way. Raises as :func:`add_way` and :func:`~associations.services.editing.change_row` do."""
    return editing.change_row(row, ProfilePart.CONTACTS, _tidy_way(values), shown)


def remove_way(*, row: ContactWay) -> None:
    """Remove a contact way."""
    editing.remove_row(row, ProfilePart.CONTACTS)


def move_way_up(*, row: ContactWay) -> None:
    """Put a contact way before the one above it."""
    editing.move_up(row, ProfilePart.CONTACTS)


def add_link(*, association: Association, values: Mapping[str, Any]) -> Link:
    """Add a link after the others; nothing is fetched from it. Raises :class:`Refused`."""
    return editing.add_row(association, ProfilePart.LINKS, Link(**_tidy_link(values), order=_next(Link, association)))


def change_link(*, row: Link, values: Mapping[str, Any], shown: Shown) -> Link:
    """Change a link. Raises as :func:`add_link` and :func:`~associations.services.editing.change_row` do."""
    return editing.change_row(row, ProfilePart.LINKS, _tidy_link(values), shown)


def remove_link(*, row: Link) -> None:
    """Remove a link."""
    editing.remove_row(row, ProfilePart.LINKS)


def move_link_up(*, row: Link) -> None:
    """Put a link before the one above it."""
    editing.move_up(row, ProfilePart.LINKS)


def _tidy_way(values: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {**values, "value": contact_value(values["kind"], values["value"])}
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _tidy_link(values: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {**values, "url": public_address(values["url"])}
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _next(model: type[models.Model], association: Association) -> int:
    last = model._default_manager.filter(association=association).aggregate(last=Max("order"))["last"]
    return 0 if last is None else min(int(last) + 1, 32767)
