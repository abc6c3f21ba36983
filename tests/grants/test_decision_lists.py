"""Lists of decisions: gathered, presented, decided together in rank order, within the appropriation (cases.md 11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client

from associations.models import Association, Support, Tie
from grants import queries
from grants.enums import LineOutcome, ListState
from grants.models import Application, Award, Call, DecisionList, ListLine
from grants.services import deciding, deciding_lists, decision_lists, reviewing
from portal import clock, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.actor import acting
from portal.decisions.enums import Way
from portal.decisions.models import Decision
from portal.jobs import runner
from portal.jobs.enums import State
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.outbox.models import Message
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory
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


def city(user: User) -> Client:
    return client_for(user, city=True)


def confirm(found: DecisionList, decider: User, **given: Any) -> DecisionList:
    with acting(as_employee(decider)):
        return deciding_lists.confirm(decision_list=found, way=given.pop("way", Way.E_NOTICE), **given)


def work(found: DecisionList) -> DecisionList:
    """The job of the list, done as a worker does it."""
    assert found.job is not None
    assert runner.run(found.job.pk) == State.DONE
    return DecisionList.objects.get(pk=found.pk)


def decided(found: DecisionList, decider: User, **given: Any) -> DecisionList:
    return work(confirm(found, decider, **given))


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


class TestGathering:
    def test_all_proposals_or_chosen_ones_go_on_a_list(self, call: Call, officer: User):
        first, second, third = (grants.proposed(call) for _ in range(3))
        grants.in_review(call)
        with acting(as_employee(officer)):
            chosen = decision_lists.start(call=call, applications=[second.pk])
            rest = decision_lists.start(call=call, authority="Sivistyslautakunta", meeting_on=clock.today())
        assert [line.application for line in chosen.lines.all()] == [second]
        assert {line.application for line in rest.lines.all()} == {first, third}
        assert (chosen.authority, rest.authority) == (call.authority, "Sivistyslautakunta")
        assert [line.cents for line in rest.lines.all()] == [50_000, 50_000]

    def test_a_proposal_of_another_call_is_not_gathered(self, call: Call, officer: User):
        other = grants.proposed()
        with acting(as_employee(officer)), pytest.raises(Refused, match="no proposals"):
            decision_lists.start(call=call, applications=[other.pk])

    def test_the_database_keeps_an_application_to_one_unfinished_list(self, call: Call):
        application = grants.proposed(call)
        grants.decision_list(application)
        other = grants.decision_list(grants.proposed(call))
        with pytest.raises(IntegrityError, match="list_line_unfinished_once"), transaction.atomic():
            ListLine.objects.create(decision_list=other, application=application, cents=1)

    def test_a_gathered_list_takes_the_other_proposals_and_loses_lines(self, call: Call, officer: User):
        first = grants.proposed(call)
        found = grants.decision_list(first)
        second = grants.proposed(call)
        with acting(as_employee(officer)):
            assert decision_lists.gather(decision_list=found) == 1
            decision_lists.drop(line=found.lines.get(application=first))
        assert [line.application for line in found.lines.all()] == [second]

    def test_a_presented_list_does_not_change(self, call: Call, officer: User):
        first = grants.proposed(call)
        found = grants.decision_list(first, presented=True)
        grants.proposed(call)
        with acting(as_employee(officer)):
            with pytest.raises(Refused, match="Take it back"):
                decision_lists.gather(decision_list=found)
            with pytest.raises(Refused, match="Take it back"):
                decision_lists.drop(line=found.lines.get())
            with pytest.raises(Refused, match="awaits the decision maker"):
                reviewing.take_back(application=first, reason="Syy.")
        first.refresh_from_db()
        assert (first.state, found.lines.count()) == ("proposed", 1)

    def test_a_proposal_that_is_taken_back_leaves_the_gathered_list(self, call: Call, officer: User):
        first, second = grants.proposed(call), grants.proposed(call)
        found = grants.decision_list(first, second)
        with acting(as_employee(officer)):
            reviewing.take_back(application=first, reason="Syy.")
        assert [line.application for line in found.lines.all()] == [second]

    def test_a_list_is_taken_back_with_a_reason_and_presented_again(self, call: Call, officer: User):
        found = grants.decision_list(grants.proposed(call), presented=True)
        with acting(as_employee(officer)):
            with pytest.raises(Refused, match="Say why"):
                decision_lists.take_back(decision_list=found, reason=" ")
            back = decision_lists.take_back(decision_list=found, reason="Yksi puuttuu.")
            again = decision_lists.present(decision_list=back)
        assert (back.state, again.state) == (ListState.GATHERED, ListState.PRESENTED)
        assert Event.objects.about(found).get(verb="grants.list_taken_back").reason == "Yksi puuttuu."

    def test_an_application_on_a_list_is_not_decided_singly(self, call: Call, decider: User):
        application = grants.proposed(call)
        grants.decision_list(application)
        with acting(as_employee(decider)), pytest.raises(Refused, match="list of decisions"):
            deciding.decide(application=application, reasons="Syy.")
        page = city(decider).get(f"/en/kaupunki/avustukset/{application.pk}/")
        assert (page.context["can_decide"], "Open the list" in page.content.decode()) == (False, True)


class TestTakingOff:
    def test_the_decision_maker_takes_one_off_with_a_reason_and_its_proposal_stays(self, call: Call, decider: User):
        first, second = grants.proposed(call), grants.proposed(call)
        found = grants.decision_list(first, second, presented=True)
        line = found.lines.get(application=first)
        with acting(as_employee(decider)):
            with pytest.raises(Refused, match="Say why"):
                decision_lists.take_off(line=line, reason="")
            decision_lists.take_off(line=line, reason="Selvitetään vielä.")
        first.refresh_from_db()
        line.refresh_from_db()
        assert (first.state, line.outcome, line.taken_off_reason) == ("proposed", "taken_off", "Selvitetään vielä.")
        assert Event.objects.about(first).get(verb="grants.taken_off_list").reason == "Selvitetään vielä."
        # What the page showed before is stale.
        with pytest.raises(Stale):
            confirm(found, decider, version=found.version)

    def test_a_list_without_anything_left_goes_back_to_the_officer(self, call: Call, decider: User):
        found = grants.decision_list(grants.proposed(call), presented=True)
        with acting(as_employee(decider)):
            decision_lists.take_off(line=found.lines.get(), reason="Syy.")
        found.refresh_from_db()
        assert (found.state, found.presented_at) == (ListState.GATHERED, None)

    def test_an_officer_does_not_take_off_what_was_presented(self, call: Call, officer: User):
        found = grants.decision_list(grants.proposed(call), presented=True)
        page = city(officer).post(f"/en/kaupunki/paatoslistat/rivit/{found.lines.get().pk}/", {"reason": "Syy."})
        assert (page.status_code, found.lines.get().outcome) == (403, LineOutcome.WAITING)


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
        assert "Sivistyslautakunta" in made.rectification
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


class TestDisqualified:
    """Hallintolaki 434/2003 §28: neither lines nor counts nor sums tell of a matter that is shut."""

    @pytest.fixture
    def mine(self) -> Association:
        return AssociationFactory.create(name_fi="Oma Kuoro ry")

    def test_lists_counts_and_sums_leave_the_matter_out(self, mine: Association, call: Call, decider: User):
        own, other = grants.proposed(call, association=mine), grants.proposed(call, 20_000)
        found = grants.decision_list(own, other, presented=True)
        Tie.objects.create(user=decider, association=mine, relative=True)
        client = city(decider)
        page = client.get(f"/en/kaupunki/paatoslistat/{found.pk}/")
        assert "Oma Kuoro ry" not in page.content.decode()
        assert (page.context["sums"].waiting, page.context["sums"].waiting_cents) == (1, 20_000)
        [row] = client.get("/en/kaupunki/paatoslistat/").context["rows"]
        assert (row.number, row.cents) == (1, 20_000)
        line = found.lines.get(application=own)
        assert client.get(f"/en/kaupunki/paatoslistat/rivit/{line.pk}/").status_code == 404
        with acting(as_employee(decider)), pytest.raises(Http404):
            decision_lists.take_off(line=line, reason="Syy.")

    def test_an_officer_gathers_nothing_that_is_shut(self, mine: Association, call: Call, officer: User):
        own = grants.proposed(call, association=mine)
        Tie.objects.create(user=officer, association=mine)
        with acting(as_employee(officer)), pytest.raises(Refused):
            decision_lists.start(call=call, applications=[own.pk])
        assert own.case_number not in city(officer).get(f"/en/kaupunki/paatoslistat/uusi/{call.pk}/").content.decode()

    def test_the_decision_names_those_who_were_shut_out_and_why(self, mine: Association, call: Call, decider: User):
        tied = employee(StaffRole.GRANT_OFFICER, last_name="Sidottu")
        Tie.objects.create(user=tied, association=mine, relative=True)
        Tie.objects.create(user=employee(StaffRole.LIAISON, last_name="Muu"), association=mine)
        Tie.objects.create(
            user=employee(StaffRole.GRANT_OFFICER, last_name="Ennen"),
            association=mine,
            starts_on=clock.today() - timedelta(days=9),
            ends_on=clock.today() - timedelta(days=1),
        )
        decided(grants.decision_list(grants.proposed(call, association=mine), presented=True), decider)
        [named] = Decision.objects.get().disqualified
        assert named["name"] == str(tied)
        assert "28" in named["reason"]

    def test_the_reason_is_the_same_for_an_own_seat_and_a_relatives(self, mine: Association):
        tied = employee(StaffRole.GRANT_OFFICER)
        tie = Tie.objects.create(user=tied, association=mine, relative=True)
        relatives = queries.disqualified([mine.pk])
        Tie.objects.filter(pk=tie.pk).update(relative=False)
        assert queries.disqualified([mine.pk]) == relatives

    def test_many_associations_cost_two_queries(self, django_assert_num_queries: Any):
        associations = AssociationFactory.create_batch(5)
        for association in associations:
            Tie.objects.create(user=employee(StaffRole.DECISION_MAKER), association=association)
        with django_assert_num_queries(2):
            found = queries.disqualified([one.pk for one in associations])
        assert [len(found[one.pk]) for one in associations] == [1] * 5


class TestPages:
    def test_the_path_from_gathering_to_the_documents(self, call: Call, officer: User, decider: User):
        first, second = grants.proposed(call), grants.proposed(call, 0)
        office, maker = city(officer), city(decider)
        assert "Gather a list" in office.get("/en/kaupunki/paatoslistat/").content.decode()
        start = f"/en/kaupunki/paatoslistat/uusi/{call.pk}/"
        empty = office.post(start, {"authority": "Johtaja", "which": "chosen"})
        assert "Choose at least one proposal." in empty.content.decode()
        assert 'value="Johtaja"' in empty.content.decode()
        made = office.post(start, {"authority": "Johtaja", "which": "all"})
        found = DecisionList.objects.get()
        page = f"/en/kaupunki/paatoslistat/{found.pk}/"
        assert made.headers["Location"] == page
        assert first.association.name in office.get(page).content.decode()
        assert "€500.00" in office.get(f"{page}esita/").content.decode()
        assert office.post(f"{page}esita/", {"version": found.version}).status_code == 302
        assert any(matter.url.endswith(f"/{found.pk}/") for matter in maker.get("/en/omat/").context["yours"])
        shown = maker.get(f"{page}paata/")
        assert "2 applications" in shown.content.decode()
        stale = {"way": "letter", "confirmed": "on", "version": 1}
        assert "Look at it again" in maker.post(f"{page}paata/", stale).content.decode()
        sent = {**stale, "version": shown.context["list"].version}
        assert "This is missing." in maker.post(f"{page}paata/", {**sent, "confirmed": ""}).content.decode()
        assert maker.post(f"{page}paata/", sent).headers["Location"] == page
        progress = maker.get(page)
        assert "0 of 2 decided" in progress.content.decode()
        assert "0 of 2 decided" in maker.get(page, headers={"HX-Request": "true"}).content.decode()
        work(DecisionList.objects.get())
        assert maker.get(page, headers={"HX-Request": "true"}).headers.get("HX-Refresh") == "true"
        done = office.get(page).content.decode()
        assert done.count("/tiedostot/") == 2
        assert "post it" in done
        second.refresh_from_db()
        assert second.state == "rejected"

    def test_a_double_click_on_the_confirmation_starts_one_job(self, call: Call, decider: User):
        found = grants.decision_list(grants.proposed(call), presented=True)
        page, maker = f"/en/kaupunki/paatoslistat/{found.pk}/", city(decider)
        sent = {"way": "e_notice", "confirmed": "on", "version": found.version}
        answers = [maker.post(f"{page}paata/", sent).headers["Location"] for _ in range(2)]
        assert answers == [page, page]
        assert DecisionList.objects.get().version == found.version + 1

    def test_a_field_of_another_state_is_ignored(self, call: Call, officer: User):
        other = grants.proposed()
        grants.proposed(call)
        start = f"/en/kaupunki/paatoslistat/uusi/{call.pk}/"
        page = city(officer).post(
            start, {"authority": "J", "which": "chosen", "applications": [str(other.pk)], "state": "decided"}
        )
        assert (page.status_code, DecisionList.objects.count()) == (200, 0)

    def test_nobody_outside_reads_a_list(self, call: Call):
        application = grants.proposed(call)
        found = grants.decision_list(application)
        applicant = client_for(application.started_by, application.association)
        assert applicant.get(f"/en/kaupunki/paatoslistat/{found.pk}/").status_code == 403
        with acting(as_employee(employee(StaffRole.LIAISON))):
            assert list(policy.visible(DecisionList)) == []
            assert list(policy.visible(ListLine)) == []


@pytest.mark.parametrize("rows", [1, 3])
class TestQueries:
    """What signed-in pages share is 4: the session, the person, their roles, for whom they may act."""

    def read(self, path: str, count: Callable[[int], Any], queries: int) -> str:
        client = city(employee(StaffRole.GRANT_OFFICER))
        client.get(path)
        with count(queries):
            page = client.get(path)
        return page.content.decode()

    def test_lists(self, rows: int, call: Call, django_assert_num_queries: Any):
        for _number in range(rows):
            grants.decision_list(grants.proposed(call))
        # 4; how many there are, the lists, their sums, and calls with proposals.
        page = self.read("/fi/kaupunki/paatoslistat/", django_assert_num_queries, 8)
        assert page.count('<th scope="row">') == rows

    def test_a_list(self, rows: int, call: Call, django_assert_num_queries: Any):
        found = grants.decision_list(*[grants.proposed(call) for _number in range(rows)])
        # 4; the list, its numbers, the awards' sum, how many lines, the lines, events.
        page = self.read(f"/fi/kaupunki/paatoslistat/{found.pk}/", django_assert_num_queries, 10)
        assert page.count('<th scope="row">') == rows


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
