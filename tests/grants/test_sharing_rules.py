"""How an appropriation is shared, for any applications, models and order."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grants import rules
from grants.enums import AwardMethod, ShareNote
from grants.rules import Band, Claim, Share, Terms

scores = st.decimals(0, 100, places=1)
cents = st.integers(1, 5_000_000)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    rows = draw(st.lists(st.tuples(scores, cents, st.none() | cents), max_size=25))
    return [Claim(key, *row) for key, row in enumerate(rows)]


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    bands = draw(st.lists(st.tuples(scores, st.integers(0, 100)), max_size=4, unique_by=lambda row: row[0]))
    return Terms(
        method=draw(st.sampled_from(AwardMethod)),
        least_score=draw(scores),
        unit_cents=draw(st.sampled_from([1, 100, 1_000, 10_000])),
        most_cents=draw(st.none() | cents),
        fixed_cents=draw(cents),
        bands=tuple(Band(*row) for row in bands),
    )


money = st.integers(0, 20_000_000)


@given(claims(), terms(), money)
def test_the_sum_never_exceeds_the_appropriation(entered: list[Claim], model: Terms, appropriation: int) -> None:
    found = rules.share(entered, model, appropriation)

    assert sum(one.cents for one in found.values()) <= appropriation


@given(claims(), terms(), money)
def test_no_award_exceeds_what_it_may_be(entered: list[Claim], model: Terms, appropriation: int) -> None:
    found = rules.share(entered, model, appropriation)

    for claim in entered:
        given = found[claim.key].cents
        assert 0 <= given <= claim.requested_cents
        assert claim.limit_cents is None or given <= claim.limit_cents
        assert model.most_cents is None or given <= model.most_cents
        assert given % model.unit_cents == 0
        assert claim.score >= model.least_score or given == 0


@given(claims(), terms(), money, st.randoms())
def test_who_entered_first_never_matters(
    entered: list[Claim], model: Terms, appropriation: int, chance: random.Random
) -> None:
    mixed = entered.copy()
    chance.shuffle(mixed)

    assert rules.share(mixed, model, appropriation) == rules.share(entered, model, appropriation)


@given(claims(), terms(), money, st.data())
def test_equal_applications_get_equal_awards(
    entered: list[Claim], model: Terms, appropriation: int, data: st.DataObject
) -> None:
    assume(entered)
    one = data.draw(st.sampled_from(entered))
    twin = Claim(len(entered), one.score, one.requested_cents, one.limit_cents)

    found = rules.share([*entered, twin], model, appropriation)

    assert found[one.key] == found[twin.key]


@given(claims(), terms(), money)
def test_a_better_score_never_stands_below_the_line_alone(
    entered: list[Claim], model: Terms, appropriation: int
) -> None:
    found = rules.share(entered, model, appropriation)
    below = [claim.score for claim in entered if found[claim.key].note == ShareNote.BELOW_LINE]
    given = [claim.score for claim in entered if found[claim.key].cents > 0]

    assert not below or not given or max(below) < min(given)


def test_a_point_is_worth_its_part_of_the_appropriation() -> None:
    entered = [Claim(1, Decimal(60), 1_000_000), Claim(2, Decimal(40), 1_000_000)]

    found = rules.share(entered, Terms(AwardMethod.POINTS), 500_000)

    assert found == {1: Share(300_000, ShareNote.AS_COMPUTED), 2: Share(200_000, ShareNote.AS_COMPUTED)}


def test_what_is_over_when_somebody_gets_all_is_shared_again() -> None:
    entered = [Claim(1, Decimal(50), 100_000), Claim(2, Decimal(30), 900_000), Claim(3, Decimal(20), 900_000)]

    found = rules.share(entered, Terms(AwardMethod.POINTS), 600_000)

    # 1 would have had 300,000; the 500,000 that are left go 30 : 20.
    assert [found[key].cents for key in (1, 2, 3)] == [100_000, 300_000, 200_000]
    assert found[1].note == ShareNote.REQUEST


def test_everybody_gets_all_where_the_money_suffices() -> None:
    entered = [Claim(1, Decimal(10), 100_000), Claim(2, Decimal(90), 200_000, 150_000)]

    found = rules.share(entered, Terms(AwardMethod.POINTS), 9_000_000)

    assert found == {1: Share(100_000, ShareNote.REQUEST), 2: Share(150_000, ShareNote.LIMIT)}


def test_a_share_follows_the_highest_band_that_is_reached() -> None:
    model = Terms(AwardMethod.SHARE, bands=(Band(Decimal(50), 40), Band(Decimal(80), 75)), unit_cents=1_000)
    entered = [
        Claim(1, Decimal(80), 100_100),
        Claim(2, Decimal("79.9"), 100_000),
        Claim(3, Decimal("49.9"), 100_000),
    ]

    found = rules.share(entered, model, 9_000_000)

    assert [found[key].cents for key in (1, 2, 3)] == [75_000, 40_000, 0]
    assert found[3].note == ShareNote.BELOW_SCORE


def test_tied_applications_stand_below_the_line_together() -> None:
    entered = [Claim(1, Decimal(90), 100), Claim(2, Decimal(70), 100), Claim(3, Decimal(70), 100)]
    entered.append(Claim(4, Decimal(60), 100))

    found = rules.share(entered, Terms(AwardMethod.FIXED, fixed_cents=100), 250)

    assert [found[key].cents for key in (1, 2, 3, 4)] == [100, 0, 0, 0]
    assert rules.above_line([(Decimal(90), 100), (Decimal(70), 100), (Decimal(70), 100)], 250) == Decimal(90)
    assert rules.above_line([(Decimal(90), 300)], 250) is None


def test_equal_scores_share_a_place() -> None:
    assert rules.ranks({1: Decimal(70), 2: Decimal(90), 3: Decimal(70), 4: Decimal(10)}) == {1: 2, 2: 1, 3: 2, 4: 4}


def test_awards_are_whole_cents() -> None:
    with pytest.raises(ValueError, match="whole cents"):
        rules.share([], Terms(AwardMethod.FIXED, unit_cents=0), 1)
