"""What the apps declare in their ``tasks.py``: functions that do long work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

Text = str | Promise
Work = Callable[..., Any]
W = TypeVar("W", bound=Work)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: its name, what people call it, and the function, whose first argument is the ``Run``."""

    name: str
    label: Text
    work: Work


_kinds: dict[str, Kind] = {}


def job(name: str, *, label: Text) -> Callable[[W], W]:
    """Declare the decorated function as the work behind a name (``"grants.receipt_pdf"``).

    Raises ImproperlyConfigured when the name is taken.
    """

    def register(work: W) -> W:
        if name in _kinds:
            raise ImproperlyConfigured(f"The job {name} is declared twice.")
        _kinds[name] = Kind(name, label, work)
        return work

    return register


def find(name: str) -> Kind:
    """The declared job. Raises ImproperlyConfigured for one that nobody declared."""
    try:
        return _kinds[name]
    except KeyError:
        raise ImproperlyConfigured(f"No tasks.py declares the job {name}.") from None


def known() -> dict[str, Kind]:
    """All declared jobs by name."""
    return dict(_kinds)
