"""Addresses for machines."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import OperationalError

from portal.ui import store


def test_healthz_looks_at_nothing_else(client, settings):
    # No database fixture here: a query would fail the test.
    settings.REDIS_URL = "unix:///nonexistent/valkey.sock"
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_when_all_answer(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "database": "ok", "valkey": "ok"})


@pytest.mark.django_db
def test_readyz_when_valkey_is_away(client, settings):
    settings.REDIS_URL = "unix:///nonexistent/valkey.sock"
    store.forget_client()
    response = client.get("/readyz")
    store.forget_client()
    assert (response.status_code, response.json()) == (503, {"status": "away", "database": "ok", "valkey": "away"})


@pytest.mark.django_db
def test_readyz_when_the_database_is_away(client, monkeypatch):
    def away() -> None:
        raise OperationalError("away")

    monkeypatch.setattr("portal.ui.views.machine.connection.cursor", away)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"status": "away", "database": "away", "valkey": "ok"})


def test_security_txt(client):
    with time_machine.travel(datetime(2026, 11, 24, 12, 0, tzinfo=UTC), tick=False):
        response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "Contact: mailto:yhdistykset@example.invalid\n"
        "Expires: 2027-05-23T00:00:00Z\n"
        "Preferred-Languages: fi, sv, en\n"
        "Canonical: https://portal.test/.well-known/security.txt\n"
    )


def test_a_forged_host_makes_no_link(client):
    response = client.get("/.well-known/security.txt", headers={"Host": "localhost"})
    assert b"localhost" not in response.content


def test_robots(client, settings):
    assert "Disallow: /fi/tili/\n" in client.get("/robots.txt").content.decode()
    settings.DEMO = True
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
