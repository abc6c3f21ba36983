"""Two become one and two again: what moves, what stays, and exactly what comes back (cases.md 5, 11, 23)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import override

from associations.enums import PairState, Role, Status
from associations.models import (
    ActivityTime,
    Association,
    ContactWay,
    District,
    Link,
    MeetingPlace,
    Membership,
    Merge,
    Sector,
    TargetGroup,
    Tie,
)
from associations.queries import merging as queries
from associations.services import facets, merging
from grants.models import Application, Award, Submission
from grants.services import deciding
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.files.models import StoredFile
from portal.journal import services as journal
from portal.journal.models import Event
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, account, member, pair

pytestmark = pytest.mark.django_db

# They are raised by every write, also by the one that puts everything back.
COUNTERS = {"version"}


@pytest.fixture
def liaison() -> User:
    """Who may edit the register."""
    return employee(StaffRole.LIAISON)


def two() -> tuple[Association, Association]:
    """An association twice in the register, the second with a full life."""
    kept = AssociationFactory.create(name_fi="Kylän Kuoro ry", register_number="123.456", slug="kuoro")
    other = AssociationFactory.create(
        name_fi="Kylän kuoro",
        slug="kuoro-2",
        business_id="2077474-0",
        summary_sv="Vi sjunger.",
        legal_form="registered",
    )
    fill(other)
    facets.refresh([kept.pk])
    return kept, other


def fill(association: Association) -> None:
    """Something of every kind."""
    district = District.objects.earliest("pk")
    place = MeetingPlace.objects.create(association=association, name="Annis")
    ActivityTime.objects.create(
        association=association, title_fi="Harjoitus", weekday=2, starts_at="18:00", ends_at="20:00", place=place
    )
    ContactWay.objects.create(association=association, kind="email", value="kuoro@example.invalid")
    Link.objects.create(association=association, url="https://kuoro.example")
    association.districts.add(district)
    association.further_sectors.add(Sector.objects.get(slug="nuoriso"))
    association.target_groups.add(TargetGroup.objects.earliest("pk"))
    account(association)
    member(association)
    grants.decided(association=association)
    facets.refresh([association.pk])


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of both floors, but for counters and the merge itself."""
    kept: dict[str, list[dict[str, Any]]] = {}
    for model in apps.get_models(include_auto_created=True):
        floor = model.__module__.split(".")[0]
        if (floor in {"associations", "grants"} and model is not Merge) or model is StoredFile:
            names = [field.attname for field in model._meta.concrete_fields if field.attname not in COUNTERS]
            kept[model._meta.label] = list(model._base_manager.order_by("pk").values(*names))
    return kept


def merged(kept: Association, absorbed: Association, user: User, **given: Any) -> Merge:
    with acting(as_employee(user)):
        return merging.merge(kept=kept, absorbed=absorbed, **given)


def undone(merge: Merge, user: User) -> Merge:
    with acting(as_employee(user)):
        return merging.undo(merge=merge)


def test_every_foreign_key_to_an_association_is_known():
    """Found from the models, so a later floor needs no word here; only records of comparing and merging stay."""
    found = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        # A proxy has the columns of its table, and no more.
        if not model._meta.proxy
        and isinstance(field, models.ForeignKey)
        and field.related_model is Association
        and not field.primary_key
    }
    stay = {
        *("associations.duplicatepair.first", "associations.duplicatepair.second", "associations.merge.kept"),
        *("associations.merge.absorbed", "associations.importrow.association"),
    }
    assert {relation.key for relation in queries.relations()} == found - stay
    assert {"grants.application.association", "associations.association_districts.association"} <= found


def test_all_that_belongs_to_the_absorbed_one_moves(liaison: User):
    kept, other = two()
    before = {relation.key: relation.rows(other.pk).count() for relation in queries.relations()}

    made = merged(kept, other, liaison)

    after = {relation.key: relation.rows(kept.pk).count() for relation in queries.relations()}
    # The absorbed one itself points to it now.
    assert after == before | {"associations.association.merged_into": 1}
    assert sum(relation.rows(other.pk).count() for relation in queries.relations()) == 0
    other.refresh_from_db()
    kept.refresh_from_db()
    assert (other.status, other.merged_into_id, kept.status) == (Status.MERGED, kept.pk, Status.ACTIVE)
    assert "d:keskusta" in kept.facets
    assert made.moved["associations.membership.association"] == list(
        Membership.objects.order_by("pk").values_list("pk", flat=True)
    )


