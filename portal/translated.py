"""Content in three languages: explicit ``name_fi, name_sv, name_en`` columns and one small descriptor.

Why not a library: django-modeltranslation's fallback is ignored by ``order_by``, ``filter`` and ``get_or_create``.
"""

from __future__ import annotations

from typing import Any, overload

from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

LANGUAGES = ("fi", "sv", "en")


def active() -> str:
    """The language of the page or letter being made, always one of the three."""
    language = (get_language() or "fi")[:2]
    return language if language in LANGUAGES else "fi"


class Translated:
    """Reads ``<name>_<language>`` of its object and falls back to Finnish where that is empty."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, obj: None, owner: type) -> Translated: ...
    @overload
    def __get__(self, obj: object, owner: type) -> str: ...

    def __get__(self, obj: Any, owner: type) -> Translated | str:
        if obj is None:
            return self
        return in_language(obj, self.name, active())


def in_language(obj: Any, name: str, language: str) -> str:
    """The text in the given language, Finnish where that is empty."""
    return str(getattr(obj, f"{name}_{language}") or getattr(obj, f"{name}_fi"))


def expression(name: str, language: str | None = None) -> Coalesce:
    """The same fallback in SQL, for ordering and ``values()``; ``name`` may follow relations with ``__``."""
    return Coalesce(NullIf(F(f"{name}_{language or active()}"), Value("")), F(f"{name}_fi"))
