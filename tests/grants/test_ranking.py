"""The ranking of a call: by score, with the line where money ends."""

from __future__ import annotations

from typing import Any

import pytest

from associations.models import Tie
from grants import queries
from grants.models import Call
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CITY = "/en/kaupunki/"


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


def ranked(call: Call) -> dict[int, queries.Ranked]:
    with acting(as_employee(employee(StaffRole.AUDITOR))):
        return {row.pk: row for row in queries.ranking(call).rows}


class TestRanking:
    def test_goes_by_score_and_knows_where_money_ends(self) -> None:
        call = grants.call(appropriation_cents=100_000)
        weak, strong = grants.scored(call, 1), grants.scored(call, 5)
        middle, unscored = grants.scored(call, 3), grants.in_review(call)

        found = ranked(call)

        assert list(found) == [strong.pk, middle.pk, weak.pk, unscored.pk]
        assert [row.rank for row in found.values()] == [1, 2, 3, None]
        assert [row.cumulative_cents for row in found.values()] == [50_000, 100_000, 150_000, None]
        assert [row.above_line for row in found.values()] == [True, True, False, False]
        assert found[unscored.pk].score is None

    def test_a_proposed_sum_counts_instead_of_the_one_applied_for(self) -> None:
        call = grants.call()
        application = grants.proposed(call, amount_cents=20_000)

        assert ranked(call)[application.pk].sum_cents == 20_000

    def test_leaves_out_drafts_and_what_was_withdrawn(self) -> None:
        call = grants.call()
        grants.draft(call)

        assert ranked(call) == {}

    def test_a_disqualified_officer_sees_neither_row_nor_figures(self, officer: User) -> None:
        call = grants.call()
        application = grants.scored(call)
        Tie.objects.create(user=officer, association=application.association, relative=True)

        page = client_for(officer, city=True).get(f"{CITY}haut/{call.pk}/jarjestys/")

        assert application.association.name_fi not in page.content.decode()
        assert "You are disqualified" in page.content.decode()
        assert "€500" not in page.content.decode()

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_page_costs_the_same_whatever_it_shows(
        self, rows: int, officer: User, django_assert_num_queries: Any
    ) -> None:
        call = grants.call()
        for _number in range(rows):
            grants.scored(call)
        client, path = client_for(officer, city=True), f"{CITY}haut/{call.pk}/jarjestys/"
        client.get(path)

        # Four of every page; the call, its applications, the names of those that are shown, and the last sharing.
        with django_assert_num_queries(8):
            page = client.get(path)

        assert page.content.count(b'<th scope="row">') == rows
