"""The journal's page, and what the register takes into itself (cases.md 22, 27, 31)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from associations.enums import SupportKind
from associations.models import Association, Sector, Tie
from associations.services import money, register
from portal.accounts.enums import StaffRole
from portal.journal.models import Event
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory

pytestmark = pytest.mark.django_db

JOURNAL = "/en/kaupunki/loki/"


@pytest.fixture
def auditor() -> Client:
    """An auditor."""
    return client_for(employee(StaffRole.AUDITOR))


def test_every_act_is_a_sentence_newest_first(auditor: Client):
    application = grants.decided()
    page = auditor.get(JOURNAL)
    events = page.context["page"].object_list
    assert list(events) == list(Event.objects.order_by("-at", "-pk"))
    text = Page(page).text
    officers = [review.reviewer for review in application.reviews.all()]
    assert [text.count(f"{officer} scored the application {application.case_number}") for officer in officers] == [1, 1]
    assert text.count(f"granted the application {application.case_number}") == 1
    # What the scores were, and why, isn't in the record of the acts.
    assert [word in text for word in ("Hyvin perusteltu", "47,1", "47.1", "37.1")] == [False] * 4


@pytest.mark.parametrize("number", ["-1", "0", "abc", "1e3", "%C2%B2", "%00", "9" * 31, "9" * 5000])
def test_a_page_that_the_journal_does_not_have_is_the_first_or_the_last(number: str, auditor: Client):
    AssociationFactory.create()
    assert auditor.get(f"{JOURNAL}?page={number}").status_code == 200


@pytest.mark.parametrize("query", ["ordering=reason", "actor_id=1", "reason__contains=x", "verb=grants.review_given"])
def test_the_journal_neither_filters_nor_orders_by_an_address(query: str, auditor: Client):
    grants.submitted()
    assert list(auditor.get(f"{JOURNAL}?{query}").context["page"]) == list(auditor.get(JOURNAL).context["page"])


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "9" * 5000])
def test_a_tie_that_no_row_can_be_is_not_found(key: str, auditor: Client):
    assert auditor.post(f"/en/kaupunki/sidonnaisuudet/{key}/lopeta/").status_code == 404
    assert Tie.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[("register_number", "12A.456"), ("register_number", "1234567"), ("status", "hidden"), ("name_fi", "")],
        *[("name_fi", "x" * 161), ("legal_form", "company")],
    ],
)
def test_the_register_refuses_what_would_harm_its_readers(field: str, value: str):
    given: dict[str, Any] = {"name_fi": "Kuoro ry", "sector": Sector.objects.get(slug="kulttuuri"), field: value}
    with pytest.raises(ValidationError) as refusal:
        register.add_association(**given)
    assert list(refusal.value.message_dict)[-1:] == ["__all__" if field == "register_number" else field]
    assert Association.objects.count() == 0


def test_two_associations_of_one_name_have_an_address_each():
    sector = Sector.objects.get(slug="kulttuuri")
    made = [register.add_association(name_fi=name, sector=sector) for name in ("Kuoro ry", "KUORO ry", "Kuoro, ry!")]
    assert [association.slug for association in made] == ["kuoro-ry", "kuoro-ry-2", "kuoro-ry-3"]


def test_support_is_written_once_per_source():
    application = grants.decided()
    award = application.award
    again = money.record_support(
        association=application.association,
        kind=SupportKind.MONEY,
        value_cents=999,
        given_on=award.decided_on,
        title="Toinen",
        source=award,
    )
    assert again == application.association.support.get()
    assert again.value_cents == 50_000


def test_what_happened_after_the_events_were_counted_is_on_the_page_too(auditor: Client):
    register.add_association(name_fi="Kerho ry", sector=Sector.objects.get(slug="muu"))
    before = auditor.get("/en/kaupunki/loki/").context["page"]
    register.add_association(name_fi="Toinen Kerho ry", sector=Sector.objects.get(slug="muu"))
    after = auditor.get("/en/kaupunki/loki/").context["page"]
    assert (before.paginator.count, after.paginator.count) == (1, 2)
    assert len(after.object_list) == 2
