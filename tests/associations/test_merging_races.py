"""Two at once: one merge of two, and a submission beside a merge; nothing lost (cases.md 11, 13)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.http import Http404

from associations.enums import Status
from associations.models import Association, Merge
from associations.services import merging
from grants.models import Application, Award, Submission
from grants.services import applying, deciding
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import Actor, acting
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, account, acting_for, member
from tests.grants.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@transaction.atomic
def two(submitted: bool = False) -> tuple[Association, Association, User]:
    """Two associations, of which the second has an application, and a liaison."""
    kept, other = AssociationFactory.create_batch(2)
    account(other)
    if submitted:
        grants.proposed(association=other)
    return kept, other, employee(StaffRole.LIAISON)


def merge(kept: Association, absorbed: Association, user: User) -> Any:
    def act() -> Merge:
        with acting(as_employee(user)):
            return merging.merge(kept=kept, absorbed=absorbed)

    return act


def test_two_merges_of_the_same_two_at_once_make_one():
    kept, other, liaison = two()

    results = at_once("associations_merge", merge(kept, other, liaison), merge(other, kept, liaison))

    assert sorted(type(result).__name__ for result in results) == ["Merge", "Refused"]
    assert Association.objects.filter(status=Status.MERGED).count() == 1


def test_merging_into_one_that_is_being_merged_is_refused():
    kept, other, liaison = two()
    with transaction.atomic():
        third = AssociationFactory.create()

    results = at_once("associations_merge", merge(kept, other, liaison), merge(other, third, liaison))

    assert [type(result) for result in results] == [Merge, Refused]


def submit(application: Application, who: Actor) -> Any:
    def act() -> Application:
        with acting(who):
            return applying.submit(application=application, arrived_at=clock.now(), language="fi")

    return act


def test_a_submission_that_waits_for_a_merge_finds_its_draft_with_the_one_that_stays():
    """The draft isn't lost and nothing breaks: who acted for the absorbed one acts for the other from now on."""
    kept, other, liaison = two()
    with transaction.atomic():
        person = member(other)
        application = grants.draft(association=other, user=person)
    before = acting_for(person, other)

    results = at_once("associations_merge", merge(kept, other, liaison), submit(application, before))

    assert [type(result) for result in results] == [Merge, Http404]
    application.refresh_from_db()
    assert (application.association_id, application.submitted_at) == (kept.pk, None)
    assert submit(application, acting_for(person, kept))().submitted_at


def test_a_merge_that_meets_a_submission_is_refused_and_succeeds_afterwards():
    kept, other, liaison = two()
    with transaction.atomic():
        person = member(other)
        application = grants.draft(association=other, user=person)

    results = at_once(
        "grants_submission",
        submit(application, acting_for(person, other)),
        then_wait(merge(kept, other, liaison), Submission),
    )

    assert [type(result) for result in results] == [Application, Refused]
    merge(kept, other, liaison)()
    application.refresh_from_db()
    assert application.association_id == kept.pk
    assert Submission.objects.get().content_json["association"]["id"] == other.pk


def then_wait(act: Any, model: type[Model]) -> Any:
    """The act, which waits for nobody, and then a lock as a write takes it: the gate wants everybody to wait."""

    def both() -> Any:
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {model._meta.db_table} IN ROW EXCLUSIVE MODE")

    return both


def test_a_merge_that_meets_a_decision_never_stands_in_its_way():
    """The decision holds the application and will write rows of the association; the merge doesn't wait for it."""
    kept, other, liaison = two(submitted=True)
    application = Application.objects.get()
    with transaction.atomic():
        decider = employee(StaffRole.DECISION_MAKER)

    def decide() -> Application:
        with acting(as_employee(decider)):
            return deciding.decide(application=application, reasons="Hakemus vastaa perusteita.")

    results = at_once("grants_award", decide, then_wait(merge(kept, other, liaison), Award))

    assert [type(result) for result in results] == [Application, Refused]
    assert merge(kept, other, liaison)().moved["grants.award.association"]
