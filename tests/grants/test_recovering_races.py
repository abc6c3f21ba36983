"""Two at once about a recovery: one decision, no more than is left, nothing paid meanwhile (cases.md 11, 13)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from associations.models import Support
from grants import queries
from grants.models import Batch, Recovery, RecoveryPayment, Rectification
from grants.services import batches, recovery_rectifying
from grants.services.sittings import Sitting
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.decisions.models import Decision
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
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


@pytest.mark.parametrize("first", ["hear", "approve"])
def test_a_hearing_and_an_approval_at_once_never_pay_after_the_hearing_began(first: str):
    with transaction.atomic():
        later = f"{clock.today() + timedelta(days=90):%d.%m.%Y}"
        payout = grants.accepted(grants.call(**grants.terms("60", f"40 {later}")))
        grants.sent(grants.batch(payout))
        payout.instalments.filter(number=2).update(due_on=clock.today())
        batch, other = grants.batch(payout, grants.accepted()), payout.instalments.get(number=2)
        approver, officer = employee(StaffRole.DECISION_MAKER), employee(StaffRole.GRANT_OFFICER)

    def approve() -> Any:
        with acting(as_employee(approver)):
            return batches.approve(batch=batch)

    acts = {"hear": lambda: grants.recovery(payout, by=officer), "approve": approve}
    order = sorted(acts, key=lambda name: name != first)
    # Held before the first row that the first one writes, with the payout's row locked: the other one waits for that.
    table = {"hear": "grants_recovery", "approve": "grants_batch"}[first]
    results = dict(zip(order, at_once(table, *[acts[name] for name in order]), strict=True))
    assert isinstance(results["approve"], Batch)
    line = other.lines.get()
    other.refresh_from_db()
    if first == "hear":
        assert isinstance(results["hear"], Recovery)
        assert (line.out_reason, other.state) == ("stopped", "planned")
    else:
        # The money is on its way: the hearing begins when the batch has been sent or cancelled.
        assert isinstance(results["hear"], Refused)
        assert (line.out_reason, other.state, Recovery.objects.count()) == ("", "batched", 0)


@pytest.mark.parametrize("first", ["hear", "gather"])
def test_a_hearing_and_gathering_at_once_never_pay_after_the_hearing_began(first: str):
    with transaction.atomic():
        later = f"{clock.today() + timedelta(days=90):%d.%m.%Y}"
        payout = grants.accepted(grants.call(**grants.terms("60", f"40 {later}")))
        grants.sent(grants.batch(payout))
        payout.instalments.filter(number=2).update(due_on=clock.today())
        waiting, officer, other = payout.instalments.get(number=2), *people()
    acts = {"hear": lambda: grants.recovery(payout, by=officer), "gather": lambda: grants.batch(payout, by=other)}
    order = sorted(acts, key=lambda name: name != first)
    table = {"hear": "grants_recovery", "gather": "grants_batch"}[first]
    results = dict(zip(order, at_once(table, *[acts[name] for name in order]), strict=True))
    waiting.refresh_from_db()
    assert waiting.state == "planned"
    if first == "hear":
        assert isinstance(results["gather"], Refused)
        assert not waiting.lines.exists()
    else:
        assert isinstance(results["gather"], Batch)
        assert waiting.lines.get().out_reason == "stopped"
    assert isinstance(results["hear"], Recovery)


def people() -> list[Any]:
    return [employee(StaffRole.GRANT_OFFICER) for _ in range(2)]


def test_of_two_who_decide_on_a_request_at_once_one_wins():
    with transaction.atomic():
        found = grants.disputed(grants.recovered())
        request = Rectification.objects.get()
        first, second = [employee(StaffRole.DECISION_MAKER) for _ in range(2)]
    before = Decision.objects.count()

    def lower(decider: Any) -> Any:
        def run() -> Any:
            with acting(as_employee(decider)):
                return recovery_rectifying.decide(
                    rectification=request,
                    outcome="changed",
                    cents=10_000,
                    reasons="Syy.",
                    sitting=Sitting("Lautakunta"),
                )

        return run

    results = at_once("grants_rectification", lower(first), lower(second))
    assert [type(one) for one in results] == [Rectification, Refused]
    found.refresh_from_db()
    assert (found.recovered_cents, Decision.objects.count()) == (10_000, before + 1)
    assert not queries.differences()
