"""The pages of imports and duplicates: each reason is read, files that come out are inert, lists cost the same."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from associations.enums import ImportState, PairState, Status
from associations.models import Association, DuplicatePair, Merge, RegisterImport, Sector, Tie
from associations.services import imports, merging
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from tests.clients import client_for
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, carried_out, imported, pair, run_job, sheet
from tests.files import made as files

pytestmark = pytest.mark.django_db

LIST, NEW = "/en/kaupunki/tuonnit/", "/en/kaupunki/tuonnit/uusi/"


@pytest.fixture
def liaison() -> User:
    """Who may edit the register."""
    return employee(StaffRole.LIAISON)


@pytest.fixture
def client(liaison: User) -> Client:
    """The liaison's browser."""
    return client_for(liaison, city=True)


def upload(client: Client, content: bytes, name: str = "rekisteri.csv", **more: Any) -> Any:
    sector = Sector.objects.get(slug="muu").pk
    return client.post(NEW, {"file": SimpleUploadedFile(name, content), "sector": sector, **more})


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def lines(client: Client, path: str) -> list[list[str]]:
    """The cells of a CSV that the page gives."""
    response = client.get(path)
    assert response.headers["Content-Disposition"].startswith("attachment")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_from_file_to_register(client: Client):
    response = upload(client, sheet("Kylän Kuoro ry;123.456;", "Rannan Kuoro ry;12a;"))
    made = RegisterImport.objects.get()
    assert response.headers["Location"] == f"{LIST}{made.pk}/"
    assert "The file is being read" in page(client, f"{LIST}{made.pk}/")
    run_job(made.job)

    preview = page(client, f"{LIST}{made.pk}/")
    assert "A register number has one to six digits" in preview
    assert "12a" in preview
    assert "Kylän Kuoro ry" in page(client, f"{LIST}{made.pk}/?action=new")
    assert "1 association is added." in page(client, f"{LIST}{made.pk}/toteuta/")

    client.post(f"{LIST}{made.pk}/toteuta/")
    made.refresh_from_db()
    assert (made.state, Association.objects.count()) == (ImportState.RUNNING, 0)
    run_job(made.job)

    assert "What was done" in page(client, f"{LIST}{made.pk}/")
    assert Association.objects.get().name_fi == "Kylän Kuoro ry"
    assert "rekisteri.csv" in page(client, LIST)


def test_other_fields_of_the_request_are_ignored(client: Client, liaison: User):
    """Case 23."""
    upload(client, sheet("A ry;1;"), state="done", made_by=employee().pk, counts='{"new": 1}')
    made = RegisterImport.objects.get()
    assert (made.state, made.made_by, made.counts) == (ImportState.READING, liaison, {})


@pytest.mark.parametrize(
    ("content", "name"), [(files.PDF, "a.csv"), (files.HTML, "a.csv"), (files.office(), "a.xlsx"), (b"", "a.csv")]
)
def test_what_isnt_a_sheet_is_refused_at_the_form(content: bytes, name: str, client: Client):
    """Case 30."""
    response = upload(client, content, name)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not RegisterImport.objects.exists()


def test_a_sheet_without_names_says_what_is_missing(client: Client, liaison: User):
    made = imported(b"Puhelin;Rekisterinumero\n1;2\n", liaison)
    assert made.state == ImportState.FAILED
    assert "No column with the name of the association was found." in page(client, f"{LIST}{made.pk}/")
    assert not made.rows.exists()


def test_unread_columns_are_named(client: Client, liaison: User):
    made = imported(sheet("A ry;1;x;y", headings="Nimi;Rekisterinumero;Puhelin;<b>Väri"), liaison)
    assert "Puhelin, &lt;b&gt;Väri" in page(client, f"{LIST}{made.pk}/")


def test_a_change_is_shown_with_before_and_after(client: Client, liaison: User):
    AssociationFactory.create(name_fi="A ry", register_number="1")
    headings = "Nimi;Rekisterinumero;Toimiala;Rekisteröity;Muoto"
    made = imported(sheet("A ry;1;Nuoriso;3.5.1998;Säätiö", headings=headings), liaison)
    shown = page(client, f"{LIST}{made.pk}/?action=change")
    for before, after in (("Culture", "Youth"), ("–", "3 May 1998"), ("registered association", "foundation")):
        assert f"{before} → <strong>{after}</strong>" in shown, after


def test_the_page_refreshes_itself_and_turns_to_the_preview(client: Client, liaison: User):
    with acting(as_employee(liaison)):
        made = imports.start(content=sheet("A ry;1;"), name="a.csv", sector=Sector.objects.get(slug="muu"))
    asked = {"HX-Request": "true"}
    part = client.get(f"{LIST}{made.pk}/", headers=asked).content.decode()
    assert part.lstrip().startswith("<section")
    assert 'hx-trigger="every 2s"' in part
    run_job(made.job)
    assert client.get(f"{LIST}{made.pk}/", headers=asked).headers["HX-Refresh"] == "true"


def test_broken_rows_come_as_csv_in_which_nothing_runs(client: Client, liaison: User):
    """Case 28: a formula begins with a sign that spreadsheets obey; ours begins with an apostrophe."""
    made = imported(sheet('=HYPERLINK("http://evil");12a;', "@SUM(1);-2;", " +1;x;"), liaison)

    heading, *rows = lines(client, f"{LIST}{made.pk}/virheet.csv")

    assert heading == ["Row", "Name", "Register number", "Business ID", "What is wrong"]
    assert [row[:3] for row in rows] == [
        ["2", '\'=HYPERLINK("http://evil")', "12a"],
        ["3", "'@SUM(1)", "'-2"],
        ["4", "'+1", "x"],
    ]
    assert all("one to six digits" in row[4] for row in rows)


