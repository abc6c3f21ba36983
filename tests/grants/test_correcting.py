"""A decision is corrected by a new version: sum, award and ledger follow it to the cent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from associations.models import Support, Tie
from grants.enums import Consent, CorrectionGround
from grants.models import Application, Award
from grants.services import correcting, deciding
from grants.services.sittings import Sitting
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions.enums import Way
from portal.decisions.models import Decision
from portal.journal.models import Event
from portal.outbox.models import Message
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.grants.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def decider() -> User:
    return employee(StaffRole.DECISION_MAKER)


def correct(application: Application, decider: User, cents: int, **more: Any) -> Application:
    values: dict[str, Any] = {
        "reasons": "Uusi laskelma.",
        "public_purpose": "Kuoron nuotit",
        "ground": CorrectionGround.WRITING,
        "corrects": "Summa oli laskettu väärin.",
        **more,
    }
    with acting(as_employee(decider)):
        return correcting.correct(application=application, cents=cents, **values)


def ledger() -> list[int]:
    return list(Support.objects.order_by("pk").values_list("value_cents", flat=True))


def test_another_sum_makes_a_new_version_and_the_ledger_gets_the_difference(decider: User):
    application = grants.decided(amount_cents=50_000)
    correct(application, decider, 30_000)
    newest, first = Decision.objects.about(application)
    award = Award.objects.get()
    assert (newest.version, newest.previous, newest.corrects) == (2, first, "Summa oli laskettu väärin.")
    assert (award.amount_cents, award.decision, award.cents_in_force) == (30_000, newest, 30_000)
    assert ledger() == [50_000, -20_000]
    assert "300,00" in newest.outcome
    assert "51" in newest.basis
    assert newest.remedy == "rectification"
    assert newest.last_day is not None
    mails = Message.objects.filter(kind="grants.decision", subject_id=str(application.pk)).order_by("pk")
    assert [(mail.discriminator, mail.context["new_version"]) for mail in mails] == [("", False), ("2", True)]
    event = Event.objects.about(application).get(verb="grants.decision_corrected")
    assert (event.reason, event.details) == ("Summa oli laskettu väärin.", {"cents": 30_000})


def test_reasons_alone_are_corrected_without_a_row_in_the_ledger(decider: User):
    application = grants.decided(amount_cents=50_000)
    correct(application, decider, 50_000)
    assert Decision.objects.about(application).first().reasons == "Uusi laskelma."  # type: ignore[union-attr]
    assert ledger() == [50_000]


def test_from_a_grant_to_nothing_and_back(decider: User):
    application = grants.decided(amount_cents=50_000)
    correct(application, decider, 0)
    application.refresh_from_db()
    award = Award.objects.get()
    assert (application.state, award.revoked_on, award.cents_in_force) == ("rejected", clock.today(), 0)
    assert (Award.objects.in_force().count(), Award.objects.cents(), sum(ledger())) == (0, 0, 0)
    assert deciding.appropriation_left(application.call) == application.call.appropriation_cents
    correct(application, decider, 40_000)
    application.refresh_from_db()
    award = Award.objects.get()
    assert (application.state, award.revoked_on, award.amount_cents) == ("granted", None, 40_000)
    assert ledger() == [50_000, -50_000, 40_000]


def test_from_nothing_to_a_grant(decider: User):
    application = grants.decided(amount_cents=0)
    with pytest.raises(Refused, match="for what"):
        correct(application, decider, 20_000, public_purpose=" ")
    correct(application, decider, 20_000)
    application.refresh_from_db()
    award = Award.objects.get()
    assert (application.state, award.amount_cents, award.decision.version) == ("granted", 20_000, 2)
    assert ledger() == [20_000]


def test_a_revoked_award_stands_on_no_public_page_and_counts_nowhere(decider: User, client: Client):
    kept, gone = grants.decided(), grants.decided()
    correct(gone, decider, 0)
    page = client.get("/en/avustukset/myonnetyt/").content.decode()
    front = client.get("/en/").content.decode()
    assert (kept.association.name in page, gone.association.name in page) == (True, False)
    assert (kept.association.name in front, gone.association.name in front) == (True, False)
    assert "€500.00" in page
    assert "€1,000.00" not in page


def test_the_database_knows_no_award_revoked_before_it_was_given():
    award = grants.decided().award
    with pytest.raises(IntegrityError, match="award_revoked"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(revoked_on=award.decided_on - timedelta(days=1))


def test_the_earlier_sum_is_free_for_the_new_one_and_no_more(decider: User):
    application = grants.decided(grants.call(appropriation_cents=60_000), amount_cents=40_000)
    Application.objects.filter(pk=application.pk).update(requested_cents=100_000)
    with pytest.raises(Refused, match="left"):
        correct(application, decider, 60_001)
    correct(application, decider, 60_000)
    assert Award.objects.cents() == 60_000


def test_more_than_was_applied_for_is_refused(decider: User):
    application = grants.decided()
    with pytest.raises(Refused, match="between zero"):
        correct(application, decider, 50_001)


@pytest.mark.parametrize(
    ("ground", "consent", "fine"),
    [
        (CorrectionGround.FACTS, "", False),
        (CorrectionGround.PROCEDURE, "", False),
        (CorrectionGround.FACTS, Consent.AGREED, True),
        (CorrectionGround.FACTS, Consent.OWN_DOING, True),
        (CorrectionGround.WRITING, "", True),
        ("other", Consent.AGREED, False),
    ],
)
def test_to_the_harm_of_the_association_only_as_the_law_lets(ground: str, consent: str, fine: bool, decider: User):
    application = grants.decided()
    if fine:
        correct(application, decider, 10_000, ground=ground, consent=consent)
    else:
        with pytest.raises(Refused):
            correct(application, decider, 10_000, ground=ground, consent=consent)
    assert Award.objects.cents() == (10_000 if fine else 50_000)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ground": "other"}, "what the law lets you correct"),
        ({"reasons": " "}, "reasons"),
        ({"corrects": " "}, "why the earlier decision"),
        ({"public_purpose": " "}, "purpose|used for"),
    ],
)
def test_what_a_correction_lacks_is_refused_with_its_sentence(given: dict[str, str], sentence: str, decider: User):
    application = grants.decided()
    with pytest.raises(Refused, match=sentence):
        correct(application, decider, 50_000, **given)
    assert Decision.objects.count() == 1


def test_nothing_is_served_before_it_is_decided(decider: User):
    application = grants.proposed()
    with acting(as_employee(decider)), pytest.raises(Refused, match="no decision yet"):
        correcting.note_service(application=application, on=clock.today())


def test_an_old_page_is_refused(decider: User):
    application = grants.decided()
    correct(application, decider, 10_000, version=application.version)
    with pytest.raises(Stale):
        correct(application, decider, 20_000, version=application.version)


def test_a_committee_corrects_in_its_meeting(decider: User):
    application = grants.decided()
    day = clock.today() - timedelta(days=2)
    sitting = Sitting("Sivistyslautakunta", Way.LETTER, day, "§ 7")
    correct(application, decider, 10_000, sitting=sitting)
    newest = Decision.objects.about(application)[0]
    assert (newest.authority, newest.way, clock.local(newest.decided_at).date()) == (
        "Sivistyslautakunta, § 7",
        "letter",
        day,
    )


def test_the_tied_and_the_preparer_do_not_correct(decider: User):
    application = grants.decided()
    officer = employee(StaffRole.GRANT_OFFICER)
    page = f"/en/kaupunki/avustukset/{application.pk}/korjaa/"
    assert client_for(officer, city=True).get(page).status_code == 403
    Tie.objects.create(user=decider, association=application.association)
    with pytest.raises(Http404):
        correct(application, decider, 10_000)
    assert client_for(decider, city=True).post(page, {"amount": "1"}).status_code == 404
    assert Decision.objects.count() == 1


def test_the_page_keeps_what_was_typed_and_ends_on_the_matter(decider: User):
    application = grants.decided()
    client = client_for(decider, city=True)
    page = f"/en/kaupunki/avustukset/{application.pk}/korjaa/"
    shown = client.get(page)
    form = {name: shown.context["form"][name].value() or "" for name in shown.context["form"].fields}
    sent = {**form, "ground": "facts", "corrects": "Uusi tieto.", "amount": "100", "confirmed": "on", "version": "1"}
    stale = client.post(page, sent)
    assert "Look at it again" in stale.content.decode()
    sent["version"] = str(shown.context["application"].version)
    refused = client.post(page, sent)
    assert "only when it has agreed" in refused.content.decode()
    assert "Uusi tieto." in refused.content.decode()
    assert client.post(page, {**sent, "consent": "agreed", "state": "draft"}).status_code == 302
    assert Award.objects.cents() == 10_000
    matter = client.get(f"/en/kaupunki/avustukset/{application.pk}/").content.decode()
    assert "Earlier version 1 of the decision" in matter


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 50_000), min_size=1, max_size=4))
def test_however_often_it_is_corrected_ledger_and_award_are_the_same(sums: list[int]):
    with transaction.atomic():
        decider = employee(StaffRole.DECISION_MAKER)
        application = grants.decided()
        before = Support.objects.filter(association=application.association)
        for cents in sums:
            correct(application, decider, cents)
        award = Award.objects.get(application=application)
        assert award.cents_in_force == sums[-1] == sum(before.values_list("value_cents", flat=True))
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_a_correction_and_a_decision_at_once_never_exceed_the_appropriation():
    with transaction.atomic():
        call = grants.call(appropriation_cents=90_000)
        given_first, waits = grants.decided(call, 20_000), grants.proposed(call)
        deciders = [employee(StaffRole.DECISION_MAKER) for _ in range(2)]

    def decide() -> Application:
        with acting(as_employee(deciders[1])):
            return deciding.decide(application=waits, reasons="Syy.")

    outcomes = at_once("grants_award", lambda: correct(given_first, deciders[0], 50_000), decide)
    assert sorted(type(one).__name__ for one in outcomes) == ["Application", "Refused"]
    assert Award.objects.cents() == sum(ledger()) <= 90_000
