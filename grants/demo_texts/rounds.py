"""How the matters of a round are written down that goes from its call to the last report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """What an association tells of the use of its grant, and what everybody reads of it.

    ``actual`` has the rows of the costs that came to something else than the budget, in euros; ``used`` the euros of
    the grant where they aren't all of it.
    """

    done: str
    effect: str
    reached: int
    summary: str
    actual: Mapping[str, int] = field(default_factory=dict)
    used: int | None = None
    explained: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """An application of such a round, in whole euros and in the language of the association.

    ``marks`` are the first reviewer's points by criterion, from which the second one's differ a little; ``apart`` are
    those of a reviewer who saw it otherwise, so that both score again.
    """

    association: str
    purpose: str
    plan: str
    euros: int
    marks: tuple[int, ...]
    costs: Mapping[str, int] = field(default_factory=dict)
    income: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    told: Told | None = None
    apart: tuple[int, ...] = ()
    language: str = "fi"