def test_fields_are_taken_as_chosen(liaison: User):
    kept, other = two()

    made = merged(kept, other, liaison, taken=["name_fi", "business_id", "summary_sv", "slug", "status"])

    kept.refresh_from_db()
    assert (kept.name_fi, kept.business_id, kept.summary_sv, kept.register_number, kept.slug) == (
        *("Kylän kuoro", "2077474-0", "Vi sjunger.", "123.456", "kuoro"),
    )
    assert made.fields["business_id"] == ["", "2077474-0"]
    assert kept.status == Status.ACTIVE


def test_sealed_snapshots_say_what_they_said(liaison: User):
    kept, other = two()
    content = list(Submission.objects.values("content", "sha256"))

    merged(kept, other, liaison)

    assert list(Submission.objects.values("content", "sha256")) == content
    assert Award.objects.get().decision.parties[0]["name"] == "Kylän kuoro"


def test_undoing_gives_back_every_row_as_it_was(liaison: User):
    kept, other = two()
    fill(kept)
    pair(kept, other)
    before = everything()

    made = merged(kept, other, liaison, taken=["name_fi", "business_id", "summary_sv", "size", "welcomes_new"])
    assert everything() != before
    undone(made, liaison)

    assert everything() == before


@pytest.mark.parametrize("taken", [(), ("register_number", "name_fi"), ("legal_form", "languages", "registered_on")])
@pytest.mark.parametrize("turned", [False, True])
def test_undoing_is_exact_whichever_stays_and_whatever_it_takes(taken: tuple[str, ...], turned: bool, liaison: User):
    kept, other = two()
    Association.objects.filter(pk=other.pk).update(
        register_number="9", registered_on=date(1950, 1, 2), languages=["fi", "sv"], status="dissolved"
    )
    facets.refresh([other.pk])
    if turned:
        kept, other = other, kept
    before = everything()

    undone(merged(kept, other, liaison, taken=taken), liaison)

    assert everything() == before


def test_what_came_later_stays(liaison: User):
    kept, other = two()
    made = merged(kept, other, liaison, taken=["summary_sv"])
    later = ContactWay.objects.create(association=kept, kind="phone", value="02 123")
    Association.objects.filter(pk=kept.pk).update(summary_sv="Vi sjunger bättre.")
    Link.objects.get().delete()

    undone(made, liaison)

    kept.refresh_from_db()
    assert list(kept.contact_ways.all()) == [later]
    assert list(other.contact_ways.values_list("value", flat=True)) == ["kuoro@example.invalid"]
    assert kept.summary_sv == "Vi sjunger bättre."
    assert not Link.objects.exists()


def test_what_both_have_stays_where_it_is_and_what_hangs_on_it_too(liaison: User):
    kept, other = two()
    both = District.objects.earliest("pk")
    kept.districts.add(both)
    ContactWay.objects.create(association=kept, kind="email", value="kuoro@example.invalid")
    ContactWay.objects.create(association=other, kind="email", value="toinen@example.invalid")
    award = Award.objects.get()
    # Each has applied to the same call; the other one's award belongs to its own application.
    grants.draft(of=award.call, association=kept)

    made = merged(kept, other, liaison)

    assert sorted(kept.contact_ways.values_list("value", flat=True)) == [
        "kuoro@example.invalid",
        "toinen@example.invalid",
    ]
    assert list(other.contact_ways.values_list("value", flat=True)) == ["kuoro@example.invalid"]
    assert list(other.districts.all()) == [both]
    award.refresh_from_db()
    assert (award.application.association_id, award.association_id) == (other.pk, other.pk)
    assert "grants.award.association" not in made.moved


def test_two_merges_in_a_row_are_undone_from_the_last(liaison: User):
    kept, other = two()
    first = merged(kept, other, liaison)
    third = AssociationFactory.create(name_fi="Maakunnan Kuoro ry")
    second = merged(third, kept, liaison)
    assert queries.absorbed_ids(third) == [kept.pk, other.pk]

    with pytest.raises(Refused, match="Kylän Kuoro ry"):
        undone(first, liaison)
    undone(second, liaison)
    undone(first, liaison)

    assert not Association.objects.filter(status=Status.MERGED).exists()
    assert other.memberships.count() == 2


