"""The page of the rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from portal import clock
from portal.accounts.enums import StaffRole
from portal.dated.models import DatedValue
from tests.clients import client_for
from tests.factories.accounts import employee

pytestmark = pytest.mark.django_db

RULE = "associations.invitation_days"
URL = f"/en/kaupunki/saannot/{RULE}/"


@pytest.fixture
def client() -> Client:
    """An administrator."""
    return client_for(employee(StaffRole.ADMINISTRATOR))


def tomorrow() -> Any:
    return clock.today() + timedelta(days=1)


def test_an_official_sets_a_value_from_a_day_to_come(client: Client):
    day = tomorrow()
    data = {"value": "21", "valid_from": f"{day:%d.%m.%Y}", "reason": "KH 5 §"}
    page = client.post(URL, data, follow=True).content.decode()
    assert "Saved. The rule has its new value from that day on." in page
    assert list(DatedValue.objects.values_list("name", "value", "valid_from")) == [(RULE, 21, day)]
    # Today it is still the former one.
    assert "Today: 14 (days)" in page
    assert "21 from" in client.get("/en/kaupunki/saannot/").content.decode()


def test_what_is_refused_stands_at_the_form_with_what_was_typed(client: Client):
    data = {"value": "500", "valid_from": f"{clock.today():%d.%m.%Y}", "reason": "<b>KH</b>"}
    page = client.post(URL, data).content.decode()
    assert "A rule can change from tomorrow on" in page
    assert 'value="500"' in page
    assert "&lt;b&gt;KH&lt;/b&gt;" in page
    assert DatedValue.objects.count() == 0


@pytest.mark.parametrize("value", ["−0x", "1e400", "", "9" * 40, "1,5"])
def test_a_strange_number_is_a_clear_message(value: str, client: Client):
    day = tomorrow()
    response = client.post(URL, {"value": value, "valid_from": f"{day:%d.%m.%Y}", "reason": "KH"})
    assert response.status_code == 200
    assert 'class="error-summary' in response.content.decode()


def test_a_value_to_come_is_removed(client: Client):
    row = DatedValue.objects.create(name=RULE, value=20, valid_from=tomorrow(), reason="Päätös")
    page = client.post(f"/en/kaupunki/saannot/arvot/{row.pk}/poista/", follow=True).content.decode()
    assert "The value to come has been removed." in page
    held = DatedValue.objects.create(name=RULE, value=20, valid_from=clock.today(), reason="Päätös")
    page = client.post(f"/en/kaupunki/saannot/arvot/{held.pk}/poista/", follow=True).content.decode()
    assert "This value holds already" in page
    assert DatedValue.objects.count() == 1


def test_the_auditor_reads_and_changes_nothing():
    auditor = client_for(employee(StaffRole.AUDITOR))
    row = DatedValue.objects.create(name=RULE, value=20, valid_from=tomorrow(), reason="Päätös")
    page = auditor.get(URL).content.decode()
    assert '<h2 id="new-value">' not in page
    assert "/poista/" not in page
    data = {"value": "21", "valid_from": f"{tomorrow() + timedelta(days=3):%d.%m.%Y}", "reason": "KH"}
    assert auditor.post(URL, data).status_code == 403
    assert auditor.post(f"/en/kaupunki/saannot/arvot/{row.pk}/poista/").status_code == 403
    assert DatedValue.objects.count() == 1


def test_an_unknown_rule_is_not_found(client: Client):
    assert client.get("/en/kaupunki/saannot/associations.nothing/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(rows: int, client: Client, django_assert_num_queries: Any):
    for number in range(rows):
        DatedValue.objects.create(
            name=RULE, value=20 + number, valid_from=tomorrow() + timedelta(days=number), reason="Päätös"
        )
    client.get("/en/kaupunki/saannot/")
    # Four of every signed-in page; today's values, and those to come.
    with django_assert_num_queries(6):
        client.get("/en/kaupunki/saannot/")
    # Four; the rows with who set them, and today's value.
    with django_assert_num_queries(6):
        page = client.get(URL)
    assert page.content.count(b"/poista/") == rows
