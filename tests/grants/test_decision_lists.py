"""Lists of decisions: gathered, presented, taken back, taken off, and their pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from grants.enums import LineOutcome, ListState
from grants.models import Call, DecisionList, ListLine
from grants.services import deciding, decision_lists, reviewing
from portal import clock, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.journal.models import Event
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.grants.listing import city, confirm, work

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

    def test_a_list_says_who_decides(self, officer: User):
        call = grants.call(authority="")
        grants.proposed(call)
        with acting(as_employee(officer)), pytest.raises(Refused, match="no deciding authority"):
            decision_lists.start(call=call, authority=" ")

    def test_an_empty_list_is_not_presented(self, call: Call, officer: User):
        found = grants.decision_list(grants.proposed(call))
        with acting(as_employee(officer)):
            decision_lists.drop(line=found.lines.get())
            with pytest.raises(Refused, match="nothing on the list"):
                decision_lists.present(decision_list=found)

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
