"""The logo: shown in pages, inert on its own (cases.md 20, 27)."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from associations.models import Association
from portal.files import services as files
from portal.files.checks import FileRefused
from portal.files.models import StoredFile
from tests.associations.reading import Page
from tests.factories.associations import AssociationFactory, logo
from tests.files.made import JPEG, PDF, png

pytestmark = pytest.mark.django_db

PATH = "/yhdistykset/rannan-sointu/logo.png"


@pytest.fixture
def association() -> Association:
    """One with a logo."""
    found: Association = AssociationFactory.create(slug="rannan-sointu")
    logo(found)
    return found


def test_it_is_shown_and_can_do_nothing_else(association: Association):
    response = Client().get(PATH)
    assert (response.status_code, response.content) == (200, png())
    expected = {
        "Content-Type": "image/png",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "public, max-age=86400",
    }
    assert {name: response.headers[name] for name in expected} == expected
    assert "Content-Disposition" not in response.headers
    assert response.cookies == {}


def test_who_has_it_already_is_told_so(association: Association):
    etag = Client().get(PATH).headers["ETag"]
    again = Client().get(PATH, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    assert again.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert Client().get(PATH, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_new_picture_has_a_new_address(association: Association):
    def shown() -> list[str]:
        page = Page(Client().get(f"/fi/yhdistykset/rannan-sointu/?{association.logo_key}"))
        return [address for address in page.addresses if "logo.png" in address]

    before = shown()
    logo(association)
    assert len(before) == 1
    assert shown() != before
    assert Client().get(shown()[0]).status_code == 200


def test_no_other_file_leaves_by_this_door(association: Association):
    foreign = logo(AssociationFactory.create())
    Association.objects.filter(pk=association.pk).update(logo_key=foreign.key)
    assert Client().get(PATH).status_code == 404
    StoredFile.objects.filter(pk=foreign.pk).update(parent_id=str(association.pk), kind="document")
    assert Client().get(PATH).status_code == 404
    # The same file as a logo of its own.
    StoredFile.objects.filter(pk=foreign.pk).update(kind="logo")
    assert Client().get(PATH).status_code == 200


def test_without_a_logo_there_is_none(association: Association):
    AssociationFactory.create(slug="ilman")
    assert Client().get("/yhdistykset/ilman/logo.png").status_code == 404
    assert b"logo.png" not in Client().get("/fi/yhdistykset/ilman/").content
    default_storage.delete(StoredFile.objects.of(association).get().path)
    assert Client().get(PATH).status_code == 404


@pytest.mark.parametrize(
    "content", [JPEG, PDF, png(b"<script>alert(1)</script>"), bytes(10), png() + bytes(1024 * 1024)]
)
def test_nothing_but_a_small_picture_is_stored_as_a_logo(content: bytes, association: Association):
    with pytest.raises(FileRefused):
        files.store(content, name="logo.png", kind="logo", parent=association)
