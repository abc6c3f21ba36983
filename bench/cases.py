"""A page to measure, as the process that knows Django hands it to the one that measures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

PUBLIC, ASSOCIATION, STAFF = "public", "association", "staff"


@dataclass(frozen=True, slots=True)
class Case:
    """One address as one person sees it, and how many queries it costs.

    ``x_floor``: how many times the floor it may cost, None where nothing is asked. ``unfiltered``: a public page that
    may cost no more when the register grows. ``kept``: the page cache keeps it for visitors.
    """

    name: str
    audience: str
    path: str
    queries: int
    headers: Mapping[str, str] = field(default_factory=dict)
    x_floor: float | None = None
    unfiltered: bool = False
    kept: bool = False


def written(cases: Iterable[Case]) -> str:
    """The cases as JSON."""
    return json.dumps([asdict(case) for case in cases])


def read(text: str) -> list[Case]:
    """The cases that :func:`written` wrote."""
    return [Case(**fields) for fields in json.loads(text)]
