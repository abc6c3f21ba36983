"""Suspected duplicates: which pairs are found, and that none is found twice or compared with all others."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from associations.enums import PairReason, PairState, Status
from associations.models import Association, DuplicatePair, Sector, Tie
from associations.services import duplicates
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.dated.models import DatedValue
from portal.jobs.models import Job
from portal.workflow import Refused
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, carried_out, imported, pair, run_job, sheet

pytestmark = pytest.mark.django_db


def add(name: str, **fields: object) -> Association:
    made: Association = AssociationFactory.create(name_fi=name, **fields)
    return made


def found() -> set[tuple[str, str]]:
    """What a look brings, by name."""
    duplicates.find()
    return {(pair.first.name_fi, pair.second.name_fi) for pair in DuplicatePair.objects.filter(state=PairState.OPEN)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Rannikon Mieskuoro ry", "Rannikon Mieskuoro r.y."),
        ("Rannikon Mieskuoro ry", "Rannikon mieskuoro"),
        ("Rannikon Mieskuoro ry", "Rannikon Mieskuro ry"),
        ("Kustens Manskör rf", "Kustens manskör r.f."),
    ],
)
def test_names_that_are_alike_are_suspected(first: str, second: str):
    add(first)
    add(second)
    add("Torpan Hiihto ry")
    assert found() == {(first, second)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Rannikon Mieskuoro ry", "Rannikon Naiskuoro ry"),
        # Two teams, two branches.
        ("Rannikon Pallo 1 ry", "Rannikon Pallo 2 ry"),
        ("Rannikon Pallo ry", "Maakunnan Voimistelu ry"),
    ],
)
def test_others_arent(first: str, second: str):
    add(first)
    add(second)
    assert found() == set()


def test_the_same_number_in_two_spellings_is_suspected_whatever_the_names_are():
    add("Aamun Kuoro ry", register_number="012.345")
    add("Illan Hiihto ry", register_number="12.345")
    duplicates.find()
    [one] = DuplicatePair.objects.all()
    assert (one.reason, one.likeness) == (PairReason.NUMBER, 100)


def test_different_numbers_sectors_and_offices_make_it_less_likely():
    first = add("Rannikon Mieskuoro ry", register_number="1")
    second = add("Rannikon Mieskuro ry", register_number="2")
    assert found() == set()
    Association.objects.filter(pk=second.pk).update(register_number="")
    assert len(found()) == 1
    DuplicatePair.objects.all().delete()
    Association.objects.filter(pk=first.pk).update(registered_office="Rauma", sector=Sector.objects.get(slug="muu"))
    assert found() == set()


def test_the_threshold_is_a_dated_rule():
    add("Rannikon Mieskuoro ry")
    add("Rannikon Mieskuro ry")
    DatedValue.objects.create(
        name="associations.duplicate_likeness", value=100, valid_from="2020-01-01", set_by=employee()
    )
    assert found() == set()


def test_merged_ones_are_left_out_and_pairs_are_found_once():
    kept = add("Rannikon Mieskuoro ry")
    add("Rannikon Mieskuoro", status=Status.MERGED, merged_into=kept)
    assert found() == set()
    add("Rannikon mieskuoro ry")
    assert duplicates.find() == 1
    assert duplicates.find() == 0


def test_what_isnt_the_same_isnt_proposed_again():
    add("Rannikon Mieskuoro ry")
    add("Rannikon mieskuoro ry")
    duplicates.find()
    liaison = employee(StaffRole.LIAISON)
    with acting(as_employee(liaison)):
        duplicates.dismiss(pair=DuplicatePair.objects.get())
        with pytest.raises(Refused):
            duplicates.dismiss(pair=DuplicatePair.objects.get())
    assert duplicates.find() == 0
    assert DuplicatePair.objects.get().handled_by_id == liaison.pk


def test_a_tie_shuts_dismissing_too():
    liaison = employee(StaffRole.LIAISON)
    suspected = pair(add("A ry"), add("B ry"))
    Tie.objects.create(user=liaison, association=suspected.second)
    with acting(as_employee(liaison)), pytest.raises(PermissionDenied):
        duplicates.dismiss(pair=suspected)


def test_an_import_has_duplicates_looked_for():
    liaison = employee(StaffRole.LIAISON)
    add("Rannikon Mieskuoro ry")
    carried_out(imported(sheet("Rannikon mieskuoro;123.456;"), liaison), liaison)
    run_job(Job.objects.get(name="associations.find_duplicates"))
    assert DuplicatePair.objects.count() == 1


def test_a_thousand_branches_arent_compared_each_with_each():
    """A thousand names that share all their parts: half a million pairs, of which none is alike in its number."""
    sector = Sector.objects.get(slug="muu")
    Association.objects.bulk_create(
        AssociationFactory.build(name_fi=f"Rannikon Pallo {number} ry", slug=f"pallo-{number}", sector=sector)
        for number in range(1000)
    )
    with connection.cursor() as cursor:
        duplicates.find()
        cursor.execute(
            "SELECT coalesce(sum(n * n), 0) FROM (SELECT count(*) AS n FROM duplicate_parts GROUP BY part"
            " HAVING count(*) BETWEEN 2 AND %s) AS shared",
            [duplicates.SHARED],
        )
        compared = cursor.fetchone()[0]
    assert compared < 250_000
    assert not DuplicatePair.objects.exists()
