"""Nothing of a grant is paid while its association is heard; what else keeps a payment from leaving wrongly."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from associations.models import Association
from associations.services import merging, money
from grants import queries
from grants.enums import OutReason, PayoutState
from grants.models import Application, BatchLine, Instalment, Payout, Recovery
from grants.services import batches, correcting, paying
from grants.services.sittings import Sitting
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment
from portal.actor import acting
from portal.decisions.dates import next_working_day
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ANOTHER = "FI4250001510000023"


def raised(application: Application, cents: int) -> None:
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        correcting.correct(
            application=application,
            cents=cents,
            reasons="Laskuvirhe.",
            public_purpose="Nuotit",
            ground="writing",
            corrects="Luku oli väärä.",
            sitting=Sitting("Lautakunta"),
        )


def states(payout: Payout) -> list[str]:
    return list(payout.instalments.order_by("number").values_list("state", flat=True))


class TestHearing:
    def test_an_instalment_added_during_a_hearing_is_stopped_and_told(self):
        payout = grants.paid(amount_cents=40_000)
        grants.recovery(payout)
        raised(payout.award.application, 50_000)
        payout.refresh_from_db()
        assert (payout.state, states(payout)) == (PayoutState.STOPPED, ["paid", "planned"])
        assert Message.objects.filter(kind="grants.payout_stopped").count() == 1
        with pytest.raises(Refused, match="is due any more"):
            grants.batch(payout)
        with acting(as_employee(employee(StaffRole.GRANT_OFFICER))), pytest.raises(Refused, match="being heard"):
            paying.go_on(payout=payout, reason="Jatkuu.")

    def test_a_correction_that_adds_nothing_to_pay_stops_nothing(self):
        payout = grants.paid(amount_cents=40_000)
        grants.recovery(payout)
        raised(payout.award.application, 40_000)
        payout.refresh_from_db()
        assert payout.state == PayoutState.ACCEPTED

    def test_nothing_is_due_while_the_association_is_heard_whatever_the_payout_says(self):
        payout = grants.paid(amount_cents=40_000)
        found = grants.recovery(payout)
        raised(payout.award.application, 50_000)
        Payout.objects.filter(pk=payout.pk).update(state=PayoutState.ACCEPTED, stop_reason="")
        Instalment.objects.filter(number=2).update(due_on=clock.today())
        assert not Instalment.objects.due(clock.today()).exists()
        with pytest.raises(Refused, match="is due any more"):
            grants.batch(payout)
        grants.recovered(grants.answered(found), 0)
        assert Instalment.objects.due(clock.today()).count() == 1

    def test_what_got_into_a_batch_all_the_same_is_left_out_when_it_is_approved(self):
        payout, other = grants.paid(amount_cents=40_000), grants.accepted()
        raised(payout.award.application, 50_000)
        Instalment.objects.filter(payout=payout, number=2).update(due_on=clock.today())
        batch = grants.batch(payout, other)
        # As if it had come about beside the services.
        Recovery.objects.create(
            award=payout.award,
            ground="unspent",
            asked_cents=1,
            reasons="Syy",
            hear_by=clock.today(),
            opened_by=employee(StaffRole.GRANT_OFFICER),
            opened_at=clock.now(),
        )
        approver = client_for(employee(StaffRole.DECISION_MAKER), city=True)
        page = approver.get(f"/en/kaupunki/maksut/erat/{batch.pk}/hyvaksy/")
        assert (page.context["goes"], "being heard" in page.content.decode()) == (1, True)
        done = grants.approved(batch)
        assert done.lines.get(instalment__payout=payout).out_reason == OutReason.HEARD
        assert states(payout) == ["paid", "planned"]

    def test_a_hearing_takes_the_payment_out_of_a_batch_that_waits(self):
        payout, other = grants.paid(amount_cents=40_000), grants.accepted()
        raised(payout.award.application, 50_000)
        Instalment.objects.filter(payout=payout, number=2).update(due_on=clock.today())
        batch = grants.batch(payout, other)
        grants.recovery(payout)
        assert batch.lines.get(instalment__payout=payout).out_reason == OutReason.STOPPED

    def test_a_payment_on_its_way_to_the_bank_is_sent_or_cancelled_before_the_association_is_heard(self):
        payout = grants.paid(amount_cents=40_000)
        raised(payout.award.application, 50_000)
        Instalment.objects.filter(payout=payout, number=2).update(due_on=clock.today())
        batch = grants.approved(grants.batch(payout))
        with pytest.raises(Refused, match="has been approved and pays this grant"):
            grants.recovery(payout)
        assert not Recovery.objects.exists()
        with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
            batches.cancel(batch=batch, reason="Kuullaan ensin.")
        grants.recovery(payout)
        assert states(payout) == ["paid", "planned"]
        payout.refresh_from_db()
        assert payout.state == PayoutState.STOPPED


class TestLeaving:
    def test_an_account_chosen_after_the_batch_was_made_is_approved_in_another_batch(self):
        payout, other = grants.accepted(), grants.accepted()
        batch = grants.batch(payout, other)
        second = money.add_bank_account(association=payout.award.association, iban=ANOTHER, verified_on=clock.today())
        person = payout.answered_by
        assert person is not None
        with acting(acting_for(person, payout.award.association)):
            paying.choose_account(payout=payout, account=second)
        assert batch.lines.get(instalment__payout=payout).out_reason == OutReason.CHANGED
        assert states(payout) == ["planned"]
        grants.approved(batch)
        again = grants.approved(grants.batch(payout))
        assert again.lines.get().iban == ANOTHER
        references = BatchLine.objects.filter(instalment__payout=payout).values_list("end_to_end_id", flat=True)
        assert len(set(references)) == 2

    def test_an_association_that_was_dissolved_is_not_paid(self):
        payout, other = grants.accepted(), grants.accepted()
        batch = grants.batch(payout, other)
        Association.objects.filter(pk=payout.award.association_id).update(status="dissolved")
        done = grants.approved(batch)
        assert done.lines.get(instalment__payout=payout).out_reason == OutReason.NOT_ACTIVE
        assert (states(payout), states(other)) == (["planned"], ["batched"])
        page = client_for(employee(StaffRole.GRANT_OFFICER), city=True).get("/en/kaupunki/maksut/erat/uusi/")
        assert [fault for _row, fault in page.context["rows"]] == [OutReason.NOT_ACTIVE]

    def test_a_merged_one_is_paid_as_the_one_that_was_kept(self):
        payout = grants.accepted()
        batch = grants.batch(payout)
        kept = grants.accepted().award.association
        with acting(as_employee(employee(StaffRole.LIAISON_COORDINATOR))):
            merging.merge(kept=kept, absorbed=payout.award.association)
        done = grants.approved(batch)
        line = done.lines.get()
        assert (line.out_reason, Payout.objects.get(pk=payout.pk).award.association) == ("", kept)
        assert not queries.differences()

    def test_a_batch_of_which_a_payment_came_back_is_not_cancelled(self):
        payout, other = grants.accepted(), grants.accepted()
        batch = grants.approved(grants.batch(payout, other))
        with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
            batches.record_return(line=batch.lines.get(instalment__payout=payout), day=clock.today(), reason="Suljettu")
        decider = as_employee(employee(StaffRole.DECISION_MAKER))
        with acting(decider), pytest.raises(Refused, match="has come back"):
            batches.cancel(batch=batch, reason="Väärä päivä.")
        assert states(other) == ["batched"]
        with acting(decider):
            batches.send(batch=batch, day=clock.today())
        assert (states(payout), states(other)) == (["returned"], ["paid"])

    def test_who_made_a_batch_does_not_approve_it_after_another_role_came_instead(self):
        officer = employee(StaffRole.GRANT_OFFICER)
        grants.payer()
        batch = grants.batch(grants.accepted(), by=officer)
        StaffAssignment.objects.filter(user=officer).update(role=StaffRole.DECISION_MAKER)
        assert client_for(officer, city=True).get(f"/en/kaupunki/maksut/erat/{batch.pk}/hyvaksy/").status_code == 403


@given(st.dates(date(2025, 1, 1), date(2040, 12, 31)))
def test_a_day_of_payment_is_one_on_which_banks_settle(day: date):
    paid = next_working_day(day)
    closed = holidays.financial_holidays("ECB", years=paid.year)
    assert paid.weekday() < 5
    assert paid not in closed
    assert day <= paid <= day + timedelta(days=6)
