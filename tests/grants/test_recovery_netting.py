"""What wasn't paid of a recovered award is taken first; sums are the same to the cent. Where to pay, and reminders."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils.html import escape

from associations.models import Support
from grants import queries
from grants.enums import PayoutState, RecoveryState, RectificationOutcome
from grants.models import Payer, Payout, Recovery, Rectification
from grants.services import collecting, correcting, pay_back_reminding, paying, recovery_rectifying
from grants.services.sittings import Sitting
from grants.tasks import daily_reminders
from portal import clock, matters
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.jobs import runner
from portal.jobs.models import Job
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

S = RecoveryState


def half_paid() -> Payout:
    """300 euros paid, 200 to come."""
    later = f"{clock.today() + timedelta(days=90):%d.%m.%Y}"
    payout = grants.accepted(grants.call(**grants.terms("60", f"40 {later}")))
    grants.sent(grants.batch(payout))
    return payout


def counted(payout: Payout) -> list[int]:
    return list(payout.instalments.counted().order_by("number").values_list("amount_cents", flat=True))


def ledger(payout: Payout) -> int:
    return sum(Support.objects.filter(association=payout.award.association).values_list("value_cents", flat=True))


def netted(cents: int, asked: int = 50_000) -> tuple[Payout, Recovery]:
    payout = half_paid()
    return payout, grants.recovered(grants.answered(grants.recovery(payout, asked)), cents)


class TestNetting:
    def test_what_was_not_paid_is_cancelled_and_the_rest_paid_back(self):
        payout, found = netted(35_000)
        assert (found.state, found.recovered_cents, found.netted_cents, found.left_cents) == (
            S.DECIDED,
            35_000,
            20_000,
            15_000,
        )
        assert counted(payout) == [30_000]
        assert [row.amount_cents for row in queries.instalments_in_force(found)] == [5_000] * 3
        assert ledger(payout) == 15_000
        assert found.decision is not None
        assert "200" in found.decision.outcome
        assert "150" in found.decision.outcome
        assert not queries.differences()
        done = grants.paid_back(found, 15_000)
        assert (done.state, queries.recoverable_cents(payout.award)) == (S.COLLECTED, 15_000)
        assert not queries.differences()

    def test_a_recovery_of_less_than_was_not_paid_is_over_at_once(self):
        payout, found = netted(12_345)
        assert (found.state, found.left_cents, found.closed_at is not None) == (S.COLLECTED, 0, True)
        assert (counted(payout), found.instalments.count()) == ([30_000, 7_655], 0)
        assert ledger(payout) == 50_000 - 12_345
        assert not queries.differences()
        with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
            payout.refresh_from_db()
            assert paying.go_on(payout=payout, reason="Loput.").state == PayoutState.ACCEPTED

    def test_at_most_what_was_and_will_be_paid_is_recovered(self):
        payout = half_paid()
        with pytest.raises(Refused, match="at most"):
            grants.recovery(payout, 50_001)
        client = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
        page = client.get(f"/en/kaupunki/perinnat/uusi/{payout.award.application_id}/").content.decode()
        assert "300.00" in page
        assert "200.00" in page

    def test_the_page_needs_no_instalments_where_nothing_is_paid_back(self):
        payout = half_paid()
        found = grants.answered(grants.recovery(payout))
        decider = employee(StaffRole.DECISION_MAKER)
        client = client_for(decider, city=True)
        sent = {
            **{"outcome": "recover", "amount": "200", "reasons": "Syy.", "authority": "Lautakunta", "way": "e_notice"},
            **{"confirmed": "on", "version": found.version},
        }
        page = f"/en/kaupunki/perinnat/{found.pk}/paata/"
        over = client.post(page, {**sent, "amount": "200,01"}).content.decode()
        assert "This is missing." in over
        assert client.post(page, sent).status_code == 302
        found.refresh_from_db()
        assert (found.state, found.netted_cents) == (S.COLLECTED, 20_000)
        assert "won’t be paid" in client.get(found.get_absolute_url()).content.decode()

    def test_a_correction_of_the_award_leaves_what_was_taken_out(self):
        payout, _found = netted(12_000)
        application = payout.award.application
        with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
            correcting.correct(
                application=application,
                cents=45_000,
                reasons="Laskuvirhe.",
                public_purpose="Nuotit",
                ground="writing",
                corrects="Luku oli väärä.",
                sitting=Sitting("Lautakunta"),
            )
        assert counted(payout) == [30_000, 3_000]
        assert not queries.differences()

    @pytest.mark.parametrize(
        ("cents", "expected"),
        [(25_000, (20_000, 5_000, [30_000])), (8_000, (8_000, 0, [30_000, 12_000])), (0, (0, 0, [30_000, 20_000]))],
    )
    def test_lowered_first_less_is_paid_back_and_then_less_was_taken(self, cents: int, expected: Any):
        payout, found = netted(35_000)
        grants.disputed(found)
        with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
            recovery_rectifying.decide(
                rectification=Rectification.objects.get(),
                outcome=RectificationOutcome.CHANGED,
                cents=cents,
                reasons="Syy.",
                sitting=Sitting("Lautakunta"),
            )
        found.refresh_from_db()
        assert (found.netted_cents, found.owed_cents, counted(payout)) == expected
        assert ledger(payout) == 50_000 - cents
        assert not queries.differences()


class TestWhereToPay:
    def test_letter_and_pages_name_the_account_the_reference_and_the_day(self):
        found = grants.recovered()
        to = queries.pay_to(found, clock.today())
        assert to is not None
        assert to.iban == "FI33 9876 5432 1000 15"
        assert found.decision is not None
        for part in (to.name, to.iban, to.bic, to.reference):
            assert part in found.decision.outcome
        # Where to pay is the association's matter alone.
        assert to.iban not in found.decision.published_text
        application = found.award.application
        for client, page in (
            (client_for(application.started_by, application.association), queries.own_recovery_path(found)),
            (client_for(employee(StaffRole.GRANT_OFFICER), city=True), found.get_absolute_url()),
        ):
            text = client.get(page).content.decode()
            assert to.iban in text
            assert to.reference in text
            assert to.creditor_reference in text

    def test_without_an_account_of_the_city_nothing_is_decided_to_be_paid_back(self):
        found = grants.answered()
        Payer.objects.update(valid_from=clock.today() + timedelta(days=1))
        with pytest.raises(Refused, match="from which account"):
            grants.recovered(found)
        assert grants.recovered(found, 0).state == S.DROPPED


class TestReminders:
    def remind(self) -> int:
        after, number = 0, 0
        while (last := pay_back_reminding.remind(clock.today(), after)) is not None:
            assert last > after
            after, number = last, number + 1
        return number

    def told(self) -> list[tuple[bool, int]]:
        rows = Message.objects.filter(kind="grants.pay_back_reminder").order_by("pk")
        return [(row.context["late"], row.context["cents"]) for row in rows]

    def test_one_before_the_day_and_one_after_it_with_what_is_left(self):
        found = grants.recovered()
        assert (self.remind(), self.told()) == (0, [])
        with time_machine.travel(clock.now() + timedelta(days=23)):
            assert self.remind() == 1
            self.remind()
            assert self.told() == [(False, 10_000)]
            grants.paid_back(found, 4_000)
        with time_machine.travel(clock.now() + timedelta(days=36)):
            assert self.remind() == 0
        with time_machine.travel(clock.now() + timedelta(days=37)):
            for _again in range(2):
                self.remind()
        assert self.told() == [(False, 10_000), (True, 6_000)]
        with time_machine.travel(clock.now() + timedelta(days=45)):
            self.remind()
        assert len(self.told()) == 2

    def test_not_what_has_been_paid_what_is_disputed_or_written_off(self):
        paid, disputed, gone = grants.recovered(), grants.recovered(), grants.recovered()
        grants.paid_back(paid, 10_000)
        grants.disputed(disputed)
        with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
            collecting.write_off(recovery=gone, reason="Varaton.")
        for days in (25, 37):
            with time_machine.travel(clock.now() + timedelta(days=days)):
                self.remind()
        assert self.told() == []

    def test_the_daily_job_sends_them_with_the_way_to_the_page(self):
        found = grants.recovered()
        with time_machine.travel(clock.now() + timedelta(days=25)):
            daily_reminders()
            runner.run(Job.objects.get(name="grants.remind_to_pay_back").pk)
        mail = Message.objects.get(kind="grants.pay_back_reminder")
        assert (mail.recipient, mail.path) == (found.award.application.started_by, queries.own_recovery_path(found))

    def test_the_desk_of_the_association_shows_the_next_day_and_what_is_late(self):
        found = grants.recovered()
        actor = acting_for(found.award.application.started_by, found.award.association)

        def shown() -> matters.Matter:
            with acting(actor):
                return next(one for one in matters.of(actor) if one.url == queries.own_recovery_path(found))

        first = found.instalments.order_by("number").first()
        assert first is not None
        assert (shown().note, shown().due and clock.local(shown().due).date()) == (  # type: ignore[arg-type]
            "A grant to be paid back",
            first.due_on,
        )
        with time_machine.travel(clock.now() + timedelta(days=31)):
            assert "late" in shown().note
            grants.paid_back(found)
            assert "late" not in shown().note
        grants.disputed(found)
        assert (shown().yours, "request for rectification" in shown().note) == (False, True)


def test_a_name_with_marks_is_safe_on_the_page():
    grants.payer(name="<b>Pori</b>")
    found = grants.recovered()
    application = found.award.application
    client = client_for(application.started_by, application.association)
    text = client.get(queries.own_recovery_path(found)).content.decode()
    assert escape("<b>Pori</b>") in text
    assert "<b>Pori</b>" not in text
