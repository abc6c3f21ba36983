"""A list of decisions for somebody whom a tie shuts out of one of its matters (cases.md 22)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from associations.models import Association, Tie
from grants import queries
from grants.models import Call
from grants.services import decision_lists
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions.models import Decision
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory
from tests.grants.listing import city, decided

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def decider() -> User:
    # Sentences on lines are in the language of who confirmed.
    return employee(StaffRole.DECISION_MAKER, language="en")


@pytest.fixture
def call() -> Call:
    return grants.call()


class TestDisqualified:
    """Hallintolaki 434/2003 §28: neither lines nor counts nor sums tell of a matter that is shut."""

    @pytest.fixture
    def mine(self) -> Association:
        return AssociationFactory.create(name_fi="Oma Kuoro ry")

    def test_lists_counts_and_sums_leave_the_matter_out(self, mine: Association, call: Call, decider: User):
        own, other = grants.proposed(call, association=mine), grants.proposed(call, 20_000)
        found = grants.decision_list(own, other, presented=True)
        Tie.objects.create(user=decider, association=mine, relative=True)
        client = city(decider)
        page = client.get(f"/en/kaupunki/paatoslistat/{found.pk}/")
        assert "Oma Kuoro ry" not in page.content.decode()
        assert (page.context["sums"].waiting, page.context["sums"].waiting_cents) == (1, 20_000)
        [row] = client.get("/en/kaupunki/paatoslistat/").context["rows"]
        assert (row.number, row.cents) == (1, 20_000)
        line = found.lines.get(application=own)
        assert client.get(f"/en/kaupunki/paatoslistat/rivit/{line.pk}/").status_code == 404
        with acting(as_employee(decider)), pytest.raises(Http404):
            decision_lists.take_off(line=line, reason="Syy.")

    def test_an_officer_gathers_nothing_that_is_shut(self, mine: Association, call: Call, officer: User):
        own = grants.proposed(call, association=mine)
        Tie.objects.create(user=officer, association=mine)
        with acting(as_employee(officer)), pytest.raises(Refused):
            decision_lists.start(call=call, applications=[own.pk])
        assert own.case_number not in city(officer).get(f"/en/kaupunki/paatoslistat/uusi/{call.pk}/").content.decode()

    def test_the_decision_names_those_who_were_shut_out_and_why(self, mine: Association, call: Call, decider: User):
        tied = employee(StaffRole.GRANT_OFFICER, last_name="Sidottu")
        Tie.objects.create(user=tied, association=mine, relative=True)
        Tie.objects.create(user=employee(StaffRole.LIAISON, last_name="Muu"), association=mine)
        Tie.objects.create(
            user=employee(StaffRole.GRANT_OFFICER, last_name="Ennen"),
            association=mine,
            starts_on=clock.today() - timedelta(days=9),
            ends_on=clock.today() - timedelta(days=1),
        )
        decided(grants.decision_list(grants.proposed(call, association=mine), presented=True), decider)
        [named] = Decision.objects.get().disqualified
        assert named["name"] == str(tied)
        assert "28" in named["reason"]

    def test_the_reason_is_the_same_for_an_own_seat_and_a_relatives(self, mine: Association):
        tied = employee(StaffRole.GRANT_OFFICER)
        tie = Tie.objects.create(user=tied, association=mine, relative=True)
        relatives = queries.disqualified([mine.pk])
        Tie.objects.filter(pk=tie.pk).update(relative=False)
        assert queries.disqualified([mine.pk]) == relatives

    def test_many_associations_cost_two_queries(self, django_assert_num_queries: Any):
        associations = AssociationFactory.create_batch(5)
        for association in associations:
            Tie.objects.create(user=employee(StaffRole.DECISION_MAKER), association=association)
        with django_assert_num_queries(2):
            found = queries.disqualified([one.pk for one in associations])
        assert [len(found[one.pk]) for one in associations] == [1] * 5
