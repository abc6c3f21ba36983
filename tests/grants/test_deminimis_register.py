"""The city's pages of de minimis aid: three-year sums, rows for the central register, what has been reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.http import Http404
from django.test import Client

from associations.models import Association, Tie
from grants.enums import AidInstrument, CorrectionGround
from grants.models import AidNote, CityAid
from grants.services import correcting, deminimis
from portal import clock, matters
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.exports import registry
from portal.journal.models import Event
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = "/en/kaupunki/vahamerkitys/"
ROWS = f"{LIST}rivit/"
CSV = f"{LIST}rivit.csv"


@pytest.fixture
def today() -> Iterator[date]:
    """A Monday without holidays near: rows of 14.9. and before are late."""
    with time_machine.travel("2026-10-13 10:00+03:00"):
        yield clock.today()


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def client(today: date, officer: User) -> Client:
    return client_for(officer, city=True)


@pytest.fixture
def association(today: date) -> Association:
    return AssociationFactory.create(name_fi="Kahvilan Ystävät ry", business_id="2077474-0")


def names(response: Any) -> list[str]:
    return [row.association for row in response.context["rows"]]


def test_the_list_begins_with_those_nearest_to_the_ceiling(client: Client):
    for euros in (100_000, 300_000, 250_000):
        grants.city_aid(AssociationFactory.create(name_fi=f"Kerho {euros} ry"), euros * 100)
    page = client.get(LIST)
    assert names(page) == ["Kerho 300000 ry", "Kerho 250000 ry", "Kerho 100000 ry"]
    assert [row.level for row in page.context["rows"]] == ["full", "warning", "below"]
    assert names(client.get(f"{LIST}?part=warned")) == ["Kerho 300000 ry", "Kerho 250000 ry"]


def test_an_association_has_its_rows_and_what_it_told(client: Client, association: Association):
    application = grants.aid_granted(
        None, association, 100_000, rows=[deminimis.Declared("Sitra", date(2026, 1, 9), 7_000, AidInstrument.LOAN)]
    )
    grants.city_aid(association, 5_000)
    page = client.get(f"{LIST}{association.pk}/").content.decode()
    assert application.call.title_fi in page
    assert "Salivuorot" in page
    assert "Sitra" in page
    assert "2077474-0" in page
    assert "€1,120.00" in page


def test_rows_are_marked_as_reported_and_it_is_taken_back(client: Client, association: Association, officer: User):
    late, fresh = [grants.city_aid(association, 5_000, on=date(2026, 9, day)) for day in (14, 15)]
    assert [row.pk for row in client.get(f"{ROWS}?part=overdue").context["rows"]] == [late.pk]
    assert [(row.pk, row.overdue) for row in client.get(ROWS).context["rows"]] == [(late.pk, True), (fresh.pk, False)]
    response = client.post(ROWS, {"row": [late.pk, fresh.pk], "reported_on": "12.10.2026"})
    assert response.status_code == 302
    notes = AidNote.objects.order_by("support")
    assert [(note.reported_on, note.reported_by) for note in notes] == [(date(2026, 10, 12), officer)] * 2
    assert not client.get(ROWS).context["rows"]
    assert len(client.get(f"{ROWS}?part=reported").context["rows"]) == 2
    assert Event.objects.filter(verb="grants.aid_reported").count() == 2
    assert b"Take back that the row was reported?" in client.get(f"{ROWS}{late.pk}/peru/").content
    assert client.post(f"{ROWS}{late.pk}/peru/").status_code == 302
    assert [row.pk for row in client.get(ROWS).context["rows"]] == [late.pk]
    assert Event.objects.filter(verb="grants.aid_report_undone").count() == 1
    # What isn't reported can't be taken back again.
    assert client.get(f"{ROWS}{late.pk}/peru/").status_code == 404


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reported_on": "12.10.2026"}, "Choose the rows"),
        ({"row": True, "reported_on": "14.10.2026"}, "on a day to come"),
        ({"row": True, "reported_on": "1.9.2026"}, "before its own day"),
        ({"row": True, "reported_on": ""}, "This is missing."),
    ],
)
def test_what_cannot_be_marked_is_told_and_the_ticks_stay(
    client: Client, association: Association, given: dict[str, Any], sentence: str
):
    aid = grants.city_aid(association, 5_000, on=date(2026, 9, 15))
    response = client.post(ROWS, {**given, "row": [aid.pk] if given.get("row") else []})
    page = response.content.decode()
    assert sentence in page
    assert (" checked>" in page) == bool(given.get("row"))
    assert not AidNote.objects.exists()


def test_a_row_is_not_reported_twice(client: Client, association: Association, officer: User):
    aid = grants.city_aid(association)
    with acting(as_employee(officer)):
        deminimis.report(keys=[aid.pk], on=clock.today())
        with pytest.raises(Refused, match="already"):
            deminimis.report(keys=[aid.pk], on=clock.today())


def test_aid_from_before_the_register_and_what_lowers_it_are_not_reported(client: Client, association: Association):
    old = grants.city_aid(association, 5_000, on=date(2025, 12, 31))
    grants.city_aid(association, 6_000, on=date(2026, 1, 1))
    lowered = grants.city_aid(association, -1_000, on=date(2026, 5, 4))
    AidNote.objects.create(support_id=lowered.pk, counts_from=old.given_on)
    assert [row.cents for row in client.get(f"{ROWS}?part=all").context["rows"]] == [6_000]
    page = client.get(f"{LIST}{association.pk}/").content.decode()
    assert page.count("not needed") == 2


def test_a_correction_is_a_row_that_is_reported_too(client: Client, association: Association):
    application = grants.aid_granted(None, association, 100_000)
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        correcting.correct(
            application=application,
            cents=60_000,
            reasons="Korjattu.",
            public_purpose="Kahvila",
            ground=CorrectionGround.WRITING,
            corrects="Laskuvirhe.",
        )
    assert [row.cents for row in client.get(ROWS).context["rows"]] == [100_000, -40_000]


def test_the_files_have_what_the_register_wants_and_no_formula(client: Client, association: Association, officer: User):
    Association.objects.filter(pk=association.pk).update(name_fi="=HYPERLINK(1) ry", name_en="")
    grants.city_aid(association, 123_450, on=date(2026, 9, 15))
    lowered = grants.city_aid(association, -100_050, on=date(2026, 10, 1))
    AidNote.objects.create(support_id=lowered.pk, counts_from=date(2026, 9, 15))
    content = b"".join(client.get(CSV).streaming_content).decode()  # type: ignore[attr-defined]
    head, first, second = content.splitlines()
    assert head.startswith("\ufeffGranter;Business ID of the granter;Recipient;Business ID;Sum;Granted on;Sector")
    sector = association.sector.name
    assert first == (
        f"City of Pori;0137323-9;'=HYPERLINK(1) ry;2077474-0;1234,5;15.9.2026;{sector};premises, services or goods;"
        "Salivuorot;15.9.2026;13.10.2026;"
    )
    assert ";-1000,5;15.9.2026;" in second
    with acting(as_employee(officer)):
        sheet = registry.find("grants.aid").read(as_employee(officer), "part=unreported")
        rows = list(sheet.rows)
    assert sheet.count == len(rows) == 2
    assert len(sheet.columns) == len(rows[0])
    assert [row[4] for row in rows] == [123_450, -100_050]
    # A text that begins so is written as a text; see tests of the exports.
    assert rows[0][2] == "=HYPERLINK(1) ry"


def test_late_rows_are_among_the_officers_matters(client: Client, association: Association, officer: User):
    def said() -> list[str]:
        found = matters.of(as_employee(officer))
        return [one.note for one in found if "central register" in one.note]

    with acting(as_employee(officer)):
        aid = grants.city_aid(association, on=date(2026, 9, 15))
        assert said() == []
        for _number in range(2):
            late = grants.city_aid(association, on=date(2026, 9, 14))
        assert said() == ["2 rows should have been reported to the central register"]
        deminimis.report(keys=[late.pk, aid.pk], on=clock.today())
        assert said() == ["1 row should have been reported to the central register"]


def test_a_barred_officer_sees_no_row_of_their_association(client: Client, association: Association, officer: User):
    other = AssociationFactory.create(name_fi="Toinen ry")
    mine, _theirs = grants.city_aid(association, on=date(2026, 9, 1)), grants.city_aid(other, on=date(2026, 9, 1))
    Tie.objects.create(user=officer, association=association, starts_on=clock.today() - timedelta(days=9))
    assert names(client.get(LIST)) == ["Toinen ry"]
    assert names(client.get(ROWS)) == ["Toinen ry"]
    assert b"Yst" not in b"".join(client.get(CSV).streaming_content)  # type: ignore[attr-defined]
    assert client.get(f"{LIST}{association.pk}/").status_code == 404
    with acting(as_employee(officer)):
        assert registry.find("grants.aid").read(as_employee(officer), "").count == 1
        with pytest.raises(Http404):
            deminimis.report(keys=[mine.pk], on=clock.today())
        assert [one.note for one in matters.of(as_employee(officer)) if "register" in one.note] == [
            "1 row should have been reported to the central register"
        ]
    assert client.post(ROWS, {"row": [mine.pk], "reported_on": "12.10.2026"}).status_code == 404


def test_who_only_reads_marks_nothing(today: date, association: Association):
    aid = grants.city_aid(association)
    reader = employee(StaffRole.DECISION_MAKER)
    client = client_for(reader, city=True)
    assert b'name="row"' not in client.get(ROWS).content
    assert client.post(ROWS, {"row": [aid.pk], "reported_on": "12.10.2026"}).status_code == 403
    assert not AidNote.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_with_one_row_and_with_three(rows: int, officer: User, django_assert_num_queries: Any):
    for _number in range(rows):
        grants.aid_granted(None, AssociationFactory.create(), 100_000)
    reader = client_for(officer, city=True)
    key = CityAid.objects.earliest("pk").association_id
    # 4; the rules, ties, the ledger's sums, what was told, names, the rules.
    # 4; the days, whether rows are barred and how many there are, the rows.
    # 4; the association, ties, limits, sums, told; how many rows, days, rows; what was told.
    for path, count in ((LIST, 10), (ROWS, 7), (f"{LIST}{key}/", 13)):
        reader.get(path)
        with django_assert_num_queries(count):
            assert reader.get(path).status_code == 200
