"""Who may do what with payments and recoveries, guard by guard: each of them is missed when it is taken out."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model

from associations.enums import Role
from associations.models import Membership, Tie
from grants.models import Batch, BatchLine, Instalment, Payout, Recovery, Rectification
from portal import policy
from portal.accounts.enums import StaffRole
from portal.actor import Actor
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

OFFICER, DECIDER, AUDITOR = StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER, StaffRole.AUDITOR
READERS = {OFFICER, DECIDER, AUDITOR, StaffRole.LIAISON_COORDINATOR}
SIGNS, PREPARES, STRANGER = "signs", "prepares", "stranger"
BARRED = (Payout, Instalment, BatchLine, Recovery, Rectification)

# By the kind of object that is asked about.
MAY: dict[str, dict[str, set[str]]] = {
    "application": {"plan_payout": {DECIDER}, "open_recovery": {OFFICER}},
    "payout": {
        **{"accept_award": {SIGNS}, "stop_payout": {OFFICER}, "replan_payout": {DECIDER}},
        "release_payout": {OFFICER},
    },
    "instalment": {
        **{"gather_instalment": {OFFICER}, "handle_instalment": {OFFICER, DECIDER}, "plan_again": {SIGNS}},
        "cancel_instalment": {DECIDER, SIGNS},
    },
    "batch": {
        **{"make_batch": {OFFICER}, "approve_batch": {DECIDER}, "handle_batch": {OFFICER, DECIDER}},
        "open_batch_file": {OFFICER, DECIDER, AUDITOR},
    },
    "recovery": {
        **{"view_recovery": {*READERS, SIGNS, PREPARES}, "answer_recovery": {SIGNS}, "decide_recovery": {DECIDER}},
        **{"collect_recovery": {OFFICER}, "write_off_recovery": {DECIDER}},
    },
    "rectification": {"decide_rectification": {DECIDER}, "withdraw_rectification": {SIGNS}},
}


def world() -> dict[str, Any]:
    found = grants.disputed(grants.recovered())
    payout = found.award.payout
    return {
        "application": found.award.application,
        "payout": payout,
        "instalment": payout.instalments.get(),
        "batch": Batch.objects.get(),
        "line": BatchLine.objects.get(),
        "recovery": found,
        "rectification": found.rectifications.get(),
    }


def actors_of(found: Recovery) -> dict[str, Actor]:
    association = found.award.association
    prepares = member(association, Role.CONTACT)
    Membership.objects.filter(user=prepares).update(areas=["grants"])
    other = AssociationFactory.create()
    return {
        **{role: as_employee(employee(role)) for role in StaffRole},
        SIGNS: acting_for(found.award.application.started_by, association),
        PREPARES: acting_for(prepares, association),
        STRANGER: acting_for(member(other), other),
    }


def test_each_permission_is_had_by_those_and_nobody_else():
    objects = world()
    people = actors_of(objects["recovery"])
    for kind, permissions in MAY.items():
        for name, expected in permissions.items():
            allowed = {who for who, actor in people.items() if policy.allows(f"grants.{name}", objects[kind], actor)}
            assert (name, allowed) == (name, expected)


def test_each_sees_what_is_theirs():
    objects = world()
    people = actors_of(objects["recovery"])
    for model, theirs in ((Payout, True), (Instalment, True), (Batch, False), (BatchLine, False), (Recovery, True)):
        seen = {who for who, actor in people.items() if policy.visible(model, actor).exists()}
        assert (model, seen) == (model, {*READERS, *([SIGNS, PREPARES] if theirs else [])})


def test_whoever_made_opened_or_prepared_something_does_not_decide_on_it():
    objects = world()
    decider = employee(DECIDER)
    Batch.objects.update(made_by=decider)
    Recovery.objects.update(opened_by=decider)
    for name, kind, model in (
        ("approve_batch", "batch", Batch),
        ("decide_recovery", "recovery", Recovery),
        ("decide_rectification", "rectification", Rectification),
    ):
        fresh = model._default_manager.get(pk=objects[kind].pk)
        assert not policy.allows(f"grants.{name}", fresh, as_employee(decider))
        assert policy.allows(f"grants.{name}", fresh, as_employee(employee(DECIDER)))


@pytest.mark.parametrize("model", BARRED)
def test_a_tie_shuts_out_of_each_kind_of_row(model: type[Model]):
    objects = world()
    user = employee(OFFICER, DECIDER)
    actor = as_employee(user)
    row = model._default_manager.get()
    assert policy.visible(model, actor).get() == row
    Tie.objects.create(user=user, association=objects["recovery"].award.association, relative=True)
    assert not policy.visible(model, actor).exists()
    assert policy.barred(actor, row)


def test_the_file_of_a_batch_is_shut_to_the_tied_and_before_and_after_its_time():
    batch = world()["batch"]
    user = employee(OFFICER)
    for state, opened in (("made", False), ("approved", True), ("sent", True), ("cancelled", False)):
        batch.state = state
        assert policy.allows("grants.open_batch_file", batch, as_employee(user)) is opened
    batch.state = "sent"
    Tie.objects.create(user=user, association=Payout.objects.get().award.association, relative=True)
    assert not policy.allows("grants.open_batch_file", batch, as_employee(user))
