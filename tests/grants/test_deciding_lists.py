"""A list of decisions decided together: in rank order, within the appropriation (cases.md 11)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from associations.models import Support, Tie
from grants import queries
from grants.enums import LineOutcome, ListState
from grants.models import Application, Award, Call, DecisionList, ListLine
from grants.services import deciding_lists, reviewing
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.actor import acting
from portal.decisions.enums import Way
from portal.decisions.models import Decision
from portal.jobs import runner
from portal.jobs.enums import State
from portal.jobs.models import Job
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.grants.listing import city, confirm, decided, work
from tests.grants.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def decider() -> User:
    # Sentences on lines are in the language of who confirmed.
    return employee(StaffRole.DECISION_MAKER, language="en")


@pytest.fixture
def call() -> Call:
    return grants.call()


def scored(call: Call, points: int, cents: int = 50_000) -> Application:
    """A proposal whose two scores are alike."""
    application = grants.in_review(call)
    first, second = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)
    for one in (first, second):
        grants.score(application, one, points)
    with acting(as_employee(first)):
        return reviewing.propose(
            application=application, amount_cents=cents, reasons="Syy.", public_purpose="Kuoron nuotit"
        )


class TestDeciding:
    def test_each_gets_a_decision_a_message_and_its_award(self, call: Call, decider: User):
        applications = [grants.proposed(call, 50_000), grants.proposed(call, 0), grants.proposed(call, 30_000)]
        found = decided(grants.decision_list(*applications, presented=True), decider)
        states = [Application.objects.get(pk=one.pk).state for one in applications]
        assert (found.state, states) == (ListState.DECIDED, ["granted", "rejected", "granted"])
        assert Award.objects.cents() == 80_000
        assert sum(Support.objects.values_list("value_cents", flat=True)) == 80_000
        decisions = Decision.objects.all()
        assert {one.decided_by for one in decisions} == {decider}
        assert [one.reasons for one in decisions] == ["Hakemus vastaa perusteita."] * 3
        assert Message.objects.filter(kind="grants.decision").count() == 3
        assert {line.decision for line in found.lines.all()} == set(decisions)

    def test_the_best_scored_come_first_and_what_does_not_fit_stays_with_its_sentence(self, decider: User):
        call = grants.call(appropriation_cents=110_000)
        worst, best, middle = scored(call, 1), scored(call, 5), scored(call, 3)
        found = decided(grants.decision_list(worst, best, middle, presented=True), decider)
        assert found.state == ListState.PRESENTED
        order = Decision.objects.order_by("section").values_list("subject_id", flat=True)
        assert list(order) == [str(best.pk), str(middle.pk)]
        [left] = found.lines.filter(outcome=LineOutcome.WAITING)
        assert (left.application, "100" in left.refused) == (worst, True)
        call.appropriation_cents = 200_000
        call.save(update_fields=["appropriation_cents"])
        again = decided(found, decider)
        assert (again.state, Award.objects.cents(), Decision.objects.count()) == (ListState.DECIDED, 150_000, 3)

    def test_equal_scores_go_by_case_number(self, decider: User):
        call = grants.call()
        later, earlier, eleventh = (grants.proposed(call) for _ in range(3))
        for application, number in (
            (later, "PORI/10/1/2026"),
            (earlier, "PORI/9/1/2026"),
            (eleventh, "PORI/11/1/2026"),
        ):
            Application.objects.filter(pk=application.pk).update(case_number=number)
        found = grants.decision_list(later, earlier, eleventh)
        keys = queries.waiting_in_order(found.pk)
        lines = {line.pk: line.application for line in found.lines.all()}
        assert [lines[key] for key in keys] == [earlier, later, eleventh]

    def test_a_committee_decides_on_its_meeting_day_under_its_section(self, call: Call, decider: User):
        day = clock.today() - timedelta(days=3)
        found = grants.decision_list(
            grants.proposed(call), presented=True, authority="Sivistyslautakunta", meeting_on=day
        )
        with pytest.raises(Refused, match="section of the minutes"):
            confirm(found, decider)
        decided(found, decider, minutes_section="§ 45")
        made = Decision.objects.get()
        assert (clock.local(made.decided_at).date(), made.sent_on) == (day, clock.today())
        assert (made.authority, made.section_series) == ("Sivistyslautakunta, § 45", "grants:Sivistyslautakunta")
        # Rectification is asked of whom the call names, and not of the meeting that decided.
        assert call.rectifier_fi in made.rectification
        assert "§ 45" not in made.rectification
        assert Award.objects.get().decided_on == day

    def test_a_meeting_to_come_is_not_recorded(self, call: Call, decider: User):
        found = grants.decision_list(
            grants.proposed(call), presented=True, meeting_on=clock.today() + timedelta(days=1)
        )
        with pytest.raises(Refused, match="day to come"):
            confirm(found, decider, minutes_section="§ 1")

    @pytest.mark.parametrize("way", [Way.LETTER, Way.SERVICE])
    def test_the_way_of_notification_has_its_own_last_day(self, way: Way, call: Call, decider: User):
        application = grants.proposed(call)
        decided(grants.decision_list(application, presented=True), decider, way=way)
        made = Decision.objects.get()
        assert made.way == way
        assert (made.sent_on is None, made.last_day is None) == (way == Way.SERVICE, way == Way.SERVICE)
        if way == Way.SERVICE:
            officer = city(employee(StaffRole.GRANT_OFFICER))
            page = f"/en/kaupunki/avustukset/{application.pk}/tiedoksi/"
            assert officer.post(page, {"on": f"{clock.today():%d.%m.%Y}"}).status_code == 302
            made.refresh_from_db()
            assert made.notified_on == clock.today()

    def test_a_list_of_which_nothing_waits_is_not_decided(self, call: Call, decider: User):
        found = grants.decision_list(grants.proposed(call), presented=True)
        found.lines.update(outcome=LineOutcome.TAKEN_OFF, taken_off_by=decider, taken_off_reason="Syy.")
        with pytest.raises(Refused, match="nothing on the list"):
            confirm(found, decider)

    def test_publication_online_alone_is_no_notice(self, call: Call, decider: User):
        found = grants.decision_list(grants.proposed(call), presented=True)
        with pytest.raises(Refused, match="notified"):
            confirm(found, decider, way=Way.ONLINE)

    def test_a_right_that_was_withdrawn_in_between_refuses_every_line(self, call: Call, decider: User):
        found = confirm(grants.decision_list(grants.proposed(call), presented=True), decider)
        StaffAssignment.objects.filter(user=decider).update(ends_on=clock.today() - timedelta(days=1))
        found = work(found)
        assert (found.state, Decision.objects.count()) == (ListState.PRESENTED, 0)
        assert found.lines.get().refused

    def test_a_person_who_was_shut_out_of_the_portal_decides_nothing(self, call: Call, decider: User):
        found = confirm(grants.decision_list(grants.proposed(call), presented=True), decider)
        User.objects.filter(pk=decider.pk).update(is_active=False)
        assert work(found).lines.get().refused
        assert Decision.objects.count() == 0

    def test_a_tie_that_appeared_in_between_refuses_its_line_only(self, call: Call, decider: User):
        first, second = grants.proposed(call), grants.proposed(call)
        found = confirm(grants.decision_list(first, second, presented=True), decider)
        Tie.objects.create(user=decider, association=first.association)
        found = work(found)
        by = {line.application_id: line for line in found.lines.all()}
        assert (bool(by[first.pk].refused), by[second.pk].outcome) == (True, LineOutcome.DECIDED)
        assert found.state == ListState.PRESENTED

    def test_who_prepared_one_of_them_does_not_decide_that_one(self, call: Call):
        both = employee(StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER)
        mine = grants.in_review(call)
        for one in (both, employee(StaffRole.GRANT_OFFICER)):
            grants.score(mine, one)
        with acting(as_employee(both)):
            mine = reviewing.propose(application=mine, amount_cents=1, reasons="Syy.", public_purpose="x")
        theirs = grants.proposed(call)
        found = decided(grants.decision_list(mine, theirs, presented=True), both)
        outcomes = {line.application: line.outcome for line in found.lines.all()}
        assert outcomes == {mine: LineOutcome.WAITING, theirs: LineOutcome.DECIDED}

    def test_a_proposal_that_is_not_the_presented_one_is_refused(self, call: Call, decider: User):
        application = grants.proposed(call)
        found = confirm(grants.decision_list(application, presented=True), decider)
        Application.objects.filter(pk=application.pk).update(proposed_cents=40_000)
        assert "has changed" in work(found).lines.get().refused

    def test_a_second_run_of_the_job_decides_nothing_again(self, call: Call, decider: User):
        found = decided(grants.decision_list(grants.proposed(call), presented=True), decider)
        assert found.job is not None
        assert runner.run(found.job.pk) is None
        with pytest.raises(Refused, match="hasn't stopped"), acting(as_employee(decider)):
            deciding_lists.resume(decision_list=found)

    def test_a_job_that_failed_is_asked_for_again_and_goes_on(self, call: Call, decider: User):
        found = confirm(grants.decision_list(grants.proposed(call), presented=True), decider)
        assert found.job is not None
        Job.objects.filter(pk=found.job.pk).update(state=State.FAILED, last_error="x", finished_at=clock.now())
        page = city(decider).get(f"/en/kaupunki/paatoslistat/{found.pk}/")
        assert "The work has stopped." in page.content.decode()
        assert city(decider).post(f"/en/kaupunki/paatoslistat/{found.pk}/jatka/").status_code == 302
        assert work(DecisionList.objects.get(pk=found.pk)).state == ListState.DECIDED


@pytest.mark.django_db(transaction=True)
def test_two_deciders_with_two_lists_of_one_call_never_exceed_the_appropriation():
    with transaction.atomic():
        call = grants.call(appropriation_cents=120_000)
        lists = [grants.decision_list(*[grants.proposed(call) for _ in range(2)], presented=True) for _ in range(2)]
        deciders = [employee(StaffRole.DECISION_MAKER) for _ in lists]
    jobs = []
    for found, decider in zip(lists, deciders, strict=True):
        job = confirm(found, decider).job
        assert job is not None
        jobs.append(job.pk)

    outcomes = at_once("grants_award", *[lambda job=job: runner.run(job) for job in jobs])

    assert outcomes == [State.DONE, State.DONE]
    assert Award.objects.cents() == 100_000
    assert Decision.objects.count() == Message.objects.filter(kind="grants.decision").count() == 2
    refused = ListLine.objects.exclude(refused="")
    assert [line.outcome for line in refused] == [LineOutcome.WAITING] * 2
