"""The only values that may travel in a message: text, numbers, truth, lists, days, instants, text in three languages.

A template that gets nothing but these has nothing to give away: there is no object behind a placeholder whose
attributes could be walked (cases.md 27). Days and instants stay days and instants until the recipient's language is
known; everything else is JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import override

from portal import translated

_DAY, _MOMENT, _TEXT = "$day", "$moment", "$text"


def texts(obj: object, name: str) -> dict[str, dict[str, str]]:
    """A ``Translated()`` attribute of an object as one value that is read in the recipient's language."""
    return {_TEXT: {language: translated.in_language(obj, name, language) for language in translated.LANGUAGES}}


def words(label: str | Promise) -> dict[str, dict[str, str]]:
    """A label of the house, such as a role's, as one value that is read in the recipient's language."""
    found = {}
    for language in translated.LANGUAGES:
        with override(language):
            found[language] = str(label)
    return {_TEXT: found}


def dump(value: Any) -> Any:
    """The value as JSON that :func:`load` turns back.

    Raises TypeError for anything that isn't plain (a model, a lazy translation) and ValueError for an instant
    without time zone.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        # Joined, since str() would leave a string that is marked as safe what it is.
        return "".join((value,))
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, datetime):
        if timezone.is_naive(value):
            raise ValueError(f"{value} has no time zone.")
        return {_MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    if isinstance(value, Mapping):
        if set(value) == {_TEXT}:
            return {_TEXT: {language: str(value[_TEXT][language]) for language in translated.LANGUAGES}}
        if any(not isinstance(key, str) or key.startswith("$") for key in value):
            raise TypeError("The keys of a message's context are words.")
        return {str(key): dump(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [dump(member) for member in value]
    raise TypeError(f"{type(value).__name__} can't travel in a message: give its text or number.")


def load(value: Any) -> Any:
    """What :func:`dump` made, with text in the active language."""
    if isinstance(value, list):
        return [load(member) for member in value]
    if not isinstance(value, dict):
        return value
    if _DAY in value:
        return date.fromisoformat(value[_DAY])
    if _MOMENT in value:
        return datetime.fromisoformat(value[_MOMENT])
    if _TEXT in value:
        return value[_TEXT][translated.active()]
    return {key: load(member) for key, member in value.items()}
