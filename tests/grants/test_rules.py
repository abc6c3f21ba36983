"""Points, phases and canonical text, for all that can be given."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants import rules
from grants.enums import Phase
from grants.rules import Point

moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
scores = st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=9)


@st.composite
def points(draw: st.DrawFn) -> Point:
    """Points that are within their criterion."""
    most = draw(st.integers(1, 100))
    return Point(draw(st.integers(1, 10**6)), draw(st.integers(0, most)), most, draw(st.integers(1, 100)))


reviews = st.lists(points(), min_size=1, max_size=12)


@given(reviews)
def test_a_total_is_a_share_of_a_hundred_with_one_decimal(given_points: list[Point]):
    total = rules.total(given_points)
    assert 0 <= total <= 100
    assert total.as_tuple().exponent == -1
    exact = Decimal(100 * sum(p.points * p.weight for p in given_points)) / sum(
        p.max_points * p.weight for p in given_points
    )
    assert abs(total - exact) <= Decimal("0.05")


@given(reviews, st.randoms(use_true_random=False))
def test_a_total_does_not_depend_on_the_order_of_criteria(given_points: list[Point], random: Any):
    mixed = [*given_points]
    random.shuffle(mixed)
    assert rules.total(mixed) == rules.total(given_points)


@given(reviews)
def test_no_points_are_zero_and_all_points_a_hundred(given_points: list[Point]):
    none = [Point(p.criterion_id, 0, p.max_points, p.weight) for p in given_points]
    full = [Point(p.criterion_id, p.max_points, p.max_points, p.weight) for p in given_points]
    assert (rules.total(none), rules.total(full)) == (Decimal("0.0"), Decimal("100.0"))


@given(reviews, st.integers(0, 11))
def test_another_point_never_lowers_a_total(given_points: list[Point], at: int):
    index = at % len(given_points)
    old = given_points[index]
    if old.points < old.max_points:
        better = [*given_points]
        better[index] = Point(old.criterion_id, old.points + 1, old.max_points, old.weight)
        assert rules.total(better) >= rules.total(given_points)


@pytest.mark.parametrize("wrong", [[], [Point(1, 0, 0, 3)], [Point(1, 0, 10, 0)]])
def test_a_total_needs_criteria_with_weight(wrong: list[Point]):
    with pytest.raises(ValueError, match="criteria with weight"):
        rules.total(wrong)


def test_half_a_tenth_is_rounded_up():
    assert rules.total([Point(1, 1, 2000, 1)]) == Decimal("0.1")  # 0.05
    assert rules.mean([Decimal("1.0"), Decimal("1.1")]) == Decimal("1.1")  # 1.05


@given(scores)
def test_a_mean_lies_between_the_scores(given_scores: list[Decimal]):
    mean = rules.mean(given_scores)
    assert min(given_scores) <= mean <= max(given_scores)
    assert mean.as_tuple().exponent == -1
    assert rules.mean(given_scores[::-1]) == mean


@given(st.decimals(0, 100, places=1), st.integers(1, 9))
def test_equal_scores_have_themselves_as_mean_and_no_spread(score: Decimal, times: int):
    assert (rules.mean([score] * times), rules.spread([score] * times)) == (score, Decimal(0))


@given(scores)
def test_a_spread_is_at_most_a_hundred_and_does_not_depend_on_the_order(given_scores: list[Decimal]):
    assert 0 <= rules.spread(given_scores) == rules.spread(sorted(given_scores)) <= 100


def test_a_mean_needs_scores():
    with pytest.raises(ValueError, match="No scores"):
        rules.mean([])


@given(moments, st.timedeltas(timedelta(microseconds=1), timedelta(days=400)))
def test_a_call_is_open_from_its_first_to_its_last_moment_both_included(opens: datetime, length: timedelta):
    closes, tick = opens + length, timedelta(microseconds=1)
    at = {"before": opens - tick, "opens": opens, "closes": closes, "after": closes + tick}
    assert {name: rules.phase(moment, opens, closes) for name, moment in at.items()} == {
        **{"before": Phase.COMING, "opens": Phase.OPEN},
        **{"closes": Phase.OPEN, "after": Phase.CLOSED},
    }


@given(moments, moments, st.integers(-14, 14))
def test_a_phase_does_not_depend_on_the_zone_in_which_an_instant_is_written(now: datetime, opens: datetime, hours: int):
    closes = opens + timedelta(days=30)
    elsewhere = now.astimezone(timezone(timedelta(hours=hours)))
    assert rules.phase(elsewhere, opens, closes) == rules.phase(now, opens, closes)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
contents = st.dictionaries(texts, values, max_size=6)


def mixed_up(value: Any, random: Any) -> Any:
    """The same value with its keys in another order, at every depth."""
    if isinstance(value, list):
        return [mixed_up(one, random) for one in value]
    if not isinstance(value, dict):
        return value
    names = list(value)
    random.shuffle(names)
    return {name: mixed_up(value[name], random) for name in names}


@given(contents, st.randoms(use_true_random=False))
def test_canonical_text_reads_the_same_whatever_the_order_of_keys(content: dict[str, Any], random: Any):
    written = rules.canonical(content)
    again = rules.canonical(mixed_up(content, random))
    assert again == written
    assert rules.digest(again) == rules.digest(written) == hashlib.sha256(written.encode()).hexdigest()
    assert json.loads(written) == content
    assert rules.canonical(json.loads(written)) == written


@given(contents, contents)
def test_other_content_has_another_digest(one: dict[str, Any], other: dict[str, Any]):
    same = rules.canonical(one) == rules.canonical(other)
    assert (rules.digest(rules.canonical(one)) == rules.digest(rules.canonical(other))) is same


def test_canonical_text_is_this_text():
    """Frozen: a receipt of this year must be checkable in ten."""
    content = {"b": ["ä", 1, None, True], "a": {"z": "\u20ac\u2028", "y": "\n"}}
    written = rules.canonical(content)
    assert written == '{"a":{"y":"\\n","z":"€\u2028"},"b":["ä",1,null,true]}'
    assert rules.digest(written) == "84a8f9c177cd7682b81d065cb1c5d4e2fbf928f979cdef5f8026808abb601b6c"


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_what_fits_never_exceeds_the_appropriation(award: int, already: int, appropriation: int):
    fits = rules.fits(award, already_cents=already, appropriation_cents=appropriation)
    assert fits is (award + already <= appropriation)


def test_a_negative_award_never_fits():
    assert rules.fits(-1, already_cents=0, appropriation_cents=100) is False
    assert rules.fits(0, already_cents=100, appropriation_cents=100) is True
