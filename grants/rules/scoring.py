"""Points, scores and how far they are apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """The points that one reviewer gave on one criterion."""

    criterion_id: int
    points: int
    max_points: int
    weight: int


def total(points: Iterable[Point]) -> Decimal:
    """One reviewer's score from 0 to 100: the weighted share of the highest possible points, to one decimal.

    Raises ValueError without criteria or with a weight sum of zero.
    """
    given = list(points)
    highest = sum(point.max_points * point.weight for point in given)
    if highest <= 0:
        raise ValueError("A score needs criteria with weight.")
    reached = sum(point.points * point.weight for point in given)
    return (Decimal(100 * reached) / highest).quantize(Decimal("0.1"), ROUND_HALF_UP)


def mean(scores: Sequence[Decimal]) -> Decimal:
    """The mean of the reviewers' scores, to one decimal. Raises ValueError without scores."""
    if not scores:
        raise ValueError("No scores.")
    return (sum(scores, Decimal(0)) / len(scores)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def spread(scores: Sequence[Decimal]) -> Decimal:
    """How far the highest and the lowest score are apart."""
    return max(scores) - min(scores)
