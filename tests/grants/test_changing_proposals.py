"""A proposal that is changed before its decision, within what was applied for."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from grants.models import Application, Call
from grants.services import deciding, reviewing
from portal import policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CITY = "/en/kaupunki/"


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


class TestChangingAProposal:
    def change(self, application: Application, officer: User, **given: Any) -> Application:
        values: dict[str, Any] = {"amount_cents": 30_000, "reasons": "Uusi syy.", "public_purpose": "Nuotit", **given}
        with acting(as_employee(officer)):
            return reviewing.edit_proposal(application=application, **values)

    def test_sum_reasons_and_purpose_can_be_changed_until_the_decision(self, officer: User) -> None:
        application = grants.proposed()

        client_for(officer, city=True).post(
            f"{CITY}avustukset/{application.pk}/esitys/muuta/",
            {"amount": "300", "reasons": "Uusi syy.", "public_purpose": "Nuotit", "version": application.version},
        )

        application.refresh_from_db()
        assert (application.proposed_cents, application.proposal_reasons) == (30_000, "Uusi syy.")
        assert (application.public_purpose, application.proposed_by) == ("Nuotit", officer)

    def test_what_is_decided_stays(self, officer: User) -> None:
        application = grants.decided()

        with pytest.raises(Refused, match="no proposal to change"):
            self.change(application, officer)

    def test_never_more_than_was_applied_for_or_the_share_allows(self, officer: User) -> None:
        application = grants.proposed()
        with pytest.raises(Refused, match="between zero"):
            self.change(application, officer, amount_cents=50_001)
        Call.objects.filter(pk=application.call_id).update(share_percent=50)
        Application.objects.filter(pk=application.pk).update(costs_cents=80_000)

        with pytest.raises(Refused, match=r"at most 50 % of the costs: €400\.00"):
            self.change(application, officer, amount_cents=40_001)

    def test_an_old_page_overwrites_nothing(self, officer: User) -> None:
        application = grants.proposed()

        with pytest.raises(Stale):
            self.change(application, officer, version=application.version - 1)

    def test_who_changed_it_last_does_not_decide(self) -> None:
        application = grants.proposed()
        both = employee(StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER)
        self.change(application, both)
        application.refresh_from_db()

        with acting(as_employee(both)):
            assert not deciding.may_decide(application)
            assert not policy.allows("grants.decide_application", application)


def test_the_sums_of_a_budget_are_kept_with_the_application() -> None:
    with translation.override("fi"):
        association = AssociationFactory.create()
        application = grants.submitted(grants.call(), association)

    # A light call has no table of costs.
    assert application.costs_cents is None
    assert application.limit_cents is None
