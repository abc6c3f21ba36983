"""Two at once about a recovery: one decision, and no more recorded than is left (cases.md 11, 13)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from associations.models import Support
from grants.models import Recovery, RecoveryPayment
from portal.accounts.enums import StaffRole
from portal.decisions.models import Decision
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.accounts import employee
from tests.grants.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]


def test_of_two_who_decide_at_once_one_wins():
    with transaction.atomic():
        found = grants.answered()
        first, second = [employee(StaffRole.DECISION_MAKER) for _ in range(2)]
    before = Decision.objects.count()
    results = at_once("grants_recovery", *[_decides(found, one) for one in (first, second)])
    assert [type(one) for one in results] == [Recovery, Refused]
    found.refresh_from_db()
    assert found.decided_by == first
    assert Decision.objects.count() == before + 1
    assert Support.objects.filter(source_type="grants.recovery").count() == 1


def _decides(found: Recovery, decider: Any) -> Any:
    return lambda: grants.recovered(found, by=decider)


def test_two_payments_at_once_are_not_more_than_is_left():
    with transaction.atomic():
        found = grants.recovered()
        officer = employee(StaffRole.GRANT_OFFICER)
    results = at_once("grants_recovery", *[lambda: grants.paid_back(found, 20_000, officer)] * 2)
    assert [type(one) for one in results] == [Recovery, Refused]
    found.refresh_from_db()
    assert (found.received_cents, RecoveryPayment.objects.count()) == (20_000, 1)
