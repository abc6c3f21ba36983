"""Two who decide at once about one undertaking: the ceiling of de minimis aid is kept (cases.md 11)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum

from associations.models import Support
from grants.models import Application
from grants.services import deciding
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory
from tests.grants.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]

CENTS = 16_000_000


def _decides(application: Application, decider: Any) -> Any:
    def act() -> Application:
        with acting(as_employee(decider)):
            return deciding.decide(application=application, reasons="Vastaa perusteita.")

    return act


def test_two_deciders_in_two_calls_never_exceed_the_ceiling():
    with transaction.atomic():
        association = AssociationFactory.create()
        first, second = [grants.aid_proposed(None, association, CENTS) for _number in range(2)]
        deciders = [employee(StaffRole.DECISION_MAKER) for _number in range(2)]
    acts = [_decides(one, who) for one, who in zip((first, second), deciders, strict=True)]
    results = at_once("decisions_decision", *acts)
    assert [type(one) for one in results] == [Application, Refused]
    assert Support.objects.filter(de_minimis=True).aggregate(sum=Sum("value_cents"))["sum"] == CENTS


def test_two_members_of_one_undertaking_never_exceed_it_together():
    with transaction.atomic():
        mother = AssociationFactory.create(business_id="2077474-0")
        daughter = AssociationFactory.create(business_id="0137323-9")
        first = grants.aid_proposed(None, mother, CENTS)
        second = grants.aid_proposed(None, daughter, CENTS, business_ids=["2077474-0"])
        deciders = [employee(StaffRole.DECISION_MAKER) for _number in range(2)]
    acts = [_decides(one, who) for one, who in zip((first, second), deciders, strict=True)]
    results = at_once("decisions_decision", *acts)
    assert [type(one) for one in results] == [Application, Refused]
