"""Logos and documents: what is taken, what becomes of it, who opens it (cases.md 20, 30)."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse
from PIL import Image, PngImagePlugin

from associations import matters
from associations.enums import DocumentState, Role
from associations.models import Association, Document
from associations.services import documents, logos
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.files import services as files
from portal.files.models import StoredFile
from portal.files.services import FileRefused
from tests.associations.profiles import HERE, editor, picture
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, acting_for, member
from tests.files import made

pytestmark = pytest.mark.django_db

LOGO = f"{HERE}logo/"


@pytest.fixture
def association() -> Association:
    one: Association = AssociationFactory.create()
    return one


@pytest.fixture
def client(association: Association) -> Client:
    return editor(association)


def upload(client: Client, content: bytes, name: str = "logo.png") -> Any:
    return client.post(LOGO, {"picture": SimpleUploadedFile(name, content)})


def stored_logo(association: Association) -> Image.Image:
    association.refresh_from_db()
    row = StoredFile.objects.of(association).get()
    assert row.key == association.logo_key
    return Image.open(io.BytesIO(files.read(row)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_anew_as_a_png_of_at_most_512(association: Association, client: Client, kind: str):
    assert upload(client, picture(kind, (2000, 1000))).status_code == 302
    drawn = stored_logo(association)
    assert (drawn.format, drawn.size) == ("PNG", (512, 256))
    red, green, blue, _alpha = drawn.convert("RGBA").getpixel((100, 100))  # type: ignore[misc]
    assert red > 180
    assert green < 30 > blue


def test_a_photograph_loses_its_place_and_stands_upright(association: Association, client: Client):
    exif = Image.Exif()
    exif[0x0112] = 6  # Turned by a quarter.
    exif[0x010E] = "Pori, Kirjurinluoto"
    assert upload(client, picture("JPEG", (400, 200), exif=exif.tobytes())).status_code == 302
    drawn = stored_logo(association)
    assert drawn.size == (200, 400)
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "<script>alert(1)</script>")
    upload(client, picture("PNG", pnginfo=text))
    for one in (drawn, stored_logo(association)):
        assert not one.getexif()
        assert one.info == {}


def test_a_new_logo_takes_the_place_of_the_old_one_and_removing_leaves_nothing(
    association: Association, client: Client, django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        upload(client, picture())
        first = StoredFile.objects.get()
        upload(client, picture(size=(30, 30)))
    (second,) = StoredFile.objects.all()
    assert second.key != first.key
    assert not default_storage.exists(first.path)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{LOGO}poista/")
    association.refresh_from_db()
    assert (association.logo_key, StoredFile.objects.count()) == (None, 0)
    assert not default_storage.exists(second.path)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that draws side × side points."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(side // 8 + 1) * 2000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("logo.svg", made.SVG, "A logo must be a PNG, JPEG or WebP picture."),
        ("logo.eps", made.EPS, "A logo must be a PNG, JPEG or WebP picture."),
        ("logo.png", made.HTML, "A logo must be a PNG, JPEG or WebP picture."),
        ("logo.gif", made.GIF, "A logo must be a PNG, JPEG or WebP picture."),
        ("logo.pdf", made.PDF, "A logo must be a PNG, JPEG or WebP picture."),
        ("logo.docx", made.office(), "A logo must be a PNG, JPEG or WebP picture."),
        ("logo.png", made.png(made.HTML), "There is something else after the picture"),
        ("logo.webp", picture("WEBP") + made.HTML, "The picture can't be read."),
        ("logo.jpg", made.JPEG, "The picture can't be read."),
        ("logo.png", picture()[:60], "damaged"),
        ("logo.png", bomb(60_000), "too many points"),
        ("logo.png", bomb(5_001), "too many points"),
        ("logo.png", picture() + bytes(5 * 1024 * 1024), "at most 5 MB"),
        ("logo.png", b"", "The file is empty."),
    ],
)
def test_what_isnt_an_honest_picture_is_refused_with_a_sentence(
    association: Association, client: Client, name: str, content: bytes, sentence: str
):
    page = upload(client, content, name)
    assert page.status_code == 200
    assert sentence in Page(page).text
    association.refresh_from_db()
    assert (association.logo_key, StoredFile.objects.count()) == (None, 0)


def test_the_sizes_are_looked_at_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    unpacked = []
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", lambda self: unpacked.append(self))
    with pytest.raises(FileRefused):
        logos.draw(SimpleUploadedFile("logo.png", bomb(60_000)))
    assert unpacked == []


def test_a_logo_is_everyones_while_the_association_is_listed(association: Association, client: Client):
    upload(client, picture())
    association.refresh_from_db()
    address = reverse("files:download", args=[association.logo_key])
    assert Client().get(address).status_code == 200
    Association.objects.filter(pk=association.pk).update(name_doubt="U+200B")
    assert Client().get(address).status_code == 404


def give(
    client: Client, kind: str = "accounts", year: Any = "2025", content: bytes = made.PDF, name: str = "a.pdf"
) -> Any:
    data = {"kind": kind, "year": year, "file": SimpleUploadedFile(name, content)}
    return client.post(f"{HERE}asiakirjat/uusi/", data)


def test_a_document_is_given_shown_and_opened_by_its_own_people_and_the_city_alone(
    association: Association, client: Client
):
    year = clock.today().year - 1
    assert give(client, year=year, name="../../Tilinpäätös.pdf").status_code == 302
    document = Document.objects.get()
    assert (document.state, document.year, document.association) == (DocumentState.AWAITING, year, association)
    page = Page(client.get(f"{HERE}asiakirjat/"))
    assert "Tilinpäätös.pdf" in page.text
    address = reverse("files:download", args=[StoredFile.objects.get().key])
    assert address in page.addresses

    other = AssociationFactory.create()
    tied = employee(StaffRole.GRANT_OFFICER)
    association.memberships.create(user=tied, role=Role.MEMBER, areas=[])
    shut = {"visitor": Client(), "stranger": editor(other), "tied officer": client_for(tied, city=True)}
    assert {who: one.get(address).status_code for who, one in shut.items()} == dict.fromkeys(shut, 404)
    assert client.get(address).status_code == 200
    assert client_for(employee(StaffRole.GRANT_OFFICER), city=True).get(address).status_code == 200
    logged_out = editor(association)
    logged_out.logout()
    assert logged_out.get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (made.SVG, "saannot.svg"),
        (made.EPS, "saannot.eps"),
        (made.HTML, "saannot.pdf"),
        (made.png(made.HTML), "saannot.png"),
        (made.office(word__vbaProject_dot_bin=b"x"), "saannot.docx"),
        (made.packed({"[Content_Types].xml": b" " * 80_000_000}), "saannot.docx"),
        (made.EXE, "saannot.pdf.exe"),
    ],
)
def test_a_document_that_isnt_honest_is_refused_and_nothing_is_stored(client: Client, content: bytes, name: str):
    page = give(client, "rules", "", content, name)
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert (Document.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert page.context["form"]["kind"].value() == "rules"


@pytest.mark.parametrize("year", ["", "1899", "9999", "-1", "viime", "1e400"])
def test_a_document_says_of_which_year_it_is(client: Client, year: str):
    page = give(client, year=year)
    assert page.context["form"].errors["year"]
    assert not Document.objects.exists()


def test_a_newer_one_takes_the_place_of_what_isnt_verified(association: Association, client: Client):
    year = clock.today().year - 1
    give(client, year=year)
    give(client, year=year - 1)
    first = Document.objects.get(year=year)
    give(client, year=year, name="b.pdf")
    states = dict(Document.objects.values_list("pk", "state"))
    assert states.pop(first.pk) == DocumentState.REMOVED
    assert set(states.values()) == {DocumentState.AWAITING}
    assert StoredFile.objects.count() == 2
    rules_without_year = give(client, "rules", "2020")
    assert rules_without_year.status_code == 302
    assert Document.objects.get(kind="rules").year is None


def verified(association: Association, **fields: Any) -> Document:
    officer = employee(StaffRole.GRANT_OFFICER)
    given = {"kind": "accounts", "state": "verified", "checked_by": officer, "checked_on": clock.today(), **fields}
    return Document.objects.create(association=association, added_by=officer, **given)


def test_a_verified_one_counts_until_the_newer_is_verified(association: Association, client: Client):
    year = clock.today().year - 1
    old = verified(association, year=year, valid_until=clock.today())
    give(client, year=year)
    old.refresh_from_db()
    assert old.state == DocumentState.VERIFIED
    assert "a newer one counts" not in Page(client.get(f"{HERE}asiakirjat/")).text
    Document.objects.exclude(pk=old.pk).update(state="verified", checked_by=old.checked_by, checked_on=clock.today())
    assert "a newer one counts" in Page(client.get(f"{HERE}asiakirjat/")).text


def test_the_file_of_a_removed_document_goes_unless_a_decision_may_stand_on_it(
    association: Association, client: Client
):
    give(client)
    awaiting = Document.objects.get()
    kept = verified(association, year=2024)
    files.store(made.PDF, name="k.pdf", kind="document", parent=kept)
    for one in (awaiting, kept):
        assert client.post(f"{HERE}asiakirjat/{one.pk}/poista/").status_code == 302
    assert StoredFile.objects.get().parent_id == str(kept.pk)
    assert Page(client.get(f"{HERE}asiakirjat/")).text.count("2024") == 0
    again = client.post(f"{HERE}asiakirjat/{kept.pk}/poista/")
    assert again.status_code == 404


def test_the_citys_reason_stands_at_a_rejected_document_and_on_the_desk(association: Association):
    person = member(association, Role.SECRETARY)
    verified(association, year=2024, state="rejected", reason="Allekirjoitukset puuttuvat.")
    verified(association, kind="minutes", year=2025, valid_until=clock.today())
    verified(association, kind="rules", valid_until=None)
    client = client_for(person, association)
    assert "Allekirjoitukset puuttuvat." in Page(client.get(f"{HERE}asiakirjat/")).text
    found = list(matters.papers(acting_for(person, association)))
    assert len(found) == 2
    assert all(one.yours for one in found)
    # Once a new one has been given it is the city's turn.
    give(client, year=2024)
    assert [one.title for one in matters.papers(acting_for(person, association))] == [found[1].title]


def test_no_stranger_gives_or_removes_documents(association: Association):
    other = AssociationFactory.create()
    document = Document.objects.create(association=association, kind="rules", added_by=member(association))
    with acting(acting_for(member(other, Role.CHAIR), other)), pytest.raises(Http404):
        documents.remove_document(document=document)
    assert editor(other).post(f"{HERE}asiakirjat/{document.pk}/poista/").status_code == 404
