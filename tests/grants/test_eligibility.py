"""The short test on a call's page: it says no early and kindly, and stores nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from grants.enums import CallState
from grants.models import Call, EligibilityQuestion
from grants.services import copying, parts
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def asked_of(call: Call) -> tuple[EligibilityQuestion, EligibilityQuestion]:
    """Registered: yes; got it last year: no."""
    return (
        call.eligibility.create(label_fi="Rekisteröity?", refusal_fi="Hae starttiavustusta.", order=1),
        call.eligibility.create(label_fi="Saitteko jo?", fits=False, refusal_fi="Kerran vuodessa.", order=2),
    )


@pytest.mark.parametrize(
    ("registered", "had", "refusals", "fits"),
    [
        ("", "", [], False),
        ("kylla", "", [], False),
        ("ei", "", ["Hae starttiavustusta."], False),
        ("kylla", "kylla", ["Kerran vuodessa."], False),
        ("ei", "kylla", ["Hae starttiavustusta.", "Kerran vuodessa."], False),
        ("kylla", "ei", [], True),
        ("joo", "<b>", [], False),
    ],
)
def test_what_speaks_against_applying_is_said_at_once(registered: str, had: str, refusals: list[str], fits: bool):
    call = grants.call()
    first, second = asked_of(call)
    page = Client().get(f"/fi/avustukset/{call.pk}/", {f"ehto-{first.pk}": registered, f"ehto-{second.pk}": had})
    test = page.context["test"]
    assert (test.refusals, test.fits) == (refusals, fits)
    assert all(sentence in page.content.decode() for sentence in refusals)
    # A page that asks without storing sets no cookie.
    assert not page.cookies


def test_a_call_without_a_test_shows_none():
    page = Client().get(f"/fi/avustukset/{grants.call().pk}/").content.decode()
    assert 'id="test"' not in page


def test_an_officer_builds_the_test_and_a_copy_keeps_it():
    call = grants.call(state=CallState.DRAFT)
    who = employee(StaffRole.GRANT_OFFICER)
    client = client_for(who, city=True)
    new = f"/fi/kaupunki/haut/{call.pk}/ehdot/uusi/"
    refused = client.post(new, {"label_fi": "Rekisteröity?", "fits": "True", "refusal_fi": ""})
    assert set(refused.context["form"].errors) == {"refusal_fi"}
    client.post(new, {"label_fi": "Rekisteröity?", "fits": "False", "refusal_fi": "Vain ryhmille."})
    row = call.eligibility.get()
    assert (row.fits, row.refusal_fi) == (False, "Vain ryhmille.")
    with acting(as_employee(who)):
        made = copying.copy_call(call=call, opens_at=call.opens_at, closes_at=call.closes_at)
    assert list(made.eligibility.values_list("label_fi", "fits")) == [("Rekisteröity?", False)]
    client.post(f"/fi/kaupunki/haut/ehdot/{row.pk}/poista/")
    assert not call.eligibility.exists()


def test_once_published_the_test_is_only_corrected():
    call = grants.call()
    row, _other = asked_of(call)
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        parts.save_eligibility(call=call, row=row, values={"refusal_sv": "Sök startunderstöd."})
        for change in (
            lambda: parts.save_eligibility(call=call, row=row, values={"fits": False}),
            lambda: parts.save_eligibility(call=call, row=None, values={"label_fi": "Uusi", "refusal_fi": "Ei"}),
            lambda: parts.remove_row(row=row),
        ):
            with pytest.raises(Refused, match="only its texts"):
                change()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_call_costs_the_same_however_much_it_asks(rows: int, django_assert_num_queries: Any):
    call = grants.call()
    for _number in range(rows):
        asked_of(call)
    reader = client_for(employee(StaffRole.AUDITOR), city=True)
    reader.get(f"/fi/avustukset/{call.pk}/")
    # 4 of every page; the call, its criteria, its last extension, its test.
    with django_assert_num_queries(4 + 5):
        reader.get(f"/fi/avustukset/{call.pk}/")
