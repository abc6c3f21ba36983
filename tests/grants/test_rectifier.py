"""Of whom rectification is asked (Kuntalaki 410/2015 §134), and by which way a decision reaches its party."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from grants.enums import CallKind, RectificationOutcome
from grants.models import Call
from grants.services import building, copying, deciding, publishing, rectifying, reviewing
from grants.services.sittings import Sitting
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions.enums import Remedy
from portal.decisions.models import Decision
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

COMMITTEE = "Porin kaupunki, sivistyslautakunta"


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


def rectify(found: Any, decider: User) -> Any:
    with acting(as_employee(decider)):
        return rectifying.decide(
            rectification=found,
            outcome=RectificationOutcome.KEPT,
            reasons="Perustelut.",
            sitting=Sitting(COMMITTEE),
        )


def test_the_instruction_leads_to_the_calls_rectifying_authority_in_the_decisions_language():
    assert COMMITTEE in Decision.objects.about(grants.decided()).get().rectification
    application = grants.submitted(grants.call(scores_needed=1), language="sv")
    officer = employee(StaffRole.GRANT_OFFICER)
    with acting(as_employee(officer)):
        application = reviewing.take_into_review(application=application)
    grants.score(application, officer)
    with acting(as_employee(officer)):
        application = reviewing.propose(
            application=application, amount_cents=50_000, reasons="Svarar mot grunderna.", public_purpose="Noter"
        )
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        deciding.decide(application=application, reasons="Svarar mot grunderna.")
    made = Decision.objects.about(application).get()
    assert made.language == "sv"
    assert "Björneborgs stad, bildningsnämnden" in made.rectification


def test_a_call_from_before_leads_to_the_authority_that_decides():
    application = grants.decided(grants.call(rectifier_fi="", rectifier_sv="", rectifier_en=""))
    assert "sivistystoimiala" in Decision.objects.about(application).get().rectification


def test_a_call_is_not_published_before_it_says_so_in_three_languages(officer: User):
    call = grants.call(rectifier_sv="")
    assert publishing.missing(call) == ["Say in three languages of which authority rectification is asked."]
    call.rectifier_sv = "Nämnden"
    assert publishing.missing(call) == []


def test_a_new_call_begins_with_that_of_the_last_one_and_a_copy_keeps_its_own(officer: User):
    last = grants.call(rectifier_fi="Lautakunta", rectifier_sv="Nämnden", rectifier_en="Committee")
    moments = {"opens_at": clock.now(), "closes_at": clock.now() + timedelta(days=9)}
    with acting(as_employee(officer)):
        made = building.add_call(kind=CallKind.LIGHT, title_fi="Uusi", **moments)
        first = Call.objects.exclude(pk=made.pk).order_by("pk")[0]
        copy = copying.copy_call(call=first, **moments)
    for one in (made, copy):
        assert (one.rectifier_fi, one.rectifier_sv, one.rectifier_en) == ("Lautakunta", "Nämnden", "Committee")
    assert last.pk == first.pk
    page = client_for(officer, city=True).get(reverse("grants:call_build", args=[made.pk])).content.decode()
    assert "Rectification is asked of" in page


def test_the_handling_of_a_request_shows_and_begins_with_it():
    found = grants.rectification(grants.decided())
    client = client_for(employee(StaffRole.DECISION_MAKER), city=True)
    page = client.get(reverse("grants:rectification_detail", args=[found.pk])).content.decode()
    assert "City of Pori, Education Committee" in page
    form = client.get(reverse("grants:rectification_decide", args=[found.pk])).context["form"]
    assert form["authority"].value() == "City of Pori, Education Committee"


def test_who_made_the_decision_does_not_judge_it_anew():
    found = grants.rectification(grants.decided())
    maker = found.decision.decided_by
    with pytest.raises(PermissionDenied):
        rectify(found, maker)
    page = client_for(maker, city=True).get(reverse("grants:rectification_detail", args=[found.pk]))
    assert page.context["can_decide"] is False
    result = rectify(found, employee(StaffRole.DECISION_MAKER)).result
    assert (result.remedy, "hallinto-oikeus" in result.rectification) == (Remedy.APPEAL, True)


@pytest.mark.parametrize(
    ("way", "known"),
    [("letter", 7), ("e_notice", 3), ("", 3), ("service", None)],
    ids=["letter", "e_notice", "unsaid", "served"],
)
def test_who_decides_on_one_application_chooses_how_it_is_told(way: str, known: int | None):
    application = grants.proposed()
    client = client_for(employee(StaffRole.DECISION_MAKER), city=True)
    page = reverse("grants:decision_make", args=[application.pk])
    assert 'value="letter"' in client.get(page).content.decode()
    sent = {"reasons": "Vastaa perusteita.", "confirmed": "on", "way": way, "version": application.version}
    assert client.post(page, {**sent, "way": "online"}).context["form"].errors.keys() == {"way"}
    assert client.post(page, sent).status_code == 302
    made = Decision.objects.about(application).get()
    assert made.way == (way or "e_notice")
    assert made.notified_on == (clock.today() + timedelta(days=known) if known is not None else None)
    assert (made.last_day is None) is (known is None)
