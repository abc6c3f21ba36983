"""A continuous call is open while its appropriation lasts: it closes with it, and opens when money is freed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from grants.enums import CallState, Consent, CorrectionGround
from grants.models import Application, Award, Call
from grants.services import correcting, deciding, paying, publishing
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.journal.models import Event
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for
from tests.grants.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def used_up() -> Application:
    """The award that has used up the appropriation of a continuous call."""
    application = grants.decided(grants.call(while_lasts=True, appropriation_cents=50_000))
    assert fresh(application.call).exhausted_at is not None
    return application


def fresh(call: Call) -> Call:
    return Call.objects.get(pk=call.pk)


def decline(application: Application) -> object:
    with acting(acting_for(application.started_by, application.association)):
        return paying.decline(payout=application.award.payout, reason="Emme tarvitse.")


def correct(application: Application, cents: int) -> None:
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        correcting.correct(
            application=application,
            cents=cents,
            reasons="Uusi syy.",
            public_purpose="Kuoron nuotit",
            ground=CorrectionGround.FACTS,
            corrects="Summa oli väärä.",
            consent=Consent.AGREED,
        )


def test_a_declined_award_opens_the_call_again_for_everyone():
    application = used_up()
    call = application.call
    assert "has been used up" in Client().get(f"/en/avustukset/{call.pk}/").content.decode()
    assert call not in Call.objects.open()
    decline(application)
    assert (fresh(call).exhausted_at, fresh(call).is_open) == (None, True)
    assert Event.objects.about(call).filter(verb="grants.call_opened_again").count() == 1
    assert grants.decided(fresh(call), association=AssociationFactory.create()).state == "granted"
    assert fresh(call).exhausted_at is not None


def test_kept_pages_feeds_and_calendars_show_it_at_once(django_capture_on_commit_callbacks: object):
    application = used_up()
    call, calendar = application.call, "/en/avustukset/haut.ics"
    paths = (f"/en/avustukset/{call.pk}/", "/en/avustukset/", calendar)
    before = [Client().get(path).content for path in paths]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        decline(application)
    after = [Client().get(path).content for path in paths]
    assert [old == new for old, new in zip(before, after, strict=True)] == [False] * 3


def test_a_smaller_award_opens_it_when_a_smallest_sum_is_free():
    application = used_up()
    correct(application, 1)
    # 499.99 € are free, and the smallest sum is 500 €.
    assert fresh(application.call).exhausted_at is not None
    correct(application, 0)
    assert fresh(application.call).is_open
    correct(application, 50_000)
    assert fresh(application.call).exhausted_at is not None


def test_after_its_closing_moment_it_stays_closed_until_it_is_extended():
    application = used_up()
    call = application.call
    Call.objects.filter(pk=call.pk).update(closes_at=clock.now() - timedelta(minutes=1))
    decline(application)
    assert fresh(call).exhausted_at is not None
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        publishing.extend_call(
            call=fresh(call), closes_at=clock.now() + timedelta(days=5), reasons={"reason_fi": "Rahaa vapautui."}
        )
    assert fresh(call).is_open


def test_a_call_whose_book_is_closed_does_not_open():
    application = used_up()
    Call.objects.filter(pk=application.call_id).update(state=CallState.DECIDED)
    decline(application)
    assert fresh(application.call).exhausted_at is not None


def test_what_is_recovered_frees_nothing():
    call = grants.call(while_lasts=True, appropriation_cents=50_000, **grants.terms())
    grants.recovered(grants.answered(grants.recovery(grants.paid(call), 50_000)), cents=50_000)
    assert fresh(call).exhausted_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_declined_award_and_a_decision_at_once_come_one_after_the_other():
    """cases.md 11: whoever is second sees what the first has done, so the call is open exactly when money is left."""
    with transaction.atomic():
        call = grants.call(while_lasts=True, appropriation_cents=50_000)
        waiting = grants.proposed(call, association=AssociationFactory.create())
        given = grants.decided(call, association=AssociationFactory.create())
        decider = employee(StaffRole.DECISION_MAKER)
    results = at_once("grants_call", lambda: decline(given), lambda: decide(waiting, decider))
    assert [one for one in results if isinstance(one, Exception)] == []
    assert Award.objects.filter(call=call).cents() == 50_000
    assert fresh(call).exhausted_at is not None


def decide(application: Application, decider: User) -> object:
    with acting(as_employee(decider)):
        return deciding.decide(application=application, reasons="Hakemus vastaa perusteita.")
