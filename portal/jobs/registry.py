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
    """A kind of job: its name, what people call it, and the function, whose first argument is the ``Run``.

    Where the items are ``private`` the job's page counts what went wrong and names nothing: who may read of which is
    known only to the page on which the work was asked for.
    """

    name: str
    label: Text
    work: Work
    private: bool = False


_kinds: dict[str, Kind] = {}


def job(name: str, *, label: Text, private: bool = False) -> Callable[[W], W]:
    """Declare the decorated function as the work behind a name (``"grants.receipt_pdf"``); :class:`Kind` says the rest.

    Raises ImproperlyConfigured when the name is taken.
    """

    def register(work: W) -> W:
        if name in _kinds:
            raise ImproperlyConfigured(f"The job {name} is declared twice.")
        _kinds[name] = Kind(name, label, work, private)
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
