"""A decision to recover is rectified: asked for, recorded, kept, lowered or undone, with ledger and instalments."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from associations.models import Support, Tie
from grants import queries
from grants.enums import RecoveryState, RectificationOutcome, RectificationState
from grants.models import Recovery, RecoveryInstalment, RecoveryPayment, Rectification
from grants.services import collecting, recovery_rectifying, rectifying
from grants.services.sittings import Sitting
from portal import clock, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions.enums import Remedy
from portal.decisions.services import seal
from portal.journal.models import Event
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

S = RecoveryState
OUTCOME = RectificationOutcome


@pytest.fixture
def found() -> Recovery:
    """300 euros in three instalments, of an award of 500."""
    return grants.recovered()


@pytest.fixture
def decider() -> User:
    return employee(StaffRole.DECISION_MAKER)


def request_of(found: Recovery) -> Rectification:
    return Rectification.objects.get(recovery=found)


def decide(
    found: Recovery, decider: User, outcome: str = OUTCOME.CHANGED, cents: int | None = None, **given: Any
) -> Recovery:
    values = {"reasons": "Perusteltu.", "sitting": Sitting("Sivistyslautakunta"), **given}
    with acting(as_employee(decider)):
        recovery_rectifying.decide(rectification=request_of(found), outcome=outcome, cents=cents, **values)
    return Recovery.objects.select_related("decision").get(pk=found.pk)


def ledger(found: Recovery) -> int:
    return sum(Support.objects.filter(association=found.award.association).values_list("value_cents", flat=True))


def plan(found: Recovery) -> list[int]:
    return [row.amount_cents for row in queries.instalments_in_force(found)]


class TestAsking:
    def test_a_signatory_asks_on_the_page_of_the_recovery_and_takes_it_back(self, found: Recovery):
        application = found.award.application
        client = client_for(application.started_by, application.association)
        own = queries.own_recovery_path(found)
        ask = f"/en/hakemukset/perinta/{found.pk}/oikaisu/"
        assert ask in client.get(own).content.decode()
        empty = client.post(ask, {"asked": "", "grounds": "Laskuvirhe."}).content.decode()
        assert "Laskuvirhe." in empty
        sent = client.post(ask, {"asked": "Ei perintää.", "grounds": "Laskuvirhe."})
        assert sent.headers["Location"].endswith(f"/hakemukset/{application.pk}/perinta/")
        made = request_of(found)
        assert (made.decision, made.application, made.in_time) == (found.decision, application, True)
        assert Message.objects.filter(kind="grants.rectification_received").count() == 1
        page = client.get(own).content.decode()
        assert f"{ask}peru/" in page
        assert "is being handled" in page
        # The request isn't about the application's own decision, about which another one may be made.
        assert queries.open_rectification(application) is None
        assert f"/hakemukset/{application.pk}/oikaisu/" in client.get(application.get_absolute_url()).content.decode()
        assert client.post(f"{ask}peru/", {"reason": "Sovimme."}).status_code == 302
        made.refresh_from_db()
        assert made.state == RectificationState.WITHDRAWN

    def test_one_request_about_a_decision_is_handled_at_a_time(self, found: Recovery):
        grants.disputed(found)
        with pytest.raises(Refused, match="handled already"):
            grants.disputed(found)
        made = request_of(found)
        made.pk = None
        with pytest.raises(IntegrityError, match="rectification_recovery_once"), transaction.atomic():
            made.save(force_insert=True)
        grants.rectification(found.award.application)
        assert Rectification.objects.open().count() == 2

    def test_a_late_request_is_taken_and_not_examined_unless_shown_in_time(self, found: Recovery, decider: User):
        assert found.decision is not None
        assert found.decision.last_day is not None
        after = clock.at(found.decision.last_day + timedelta(days=1), clock.now().time().replace(hour=10))
        with time_machine.travel(after):
            grants.disputed(found, late_reason="Matkalla.")
            assert not request_of(found).in_time
            with pytest.raises(Refused, match="came late"):
                decide(found, decider, OUTCOME.KEPT)
            done = decide(found, decider, OUTCOME.NOT_EXAMINED)
        assert (done.recovered_cents, done.plan) == (30_000, 1)
        assert done.decision is not None
        assert "isn't examined" in done.decision.outcome or "tutki" in done.decision.outcome

    def test_an_officer_records_one_that_came_by_post(self, found: Recovery):
        client = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
        page = f"/en/kaupunki/perinnat/{found.pk}/oikaisu/"
        assert page in client.get(found.get_absolute_url()).content.decode()
        sent = {"channel": "letter", "arrived_on": f"{clock.today():%d.%m.%Y}", "asked": "Ei.", "grounds": "Syy."}
        made = client.post(page, sent)
        assert made.headers["Location"] == request_of(found).get_absolute_url()
        assert "Recovery of a grant" in client.get(made.headers["Location"]).content.decode()
        assert "recovery" in client.get("/en/kaupunki/oikaisut/").content.decode()

    def test_nothing_is_asked_of_a_decision_that_is_appealed_against(self, found: Recovery, decider: User):
        done = decide(grants.disputed(found), decider, OUTCOME.KEPT)
        with pytest.raises(Refused, match="appealed against"):
            grants.disputed(done)
        application = found.award.application
        client = client_for(application.started_by, application.association)
        assert client.get(f"/en/hakemukset/perinta/{found.pk}/oikaisu/").status_code == 302

    def test_a_recovery_of_another_matter_is_not_there(self, found: Recovery):
        other = grants.decided()
        with acting(as_employee(employee(StaffRole.GRANT_OFFICER))), pytest.raises(Recovery.DoesNotExist):
            rectifying.record(
                application=other,
                recovery=found,
                channel="letter",
                arrived_on=clock.today(),
                asked="Ei.",
                grounds="Syy.",
            )


class TestDeciding:
    def test_lowered_on_the_page_the_last_instalments_ledger_and_document_follow(self, found: Recovery, decider: User):
        found = grants.paid_back(grants.disputed(found))
        asked = request_of(found)
        client = client_for(decider, city=True)
        page = f"/en/kaupunki/oikaisut/{asked.pk}/paata/"
        assert "New sum to be recovered" in client.get(page).content.decode()
        sent = {
            **{"outcome": "changed", "amount": "150,01", "reasons": "Osa oli oikein.", "way": "e_notice"},
            **{"authority": "Sivistyslautakunta", "confirmed": "on", "version": asked.version},
        }
        assert client.post(page, sent).headers["Location"] == asked.get_absolute_url()
        found = Recovery.objects.select_related("decision").get(pk=found.pk)
        assert (found.state, found.recovered_cents, found.left_cents) == (S.DECIDED, 15_001, 5_001)
        assert plan(found) == [10_000, 5_001]
        assert RecoveryInstalment.objects.filter(recovery=found, plan=1).count() == 3
        assert ledger(found) == 50_000 - 15_001
        assert not queries.differences()
        decision = found.decision
        assert decision is not None
        assert (decision.version, decision.remedy, decision.previous) == (2, Remedy.APPEAL, asked.decision)
        assert seal(decision.pk).sealed is not None
        asked.refresh_from_db()
        assert (asked.state, asked.result, asked.decided_by) == (RectificationState.DECIDED, decision, decider)
        mails = Message.objects.filter(kind="grants.recovery_decision").order_by("pk")
        assert [mail.context["appeal"] for mail in mails] == [False, True]
        assert Event.objects.filter(verb="grants.recovery_lowered").exists()

    def test_kept_it_stands_and_what_fell_due_meanwhile_gets_a_new_day(self, found: Recovery, decider: User):
        grants.disputed(found)
        with time_machine.travel(clock.now() + timedelta(days=70)):
            day = clock.today() + timedelta(days=14)
            done = decide(found, decider, OUTCOME.KEPT, pay_again=day)
            rows = queries.instalments_in_force(done)
            assert [row.due_on for row in rows] == [day, day, max(day, rows[2].due_on)]
            assert not Recovery.objects.late().exists()
        assert (done.state, done.recovered_cents, done.plan) == (S.DECIDED, 30_000, 2)
        assert not queries.differences()

    def test_kept_without_a_new_day_the_plan_stays(self, found: Recovery, decider: User):
        done = decide(grants.disputed(found), decider, OUTCOME.KEPT)
        assert (done.plan, plan(done), ledger(done)) == (1, [10_000] * 3, 20_000)
        assert Event.objects.filter(verb="grants.recovery_kept").exists()

    def test_undone_all_that_came_is_returned_and_nothing_is_recovered(self, found: Recovery, decider: User):
        grants.paid_back(found, 12_000)
        done = decide(grants.disputed(found), decider, cents=0)
        assert (done.state, done.recovered_cents, done.received_cents) == (S.DROPPED, None, 0)
        assert sum(RecoveryPayment.objects.values_list("amount_cents", flat=True)) == 0
        assert (plan(done), ledger(done)) == ([], 50_000)
        assert done.decision is not None
        assert "120" in done.decision.outcome
        assert not queries.differences()

    @pytest.mark.parametrize("received", [10_000, 20_000])
    def test_lowered_to_what_has_come_or_less_it_is_collected(self, received: int, found: Recovery, decider: User):
        grants.paid_back(found, received)
        done = decide(grants.disputed(found), decider, cents=10_000)
        assert (done.state, done.received_cents, done.left_cents) == (S.COLLECTED, 10_000, 0)
        assert done.closed_at is not None
        assert not queries.differences()

    def test_a_collected_one_is_lowered_and_the_rest_returned(self, found: Recovery, decider: User):
        grants.paid_back(found, 30_000)
        done = decide(grants.disputed(found), decider, cents=29_999)
        assert (done.state, done.received_cents) == (S.COLLECTED, 29_999)
        assert not queries.differences()

    @pytest.mark.parametrize(("cents", "state"), [(20_000, S.WRITTEN_OFF), (10_000, S.COLLECTED), (0, S.DROPPED)])
    def test_of_one_that_was_written_off(self, cents: int, state: str, found: Recovery, decider: User):
        grants.paid_back(found)
        with acting(as_employee(decider)):
            collecting.write_off(recovery=found, reason="Varaton.")
        done = decide(grants.disputed(found), decider, cents=cents)
        assert (done.state, bool(done.write_off_reason)) == (state, state == S.WRITTEN_OFF)
        assert ledger(done) == 50_000 - cents
        assert not queries.differences()

    @pytest.mark.parametrize("cents", [None, -1, 30_000, 30_001])
    def test_it_never_rises_and_a_changed_sum_is_smaller(self, cents: int | None, found: Recovery, decider: User):
        with pytest.raises(Refused, match="new sum"):
            decide(grants.disputed(found), decider, cents=cents)
        found.refresh_from_db()
        assert (found.recovered_cents, found.decision and found.decision.version) == (30_000, 1)

    def test_who_opened_or_decided_the_recovery_does_not_decide_on_the_request(self, decider: User):
        opener = employee(StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER)
        first = employee(StaffRole.DECISION_MAKER)
        found = grants.disputed(grants.recovered(grants.answered(grants.recovery(by=opener)), by=first))
        for one in (opener, first):
            with pytest.raises(PermissionDenied):
                decide(found, one, OUTCOME.KEPT)
        assert decide(found, decider, OUTCOME.KEPT).decision is not None

    def test_a_tied_employee_neither_finds_nor_decides_it(self, found: Recovery, decider: User):
        grants.disputed(found)
        Tie.objects.create(user=decider, association=found.award.association, relative=True)
        with pytest.raises((PermissionDenied, Http404)):
            decide(found, decider, OUTCOME.KEPT)
        with acting(as_employee(decider)):
            assert not policy.visible(Rectification).exists()

    def test_a_decision_not_to_recover_is_kept_and_never_turned(self, decider: User):
        found = grants.disputed(grants.recovered(cents=0))
        with pytest.raises(Refused, match="hear the association anew"):
            decide(found, decider, cents=1)
        done = decide(found, decider, OUTCOME.KEPT)
        assert (done.state, ledger(done)) == (S.DROPPED, 50_000)
        assert not queries.differences()

    def test_the_award_and_the_recovery_are_not_confused(self, found: Recovery, decider: User):
        grants.disputed(found)
        with acting(as_employee(decider)), pytest.raises(ValueError, match="recovery_rectifying"):
            rectifying.decide(
                rectification=request_of(found), outcome=OUTCOME.KEPT, reasons="Syy.", sitting=Sitting("Lautakunta")
            )


def test_while_a_request_waits_nothing_is_late(found: Recovery):
    grants.disputed(found)
    officer = employee(StaffRole.GRANT_OFFICER)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert not Recovery.objects.late().exists()
        client = client_for(officer, city=True)
        assert "late</span>" not in client.get(found.get_absolute_url()).content.decode()
        assert "rectification asked" in client.get("/en/kaupunki/perinnat/").content.decode()
        application = found.award.application
        with acting(as_employee(officer)):
            Rectification.objects.update(by_member=True)
        assert not Recovery.objects.late().exists()
        own = client_for(application.started_by, application.association)
        with acting(as_employee(officer)):
            rectifying.withdraw(rectification=request_of(_by_letter(found)))
        assert Recovery.objects.late().exists()
        assert "late</span>" in own.get(queries.own_recovery_path(found)).content.decode()


def _by_letter(found: Recovery) -> Recovery:
    Rectification.objects.update(channel="letter")
    return found