def test_the_empty_file_is_understood_by_the_portal_itself(client: Client, liaison: User):
    [headings] = lines(client, f"{LIST}malli.csv")
    made = imported(sheet("A ry;1", headings=";".join(headings)), liaison)
    assert made.columns["unknown"] == []


def test_script_in_a_file_is_inert(client: Client, liaison: User):
    """Case 27: in the file's name, in a heading, in a cell that is refused and in one that is taken."""
    rows = ("<script>a()</script>;1;", "<script>b()</script>;1;")
    made = imported(sheet(*rows, headings="Nimi;Rekisterinumero;<script>c()</script>"), liaison, name="<script>.csv")
    carried_out(made, liaison)
    for path in (f"{LIST}{made.pk}/", f"{LIST}{made.pk}/?action=new", LIST, "/en/kaupunki/kaksoiskappaleet/"):
        assert "<script>a" not in page(client, path)
        assert "<script>b" not in page(client, path)
        assert "<script>c" not in page(client, path)


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_one_row_and_three(
    rows: int, client: Client, liaison: User, django_assert_num_queries: Any
):
    """Five queries are on every page: session, person, roles, those for whom they may act, and what waits for them."""
    for number in range(rows):
        made = imported(sheet(*(f"A ry;{number}{row};" for row in range(rows)), *(["B;x;"] * rows)), liaison)
        couple = AssociationFactory.create_batch(2)
        pair(*couple)
        with acting(as_employee(liaison)):
            merging.merge(kept=AssociationFactory.create(), absorbed=AssociationFactory.create())
    detail = f"{LIST}{made.pk}/"
    for path, queries, mark in (
        (LIST, 6, 'scope="row"'),
        # The import, its file, and the rows.
        (detail, 7, 'scope="row"'),
        (f"{detail}?action=new", 7, 'scope="row"'),
        # Number and rows, and people.
        ("/en/kaupunki/kaksoiskappaleet/", 7, 'class="pair-sides"'),
        ("/en/kaupunki/yhdistamiset/", 6, "→"),
    ):
        client.get(path)
        with django_assert_num_queries(queries):
            response = client.get(path)
        assert response.content.decode().count(mark) == rows, path


def form_of(client: Client, one: DuplicatePair) -> dict[str, Any]:
    form = client.get(f"/en/kaupunki/kaksoiskappaleet/{one.pk}/yhdista/").context["form"]
    return {field.html_name: field.value() for field in form if field.html_name != "confirmed"}


def test_merging_by_the_form_and_undoing(client: Client):
    first = AssociationFactory.create(name_fi="Kylän Kuoro ry", register_number="1")
    second = AssociationFactory.create(name_fi="Kylän kuoro", business_id="2077474-0")
    one = pair(first, second)
    fields = form_of(client, one)
    # What is empty at one of them is offered from the other.
    assert (fields["stays"], fields["field_business_id"], fields["field_register_number"]) == (
        "first",
        "second",
        "first",
    )
    path = f"/en/kaupunki/kaksoiskappaleet/{one.pk}/yhdista/"

    refused = client.post(path, {**fields, "stays": "second"})
    assert refused.context["form"].errors.keys() == {"confirmed"}
    done = client.post(
        path, {**fields, "stays": "second", "confirmed": "on", "field_slug": "first", "merged_into": "1"}
    )

    made = Merge.objects.get()
    assert done.headers["Location"] == f"/en/kaupunki/yhdistamiset/{made.pk}/"
    second.refresh_from_db()
    # It stays, and takes the name and the number of the other one: the first was chosen for those.
    assert (second.name_fi, second.register_number, second.business_id) == ("Kylän Kuoro ry", "1", "2077474-0")
    shown = page(client, f"/en/kaupunki/yhdistamiset/{made.pk}/")
    assert "Kylän kuoro → <strong>Kylän Kuoro ry</strong>" in shown
    client.post(f"/en/kaupunki/yhdistamiset/{made.pk}/peru/")
    second.refresh_from_db()
    assert (second.name_fi, Association.objects.filter(status=Status.MERGED).count()) == ("Kylän kuoro", 0)
    assert "They are two again." in page(client, f"/en/kaupunki/yhdistamiset/{made.pk}/")


def test_a_pair_is_dismissed(client: Client):
    one = pair(*AssociationFactory.create_batch(2))
    client.post(f"/en/kaupunki/kaksoiskappaleet/{one.pk}/eri/")
    one.refresh_from_db()
    assert one.state == PairState.DISMISSED
    assert "No pair waits" in page(client, "/en/kaupunki/kaksoiskappaleet/")


def test_a_tie_hides_the_buttons_and_shuts_the_doors(client: Client, liaison: User):
    one = pair(*AssociationFactory.create_batch(2))
    Tie.objects.create(user=liaison, association=one.first)
    shown = page(client, "/en/kaupunki/kaksoiskappaleet/")
    assert "a colleague handles the pair" in shown
    assert "/yhdista/" not in shown
    for path in ("yhdista", "eri"):
        assert client.post(f"/en/kaupunki/kaksoiskappaleet/{one.pk}/{path}/").status_code == 403
    assert not Merge.objects.exists()
