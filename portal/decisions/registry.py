"""Whose permission shows a decision: the apps declare it for their own objects in their ``policy.py``."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

_shown: dict[str, str] = {}


def shown_by(model: str, permission: str) -> None:
    """Declare that decisions about a model's objects (``"grants.Application"``) are shown to whom has the permission.

    Raises ImproperlyConfigured for a second declaration.
    """
    label = model.lower()
    if _shown.get(label, permission) != permission:
        raise ImproperlyConfigured(f"Who sees decisions about {model} is declared twice.")
    _shown[label] = permission


def permission_for(subject_type: str) -> str | None:
    """The permission for a subject's label in small letters; None when nobody declared one."""
    return _shown.get(subject_type)


def subject_types() -> list[str]:
    """The labels in small letters of all models that decisions are shown for."""
    return sorted(_shown)
