"""Two at once about money: one approval, one batch, one answer to an award (cases.md 11, 13)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from grants.enums import PayoutState
from grants.models import Batch, BatchLine, Instalment, Payout
from grants.services import bank_file, batches, paying
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import Actor, acting
from portal.files.models import StoredFile
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import acting_for
from tests.grants.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]


@transaction.atomic
def made() -> tuple[Batch, Payout]:
    grants.payer()
    payout = grants.accepted()
    return grants.batch(payout), payout


@transaction.atomic
def people(role: StaffRole, number: int = 2) -> list[User]:
    return [employee(role) for _ in range(number)]


def as_actor(actor: Actor, act: Any) -> Any:
    def run() -> Any:
        with acting(actor):
            return act()

    return run


def test_of_two_who_approve_at_once_one_wins():
    batch, _payout = made()
    first, second = people(StaffRole.DECISION_MAKER)
    approve = [as_actor(as_employee(one), lambda: batches.approve(batch=batch)) for one in (first, second)]
    results = at_once("grants_batch", *approve)
    assert [type(one) for one in results] == [Batch, Refused]
    batch.refresh_from_db()
    assert batch.approved_by == first
    assert Event.objects.filter(verb="grants.batch_approved").count() == 1
    assert Job.objects.filter(name="grants.batch_file").count() == 1


def test_of_two_who_gather_at_once_one_gets_the_payment():
    with transaction.atomic():
        payout = grants.accepted()
    chosen = [payout.instalments.get().pk]
    gather = [
        as_actor(as_employee(one), lambda: batches.make(up_to=clock.today(), chosen=chosen))
        for one in people(StaffRole.GRANT_OFFICER)
    ]
    results = at_once("grants_instalment", *gather)
    assert [type(one) for one in results] == [Batch, Refused]
    assert (Batch.objects.count(), BatchLine.objects.count()) == (1, 1)


def test_two_jobs_at_once_make_one_file():
    batch, _payout = made()
    with transaction.atomic():
        approver = employee(StaffRole.DECISION_MAKER)
    with acting(as_employee(approver)):
        batches.approve(batch=batch)

    def make() -> None:
        with acting(as_employee(approver)):
            bank_file.make_file(batch.pk)

    assert at_once("grants_batch", make, make) == [None, None]
    assert StoredFile.objects.of(batch).count() == 1


@pytest.mark.parametrize("first", ["stop", "approve"])
def test_stopping_and_approving_at_once_never_lose_the_payment(first: str):
    batch, payout = made()
    with transaction.atomic():
        officer, approver = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.DECISION_MAKER)
    acts = {
        "stop": as_actor(as_employee(officer), lambda: paying.stop(payout=payout, reason="Syy.")),
        "approve": as_actor(as_employee(approver), lambda: batches.approve(batch=batch)),
    }
    order = sorted(acts, key=lambda name: name != first)
    # Held before the first row that the first one writes, with the payout's row locked: the other one waits for that.
    table = {"stop": "grants_payout", "approve": "grants_batch"}[first]
    results = dict(zip(order, at_once(table, *[acts[name] for name in order]), strict=True))
    line = BatchLine.objects.get()
    assert isinstance(results["stop"], Payout)
    batch.refresh_from_db()
    if first == "stop":
        assert isinstance(results["approve"], Refused)
        assert (batch.state, line.out_reason, line.iban) == ("made", "stopped", "")
        assert Instalment.objects.get().state == "planned"
    else:
        assert isinstance(results["approve"], Batch)
        assert (batch.state, line.out_reason) == ("approved", "")
        assert Instalment.objects.get().state == "batched"


def test_accepting_and_declining_at_once_is_one_answer():
    with transaction.atomic():
        application = grants.decided(grants.call(**grants.terms()))
        bank = grants.verified_account(application.association)
        actor = acting_for(application.started_by, application.association)
    payout = Payout.objects.get()
    results = at_once(
        "grants_payout",
        as_actor(actor, lambda: paying.accept(payout=payout, account=bank)),
        as_actor(actor, lambda: paying.decline(payout=payout, reason="Emme ehdi.")),
        as_actor(actor, lambda: paying.accept(payout=payout, account=bank)),
    )
    assert [type(one) for one in results] == [Payout, Refused, Refused]
    payout.refresh_from_db()
    assert payout.state == PayoutState.ACCEPTED
    assert Instalment.objects.get().state == "planned"


def test_what_is_stopped_while_somebody_gathers_is_not_gathered():
    with transaction.atomic():
        payout, officer, other = grants.accepted(), employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)
    chosen = [payout.instalments.get().pk]
    results = at_once(
        "grants_payout",
        as_actor(as_employee(officer), lambda: paying.stop(payout=payout, reason="Syy.")),
        as_actor(as_employee(other), lambda: batches.make(up_to=clock.today(), chosen=chosen)),
    )
    assert [type(one) for one in results] == [Payout, Refused]
    assert (Batch.objects.count(), Instalment.objects.get().state) == (0, "planned")
