"""Second rounds of scores: begun where two are far apart, blind, and never a third."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from associations.models import Tie
from grants import queries
from grants.enums import ApplicationState
from grants.models import Application
from grants.services import reviewing
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.journal.models import Event
from portal.outbox.models import Message as Mail
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CITY = "/en/kaupunki/"


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def other() -> User:
    return employee(StaffRole.GRANT_OFFICER)


def apart(first: User, second: User) -> Application:
    """An application whose two scores are as far apart as they can be."""
    application = grants.in_review()
    grants.score(application, first, 0)
    grants.score(application, second, 5)
    application.refresh_from_db()
    return application


class TestSecondRound:
    def test_scores_far_apart_are_given_again(self, officer: User, other: User) -> None:
        application = apart(officer, other)

        assert application.round == 2
        assert Event.objects.about(application).filter(verb="grants.second_round_begun").count() == 1
        assert set(Mail.objects.filter(kind="grants.second_round").values_list("recipient", flat=True)) == {
            officer.pk,
            other.pk,
        }

    def test_scores_that_agree_are_enough(self) -> None:
        application = grants.scored(grants.call())
        application.refresh_from_db()

        assert application.round == 1
        assert not Mail.objects.filter(kind="grants.second_round").exists()

    def test_nothing_is_proposed_before_the_second_scores_are_in(self, officer: User, other: User) -> None:
        application = apart(officer, other)
        proposal: dict[str, Any] = {"amount_cents": 100, "reasons": "Syy.", "public_purpose": "Nuotit"}
        with acting(as_employee(officer)), pytest.raises(Refused, match="2 independent scores"):
            reviewing.propose(application=application, **proposal)
        grants.score(application, officer, 3)
        grants.score(application, other, 4)

        with acting(as_employee(officer)):
            done = reviewing.propose(application=application, **proposal)

        assert done.state == ApplicationState.PROPOSED

    def test_the_second_round_is_blind_and_the_first_one_seen(self, officer: User, other: User) -> None:
        application = apart(officer, other)
        grants.score(application, officer, 3)
        with acting(as_employee(other)):
            seen = queries.scores(application, queries.given(application))
            assert (len(seen.earlier), seen.reviews, seen.mean) == (2, [], None)
        grants.score(application, other, 4)

        with acting(as_employee(other)):
            seen = queries.scores(application, queries.given(application))

        assert len(seen.reviews) == 2
        # Three and four of at most ten and five points, with weights three and one: 34.3 and 45.7.
        assert seen.mean == Decimal("40.0")

    def test_a_third_round_never_begins(self, officer: User, other: User) -> None:
        application = apart(officer, other)
        grants.score(application, officer, 0)
        grants.score(application, other, 5)
        application.refresh_from_db()

        assert application.round == 2

    def test_who_has_become_disqualified_is_told_nothing(self, officer: User, other: User) -> None:
        application = grants.in_review()
        grants.score(application, officer, 0)
        Tie.objects.create(user=officer, association=application.association, relative=True)

        grants.score(application, other, 5)

        assert list(Mail.objects.filter(kind="grants.second_round").values_list("recipient", flat=True)) == [other.pk]

    def test_the_page_shows_the_first_round_to_who_scores_again(self, officer: User, other: User) -> None:
        application = apart(officer, other)

        page = client_for(officer, city=True).get(f"{CITY}avustukset/{application.pk}/pisteet/")

        assert page.status_code == 200
        assert b"Show the first round" in page.content
        assert str(other).encode() in page.content
