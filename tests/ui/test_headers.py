"""The promised headers, compared as a whole (cases.md, "Promised headers")."""

import re

import pytest
from django.test import Client

from portal.accounts.enums import StaffRole
from tests.clients import client_for
from tests.factories.accounts import UserFactory, employee

PROMISED = {
    "Content-Security-Policy": {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    },
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def promised(response) -> dict[str, object]:
    """Of an answer the headers that are promised; the policy's order doesn't matter."""
    found = {name: response.headers.get(name) for name in PROMISED}
    policy = found["Content-Security-Policy"] or ""
    return {**found, "Content-Security-Policy": set(policy.split("; "))}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/fi/tietoa/", "/fi/", "/fi/tili/login/", "/healthz", "/fi/ei-ole/", "/teema.css"])
def test_every_answer_has_them(client, path):
    assert promised(client.get(path)) == PROMISED


@pytest.mark.django_db
def test_a_kept_page_has_them_too(client):
    made, kept = client.get("/fi/saavutettavuus/"), client.get("/fi/saavutettavuus/")
    assert promised(made) == promised(kept) == PROMISED
    assert made.headers == kept.headers


@pytest.mark.django_db
def test_a_redirect_to_sign_in_has_them():
    response = Client().get("/fi/tili/")
    assert response.status_code == 302
    assert promised(response) == PROMISED


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/fi/", "/fi/tietoa/", "/fi/tili/", "/fi/ei-ole/"])
def test_nothing_of_a_signed_in_persons_page_is_kept(path):
    response = client_for(UserFactory.create()).get(path)
    assert promised(response) == PROMISED
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/fi/", "/fi/tietoa/", "/fi/galleria/", "/fi/ei-ole/", "/fi/yhdistykset/", "/healthz"]
)
def test_pages_without_a_form_set_no_cookie(client, path):
    response = client.get(path)
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.django_db
def test_no_page_has_inline_style_or_script():
    city = client_for(employee(StaffRole.ADMINISTRATOR))
    for client, path in [
        (Client(), "/fi/"),
        (Client(), "/fi/galleria/"),
        (Client(), "/fi/tili/login/"),
        (Client(), "/fi/tili/signup/"),
        (city, "/fi/tili/"),
        (city, "/fi/oikeudet/"),
        (city, "/fi/tili/2fa/"),
    ]:
        html = client.get(path).content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", html), path
