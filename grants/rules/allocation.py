"""How an appropriation is shared: ranks, the line where money ends, and the award models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import lcm
from typing import NamedTuple

from grants.enums import AwardMethod, ShareNote


def fits(award_cents: int, *, already_cents: int, appropriation_cents: int) -> bool:
    """Whether an award still fits within the appropriation, in whole cents."""
    return award_cents >= 0 and already_cents + award_cents <= appropriation_cents


class Claim(NamedTuple):
    """What the sharing needs to know of an application. ``limit_cents`` is the call's share of the costs, if any.

    ``key`` only tells applications apart: who came first never matters.
    """

    key: int
    score: Decimal
    requested_cents: int
    limit_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """From this score on, so many per cent of the sum applied for."""

    least_score: Decimal
    percent: int


@dataclass(frozen=True, slots=True)
class Terms:
    """A model's numbers. Sums are cents, scores 0 to 100.

    Awards are rounded down to ``unit_cents``. Below ``least_score`` nothing is given. ``bands`` are for
    :attr:`AwardMethod.SHARE`, ``fixed_cents`` for :attr:`AwardMethod.FIXED`.
    """

    method: AwardMethod
    least_score: Decimal = Decimal(0)
    unit_cents: int = 1
    most_cents: int | None = None
    fixed_cents: int = 0
    bands: tuple[Band, ...] = ()


class Share(NamedTuple):
    """What one application would get, in cents, and why."""

    cents: int
    note: ShareNote


def ranks(scores: Mapping[int, Decimal]) -> dict[int, int]:
    """The place of each key, the highest score first; equal scores share a place, and the next one is left out."""
    places: dict[Decimal, int] = {}
    for place, score in enumerate(sorted(scores.values(), reverse=True), start=1):
        places.setdefault(score, place)
    return {key: places[score] for key, score in scores.items()}


def above_line(sums: Sequence[tuple[Decimal, int]], appropriation_cents: int) -> Decimal | None:
    """The lowest score that the appropriation still covers, going down by score; None where it covers none.

    ``sums`` are score and cents. Equal scores stand or fall together, and after the first group that doesn't fit
    nobody gets anything: a smaller sum further down must not overtake a better application.
    """
    left, lowest = appropriation_cents, None
    for score, group in groupby(sorted(sums, key=lambda one: -one[0]), key=lambda one: one[0]):
        left -= sum(cents for _score, cents in group)
        if left < 0:
            break
        lowest = score
    return lowest


def share(claims: Iterable[Claim], terms: Terms, appropriation_cents: int) -> dict[int, Share]:
    """What each application would get by the model, by key.

    The sum never exceeds the appropriation; no award exceeds its request, its limit or the model's highest sum; equal
    applications get equal awards; the order of the claims doesn't matter; awards are whole units of cents.

    Raises ValueError for a unit below one cent.
    """
    if terms.unit_cents < 1:
        raise ValueError("Awards are rounded to whole cents at least.")
    entered = list(claims)
    able = [claim for claim in entered if claim.score >= terms.least_score]
    money = max(0, appropriation_cents)
    found = _by_points(able, terms, money) if terms.method == AwardMethod.POINTS else _by_rank(able, terms, money)
    below = Share(0, ShareNote.BELOW_SCORE)
    return {claim.key: found.get(claim.key, below) for claim in entered}


def _value_of_a_part(points: Mapping[int, int], ceilings: Mapping[int, int], money: int) -> Fraction:
    """Cents that a part of a point is worth once nobody gets more than they may (as in Kajaani); 0 without any points.

    What is over when somebody reaches their ceiling is shared again among the others.
    """
    left, active = money, {key for key, number in points.items() if number}
    while active:
        total = sum(points[key] for key in active)
        full = {key for key in active if points[key] * left >= ceilings[key] * total}
        if not full or full == active:
            # Where everybody gets all they may, a part is worth at least what the last ones needed.
            return Fraction(left, total)
        left -= sum(ceilings[key] for key in full)
        active -= full
    return Fraction(0)


def _whole_points(claims: Sequence[Claim]) -> dict[int, int]:
    """Scores in the same whole parts of a point: exact as fractions are, and many times as fast."""
    ratios = {claim.key: claim.score.as_integer_ratio() for claim in claims}
    parts = lcm(*(below for _above, below in ratios.values()))
    return {key: above * (parts // below) for key, (above, below) in ratios.items()}


def _by_points(claims: Sequence[Claim], terms: Terms, money: int) -> dict[int, Share]:
    points = _whole_points(claims)
    most = {claim.key: _ceiling(claim, terms) for claim in claims}
    value = _value_of_a_part(points, {key: cents for key, (cents, _note) in most.items()}, money)
    unit, above, below = terms.unit_cents, value.numerator, value.denominator
    found = {}
    for key, (ceiling, note) in most.items():
        worth = points[key] * above
        reached = worth >= ceiling * below
        cents = ceiling if reached else worth // below
        found[key] = Share(cents - cents % unit, note if reached else ShareNote.AS_COMPUTED)
    return found


def _by_rank(claims: Sequence[Claim], terms: Terms, money: int) -> dict[int, Share]:
    wanted = {claim.key: _wanted(claim, terms) for claim in claims}
    lowest = above_line([(claim.score, wanted[claim.key].cents) for claim in claims], money)
    return {
        claim.key: wanted[claim.key] if lowest is not None and claim.score >= lowest else Share(0, ShareNote.BELOW_LINE)
        for claim in claims
    }


def _wanted(claim: Claim, terms: Terms) -> Share:
    """What the model gives the application where money doesn't end before it."""
    ceiling, note = _ceiling(claim, terms)
    if terms.method == AwardMethod.FIXED:
        cents = terms.fixed_cents
    else:
        reached = [band for band in terms.bands if claim.score >= band.least_score]
        if not reached:
            return Share(0, ShareNote.BELOW_SCORE)
        cents = claim.requested_cents * max(reached, key=lambda band: band.least_score).percent // 100
    return (
        Share(_rounded(ceiling, terms), note)
        if cents > ceiling
        else Share(_rounded(cents, terms), ShareNote.AS_COMPUTED)
    )


def _ceiling(claim: Claim, terms: Terms) -> tuple[int, ShareNote]:
    """The most that the application may get, and what says so."""
    cents, note = claim.requested_cents, ShareNote.REQUEST
    if claim.limit_cents is not None and claim.limit_cents < cents:
        cents, note = claim.limit_cents, ShareNote.LIMIT
    if terms.most_cents is not None and terms.most_cents < cents:
        cents, note = terms.most_cents, ShareNote.MOST
    return cents, note


def _rounded(cents: int, terms: Terms) -> int:
    return cents - cents % terms.unit_cents
