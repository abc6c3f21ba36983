"""The download: who gets it, and in what wrapping (cases.md 20, 27, 28, 30)."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.storage import default_storage
from django.db.models import Q
from django.urls import reverse

from portal import policy
from portal.accounts.models import StaffAssignment, User
from portal.files import registry, services, types
from portal.files.models import StoredFile
from portal.files.registry import Opening
from tests.factories.decisions import person
from tests.files import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return person()


@pytest.fixture
def stored(owner):
    return services.store(made.PDF, name="tilinpäätös 2025.pdf", kind="document", parent=owner)


def get(client, stored, user=None, method="get"):
    if user is not None:
        client.force_login(user)
    return getattr(client, method)(reverse("files:download", args=[stored.key]))


def test_the_address_has_no_language(stored):
    assert stored.get_absolute_url() == f"/tiedostot/{stored.key}/"


def test_given_as_an_inert_download(client, stored, owner):
    response = get(client, stored, owner)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == made.PDF
    assert response["Content-Type"] == types.PDF
    assert response["Content-Length"] == str(len(made.PDF))
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''tilinp%C3%A4%C3%A4t%C3%B6s%202025.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert "X-Accel-Redirect" not in response


def test_logged_out_is_404_and_not_the_sign_in_page(client, stored):
    assert get(client, stored).status_code == 404


def test_somebody_else_is_404(client, stored):
    assert get(client, stored, person()).status_code == 404


def test_a_key_that_nobody_has_is_404(client, owner):
    client.force_login(owner)
    assert client.get(reverse("files:download", args=[uuid.uuid4()])).status_code == 404
    assert client.get("/tiedostot/1/").status_code == 404


def test_a_parent_that_is_gone_is_404(client, stored, owner):
    StoredFile.objects.filter(pk=stored.pk).update(parent_id="0")
    assert get(client, stored, owner).status_code == 404
    StoredFile.objects.filter(pk=stored.pk).update(parent_type="gone.model")
    assert get(client, stored, owner).status_code == 404


def test_files_of_a_model_that_nobody_declared_are_404(client, stored, owner, monkeypatch):
    monkeypatch.delitem(registry._openings, ("accounts.user", ""))
    assert get(client, stored, owner).status_code == 404


def test_a_bar_on_the_parent_shuts_its_files(client, stored, owner, monkeypatch):
    monkeypatch.setitem(policy._bars, User, [lambda actor: Q(pk=owner.pk)])
    assert get(client, stored, owner).status_code == 404


def test_city_only(client, stored, owner, monkeypatch):
    monkeypatch.setitem(registry._openings, ("accounts.user", "document"), Opening("tests.open_files", city_only=True))
    assert get(client, stored, owner).status_code == 404
    StaffAssignment.objects.create(user=owner, role="grant_officer")
    assert get(client, stored, owner).status_code == 200


def test_a_file_that_the_storage_lost_is_404(client, stored, owner):
    default_storage.delete(stored.path)
    assert get(client, stored, owner).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading(client, stored, owner, method):
    assert get(client, stored, owner, method).status_code == 405


def test_head(client, stored, owner):
    response = get(client, stored, owner, "head")
    assert response.status_code == 200
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_nginx_sends_it_when_it_may(client, stored, owner, settings):
    settings.FILES_ACCEL_PREFIX = "/_files/"
    response = get(client, stored, owner)
    assert response["X-Accel-Redirect"] == f"/_files/{stored.path}"
    assert response.content == b""
    assert response["Content-Type"] == types.PDF
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["Cache-Control"] == "private, no-store"
    assert get(client, stored, person()).status_code == 404


def test_a_type_from_outside_our_list_is_not_named(client, stored, owner):
    StoredFile.objects.filter(pk=stored.pk).update(content_type="text/html")
    assert get(client, stored, owner)["Content-Type"] == "application/octet-stream"


def test_a_name_makes_no_header(client, stored, owner):
    StoredFile.objects.filter(pk=stored.pk).update(name='a"\r\nSet-Cookie: x=1.pdf')
    response = get(client, stored, owner)
    assert "\n" not in response["Content-Disposition"]
    assert "x" not in response.cookies


def test_a_picture_with_script_behind_it_stays_a_download(client, owner):
    # JPEG may carry data after its end; the wrapping makes it harmless.
    stored = services.store(made.JPEG + made.HTML, name="kuva.html", kind="document", parent=owner)
    response = get(client, stored, owner)
    assert response["Content-Type"] == types.JPEG
    assert 'filename="kuva.html.jpg"' in response["Content-Disposition"]
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
