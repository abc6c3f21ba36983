"""What scoring and proposing refuse by themselves, whatever a form has let through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from grants.models import Application, Award, Criterion, Review
from grants.services import limits, reviewing
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

REASON = "Hyvin perusteltu."
PROPOSAL: dict[str, Any] = {"amount_cents": 50_000, "reasons": "Syy.", "public_purpose": "Nuotit"}


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


def whole(application: Application) -> dict[Criterion, tuple[int, str]]:
    return dict.fromkeys(application.call.criteria.all(), (1, REASON))


@pytest.mark.parametrize("wrong", [None, (-1, REASON), (10_000, REASON), (1, ""), (1, " \n")])
def test_scores_count_only_whole_in_range_and_with_reasons(wrong: tuple[int, str] | None, officer: User):
    application = grants.in_review()
    scores = whole(application)
    last = list(scores)[-1]
    if wrong is None:
        del scores[last]
    else:
        scores[last] = wrong
    with acting(as_employee(officer)), pytest.raises(Refused, match="points and a reason"):
        reviewing.give_review(application=application, scores=scores)
    assert not Review.objects.exists()


def test_the_most_points_of_a_criterion_are_in_range(officer: User):
    application = grants.in_review()
    most = {criterion: (criterion.max_points, REASON) for criterion in whole(application)}
    with acting(as_employee(officer)):
        assert reviewing.give_review(application=application, scores=most).total == 100


def test_nothing_is_proposed_before_the_scores_are_in(officer: User):
    application = grants.in_review()
    grants.score(application, officer)
    with acting(as_employee(officer)), pytest.raises(Refused, match="independent scores"):
        reviewing.propose(application=application, **PROPOSAL)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"amount_cents": -1}, "between zero and the sum applied for"),
        ({"amount_cents": 10**9}, "between zero and the sum applied for"),
        ({"reasons": " "}, "needs reasons"),
    ],
)
def test_a_proposal_that_cannot_stand_is_refused(change: Mapping[str, Any], sentence: str, officer: User):
    application = grants.in_review()
    for one in (officer, employee(StaffRole.GRANT_OFFICER)):
        grants.score(application, one)
    with acting(as_employee(officer)), pytest.raises(Refused, match=sentence):
        reviewing.propose(application=application, **{**PROPOSAL, **change})


def test_a_proposal_never_exceeds_the_share_of_the_costs(officer: User):
    application = grants.in_review(grants.call(share_percent=50))
    for one in (officer, employee(StaffRole.GRANT_OFFICER)):
        grants.score(application, one)
    Application.objects.filter(pk=application.pk).update(costs_cents=80_000)
    with acting(as_employee(officer)), pytest.raises(Refused, match="at most 50 % of the costs: €400"):
        reviewing.propose(application=application, **PROPOSAL)
    with acting(as_employee(officer)):
        made = reviewing.propose(application=application, **{**PROPOSAL, "amount_cents": 40_000})
    assert made.proposed_cents == 40_000


def test_a_proposal_is_taken_back_with_a_reason_only(officer: User):
    application = grants.proposed()
    with acting(as_employee(officer)), pytest.raises(Refused, match="why the proposal is taken back"):
        reviewing.take_back(application=application, reason=" ")
    assert Application.objects.get().state == "proposed"


def test_an_award_that_was_revoked_leaves_room_for_another(officer: User):
    call = grants.call(awards_a_year=1)
    application = grants.decided(call)
    with pytest.raises(Refused, match="one grant of this kind"):
        limits.check_awards(call, application.association)
    award = Award.objects.get()
    Award.objects.update(revoked_on=award.decided_on)
    limits.check_awards(call, application.association)
