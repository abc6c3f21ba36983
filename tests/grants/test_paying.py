"""An award is accepted or declined by its association, planned in instalments, stopped, and corrected."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client

from associations.enums import Area, Role, Status
from associations.models import Association, BankAccount, Membership, Support
from associations.services import money
from grants import queries
from grants.enums import InstalmentState, PayoutState
from grants.models import Application, Award, Instalment, Payout
from grants.services import building, deciding, paying, publishing
from portal import clock, matters
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.dated.models import DatedValue
from portal.journal.models import Event
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, account, acting_for, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = timedelta(days=1)


def decided(*parts: str, **given: Any) -> Application:
    """A granted application of 500 euros, to be paid as the lines say."""
    more = {name: given.pop(name) for name in ("waits", "days") if name in given}
    application = grants.decided(grants.call(**grants.terms(*parts, **more)), **given)
    grants.verified_account(application.association)
    return application


def payout_of(application: Application) -> Payout:
    return Payout.objects.get(award__application=application)


def of(application: Application, person: User | None = None) -> Client:
    return client_for(person or application.started_by, application.association)


def path(application: Application, page: str = "vastaanota/") -> str:
    return f"/en/hakemukset/{application.pk}/{page}"


def accept(application: Application) -> Payout:
    bank = application.association.bank_accounts.get()
    with acting(acting_for(application.started_by, application.association)):
        return paying.accept(payout=payout_of(application), account=bank)


def planned(payout: Payout) -> list[tuple[int, str, date | None]]:
    rows = payout.instalments.order_by("number")
    return [(row.amount_cents, row.state, row.due_on) for row in rows]


def test_a_decision_plans_the_instalments_of_its_call():
    soon = clock.today() + 60 * DAY
    application = decided("30", f"30 {soon:%d.%m.%Y}", "40 selvitys", amount_cents=49_999)
    payout = payout_of(application)
    rows = list(payout.instalments.order_by("number"))
    assert (payout.state, payout.accept_by) == (PayoutState.AWAITING, clock.today() + 30 * DAY)
    assert [row.amount_cents for row in rows] == [14_999, 14_999, 20_001]
    assert [(row.fixed_on, row.awaits_report, row.due_on) for row in rows] == [
        (None, False, None),
        (soon, False, None),
        (None, True, None),
    ]
    mail = Message.objects.get(kind="grants.decision")
    assert mail.context["accept_by"] == {"$day": payout.accept_by.isoformat()}


def test_the_days_to_accept_are_a_dated_rule():
    DatedValue.objects.create(name="grants.accept_days", value=10, valid_from=clock.today(), reason="Päätös")
    assert payout_of(decided()).accept_by == clock.today() + 10 * DAY


def test_the_treasurer_reads_the_award_and_accepts_it_with_the_account():
    application = decided("60", "40 report", days=0)
    client = of(application)
    page = client.get(path(application))
    bank = application.association.bank_accounts.get()
    assert page.context["may_sign"] is True
    assert str(bank) in page.content.decode()
    unread = client.post(path(application), {"account": bank.pk})
    assert (unread.status_code, list(unread.context["form"].errors)) == (200, ["confirmed"])
    none = client.post(path(application), {"confirmed": "on"})
    assert none.context["form"].errors["account"] == ["Choose an account."]
    done = client.post(path(application), {"account": bank.pk, "confirmed": "on"})
    assert done.headers["Location"] == f"/en/hakemukset/{application.pk}/"
    payout = payout_of(application)
    assert (payout.state, payout.account, payout.answered_by) == ("accepted", bank, application.started_by)
    assert planned(payout) == [(30_000, "planned", clock.today()), (20_000, "planned", None)]
    again = client.post(path(application), {"account": bank.pk, "confirmed": "on"})
    assert "This can&#x27;t be done any more" in again.content.decode()
    public = [event.verb for event in queries.public_history(application)]
    assert public.count("grants.award_accepted") == 1


@pytest.mark.parametrize("field", ["state", "award", "amount_cents", "accept_by", "answered_by"])
def test_fields_that_the_form_does_not_have_are_ignored(field: str):
    application = decided()
    bank = application.association.bank_accounts.get()
    before = Payout.objects.values("award", "accept_by").get()
    of(application).post(path(application), {"account": bank.pk, "confirmed": "on", field: "1"})
    assert Payout.objects.values("award", "accept_by").get() == before
    assert payout_of(application).answered_by == application.started_by


def test_an_account_that_is_not_verified_cannot_be_chosen_and_the_page_says_why():
    application = decided()
    association = application.association
    BankAccount.objects.filter(association=association).update(verified_on=None)
    bank = association.bank_accounts.get()
    page = of(application).get(path(application))
    assert page.context["not_yet"] == [(bank, "The city hasn't verified this account yet.")]
    assert page.context["usable"] is False
    sent = of(application).post(path(application), {"account": bank.pk, "confirmed": "on"})
    assert list(sent.context["form"].errors) == ["account"]
    with pytest.raises(Refused, match="hasn't verified"):
        accept(application)
    assert payout_of(application).state == "awaiting"


def test_neither_an_ended_account_nor_another_associations_can_be_chosen():
    application = decided()
    other = grants.verified_account(AssociationFactory.create())
    with acting(acting_for(application.started_by, application.association)):
        with pytest.raises(Refused, match="isn't in use"):
            paying.accept(payout=payout_of(application), account=other)
        bank = application.association.bank_accounts.get()
        BankAccount.objects.filter(pk=bank.pk).update(ended_on=clock.today())
        with pytest.raises(Refused, match="isn't in use"):
            paying.accept(payout=payout_of(application), account=bank)


def test_a_dissolved_association_is_refused_with_the_reason():
    application = decided()
    Association.objects.filter(pk=application.association_id).update(status=Status.DISSOLVED)
    with pytest.raises(Refused, match="isn't active"):
        accept(application)


def test_who_only_prepares_reads_the_award_and_cannot_answer():
    application = decided()
    person = member(application.association, Role.MEMBER)
    Membership.objects.filter(user=person).update(areas=[Area.GRANTS])
    client = of(application, person)
    page = client.get(path(application))
    assert (page.status_code, page.context["may_sign"]) == (200, False)
    bank = application.association.bank_accounts.get()
    assert client.post(path(application), {"account": bank.pk, "confirmed": "on"}).status_code == 403
    assert client.get(path(application, "vastaanota/hylkaa/")).status_code == 403
    assert client.get(path(application, "tili/")).status_code == 403
    assert payout_of(application).state == "awaiting"
    desk = matters.of(acting_for(person, application.association))
    assert [(one.note, one.yours) for one in desk if one.url.endswith("/vastaanota/")] == [("Accept the award", False)]


def test_a_former_treasurer_is_denied_on_the_next_request():
    application = decided()
    client = of(application)
    assert client.get(path(application)).status_code == 200
    Membership.objects.filter(user=application.started_by).update(ends_on=clock.today() - DAY)
    bank = application.association.bank_accounts.get()
    assert client.post(path(application), {"account": bank.pk, "confirmed": "on"}).status_code != 200
    assert payout_of(application).state == "awaiting"


def test_declining_asks_for_a_reason_and_frees_the_appropriation():
    call = grants.call(appropriation_cents=50_000, **grants.terms())
    application = grants.decided(call)
    client = of(application)
    assert deciding.appropriation_left(call) == 0
    page = path(application, "vastaanota/hylkaa/")
    assert list(client.post(page, {"reason": "Emme ehdi."}).context["form"].errors) == ["confirmed"]
    assert list(client.post(page, {"confirmed": "on"}).context["form"].errors) == ["reason"]
    assert client.post(page, {"reason": "Emme ehdi.", "confirmed": "on"}).status_code == 302
    payout = payout_of(application)
    assert (payout.state, payout.decline_reason) == ("declined", "Emme ehdi.")
    assert planned(payout) == [(50_000, "cancelled", None)]
    assert list(Support.objects.order_by("pk").values_list("value_cents", flat=True)) == [50_000, -50_000]
    assert deciding.appropriation_left(call) == 50_000
    # The register keeps it; what the city owes doesn't have it.
    assert (Award.objects.count(), Award.objects.cents()) == (1, 0)
    assert not queries.differences()
    told = Message.objects.get(kind="grants.award_declined")
    assert (told.recipient, told.context["reason"]) == (application.handled_by, "Emme ehdi.")
    # Somebody else gets the money.
    assert grants.decided(call).state == "granted"
    assert client.get(page).headers["Location"] == path(application)


def test_what_was_declined_is_no_award_of_the_year():
    call = grants.call(awards_a_year=1, **grants.terms())
    application = grants.decided(call)
    association = application.association
    with acting(acting_for(application.started_by, association)):
        paying.decline(payout=payout_of(application), reason="Emme ehdi.")
    assert grants.submitted(grants.call(awards_a_year=1), association).state == "submitted"


def test_nothing_is_due_before_the_rectification_period_is_over():
    application = decided("50", "50 31.1.2020", waits=True)
    last_day = application.award.decision.last_day
    assert last_day is not None
    accept(application)
    assert [row[2] for row in planned(payout_of(application))] == [last_day + DAY] * 2


def test_one_sum_is_due_so_many_days_after_acceptance():
    application = decided(days=14)
    accept(application)
    assert planned(payout_of(application)) == [(50_000, "planned", clock.today() + 14 * DAY)]


def test_an_accepted_report_releases_what_waits_for_it():
    application = decided("60", "40 report")
    accept(application)
    officer = employee(StaffRole.GRANT_OFFICER)
    with acting(as_employee(officer)):
        paying.release(application.award)
    assert [row[2] for row in planned(payout_of(application))] == [clock.today()] * 2
    early = decided("60", "40 report")
    with acting(as_employee(officer)):
        paying.release(early.award)
    assert [row[2] for row in planned(payout_of(early))] == [None, None]
    accept(early)
    assert [row[2] for row in planned(payout_of(early))] == [clock.today()] * 2


def test_an_award_can_be_accepted_late_and_an_officer_sees_that_it_was_not_in_time():
    application = decided()
    officer = employee(StaffRole.GRANT_OFFICER)
    with time_machine.travel(clock.now() + 31 * DAY):
        assert payout_of(application).state == "awaiting"
        listed = client_for(officer, city=True).get("/en/kaupunki/maksut/?state=unanswered")
        assert [row.award.application for row in listed.context["page"].object_list] == [application]
        desk = [one.note for one in matters.of(as_employee(officer)) if one.title == "Payments"]
        assert desk == ["1 award wasn't accepted in time"]
        page = of(application).get(f"/en/hakemukset/{application.pk}/")
        assert "You can still accept it." in page.content.decode()
        accept(application)
    assert payout_of(application).state == "accepted"


def test_the_association_is_reminded_once_before_the_last_day():
    application = decided()
    last = payout_of(application).accept_by
    answered = decided()
    accept(answered)
    numbers = [paying.remind_to_accept(last - days * DAY) for days in (8, 7, 6, 0, -1)]
    assert numbers == [0, 1, 1, 1, 0]
    mail = Message.objects.get(kind="grants.accept_reminder")
    assert mail.recipient == application.started_by


def test_an_award_from_before_has_no_payout_and_pages_say_so():
    application = decided()
    Instalment.objects.all().delete()
    Payout.objects.all().delete()
    own = of(application).get(f"/en/hakemukset/{application.pk}/")
    city = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
    handled = city.get(f"/en/kaupunki/avustukset/{application.pk}/")
    assert "This award is from before payments were in the portal" in own.content.decode()
    assert "This award is from before payments were in the portal" in handled.content.decode()
    assert of(application).get(path(application)).status_code == 404
    assert city.get(f"/en/kaupunki/avustukset/{application.pk}/maksut/").status_code == 404
    assert deciding.appropriation_left(application.call) == application.call.appropriation_cents - 50_000
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        assert paying.replan(application.award, 40_000) is None
        paying.release(application.award)


def test_payment_is_stopped_and_goes_on_with_reasons_that_the_association_reads():
    application = grants.accepted().award.application
    city = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
    page = f"/en/kaupunki/avustukset/{application.pk}/maksut/"
    assert list(city.post(page, {"reason": ""}).context["form"].errors) == ["reason"]
    assert city.post(page, {"reason": "Selvitys puuttuu."}).status_code == 302
    payout = payout_of(application)
    assert (payout.state, payout.stop_reason) == ("stopped", "Selvitys puuttuu.")
    assert list(Instalment.objects.due(clock.today())) == []
    own = of(application).get(f"/en/hakemukset/{application.pk}/")
    assert "Selvitys puuttuu." in own.content.decode()
    assert city.post(page, {"reason": "Selvitys tuli."}).status_code == 302
    payout.refresh_from_db()
    assert (payout.state, payout.stop_reason) == ("accepted", "")
    city.post(page, {"reason": "Uudelleen."})
    kinds = Message.objects.filter(kind__startswith="grants.payout_").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["grants.payout_stopped", "grants.payout_goes_on", "grants.payout_stopped"]
    assert len({message.recipient for message in Message.objects.filter(kind__startswith="grants.payout_")}) == 1


def test_a_stale_page_does_not_stop_what_somebody_else_has_changed():
    payout = grants.accepted()
    city = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
    page = f"/en/kaupunki/avustukset/{payout.award.application_id}/maksut/"
    answer = city.post(page, {"reason": "Syy.", "version": str(payout.version - 1)})
    assert "Somebody else changed this" in str(answer.context["form"].non_field_errors())
    payout.refresh_from_db()
    assert payout.state == "accepted"


def replan(payout: Payout, cents: int) -> Payout:
    """Correct the award and its ledger as the deciding part does."""
    award = payout.award
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        done = paying.replan(award, cents)
        Award.objects.filter(pk=award.pk).update(amount_cents=cents)
    assert done is not None
    return done


@pytest.mark.parametrize("cents", [1, 2, 3, 33_333, 50_000, 70_001])
def test_a_corrected_award_is_the_sum_of_its_instalments(cents: int):
    payout = grants.accepted(grants.call(**grants.terms("30", "30", "40 report")))
    replan(payout, cents)
    assert sum(row.amount_cents for row in payout.instalments.counted()) == cents
    assert queries.differences().awards == []


def test_a_correction_keeps_the_shares_and_cancels_what_falls_to_nothing():
    payout = grants.accepted(grants.call(**grants.terms("60", "40 report")))
    replan(payout, 25_000)
    assert [row[0] for row in planned(payout)] == [15_000, 10_000]
    replan(payout, 1)
    assert [row[:2] for row in planned(payout)] == [(15_000, "cancelled"), (1, "planned")]


def test_what_has_been_paid_stays_and_only_the_rest_is_corrected():
    payout = grants.accepted(grants.call(**grants.terms("60", "40 report")))
    grants.sent(grants.batch(payout))
    with pytest.raises(Refused, match=r"€300\.00 has been paid"):
        replan(payout, 29_999)
    replan(payout, 30_000)
    assert [row[:2] for row in planned(payout)] == [(30_000, "paid"), (20_000, "cancelled")]
    replan(payout, 45_000)
    rows = planned(payout)
    assert [row[:2] for row in rows] == [(30_000, "paid"), (20_000, "cancelled"), (15_000, "planned")]
    assert rows[-1][2] == clock.today()
    assert queries.differences().awards == []


def test_what_is_in_a_batch_is_not_corrected_either():
    payout = grants.accepted()
    grants.batch(payout)
    with pytest.raises(Refused, match="is in a batch"):
        replan(payout, 40_000)
    assert planned(payout)[0][:2] == (50_000, "batched")


def test_a_declined_award_is_not_corrected():
    application = decided()
    payout = payout_of(application)
    with acting(acting_for(application.started_by, application.association)):
        paying.decline(payout=payout, reason="Emme ehdi.")
    with pytest.raises(Refused, match="declined"):
        replan(payout, 10_000)


def test_only_who_decides_corrects_and_only_who_reviews_releases():
    payout = grants.accepted(grants.call(**grants.terms("60", "40 report")))
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))), pytest.raises(PermissionDenied):
        paying.replan(payout.award, 10)
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))), pytest.raises(PermissionDenied):
        paying.release(payout.award)
    stranger = member(AssociationFactory.create())
    with acting(acting_for(stranger, stranger.memberships.get().association)), pytest.raises(Http404):
        paying.decline(payout=payout, reason="Syy.")


def test_terms_are_written_on_the_call_and_frozen_when_it_is_published():
    call = grants.call(state="draft")
    officer = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
    form = officer.get(f"/en/kaupunki/haut/{call.pk}/tiedot/").context["form"]
    shown = {field.html_name: field.value() for field in form}
    given = {name: value for name, value in shown.items() if value not in (None, False, [])}
    later = clock.today() + 90 * DAY
    wrong = officer.post(f"/en/kaupunki/haut/{call.pk}/tiedot/", {**given, "pay_parts": "60\n30 report"})
    assert wrong.context["form"].errors["pay_parts"] == ["Together the instalments must be 100 %; these are 90 %."]
    sent = {**given, "pay_days": "7", "pay_parts": f"60 {later:%d.%m.%Y}\n40 % selvitys", "pay_waits": ""}
    assert officer.post(f"/en/kaupunki/haut/{call.pk}/tiedot/", sent).status_code == 302
    call.refresh_from_db()
    assert (call.pay_days, call.pay_waits) == (7, False)
    assert call.pay_parts == [
        {"percent": 60, "on": later.isoformat(), "report": False},
        {"percent": 40, "on": None, "report": True},
    ]
    again = officer.get(f"/en/kaupunki/haut/{call.pk}/tiedot/").context["form"]["pay_parts"].value()
    assert again == f"60 {later.day}.{later.month}.{later.year}\n40 report"
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        publishing.publish(call=call)
        with pytest.raises(Refused, match="only its texts"):
            building.edit_call(call=call, values={"pay_days": 30})


@pytest.mark.parametrize("line", ["abc", "0", "101", "60 huomenna", "-5", "60,5", "٦٠"])
def test_an_instalment_that_cannot_be_read_is_refused_with_a_sentence(line: str):
    call = grants.call(state="draft")
    officer = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
    answer = officer.post(f"/en/kaupunki/haut/{call.pk}/tiedot/", {"pay_parts": line})
    assert len(answer.context["form"].errors["pay_parts"]) == 1


def test_a_call_is_not_published_with_an_instalment_before_it_closes():
    call = grants.call(state="draft", **grants.terms("50", f"50 {clock.today():%d.%m.%Y}"))
    assert "An instalment would be paid before the call closes." in publishing.missing(call)


def test_another_account_is_chosen_from_those_that_can_be_paid_to():
    payout = grants.accepted()
    association = payout.award.association
    second = money.add_bank_account(association=association, iban="FI4250001510000023", verified_on=clock.today())
    person = payout.answered_by
    assert person is not None
    client = client_for(person, association)
    page = f"/en/hakemukset/{payout.award.application_id}/tili/"
    # Not the one to which it is paid already.
    assert [row.pk for row in client.get(page).context["form"].accounts.values()] == [second.pk]
    assert client.post(page, {"account": second.pk}).status_code == 302
    payout.refresh_from_db()
    assert payout.account == second
    assert Event.objects.about(payout).filter(verb="grants.account_chosen").count() == 1


def test_a_script_in_a_reason_is_inert():
    application = decided()
    with acting(acting_for(application.started_by, application.association)):
        paying.decline(payout=payout_of(application), reason="<script>alert(1)</script>")
    city = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
    page = city.get(f"/en/kaupunki/avustukset/{application.pk}/").content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_foreign_application_has_no_award_to_accept():
    application = decided()
    stranger = member(AssociationFactory.create())
    client = client_for(stranger, stranger.memberships.get().association)
    bank = account(stranger.memberships.get().association)
    for page in ("vastaanota/", "vastaanota/hylkaa/", "tili/"):
        assert client.get(path(application, page)).status_code == 404
        sent = {"account": bank.pk, "confirmed": "on", "reason": "Syy."}
        assert client.post(path(application, page), sent).status_code == 404
    assert payout_of(application).state == "awaiting"
    assert payout_of(application).instalments.get().state == InstalmentState.PLANNED
