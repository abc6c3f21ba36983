"""Register data from files: what is read, what is refused and why, what is written, and nothing twice (cases.md 34)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils.translation import override

from associations import columns
from associations.enums import ImportState, LegalForm, RowAction, Status
from associations.models import Association, ImportRow, RegisterImport, Sector, Tie
from associations.queries.imports import import_rows, preview_rows
from associations.services import facets, imports
from portal import policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.files.models import StoredFile
from portal.jobs.enums import State
from portal.journal.models import Event, RowImage
from portal.workflow import Refused
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, carried_out, imported, run_job, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def liaison() -> User:
    """Who may edit the register."""
    return employee(StaffRole.LIAISON)


def reasons(made: RegisterImport) -> dict[int, list[str]]:
    """The sentences of broken rows by row number, in English."""
    with override("en"):
        rows = import_rows(preview_rows(made, RowAction.ERROR), "en")
    return {row.number: row.reasons for row in rows}


def changes(made: RegisterImport) -> dict[int, dict[str, list[Any]]]:
    rows = made.rows.filter(action=RowAction.CHANGE).order_by("number")
    return {row.number: row.details for row in rows}


def images() -> int:
    return RowImage.objects.filter(table="associations_association").count()


def test_new_rows_become_associations(liaison: User):
    made = imported(
        sheet(
            "Kylän Kuoro ry;123.456;2077474-0;Rekisteröity yhdistys;Pori;3.5.1998;Aktiivinen;Kulttuuri",
            "Torpan Säätiö;;0201256-6;Säätiö;;;;",
            headings="Nimi;Rekisterinumero;Y-tunnus;Yhteisömuoto;Kotipaikka;Rekisteröity;Tila;Toimiala",
        ),
        liaison,
    )
    assert (made.state, made.counts) == (ImportState.READY, {"new": 2})
    assert not Association.objects.exists()

    made = carried_out(made, liaison)

    first, second = Association.objects.order_by("pk")
    assert (first.name, first.slug, first.register_number, first.business_id) == (
        *("Kylän Kuoro ry", "kylan-kuoro-ry", "123.456", "2077474-0"),
    )
    assert (first.sector.slug, first.registered_on, first.registered_office) == ("kulttuuri", date(1998, 5, 3), "Pori")
    assert (second.legal_form, second.sector.slug, second.registered_office) == (LegalForm.FOUNDATION, "muu", "Pori")
    assert made.state == ImportState.DONE
    assert list(made.rows.values_list("done", "association")) == [(True, first.pk), (True, second.pk)]


@pytest.mark.parametrize("table", ["associations_importrow", "associations_association", "associations_listing"])
def test_the_planner_knows_how_large_the_tables_have_grown(liaison: User, table: str):
    """A plan for the handful of rows that was there before takes half a minute with thousands."""
    carried_out(imported(sheet(*[f"Kylän Kuoro {at} ry;123.{at};" for at in range(100, 140)]), liaison), liaison)

    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        assert cursor.fetchone() == (40,)


def test_new_associations_have_all_that_the_service_would_have_given_them(liaison: User):
    """Written by SQL: facets, defaults of every column, one event, and the person in the row images."""
    made = carried_out(imported(sheet("Kylän Kuoro ry;123.456;", "Rannan Kuoro ry;123.457;"), liaison), liaison)

    assert facets.refresh(list(Association.objects.values_list("pk", flat=True))) == 0
    plain = Association(name_fi="x", slug="x", sector=Sector.objects.get(slug="muu"))
    for field in Association._meta.concrete_fields:
        given = field.attname in {"id", "slug", "name_fi", "register_number", "facets", "added_at"}
        if not (given or field.generated or field.has_db_default()):
            assert getattr(Association.objects.earliest("pk"), field.attname) == getattr(plain, field.attname), field
    events = Event.objects.filter(verb="associations.import_carried_out")
    assert [(event.object_id, event.actor_id, event.details) for event in events] == [
        (str(made.pk), liaison.pk, {"new": 2})
    ]
    assert {(image.actor or {})["id"] for image in RowImage.objects.filter(table="associations_association")} == {
        liaison.pk
    }


def test_the_same_file_twice_changes_nothing(liaison: User):
    content = sheet(
        "Kylän Kuoro ry;123.456;2077474-0;Yhdistys;Ulvila;3.5.1998;Aktiivinen;Kulttuuri",
        "Rannan Kuoro ry;123.457;;;;;;",
        headings="Nimi;Rekisterinumero;Y-tunnus;Yhteisömuoto;Kotipaikka;Rekisteröity;Tila;Toimiala",
    )
    carried_out(imported(content, liaison), liaison)
    before = (list(Association.objects.order_by("pk").values()), images())

    again = imported(content, liaison)

    assert again.counts == {"same": 2}
    with override("en"), acting(as_employee(liaison)), pytest.raises(Refused, match="change the register"):
        imports.carry_out(register_import=again)
    assert (list(Association.objects.order_by("pk").values()), images()) == before


def test_a_change_is_shown_column_by_column_and_empty_cells_change_nothing(liaison: User):
    known = AssociationFactory.create(
        name_fi="Kylän Laulu ry", register_number="123.456", registered_office="Pori", business_id="2077474-0"
    )
    made = imported(
        sheet("Kylän Laulajat ry;123456;;Ulvila;;", headings="Nimi;Rekisterinumero;Y-tunnus;Kotipaikka;Tila;Toimiala"),
        liaison,
    )
    assert changes(made) == {
        2: {"name": ["Kylän Laulu ry", "Kylän Laulajat ry"], "registered_office": ["Pori", "Ulvila"]}
    }

    carried_out(made, liaison)

    known.refresh_from_db()
    assert (known.name_fi, known.registered_office, known.business_id, known.sector.slug, known.slug) == (
        *("Kylän Laulajat ry", "Ulvila", "2077474-0", "kulttuuri", known.slug),
    )


def test_a_row_is_matched_by_register_number_then_by_business_id(liaison: User):
    by_number = AssociationFactory.create(name_fi="A ry", register_number="123.456")
    by_business = AssociationFactory.create(name_fi="B ry", business_id="2077474-0")

    made = imported(sheet("A2 ry;123.456;0201256-6", "B2 ry;9.999;2077474-0"), liaison)

    found = dict(made.rows.values_list("number", "association"))
    assert found == {2: by_number.pk, 3: by_business.pk}
    carried_out(made, liaison)
    by_business.refresh_from_db()
    assert by_business.register_number == "9.999"


def test_dissolving_is_a_change_and_a_dissolved_stranger_is_refused(liaison: User):
    known = AssociationFactory.create(name_fi="A ry", register_number="123.456")
    made = imported(
        sheet("A ry;123.456;Purettu", "B ry;123.457;Purettu", headings="Nimi;Rekisterinumero;Tila"), liaison
    )
    assert changes(made) == {2: {"status": ["active", "dissolved"]}}
    assert reasons(made) == {3: ["The association has been dissolved and isn't in the register, so it isn't added."]}

    carried_out(made, liaison)

    known.refresh_from_db()
    assert known.status == Status.DISSOLVED
    assert Association.objects.count() == 1


BROKEN = {
    "A ry;12a;": "Register number: A register number has one to six digits, for example 123.456.",
    "A ry;123.45;": "Register number: A register number has one to six digits, for example 123.456.",
    "A ry;;2077474-1": "Business ID: The Business ID's check digit doesn't fit. Look for a mistyped digit.",
    ";123.456;": "The name is missing.",
    "A ry;;": "The row has neither a register number nor a Business ID, so the portal can't tell whether it is in the "
    "register. Add the association by hand.",
    f"{'A' * 161};123.456;": "Name: The text is too long: it has 161 characters, and at most 160 fit.",
    "A\u202ery;123.456;": "Name: The text has an invisible character that changes the direction of writing. Type the "
    "text again instead of copying it.",
    "A\x85ry;123.456;": "Name: The text has a control character that can't be stored. Type the text again instead of "
    "copying it.",
}


@pytest.mark.parametrize("row", BROKEN)
def test_a_broken_row_says_why_and_the_others_are_read(row: str, liaison: User):
    made = imported(sheet(row, "B ry;999.999;"), liaison)

    assert (made.counts, reasons(made)) == ({"error": 1, "new": 1}, {2: [BROKEN[row]]})


MORE_BROKEN = {
    "Puoli;;;;": "Legal form: This legal form isn't known. Write for example “registered association”.",
    ";31.2.2020;;;": "Registered on: There is no such day in the calendar.",
    ";1.1.9999;;;": "Registered on: The year must be between 1900 and 2100.",
    ";;Ehkä;;": "Status: This status isn't known. Write “active” or “dissolved”.",
    ";;;Avaruus;": "Sector: There is no sector “Avaruus”. Write it as the portal does.",
    "Ryhmä;;;;": "An unregistered group has no register number.",
    f";;;;{'x' * 61}": "Registered office: The text is too long: it has 61 characters, and at most 60 fit.",
}


@pytest.mark.parametrize("cells", MORE_BROKEN)
def test_a_broken_cell_says_why(cells: str, liaison: User):
    headings = "Nimi;Rekisterinumero;Muoto;Rekisteröity;Tila;Toimiala;Kotipaikka"

    made = imported(sheet(f"A ry;123.456;{cells}", headings=headings), liaison)

    assert reasons(made) == {2: [MORE_BROKEN[cells]]}


def test_all_that_is_wrong_with_a_row_is_told_at_once(liaison: User):
    assert len(reasons(imported(sheet(";12a;2077474-1"), liaison))[2]) == 3


def test_the_later_of_two_rows_about_the_same_association_is_refused(liaison: User):
    AssociationFactory.create(name_fi="K ry", register_number="5", business_id="0201256-6")
    made = imported(
        sheet("A ry;1;", "B ry;2;2077474-0", "A ry;1;", "C ry;3;2077474-0", "K ry;5;", "K ry;;0201256-6"), liaison
    )
    assert reasons(made) == {
        4: ["Row 2 is about the same association."],
        5: ["Row 3 is about the same association."],
        7: ["Row 6 is about the same association."],
    }


def test_a_row_that_means_two_associations_is_refused(liaison: User):
    AssociationFactory.create(name_fi="A ry", register_number="1")
    AssociationFactory.create(name_fi="B ry", business_id="2077474-0")

    [said] = reasons(imported(sheet("C ry;1;2077474-0"), liaison))[2]

    assert said.startswith("The register number belongs to A ry and the Business ID to B ry.")


def test_a_merged_association_isnt_added_anew(liaison: User):
    kept = AssociationFactory.create(name_fi="A ry", register_number="1")
    AssociationFactory.create(name_fi="B ry", register_number="2", status=Status.MERGED, merged_into=kept)

    made = imported(sheet("A ry;1;", "B ry;2;"), liaison)

    assert made.counts == {"same": 1, "error": 1}
    assert reasons(made)[3] == ["This association has been merged into A ry. Change the row or leave it out."]


def test_a_tie_shuts_the_association_also_to_an_import(liaison: User):
    """Hallintolaki 434/2003 §28: one's own seat and a relative's, at the preview and when it is carried out."""
    own = AssociationFactory.create(name_fi="A ry", register_number="1")
    relatives = AssociationFactory.create(name_fi="B ry", register_number="2")
    later = AssociationFactory.create(name_fi="C ry", register_number="3")
    Tie.objects.create(user=liaison, association=own)
    Tie.objects.create(user=liaison, association=relatives, relative=True)
    made = imported(sheet("A2 ry;1;", "B2 ry;2;", "C2 ry;3;", "D ry;4;"), liaison)
    said = ["You or a close relative have a seat in this association, so you can't change it."]
    assert reasons(made) == {2: said, 3: said}

    Tie.objects.create(user=liaison, association=later)
    made = carried_out(made, liaison)

    assert reasons(made) == {2: said, 3: said, 4: said}
    assert made.counts == {"error": 3, "new": 1}
    assert sorted(Association.objects.values_list("name_fi", flat=True)) == ["A ry", "B ry", "C ry", "D ry"]


def test_what_changed_since_the_preview_is_looked_at_anew(liaison: User):
    made = imported(sheet("A ry;1;", "B ry;2;"), liaison)
    assert made.counts == {"new": 2}
    AssociationFactory.create(name_fi="A vanha ry", register_number="1")
    AssociationFactory.create(name_fi="B ry", register_number="2")

    made = carried_out(made, liaison)

    assert made.counts == {"change": 1, "same": 1}
    assert sorted(Association.objects.values_list("name_fi", flat=True)) == ["A ry", "B ry"]


def test_addresses_are_unique_whatever_the_names_are(liaison: User):
    AssociationFactory.create(name_fi="Seura ry", slug="seura-ry")
    AssociationFactory.create(name_fi="Seura ry", slug="seura-ry-2")
    made = imported(sheet("Seura ry;1;", "Seura ry 4;2;", "Seura ry;3;", "Seura ry;4;"), liaison)

    carried_out(made, liaison)

    rows = Association.objects.exclude(register_number="").order_by("pk")
    slugs = dict(rows.values_list("register_number", "slug"))
    assert sorted(slugs.values()) == ["seura-ry-3", "seura-ry-4", "seura-ry-5", "seura-ry-6"]


def test_a_name_with_invisible_characters_waits_for_an_officer(liaison: User):
    """Case 32."""
    carried_out(imported(sheet("Ku\u200boro ry;1;", "Kuoro ry;2;"), liaison), liaison)

    assert list(Association.objects.listed().values_list("name_fi", flat=True)) == ["Kuoro ry"]


def test_only_who_edits_the_register_may_bring_in_data():
    with acting(as_employee(employee(StaffRole.AUDITOR))), pytest.raises(PermissionDenied):
        imports.start(content=sheet("A ry;1;"), name="a.csv", sector=Sector.objects.get(slug="muu"))


def test_a_cancelled_import_reads_and_writes_nothing_more(liaison: User):
    with acting(as_employee(liaison)):
        made = imports.start(content=sheet("A ry;1;"), name="a.csv", sector=Sector.objects.get(slug="muu"))
        imports.cancel(register_import=made)
    assert run_job(made.job) == State.CANCELLED
    assert not ImportRow.objects.exists()

    ready = imported(sheet("A ry;1;"), liaison)
    with acting(as_employee(liaison)):
        running = imports.carry_out(register_import=ready)
        imports.cancel(register_import=running)
    assert run_job(running.job) == State.CANCELLED
    assert not Association.objects.exists()
    with acting(as_employee(liaison)), pytest.raises(Refused):
        imports.cancel(register_import=ready)


def test_carrying_out_twice_asks_for_one_run(liaison: User):
    made = imported(sheet("A ry;1;"), liaison)
    with acting(as_employee(liaison)):
        first = imports.carry_out(register_import=made).job
        assert imports.carry_out(register_import=made).job == first


def test_work_that_was_cancelled_elsewhere_can_be_taken_up_again(liaison: User):
    with acting(as_employee(liaison)):
        made = imports.start(content=sheet("A ry;1;"), name="a.csv", sector=Sector.objects.get(slug="muu"))
        assert made.job is not None
        made.job.state, made.job.finished_at = State.CANCELLED, made.made_at
        made.job.save()
        made.refresh_from_db()
        assert imports.has_stopped(made)
        made = imports.resume(register_import=made)
    assert run_job(made.job) == State.DONE
    made.refresh_from_db()
    assert made.counts == {"new": 1}


def test_the_file_is_opened_by_who_may_import(liaison: User):
    made = imported(sheet("A ry;1;"), liaison)
    stored = StoredFile.objects.of(made).get()
    assert policy.allows("files.open_file", stored, as_employee(liaison))
    assert not policy.allows("files.open_file", stored, as_employee(employee(StaffRole.AUDITOR)))


def test_headings_are_understood_in_each_language():
    for language in ("fi", "sv", "en"):
        with override(language):
            labels = [str(column.label) for column in columns.COLUMNS.values()]
        assert set(columns.layout(labels).places) == set(columns.COLUMNS), language
    assert columns.layout(["Puhelin", " Y-TUNNUS ", "Nimi:", "Nimi"]).unknown == ["Puhelin", "Nimi"]


def test_every_heading_means_one_column():
    for column in columns.COLUMNS.values():
        for word in column.headings.split(","):
            assert columns.layout([word]).places == {column.name: 0}, word
