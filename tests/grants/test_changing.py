"""Change requests: another purpose, time or budget of a grant, asked for, decided, and what follows from it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from associations.enums import Role
from associations.models import Membership, Support, Tie
from grants.enums import ChangeKind, ChangeState
from grants.models import Application, Award, ChangeRequest, Payout, UseReport
from grants.services import changing, correcting, paying, report_reminding, report_review
from grants.services.sittings import Sitting
from portal import clock, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions.enums import Remedy, Way
from portal.decisions.instruction import day_text
from portal.decisions.models import Decision
from portal.journal import services as journal
from portal.journal.models import Event
from portal.outbox import rendering
from portal.outbox.models import Message
from portal.ui import formats
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

KIND = ChangeKind
TEXTS = {"asked": "Kevätkonsertti syksyllä.", "grounds": "Sali on remontissa."}


@pytest.fixture
def report() -> UseReport:
    """The use report that a granted application owes."""
    return grants.awaited()


@pytest.fixture
def application(report: UseReport) -> Application:
    return report.award.application


@pytest.fixture
def decider() -> User:
    return employee(StaffRole.DECISION_MAKER)


def applicant(application: Application) -> Client:
    return client_for(application.started_by, application.association)


def path(application: Application, page: str = "muutos/") -> str:
    return f"/en/hakemukset/{application.pk}/{page}"


def later(report: UseReport, days: int = 30) -> date:
    return report.awaited_on + timedelta(days=days)


def approve(found: ChangeRequest, decider: User, **given: Any) -> ChangeRequest:
    with acting(as_employee(decider)):
        return changing.approve(change=found, **{"reasons": "Perusteltu syy.", **given})


def refuse(found: ChangeRequest, decider: User, reasons: str = "Ei vastaa hakua.", **given: Any) -> ChangeRequest:
    with acting(as_employee(decider)):
        return changing.refuse(change=found, reasons=reasons, **given)


class TestAsking:
    def test_the_association_asks_on_its_page_and_gets_a_receipt_with_the_time_at_once(
        self, application: Application, report: UseReport
    ):
        client = applicant(application)
        assert "Ask to change the purpose" in client.get(path(application, "")).content.decode()
        day = later(report)
        sent = client.post(path(application), {"kind": "time", **TEXTS, "report_day": f"{day:%d.%m.%Y}"})
        assert sent.headers["Location"] == f"{path(application, '')}#changes"
        found = ChangeRequest.objects.get()
        assert (found.state, found.kind, found.report_day, found.made_by) == (
            ChangeState.ASKED,
            KIND.TIME,
            day,
            application.started_by,
        )
        receipt = Message.objects.get(kind="grants.change_received")
        assert receipt.recipient == application.started_by
        assert receipt.context["received_at"] is not None
        assert Message.objects.filter(kind="grants.change_asked").exists()
        page = client.get(path(application, "")).content.decode()
        assert "Kevätkonsertti syksyllä." in page
        assert "asked to change the use of the grant" in page
        assert "Ask to change the purpose" not in page
        report.refresh_from_db()
        assert report.awaited_on < day

    def test_what_is_typed_stays_when_the_request_is_refused(self, application: Application, report: UseReport):
        client = applicant(application)
        early = {"kind": "time", **TEXTS, "report_day": f"{report.awaited_on:%d.%m.%Y}"}
        refused = client.post(path(application), early).content.decode()
        assert "later than the day by which the report is due now" in refused
        assert TEXTS["asked"] in refused
        assert TEXTS["grounds"] in refused
        empty = client.post(path(application), {"kind": "time", **TEXTS, "report_day": ""}).content.decode()
        assert "Give the new day of the use report." in empty
        assert ChangeRequest.objects.count() == 0

    def test_the_service_keeps_the_rules_without_the_form(self, application: Application, report: UseReport):
        for wrong, sentence in (
            ({"kind": "colour"}, "Choose what should change"),
            ({"asked": " "}, "and why"),
            ({"grounds": " "}, "and why"),
            ({"kind": KIND.TIME}, "Give the new day"),
            ({"report_day": report.awaited_on}, "must be to come"),
        ):
            with pytest.raises(Refused, match=sentence):
                grants.change_request(application, **wrong)
        assert ChangeRequest.objects.count() == 0

    def test_a_double_click_makes_one_row(self, application: Application):
        client = applicant(application)
        for _ in range(2):
            assert client.post(path(application), {"kind": "budget", **TEXTS}).status_code == 302
        found = ChangeRequest.objects.get()
        with pytest.raises(Refused, match="already"):
            grants.change_request(application)
        with pytest.raises(IntegrityError, match="change_open_once"), transaction.atomic():
            ChangeRequest.objects.create(
                award=found.award, kind="budget", **TEXTS, received_at=clock.now(), made_by=found.made_by
            )
        assert ChangeRequest.objects.count() == 1

    def test_who_may_only_prepare_reads_but_does_not_ask(self, application: Application):
        grants.change_request(application)
        prepares = member(application.association, Role.CONTACT)
        Membership.objects.filter(user=prepares).update(areas=["grants"])
        client = client_for(prepares, application.association)
        page = client.get(path(application, "")).content.decode()
        assert "Sali vaihtui." in page
        assert "/muutos/" not in page
        assert client.post(path(application), {"kind": "budget", **TEXTS}).status_code == 403
        assert client.post(path(application, "muutos/peru/"), {"reason": ""}).status_code == 403

    def test_for_another_association_there_is_nothing(self, application: Application):
        stranger = AssociationFactory.create()
        other = client_for(member(stranger), stranger)
        found = grants.change_request(application)
        for page in ("muutos/", "muutos/peru/"):
            assert other.get(path(application, page)).status_code == 404
            assert other.post(path(application, page), {"kind": "budget", **TEXTS}).status_code == 404
        with acting(acting_for(member(stranger), stranger)), pytest.raises(Http404):
            changing.withdraw(change=found)

    def test_a_grant_without_a_report_is_changed_without_a_day(self):
        application = grants.decided()
        assert 'name="report_day"' not in applicant(application).get(path(application)).content.decode()
        grants.change_request(application, KIND.TIME)
        other = grants.decided()
        with pytest.raises(Refused, match="no day"):
            grants.change_request(other, report_day=clock.today() + timedelta(days=9))

    def test_not_after_the_use_report_was_handed_in_nor_after_it_was_returned(
        self, application: Application, report: UseReport
    ):
        report = grants.handed_in(report)
        client = applicant(application)
        assert "/muutos/" not in client.get(path(application, "")).content.decode()
        assert client.get(path(application)).status_code == 302
        with pytest.raises(Refused, match="any more"):
            grants.change_request(application)
        with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
            report_review.send_back(report=report, items=["Kuitit"], due_on=clock.today() + timedelta(days=9))
        with pytest.raises(Refused, match="any more"):
            grants.change_request(application)
        assert ChangeRequest.objects.count() == 0

    def test_not_for_a_declined_a_revoked_or_an_undecided_grant(self, decider: User):
        declined, revoked, waiting = grants.decided(), grants.decided(), grants.proposed()
        with acting(acting_for(declined.started_by, declined.association)):
            paying.decline(payout=Payout.objects.get(award__application=declined), reason="Ei tarvita.")
        with pytest.raises(Refused, match="any more"):
            grants.change_request(declined)
        with acting(as_employee(decider)):
            revoked = correcting.correct(
                application=revoked, cents=0, reasons="A", public_purpose="", ground="writing", corrects="B"
            )
        for none in (revoked, waiting):
            with pytest.raises(PermissionDenied):
                grants.change_request(none)
        for each in (declined, revoked, waiting):
            client = applicant(each)
            assert "/muutos/" not in client.get(path(each, "")).content.decode()
            assert client.get(path(each)).status_code == 302

    def test_a_request_is_withdrawn_and_may_be_made_again(self, application: Application):
        grants.change_request(application)
        client = applicant(application)
        assert "/muutos/peru/" in client.get(path(application, "")).content.decode()
        assert client.post(path(application, "muutos/peru/"), {"reason": "Selvisi."}).status_code == 302
        found = ChangeRequest.objects.get()
        assert (found.state, found.closed_at is not None) == (ChangeState.WITHDRAWN, True)
        assert client.get(path(application)).status_code == 200
        assert client.get(path(application, "muutos/peru/")).status_code == 302
        grants.change_request(application)


class TestAnotherPurpose:
    def test_it_makes_the_next_version_with_the_same_sum_and_the_register_follows(
        self, application: Application, decider: User
    ):
        found = grants.change_request(application, KIND.PURPOSE)
        sitting = Sitting("Sivistyslautakunta")
        found = approve(found, decider, public_purpose="Syyskonsertti", sitting=sitting)
        newest, former = Decision.objects.about(application)
        assert (found.state, found.result, found.decided_by) == (ChangeState.APPROVED, newest, decider)
        assert (newest.version, newest.authority, newest.remedy) == (2, "Sivistyslautakunta", Remedy.RECTIFICATION)
        assert newest.reasons == "Perusteltu syy."
        with override("fi"):
            assert day_text(clock.today()) in newest.corrects
        assert former.version == 1
        award = Award.objects.get()
        assert (award.purpose, award.amount_cents, award.decision) == ("Syyskonsertti", 50_000, newest)
        assert list(Support.objects.values_list("value_cents", flat=True)) == [50_000]
        assert "Syyskonsertti" in Client().get(f"/fi/avustukset/myonnetyt/{award.pk}/").content.decode()
        told = Message.objects.get(kind="grants.decision", discriminator="2")
        assert told.context["new_version"] is True
        assert not Message.objects.filter(kind="grants.change_decided").exists()
        assert Event.objects.about(application).filter(verb="grants.change_approved").count() == 1

    def test_the_day_of_the_report_moves_with_it_where_one_is_given(
        self, application: Application, report: UseReport, decider: User
    ):
        found = grants.change_request(application, KIND.PURPOSE)
        approve(found, decider, public_purpose="Syyskonsertti", report_day=later(report))
        due = report.awaited_on
        report.refresh_from_db()
        assert report.awaited_on == due + timedelta(days=30)
        [newest] = Decision.objects.about(application).filter(version=2)
        assert f"{report.awaited_on.day}.{report.awaited_on.month}.{report.awaited_on.year}" in newest.outcome

    @pytest.mark.parametrize("purpose", ["", "Kuoron vuosi"])
    def test_without_a_new_purpose_nothing_is_decided(self, purpose: str, application: Application, decider: User):
        found = grants.change_request(application, KIND.PURPOSE)
        with pytest.raises(Refused, match="purpose"):
            approve(found, decider, public_purpose=purpose)
        found.refresh_from_db()
        assert (found.state, Decision.objects.count()) == (ChangeState.ASKED, 1)


class TestAnotherTime:
    def test_it_moves_the_open_report_only_and_is_in_the_history(
        self, application: Application, report: UseReport, decider: User
    ):
        day = later(report)
        found = grants.change_request(application, KIND.TIME, report_day=day)
        # The city may give another day than was asked for.
        found = approve(found, decider, report_day=day + timedelta(days=1))
        due, version = report.due_on, report.version
        report.refresh_from_db()
        assert (found.moved_to, found.result, report.awaited_on) == (day + timedelta(days=1), None, found.moved_to)
        assert (report.due_on, report.asked_on, report.version) == (due, clock.today(), version + 1)
        assert Decision.objects.count() == 1
        [event] = Event.objects.about(application).filter(verb="grants.report_day_moved")
        assert f"{report.awaited_on:%d.%m.%Y}" in journal.sentence(event)
        assert "moved the day of the use report" in applicant(application).get(path(application, "")).content.decode()
        told = Message.objects.get(kind="grants.change_decided")
        mail = rendering.letter(told)
        assert "Perusteltu syy." in mail.text

    def test_reminders_go_by_the_new_day(self, application: Application, report: UseReport, decider: User):
        day = later(report, 60)
        approve(grants.change_request(application, KIND.TIME, report_day=day), decider, report_day=day)
        with time_machine.travel(clock.now().replace(hour=9) + (report.awaited_on - clock.today())):
            report_reminding.remind(clock.today())
            assert not Message.objects.filter(kind=report_reminding.KIND).exists()
        with time_machine.travel(clock.now().replace(hour=9) + (day - clock.today())):
            report_reminding.remind(clock.today())
        assert Message.objects.filter(kind=report_reminding.KIND).exists()

    def test_the_day_does_not_move_once_the_report_was_handed_in(
        self, application: Application, report: UseReport, decider: User
    ):
        found = grants.change_request(application, KIND.TIME, report_day=later(report))
        grants.handed_in(report)
        for given in ({}, {"report_day": later(report)}):
            with pytest.raises(Refused, match="handed in already"):
                approve(found, decider, **given)
        assert refuse(found, decider).state == ChangeState.REFUSED


class TestAnotherBudget:
    def test_it_is_read_beside_the_report(self, application: Application, report: UseReport, decider: User):
        found = approve(grants.change_request(application), decider)
        assert (found.state, found.result, found.moved_to) == (ChangeState.APPROVED, None, None)
        assert Decision.objects.count() == 1
        city = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
        for page in (
            city.get(reverse("grants:report_handle", args=[report.pk])),
            applicant(application).get(path(application, "selvitys/")),
        ):
            assert "Vuokra nousi" in page.content.decode()

    def test_a_refused_one_is_not(self, application: Application, report: UseReport, decider: User):
        refuse(grants.change_request(application), decider)
        page = applicant(application).get(path(application, "selvitys/")).content.decode()
        assert "Vuokra nousi" not in page


class TestDeciding:
    def test_a_refusal_leaves_the_grant_and_its_reasons_go_to_the_association(
        self, application: Application, report: UseReport, decider: User
    ):
        found = refuse(grants.change_request(application, KIND.PURPOSE, report_day=later(report)), decider)
        due = report.awaited_on
        report.refresh_from_db()
        assert (found.state, report.awaited_on) == (ChangeState.REFUSED, due)
        # A decision of its own, with the instruction; the award keeps the newest version of its own.
        made = Decision.objects.about(found).get()
        assert (found.result, made.remedy, made.reasons) == (made, Remedy.RECTIFICATION, "Ei vastaa hakua.")
        assert "sivistyslautakunta" in made.rectification
        assert "hylätään" in made.outcome or "refused" in made.outcome
        assert Award.objects.get().decision == Decision.objects.about(application).get()
        assert made.published_text == made.outcome
        told = Message.objects.get(kind="grants.change_decided")
        assert told.recipient == application.started_by
        mail = rendering.letter(told)
        assert "Ei vastaa hakua." in mail.text
        assert made.last_day is not None
        assert formats.day(made.last_day, language=told.language) in mail.text
        page = applicant(application).get(path(application, "")).content.decode()
        assert "Ei vastaa hakua." in page
        # The whole decision stands there with its instruction.
        assert f'id="decision-{made.pk}"' in page

    def test_reasons_are_needed_and_it_is_decided_once(self, application: Application, decider: User):
        found = grants.change_request(application)
        for decide in (approve, refuse):
            with pytest.raises(Refused, match="reasons"):
                decide(found, decider, reasons=" ")
            with pytest.raises(Stale):
                decide(found, decider, version=found.version + 1)
        refuse(found, decider)
        for decide in (approve, refuse):
            with pytest.raises(Refused):
                decide(found, decider)

    def test_a_purpose_approved_twice_makes_one_version(self, application: Application, decider: User):
        found = grants.change_request(application, KIND.PURPOSE)
        approve(found, decider, public_purpose="Syyskonsertti")
        with pytest.raises(Refused):
            approve(found, decider, public_purpose="Talvikonsertti")
        assert Decision.objects.count() == 2

    def test_what_was_declined_in_between_can_only_be_refused(self, decider: User):
        application = grants.decided()
        found = grants.change_request(application)
        with acting(acting_for(application.started_by, application.association)):
            paying.decline(payout=Payout.objects.get(), reason="Ei tarvita.")
        with pytest.raises(Refused, match="stand"):
            approve(found, decider)
        assert refuse(found, decider).state == ChangeState.REFUSED

    def test_an_officer_reads_and_the_preparer_does_not_decide(self, application: Application):
        found = grants.change_request(application)
        officer = employee(StaffRole.GRANT_OFFICER)
        client = client_for(officer, city=True)
        shown = client.get(f"/en/kaupunki/muutokset/{found.pk}/").content.decode()
        assert "Sali vaihtui." in shown
        assert "/paata/" not in shown
        assert client.get(f"/en/kaupunki/muutokset/{found.pk}/paata/").status_code == 403
        both = employee(StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER)
        Application.objects.filter(pk=application.pk).update(proposed_by=both)
        for decide in (approve, refuse):
            with pytest.raises(PermissionDenied):
                decide(found, both)

    def test_the_page_decides_after_a_confirmation(self, application: Application, decider: User):
        found = grants.change_request(application, KIND.PURPOSE)
        client = client_for(decider, city=True)
        page = reverse("grants:change_decide", args=[found.pk])
        form = client.get(page).context["form"]
        given = {name: form[name].value() or "" for name in form.fields}
        sent = {**given, "outcome": "approved", "reasons": "Näin.", "version": found.version}
        sent["public_purpose"] = "Syyskonsertti"
        assert client.post(page, {**sent, "confirmed": ""}).status_code == 200
        same = client.post(page, {**sent, "confirmed": "on", "public_purpose": "Kuoron vuosi"}).content.decode()
        assert "Write the new purpose" in same
        assert "Näin." in same
        assert client.post(page, {**sent, "confirmed": "on"}).status_code == 302
        assert Award.objects.get().purpose == "Syyskonsertti"
        assert "Syyskonsertti" in client.get(f"/en/kaupunki/muutokset/{found.pk}/").content.decode()
        assert client.get(page).status_code == 302

    def test_who_may_see_the_request_sees_the_decision_that_refuses_it(self, application: Application, decider: User):
        made = refuse(grants.change_request(application), decider).result
        assert made is not None
        tied = employee(StaffRole.GRANT_OFFICER)
        Tie.objects.create(user=tied, association=application.association, relative=True)
        stranger = grants.draft()
        for actor, sees in (
            (as_employee(employee(StaffRole.GRANT_OFFICER)), True),
            (acting_for(application.started_by, application.association), True),
            (acting_for(stranger.started_by, stranger.association), False),
            (as_employee(tied), False),
        ):
            assert policy.allows("decisions.view_decision", made, actor) is sees
            assert policy.visible(Decision, actor).filter(pk=made.pk).exists() is sees

    def test_the_way_of_notification_is_chosen_and_the_last_day_follows(self, application: Application, decider: User):
        found = grants.change_request(application)
        page = reverse("grants:change_decide", args=[found.pk])
        sent = {"outcome": "refused", "reasons": "Ei.", "confirmed": "on", "authority": "Johtaja", "way": "letter"}
        assert client_for(decider, city=True).post(page, {**sent, "version": found.version}).status_code == 302
        made = Decision.objects.about(found).get()
        assert (made.way, made.notified_on) == (Way.LETTER, clock.today() + timedelta(days=7))

    def test_the_page_of_a_budget_asks_for_no_purpose(self, application: Application, decider: User):
        found = grants.change_request(application)
        client = client_for(decider, city=True)
        page = reverse("grants:change_decide", args=[found.pk])
        assert set(client.get(page).context["form"].fields) == {
            *("outcome", "report_day", "reasons", "confirmed"),
            *("authority", "meeting_on", "minutes_section", "way"),
        }
        sent = {"outcome": "refused", "reasons": "Ei.", "confirmed": "on", "version": found.version}
        sent["authority"] = "Porin kaupunki, johtaja"
        stale = client.post(page, {**sent, "version": found.version + 1}).content.decode()
        assert "Somebody else changed the matter" in stale
        assert client.post(page, sent).status_code == 302
        found.refresh_from_db()
        assert (found.state, found.reasons) == (ChangeState.REFUSED, "Ei.")


class TestSeeing:
    def test_the_disqualified_stay_out_everywhere(self, application: Application):
        found = grants.change_request(application)
        tied = employee(StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER)
        Tie.objects.create(user=tied, association=application.association, relative=True)
        client = client_for(tied, city=True)
        for page in ("", "paata/"):
            assert client.get(f"/en/kaupunki/muutokset/{found.pk}/{page}").status_code == 404
        assert client.get("/en/kaupunki/muutokset/").context["page"].paginator.count == 0
        assert client.get("/en/omat/").context["yours"] == []
        for decide in (approve, refuse):
            with pytest.raises(Http404):
                decide(found, tied)
        with acting(as_employee(tied)):
            assert not policy.visible(ChangeRequest).exists()

    def test_it_stands_on_the_desks_of_those_whose_turn_it_is(self, decider: User):
        application = grants.accepted().award.application
        found = grants.change_request(application)
        address = f"/en/kaupunki/muutokset/{found.pk}/"
        decides = client_for(decider, city=True)
        reviews = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
        assert address in [one.url for one in decides.get("/en/omat/").context["yours"]]
        assert address not in [one.url for one in reviews.get("/en/omat/").context["yours"]]
        assert address in reviews.get("/en/omat/").content.decode()
        assert "The city decides on the change" in applicant(application).get("/en/omat/").content.decode()
        refuse(found, decider)
        assert address not in decides.get("/en/omat/").content.decode()
        assert "The city decides on the change" not in applicant(application).get("/en/omat/").content.decode()

    def test_the_list_shows_what_waits_and_the_rest_by_state(self, decider: User):
        waits, done = grants.change_request(grants.decided()), grants.change_request(grants.decided())
        refuse(done, decider)
        client = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
        for state, expected in (("", [waits]), ("?state=refused", [done]), ("?state=all", [done, waits])):
            rows = client.get(f"/en/kaupunki/muutokset/{state}").context["rows"]
            assert [row.key for row in rows] == [str(one.pk) for one in expected]

    def test_it_stands_on_the_citys_page_of_the_application(self, application: Application):
        found = grants.change_request(application)
        page = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
        shown = page.get(reverse("grants:application_handle", args=[application.pk])).content.decode()
        assert "Sali vaihtui." in shown
        assert f"/kaupunki/muutokset/{found.pk}/" in shown
