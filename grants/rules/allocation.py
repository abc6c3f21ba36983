"""How an appropriation is shared: ranks, the line where money ends, and the award models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import lcm

from grants.enums import AwardMethod, ShareNote


def fits(award_cents: int, *, already_cents: int, appropriation_cents: int) -> bool:
    """Whether an award still fits within the appropriation, in whole cents."""
    return award_cents >= 0 and already_cents + award_cents <= appropriation_cents


@dataclass(frozen=True, slots=True)
class Claim:
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


@dataclass(frozen=True, slots=True)
class Share:
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
    found = {claim.key: Share(0, ShareNote.BELOW_SCORE) for claim in entered}
    money = max(0, appropriation_cents)
    shared = _by_points(able, terms, money) if terms.method == AwardMethod.POINTS else _by_rank(able, terms, money)
    return {**found, **shared}


def value_of_a_point(claims: Sequence[Claim], terms: Terms, appropriation_cents: int) -> Fraction:
    """Cents that a point is worth once nobody gets more than they may (as in Kajaani); 0 where nobody has points.

    What is over when somebody reaches their ceiling is shared again among the others.
    """
    able = [claim for claim in claims if claim.score >= terms.least_score and claim.score > 0]
    points, parts = _whole_points(able)
    ceilings = {claim.key: _ceiling(claim, terms)[0] for claim in able}
    left, active = max(0, appropriation_cents), set(points)
    while active:
        total = sum(points[key] for key in active)
        full = {key for key in active if points[key] * left >= ceilings[key] * total}
        if not full or full == active:
            # Where everybody gets all they may, a point is worth at least what the last ones needed.
            return Fraction(left * parts, total)
        left -= sum(ceilings[key] for key in full)
        active -= full
    return Fraction(0)


def _whole_points(claims: Sequence[Claim]) -> tuple[dict[int, int], int]:
    """Scores as whole numbers of so many parts of a point: exact as fractions are, and many times as fast."""
    ratios = {claim.key: claim.score.as_integer_ratio() for claim in claims}
    parts = lcm(*(below for _above, below in ratios.values()))
    return {key: above * (parts // below) for key, (above, below) in ratios.items()}, parts


def _by_points(claims: Sequence[Claim], terms: Terms, money: int) -> dict[int, Share]:
    value = value_of_a_point(claims, terms, money)
    points, parts = _whole_points(claims)
    parts *= value.denominator
    found = {}
    for claim in claims:
        ceiling, note = _ceiling(claim, terms)
        worth = points[claim.key] * value.numerator
        found[claim.key] = (
            Share(_rounded(ceiling, terms), note)
            if worth >= ceiling * parts
            else Share(_rounded(worth // parts, terms), ShareNote.AS_COMPUTED)
        )
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
    ceilings = [(claim.requested_cents, ShareNote.REQUEST)]
    if claim.limit_cents is not None:
        ceilings.append((claim.limit_cents, ShareNote.LIMIT))
    if terms.most_cents is not None:
        ceilings.append((terms.most_cents, ShareNote.MOST))
    return min(ceilings, key=lambda one: one[0])


def _rounded(cents: int, terms: Terms) -> int:
    return cents - cents % terms.unit_cents
