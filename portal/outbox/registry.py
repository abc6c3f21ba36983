"""What the apps declare in their ``notifications.py``: kinds of message."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message. ``template`` is the mail's triplet without its endings.

    ``optional`` kinds obey a person's choices; the others reach everyone by mail. ``area`` is the area of an
    association's work to which it belongs, '' for none.
    """

    name: str
    label: Text
    template: str
    optional: bool
    area: str


_kinds: dict[str, Kind] = {}


def kind(name: str, *, label: Text, template: str, optional: bool = False, area: str = "") -> None:
    """Declare a kind (``"grants.receipt"``). Raises ImproperlyConfigured when the name is taken."""
    if name in _kinds:
        raise ImproperlyConfigured(f"The message kind {name} is declared twice.")
    _kinds[name] = Kind(name, label, template, optional, area)


def find(name: str) -> Kind:
    """The declared kind. Raises ImproperlyConfigured for one that nobody declared."""
    try:
        return _kinds[name]
    except KeyError:
        raise ImproperlyConfigured(f"No notifications.py declares the message kind {name}.") from None


def known() -> dict[str, Kind]:
    """All declared kinds by name."""
    return dict(_kinds)


def optional() -> list[Kind]:
    """The kinds about which a person may choose, by name."""
    return sorted((found for found in _kinds.values() if found.optional), key=lambda found: found.name)
