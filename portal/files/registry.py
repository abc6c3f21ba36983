"""What the apps declare in their ``files.py``: kinds of file, and whose permission opens an object's files."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

from portal.files import types

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what it is called, which content types it takes and how many bytes at most.

    ``ours`` marks what the portal makes itself: it is neither scanned for viruses nor removed by a person. Of that,
    ``passing`` is what is made for a while only, or until it is replaced, so that the portal may discard it.
    """

    slug: str
    label: Text
    types: frozenset[str]
    max_bytes: int
    ours: bool = False
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """The permission on the parent that opens its files, and whether only those who act for the city may."""

    permission: str
    city_only: bool = False


_kinds: dict[str, Kind] = {}
_openings: dict[tuple[str, str], Opening] = {}


def kind(
    slug: str,
    *,
    label: Text,
    types_allowed: frozenset[str],
    max_bytes: int,
    ours: bool = False,
    passing: bool = False,
) -> None:
    """Declare a kind of file.

    Raises ImproperlyConfigured when the slug is taken, a type isn't one that the portal can check
    (:data:`portal.files.types.TYPES`), or archives are to be taken from people.
    """
    if slug in _kinds:
        raise ImproperlyConfigured(f"The kind of file {slug} is declared twice.")
    if unknown := types_allowed - types.TYPES.keys():
        raise ImproperlyConfigured(f"Nothing checks files of type {sorted(unknown)}.")
    if types.ZIP in types_allowed and not ours:
        raise ImproperlyConfigured(f"Archives aren't taken from people ({slug}).")
    _kinds[slug] = Kind(slug, label, types_allowed, max_bytes, ours, passing)


def find_kind(slug: str) -> Kind:
    """The declared kind. Raises ImproperlyConfigured for one that nobody declared."""
    try:
        return _kinds[slug]
    except KeyError:
        raise ImproperlyConfigured(f"No files.py declares the kind {slug}.") from None


def opened_by(model: str, permission: str, *, kinds: tuple[str, ...] = (), city_only: bool = False) -> None:
    """Declare the permission on a model's object (``"grants.Application"``) that opens the object's files.

    With ``kinds`` the declaration holds for those kinds only and goes before the one without. ``city_only`` also asks
    that the actor acts for the city. Raises ImproperlyConfigured for a second declaration of the same.
    """
    for slug in kinds or ("",):
        place = (model.lower(), slug)
        if place in _openings:
            raise ImproperlyConfigured(f"Who opens the files of {model} is declared twice ({slug or 'all kinds'}).")
        _openings[place] = Opening(permission, city_only)


def opening(parent_type: str, slug: str) -> Opening | None:
    """The declaration for a parent's label in small letters and a kind; None when nobody may open such a file."""
    return _openings.get((parent_type, slug)) or _openings.get((parent_type, ""))
