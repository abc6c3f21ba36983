"""Recovery of grants: heard, answered, decided by somebody else, paid back, corrected, written off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import Http404
from django.test import Client

from associations.enums import Role
from associations.models import Membership, Support, Tie
from grants import queries
from grants.enums import PayoutState, RecoveryGround, RecoveryState
from grants.models import Payout, Recovery, RecoveryInstalment, RecoveryPayment
from grants.services import collecting, paying, recovering
from grants.services.sittings import Sitting
from portal import clock, matters, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.actor import acting
from portal.decisions.enums import Remedy
from portal.decisions.models import Decision
from portal.files.models import StoredFile
from portal.journal.models import Event
from portal.outbox.models import Message
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.days import from_today
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member
from tests.files.made import PDF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

S = RecoveryState


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def decider() -> User:
    return employee(StaffRole.DECISION_MAKER)


@pytest.fixture
def payout() -> Payout:
    return grants.paid()


def in_city(user: User) -> Client:
    return client_for(user, city=True)


def of_association(found: Recovery | Payout) -> Client:
    return client_for(found.award.application.started_by, found.award.association)


def own_page(found: Recovery | Payout) -> str:
    return f"/en/hakemukset/{found.award.application_id}/perinta/"


def city_page(found: Recovery, page: str = "") -> str:
    return f"/en/kaupunki/perinnat/{found.pk}/{page}"


def opening(**given: Any) -> dict[str, Any]:
    day = recovering.earliest_hearing()
    return {
        **{"ground": "other_use", "amount": "300", "reasons": "Ostettiin muuta.", "hear_by": f"{day:%d.%m.%Y}"},
        **{"confirmed": "on", **given},
    }


def begin(payout: Payout, officer: User, **given: Any) -> Recovery:
    values = {
        **{"cents": 30_000, "ground": RecoveryGround.UNSPENT, "reasons": "Jäi yli."},
        **{"hear_by": recovering.earliest_hearing(), **given},
    }
    with acting(as_employee(officer)):
        return recovering.open_recovery(application=payout.award.application, **values)


def decide(found: Recovery, decider: User, cents: int = 30_000, **given: Any) -> Recovery:
    values = {
        **{"reasons": "Perusteltu.", "sitting": Sitting("Sivistyslautakunta"), "instalments": 3},
        **{"first_due": clock.today() + timedelta(days=30), **given},
    }
    with acting(as_employee(decider)):
        return recovering.decide(recovery=found, cents=cents, **values)


def ledger(found: Recovery) -> int:
    return sum(Support.objects.filter(association=found.award.association).values_list("value_cents", flat=True))


class TestOpening:
    def test_an_officer_opens_it_from_the_matter_and_the_association_is_asked(self, payout: Payout, officer: User):
        client = in_city(officer)
        application = payout.award.application
        page = f"/en/kaupunki/perinnat/uusi/{application.pk}/"
        assert page in client.get(f"/en/kaupunki/avustukset/{application.pk}/").content.decode()
        assert "500.00" in client.get(page).content.decode()
        unconfirmed = client.post(page, opening(confirmed="")).content.decode()
        assert "Ostettiin muuta." in unconfirmed
        made = client.post(page, opening())
        found = Recovery.objects.get()
        assert made.headers["Location"] == city_page(found)
        assert (found.asked_cents, found.opened_by, found.state) == (30_000, officer, S.HEARING)
        message = Message.objects.get(kind="grants.recovery_hearing")
        assert message.recipient == application.started_by
        assert "began to recover" in of_association(payout).get(application.get_absolute_url()).content.decode()
        assert page not in client.get(f"/en/kaupunki/avustukset/{application.pk}/").content.decode()

    @pytest.mark.parametrize("cents", [0, -1, 50_001])
    def test_no_less_than_a_cent_and_no_more_than_was_paid(self, cents: int, payout: Payout, officer: User):
        with pytest.raises(Refused, match="at most"):
            begin(payout, officer, cents=cents)
        assert Recovery.objects.count() == 0
        assert begin(payout, officer, cents=50_000).asked_cents == 50_000

    def test_nothing_is_recovered_of_what_was_not_paid(self, officer: User):
        payout = grants.accepted()
        with pytest.raises(Refused, match="Nothing has been paid"):
            begin(payout, officer)
        answer = in_city(officer).get(f"/en/kaupunki/perinnat/uusi/{payout.award.application_id}/")
        assert answer.status_code == 302

    @pytest.mark.parametrize(
        "given",
        [
            {"reasons": " "},
            {"ground": "because"},
            {"hear_by": timedelta(days=13)},
            {"hear_by": timedelta(days=181)},
        ],
    )
    def test_without_reasons_ground_or_time_to_answer_it_is_refused(
        self, given: dict[str, Any], payout: Payout, officer: User
    ):
        with pytest.raises(Refused):
            begin(payout, officer, **from_today(given))

    def test_one_is_open_at_a_time(self, payout: Payout, officer: User):
        found = begin(payout, officer)
        with pytest.raises(Refused, match="open already"):
            begin(payout, officer)
        with pytest.raises(IntegrityError, match="recovery_open_once"), transaction.atomic():
            Recovery.objects.create(
                award=found.award,
                ground="unspent",
                asked_cents=1,
                reasons="Syy",
                hear_by=clock.today(),
                opened_by=officer,
                opened_at=clock.now(),
            )

    def test_what_has_not_been_paid_is_stopped_until_it_is_decided(self, officer: User, decider: User):
        later = f"{clock.today() + timedelta(days=90):%d.%m.%Y}"
        payout = grants.accepted(grants.call(**grants.terms("60", f"40 {later}")))
        grants.sent(grants.batch(payout))
        found = begin(payout, officer, cents=30_000)
        payout.refresh_from_db()
        assert payout.state == PayoutState.STOPPED
        with acting(as_employee(officer)), pytest.raises(Refused, match="being heard"):
            paying.go_on(payout=payout, reason="Jatkuu.")
        decide(grants.answered(found), decider, 0)
        with acting(as_employee(officer)):
            assert paying.go_on(payout=payout, reason="Jatkuu.").state == PayoutState.ACCEPTED

    def test_what_has_been_paid_in_full_has_nothing_to_stop(self, payout: Payout, officer: User):
        begin(payout, officer)
        payout.refresh_from_db()
        assert payout.state == PayoutState.ACCEPTED

    def test_who_is_tied_to_the_association_opens_nothing_and_finds_nothing(self, payout: Payout, officer: User):
        Tie.objects.create(user=officer, association=payout.award.association, relative=True)
        with pytest.raises((PermissionDenied, Http404)):
            begin(payout, officer)
        found = grants.recovery(payout)
        client = in_city(officer)
        assert client.get(city_page(found)).status_code == 404
        assert found.award.application.case_number not in client.get("/en/kaupunki/perinnat/").content.decode()


class TestAnswering:
    def test_the_association_answers_once_with_text_and_a_file(self, payout: Payout):
        found = grants.recovery(payout)
        client = of_association(found)
        matter = client.get(found.award.application.get_absolute_url()).content.decode()
        assert own_page(found) in matter
        assert "You can say what you think" in matter
        empty = client.post(own_page(found), {"answer": " ", "version": found.version}).content.decode()
        assert "you need to do nothing" in empty
        file = SimpleUploadedFile("kuitti.pdf", PDF)
        sent = {"answer": "Nuotit tulivat.", "attachments": file, "version": found.version}
        assert client.post(own_page(found), sent).headers["Location"] == own_page(found)
        found.refresh_from_db()
        assert (found.answer, found.answered_by) == ("Nuotit tulivat.", found.award.application.started_by)
        assert client.get(StoredFile.objects.get(name="kuitti.pdf").get_absolute_url()).status_code == 200
        assert Message.objects.filter(kind="grants.recovery_answered").exists()
        again = client.post(own_page(found), {"answer": "Toinen.", "version": found.version})
        assert again.status_code == 302
        with acting(acting_for(found.award.application.started_by, found.award.association)), pytest.raises(Refused):
            recovering.answer(recovery=found, text="Toinen.", arrived_at=clock.now())
        found.refresh_from_db()
        assert found.answer == "Nuotit tulivat."

    def test_only_who_signs_answers_and_strangers_find_nothing(self, payout: Payout):
        found = grants.recovery(payout)
        association = found.award.association
        prepares = member(association, Role.CONTACT)
        Membership.objects.filter(user=prepares).update(areas=["grants"])
        client = client_for(prepares, association)
        page = client.get(own_page(found))
        assert page.status_code == 200
        assert "Send the answer" not in page.content.decode()
        assert client.post(own_page(found), {"answer": "Kyllä."}).status_code == 403
        other = AssociationFactory.create()
        assert client_for(member(other), other).get(own_page(found)).status_code == 404
        assert Recovery.objects.get().answered_at is None

    def test_a_matter_without_a_recovery_has_no_page(self, payout: Payout):
        assert of_association(payout).get(own_page(payout)).status_code == 404

    def test_an_answer_after_the_day_counts_as_long_as_nothing_is_decided(self, payout: Payout):
        found = grants.recovery(payout)
        with time_machine.travel(clock.now() + timedelta(days=20)):
            assert grants.answered(found).answered_at is not None


class TestDeciding:
    def test_it_is_decided_on_the_page_in_instalments_with_an_instruction(self, payout: Payout, decider: User):
        found = grants.answered(grants.recovery(payout))
        client = in_city(decider)
        assert "paata/" in client.get(city_page(found)).content.decode()
        first = clock.today() + timedelta(days=30)
        sent = {
            **{"outcome": "recover", "amount": "250,01", "instalments": "3", "first_due": f"{first:%d.%m.%Y}"},
            **{"reasons": "Vastoin ehtoja.", "authority": "Sivistyslautakunta", "way": "e_notice"},
            **{"confirmed": "on", "version": found.version},
        }
        missing = client.post(city_page(found, "paata/"), {**sent, "instalments": ""}).content.decode()
        assert "This is missing." in missing
        assert "Vastoin ehtoja." in missing
        assert client.post(city_page(found, "paata/"), sent).headers["Location"] == city_page(found)
        found.refresh_from_db()
        assert (found.state, found.recovered_cents, found.decided_by) == (S.DECIDED, 25_001, decider)
        rows = list(RecoveryInstalment.objects.values_list("number", "amount_cents"))
        assert rows == [(1, 8_333), (2, 8_333), (3, 8_335)]
        decision = found.decision
        assert decision is not None
        assert decision.case_number == found.award.application.case_number
        assert (decision.remedy, decision.language, decision.section_series) == (
            Remedy.RECTIFICATION,
            "fi",
            "grants:Sivistyslautakunta",
        )
        assert decision.published_at is not None
        assert decision.last_day is not None
        assert Message.objects.filter(kind="grants.recovery_decision").count() == 1
        shown = of_association(found).get(own_page(found)).content.decode()
        assert "Vastoin ehtoja." in shown
        assert "1/3" in shown

    def test_the_ledger_falls_by_what_is_recovered_and_sums_agree(self, payout: Payout, decider: User):
        found = decide(grants.answered(grants.recovery(payout)), decider, 20_000)
        assert ledger(found) == 50_000 - 20_000
        row = Support.objects.get(source_type="grants.recovery")
        assert (row.value_cents, row.source_id) == (-20_000, str(found.pk))
        assert not queries.differences()
        Support.objects.filter(pk=row.pk).update(value_cents=-19_999)
        wrong = queries.differences()
        assert (wrong.ledger, wrong.recoveries) == ([found.award_id], [found.pk])

    def test_dropped_it_leaves_the_ledger_and_has_a_decision_of_its_own(self, payout: Payout, decider: User):
        found = decide(grants.answered(grants.recovery(payout)), decider, 0)
        assert (found.state, found.recovered_cents, found.closed_at is not None) == (S.DROPPED, None, True)
        assert found.decision is not None
        assert ledger(found) == 50_000
        assert not queries.differences()
        # The matter may be taken up again.
        assert grants.recovery(payout).state == S.HEARING

    def test_not_before_the_answer_or_the_day(self, payout: Payout, decider: User):
        found = grants.recovery(payout)
        with pytest.raises(Refused, match="may answer until"):
            decide(found, decider)
        last = clock.at(found.hear_by, clock.now().time().replace(hour=23))
        with time_machine.travel(last), pytest.raises(Refused, match="may answer until"):
            decide(found, decider)
        with time_machine.travel(clock.at(found.hear_by + timedelta(days=1), clock.now().time().replace(hour=9))):
            assert decide(found, decider).state == S.DECIDED

    def test_who_opened_it_does_not_decide(self, payout: Payout, officer: User):
        found = grants.answered(begin(payout, officer))
        StaffAssignment.objects.filter(user=officer).update(role=StaffRole.DECISION_MAKER)
        with pytest.raises(PermissionDenied):
            decide(found, officer)
        decided = decide(found, employee(StaffRole.DECISION_MAKER))
        with pytest.raises(IntegrityError, match="recovery_four_eyes"), transaction.atomic():
            Recovery.objects.filter(pk=decided.pk).update(decided_by=officer)

    def test_a_tied_decider_is_refused(self, payout: Payout, decider: User):
        found = grants.answered(grants.recovery(payout))
        Tie.objects.create(user=decider, association=payout.award.association, relative=True)
        with pytest.raises((PermissionDenied, Http404)):
            decide(found, decider)
        assert in_city(decider).get(city_page(found, "paata/")).status_code == 404
        assert Recovery.objects.get().state == S.HEARING

    @pytest.mark.parametrize(
        ("cents", "given"),
        [
            (30_001, {}),
            (-1, {}),
            (30_000, {"reasons": " "}),
            (30_000, {"instalments": 25}),
            (30_000, {"instalments": 0}),
            (2, {"instalments": 3}),
            (30_000, {"first_due": None}),
            (30_000, {"first_due": timedelta()}),
            (30_000, {"first_due": timedelta(days=400)}),
        ],
    )
    def test_what_the_rules_do_not_allow_is_refused(
        self, cents: int, given: dict[str, Any], payout: Payout, decider: User
    ):
        found = grants.answered(grants.recovery(payout))
        decisions = Decision.objects.count()
        with pytest.raises(Refused):
            decide(found, decider, cents, **from_today(given))
        assert Recovery.objects.get().state == S.HEARING
        assert Decision.objects.count() == decisions

    def test_a_page_from_before_a_change_is_stale(self, payout: Payout, decider: User):
        found = grants.recovery(payout)
        grants.answered(found)
        with pytest.raises(Stale):
            decide(found, decider, version=found.version)

    def test_a_second_recovery_reaches_what_the_first_one_left(self, payout: Payout, decider: User, officer: User):
        grants.paid_back(decide(grants.answered(grants.recovery(payout)), decider), 30_000)
        with pytest.raises(Refused, match="at most"):
            begin(payout, officer, cents=20_001)
        second = decide(grants.answered(begin(payout, officer, cents=20_000)), decider, 20_000)
        assert ledger(second) == 0
        assert not queries.differences()

    def test_the_decision_is_seen_by_whom_the_recovery_is(self, payout: Payout, officer: User):
        found = grants.recovered(grants.answered(grants.recovery(payout)))
        stranger = AssociationFactory.create()
        for actor, seen in [
            (as_employee(officer), True),
            (acting_for(found.award.application.started_by, found.award.association), True),
            (acting_for(member(stranger), stranger), False),
        ]:
            with acting(actor):
                assert (
                    policy.visible(Decision)
                    .filter(case_number=found.award.application.case_number, version=1, subject_type="grants.recovery")
                    .exists()
                    is seen
                )
                assert policy.allows("decisions.view_decision", found.decision) is seen


class TestCollecting:
    @pytest.fixture
    def found(self, payout: Payout) -> Recovery:
        return grants.recovered(grants.answered(grants.recovery(payout)))

    def test_payments_are_recorded_until_all_is_in(self, found: Recovery, officer: User):
        client = in_city(officer)
        today = f"{clock.today():%d.%m.%Y}"
        sent = {"amount": "100", "received_on": today, "version": found.version}
        assert client.post(city_page(found, "suoritus/"), sent).headers["Location"] == city_page(found)
        # Sent twice, it is recorded once.
        assert "Somebody else" in client.post(city_page(found, "suoritus/"), sent).content.decode()
        found.refresh_from_db()
        assert (found.state, found.received_cents, RecoveryPayment.objects.count()) == (S.DECIDED, 10_000, 1)
        rest = {"amount": "200,01", "received_on": today, "version": found.version}
        assert "at most what is left" in client.post(city_page(found, "suoritus/"), rest).content.decode()
        client.post(city_page(found, "suoritus/"), {**rest, "amount": "200"})
        found.refresh_from_db()
        assert (found.state, found.left_cents, found.closed_at is not None) == (S.COLLECTED, 0, True)
        assert Event.objects.filter(verb="grants.recovery_collected").exists()
        assert not queries.differences()

    @pytest.mark.parametrize("days", [1, -1])
    def test_a_day_to_come_or_before_the_matter_is_refused(self, days: int, found: Recovery, officer: User):
        with acting(as_employee(officer)), pytest.raises(Refused, match="between"):
            collecting.record_payment(
                recovery=found, cents=1, received_on=clock.today() + timedelta(days=days), version=None
            )

    def test_a_wrong_payment_is_corrected_by_a_negative_row(self, found: Recovery, officer: User):
        done = grants.paid_back(found, 30_000)
        assert done.state == S.COLLECTED
        sent = {"amount": "50", "received_on": f"{clock.today():%d.%m.%Y}", "reason": "", "version": done.version}
        client = in_city(officer)
        assert "This is missing." in client.post(city_page(found, "korjaus/"), sent).content.decode()
        client.post(city_page(found, "korjaus/"), {**sent, "reason": "Väärä viite."})
        found.refresh_from_db()
        assert (found.state, found.received_cents, found.closed_at) == (S.DECIDED, 25_000, None)
        assert list(RecoveryPayment.objects.values_list("amount_cents", "reason")) == [
            (30_000, ""),
            (-5_000, "Väärä viite."),
        ]
        assert not queries.differences()
        with acting(as_employee(officer)), pytest.raises(Refused, match="has been recorded"):
            collecting.correct_payment(recovery=found, cents=25_001, received_on=clock.today(), reason="Syy")

    def test_a_payment_is_never_changed(self, found: Recovery):
        grants.paid_back(found)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            RecoveryPayment.objects.update(amount_cents=1)

    def test_what_is_late_is_seen(self, found: Recovery, officer: User):
        client = in_city(officer)
        assert (
            found.award.application.case_number not in client.get("/en/kaupunki/perinnat/?state=late").content.decode()
        )
        with time_machine.travel(clock.now() + timedelta(days=31)):
            client = in_city(officer)
            listed = client.get("/en/kaupunki/perinnat/?state=late").content.decode()
            assert "100.00" in listed
            assert "late" in client.get(city_page(found)).content.decode()
            with acting(as_employee(officer)):
                assert "late" in " ".join(one.note for one in matters.of(as_employee(officer)))
            grants.paid_back(found)
            assert not Recovery.objects.late().exists()

    def test_the_rest_is_written_off_by_who_decides_and_the_ledger_stays(self, found: Recovery, decider: User):
        part = grants.paid_back(found)
        officer = employee(StaffRole.GRANT_OFFICER)
        with acting(as_employee(officer)), pytest.raises(PermissionDenied):
            collecting.write_off(recovery=part, reason="Varaton.")
        client = in_city(decider)
        sent = {"reason": "Varaton.", "version": part.version}
        assert client.post(city_page(found, "poisto/"), sent).status_code == 200
        client.post(city_page(found, "poisto/"), {**sent, "confirmed": "on"})
        found.refresh_from_db()
        assert (found.state, found.left_cents, found.written_off_by) == (S.WRITTEN_OFF, 20_000, decider)
        assert ledger(found) == 20_000
        assert not queries.differences()
        with acting(as_employee(officer)), pytest.raises(Refused):
            collecting.record_payment(recovery=found, cents=1, received_on=clock.today())


def test_desks_of_both_sides_show_whose_turn_it_is(payout: Payout, officer: User, decider: User):
    found = begin(payout, officer)
    own = acting_for(found.award.application.started_by, found.award.association)

    def notes(actor: Any) -> str:
        with acting(actor):
            return " ".join(one.note for one in matters.of(actor))

    assert "means to recover" in notes(own)
    assert "recovery" not in notes(as_employee(decider))
    grants.answered(found)
    assert "The city decides on a recovery" in notes(own)
    assert "A recovery awaits your decision" in notes(as_employee(decider))
    decide(found, decider)
    assert "A grant to be paid back" in notes(own)
    assert "recovery" not in notes(as_employee(decider))
