"""What somebody owes or awaits: each app declares its part in ``matters.py``, the desk pages gather them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.actor import Actor


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing on a desk. ``yours`` says whose turn it is; ``due`` is an instant (UTC) or None."""

    title: str
    note: str
    url: str
    yours: bool
    due: datetime | None = None


Source = Callable[[Actor], Iterable[Matter]]

_sources: list[Source] = []


def source(found: Source) -> Source:
    """Register where matters of an actor come from. A source costs at most two queries."""
    if found not in _sources:
        _sources.append(found)
    return found


def of(actor: Actor) -> list[Matter]:
    """All matters of the actor: one's own turn first, then by due time."""
    gathered = [matter for one in _sources for matter in one(actor)]
    return sorted(gathered, key=lambda m: (not m.yours, m.due is None, m.due.timestamp() if m.due else 0, m.title))
