"""Error pages: in the language of the address, with what to do next."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from portal.ui.pages import public
from portal.ui.views import errors
from portal.urls import handler400, handler403, handler404, handler500  # noqa: F401
from portal.urls import urlpatterns as portal_urls
from tests.clients import client_for
from tests.factories.accounts import UserFactory


@public
def breaks(request: HttpRequest) -> HttpResponse:
    """A page with a fault."""
    raise RuntimeError("broken")


@public
def refuses(request: HttpRequest) -> HttpResponse:
    """A page that isn't this person's."""
    raise PermissionDenied


@public
def garbled(request: HttpRequest) -> HttpResponse:
    """A request that can't be read."""
    raise BadRequest


@public
def form(request: HttpRequest) -> HttpResponse:
    """A page that takes a form."""
    return HttpResponse(str(len(request.POST)))


urlpatterns = [
    path("fi/rikki/", breaks),
    path("sv/rikki/", breaks),
    path("en/rikki/", breaks),
    path("en/kielletty/", refuses),
    path("en/sekava/", garbled),
    path("en/lomake/", form),
    *portal_urls,
]

quiet = Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def _urls():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/en/ei-ole/", 404, "There is no such page"),
        ("/en/kielletty/", 403, "This page isn&#x27;t open to you"),
        ("/en/sekava/", 400, "The request couldn&#x27;t be read"),
        ("/en/rikki/", 500, "The portal failed"),
    ],
)
def test_what_happened_and_whom_to_ask(address, status, heading):
    response = quiet.get(address)
    found = response.content.decode()
    assert response.status_code == status
    assert f">{heading.replace('&#x27;', chr(39))}</h1>" in found.replace("&#x27;", "'")
    assert "mailto:yhdistykset@example.invalid" in found
    assert response.headers["Cache-Control"] == "no-store"
    assert response.cookies == {}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_500_needs_no_database_and_speaks_the_addresss_language(language):
    # No database fixture: a query would fail the test.
    response = quiet.get(f"/{language}/rikki/")
    assert response.status_code == 500
    assert f'<html lang="{language}">' in response.content.decode()
    assert response.headers["Content-Language"] == language


def test_500_tells_nothing_of_the_fault():
    assert b"RuntimeError" not in quiet.get("/fi/rikki/").content


@pytest.mark.django_db
def test_an_address_without_language_is_answered_in_the_visitors(client):
    response = client.get("/ei-ole", headers={"Accept-Language": "sv"})
    assert '<html lang="sv">' in response.content.decode()


@pytest.mark.django_db
def test_a_person_keeps_their_header_on_an_error_page():
    found = client_for(UserFactory.create(first_name="Aino")).get("/en/ei-ole/").content.decode()
    assert "Aino" in found
    assert "You act for:" in found


@pytest.mark.django_db
def test_a_token_that_no_longer_fits():
    response = Client(enforce_csrf_checks=True).post("/en/lomake/", {"a": "b"})
    assert response.status_code == 403
    assert "The form had to be stopped" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("data", [{"a": "x" * 3_000_000}, {f"a{n}": "b" for n in range(2500)}])
def test_too_much_at_once(data):
    response = quiet.post(
        "/en/lomake/",
        "&".join(f"{name}={value}" for name, value in data.items()),
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 413
    assert "Too much was sent at once" in response.content.decode()


@pytest.mark.django_db
def test_too_many_attempts(rf):
    response = errors.too_many(rf.get("/en/tili/login/"))
    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()