def test_a_merge_that_something_hangs_on_cant_be_undone(liaison: User):
    """A draft moved, was submitted and decided: its award can't stay behind."""
    kept, other = AssociationFactory.create(), AssociationFactory.create()
    account(other)
    application = grants.proposed(association=other)
    made = merged(kept, other, liaison)
    decide(application)

    with override("en"), pytest.raises(Refused, match="award"):
        undone(made, liaison)
    assert Award.objects.get().association_id == kept.pk


def decide(application: Application) -> None:
    application.refresh_from_db()
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        deciding.decide(application=application, reasons="Hakemus vastaa perusteita.")


def test_a_number_that_is_used_anew_cant_be_given_back(liaison: User):
    kept, other = AssociationFactory.create(), AssociationFactory.create(register_number="9")
    made = merged(kept, other, liaison)
    AssociationFactory.create(register_number="9")

    with pytest.raises(Refused):
        undone(made, liaison)

    other.refresh_from_db()
    assert other.status == Status.MERGED


def test_a_row_that_belongs_to_a_third_one_by_now_cant_be_given_back(liaison: User):
    kept, other = two()
    made = merged(kept, other, liaison)
    Membership.objects.update(association=AssociationFactory.create())

    with pytest.raises(Refused):
        undone(made, liaison)
    assert kept.contact_ways.count() == 1


def test_nothing_is_merged_or_undone_twice(liaison: User):
    kept, other = two()
    made = merged(kept, other, liaison)
    for act in (lambda: merged(kept, other, liaison), lambda: merged(other, kept, liaison)):
        with pytest.raises(Refused):
            act()
    undone(made, liaison)
    with pytest.raises(Refused):
        undone(made, liaison)
    with pytest.raises(Refused):
        merged(kept, kept, liaison)
    assert merged(other, kept, liaison).pk


def test_fields_that_dont_fit_together_are_refused_with_a_sentence(liaison: User):
    kept = AssociationFactory.create(register_number="9")
    other = AssociationFactory.create(legal_form="unregistered")

    with pytest.raises(Refused):
        merged(kept, other, liaison, taken=["legal_form"])

    other.refresh_from_db()
    assert other.status == Status.ACTIVE


@pytest.mark.parametrize("tied", ["kept", "absorbed"])
def test_a_tie_to_one_of_them_shuts_merging_and_undoing(tied: str, liaison: User):
    kept, other = two()
    colleague = employee(StaffRole.LIAISON)
    Tie.objects.create(user=liaison, association=kept if tied == "kept" else other)
    with pytest.raises(PermissionDenied):
        merged(kept, other, liaison)
    made = merged(kept, other, colleague)
    with pytest.raises(PermissionDenied):
        undone(made, liaison)


def test_an_auditor_merges_nothing():
    kept, other = two()
    with pytest.raises(PermissionDenied):
        merged(kept, other, employee(StaffRole.AUDITOR))


def test_the_record_of_both_is_read_with_the_one_that_stays(liaison: User):
    kept, other = two()
    journal.record("associations.profile_edited", other)
    journal.record("associations.profile_edited", kept)
    made = merged(kept, other, liaison)

    labels = [(event.verb, event.object_label) for event in queries.events(kept)]

    assert labels == [
        ("associations.profile_edited", "Kylän kuoro"),
        ("associations.profile_edited", "Kylän Kuoro ry"),
        ("associations.merged", "Kylän kuoro → Kylän Kuoro ry"),
    ]
    assert Event.objects.about(made).get().actor_id == liaison.pk


def test_the_pair_follows(liaison: User):
    kept, other = two()
    suspected = pair(kept, other)
    made = merged(other, kept, liaison)
    suspected.refresh_from_db()
    assert (suspected.state, suspected.handled_by_id) == (PairState.MERGED, liaison.pk)
    undone(made, liaison)
    suspected.refresh_from_db()
    assert (suspected.state, suspected.handled_by_id) == (PairState.OPEN, None)


def test_the_person_acts_for_the_one_that_stays(liaison: User):
    kept, other = two()
    person = UserFactory.create()
    Membership.objects.create(association=other, user=person, role=Role.CHAIR, areas=["grants"])

    merged(kept, other, liaison)

    assert Membership.objects.get(user=person).association_id == kept.pk
