"""Requests for rectification: in time or late, asked for or recorded, decided with an instruction to appeal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse

from associations.enums import Role
from associations.models import Membership, Support, Tie
from grants.enums import Channel, RectificationOutcome, RectificationState
from grants.models import Application, Award, Rectification
from grants.services import rectifying
from grants.services.sittings import Sitting
from portal import clock, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions.enums import Remedy, Way
from portal.decisions.models import AppealRule, Decision
from portal.files.models import StoredFile
from portal.journal.models import Event
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member
from tests.files.made import PDF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

OUTCOME = RectificationOutcome


@pytest.fixture
def application() -> Application:
    return grants.decided(amount_cents=30_000)


@pytest.fixture
def decider() -> User:
    return employee(StaffRole.DECISION_MAKER)


def applicant(application: Application) -> Client:
    return client_for(application.started_by, application.association)


def path(application: Application, page: str = "oikaisu/") -> str:
    return f"/en/hakemukset/{application.pk}/{page}"


def ask(application: Application, **given: Any) -> Rectification:
    values = {"asked": "Koko summa.", "grounds": "Laskuvirhe.", "arrived_at": clock.now(), **given}
    with acting(acting_for(application.started_by, application.association)):
        return rectifying.ask(application=application, **values)


def record(application: Application, **given: Any) -> Rectification:
    values = {
        "channel": Channel.LETTER,
        "arrived_on": clock.today(),
        "asked": "Koko summa.",
        "grounds": "Syy.",
        **given,
    }
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        return rectifying.record(application=application, **values)


def decide(found: Rectification, decider: User, outcome: str, cents: int | None = None, **given: Any) -> Rectification:
    values = {"reasons": "Perusteltu vastaus.", "sitting": Sitting("Sivistyslautakunta"), **given}
    with acting(as_employee(decider)):
        return rectifying.decide(rectification=found, outcome=outcome, cents=cents, **values)


class TestAsking:
    def test_the_association_asks_on_its_page_and_gets_a_receipt_with_the_time_at_once(self, application: Application):
        client = applicant(application)
        assert "Ask for rectification" in client.get(path(application, "")).content.decode()
        empty = client.post(path(application), {"asked": "", "grounds": "Laskuvirhe."})
        assert "This is missing." in empty.content.decode()
        assert "Laskuvirhe." in empty.content.decode()
        file = SimpleUploadedFile("laskelma.pdf", PDF)
        sent = client.post(path(application), {"asked": "Koko summa.", "grounds": "Laskuvirhe.", "attachments": file})
        assert sent.headers["Location"] == f"{path(application, '')}#rectification"
        found = Rectification.objects.get()
        assert (found.channel, found.in_time, found.made_by) == (Channel.PORTAL, True, application.started_by)
        assert found.decision == Decision.objects.get()
        receipt = Message.objects.get(kind="grants.rectification_received")
        assert receipt.recipient == application.started_by
        assert Message.objects.filter(kind="grants.rectification_asked").exists()
        page = client.get(path(application, "")).content.decode()
        assert "Koko summa." in page
        assert "laskelma.pdf" in page
        assert "asked to rectify" in page
        [stored] = StoredFile.objects.filter(name="laskelma.pdf")
        assert client.get(stored.get_absolute_url()).status_code == 200

    def test_the_back_button_makes_no_second_request(self, application: Application):
        client = applicant(application)
        for _ in range(2):
            assert client.post(path(application), {"asked": "A", "grounds": "B"}).status_code == 302
        assert Rectification.objects.count() == 1
        found = Rectification.objects.get()
        with pytest.raises(IntegrityError, match="rectification_open_once"), transaction.atomic():
            Rectification.objects.create(
                application=application,
                decision=found.decision,
                channel="portal",
                asked="A",
                grounds="B",
                received_at=clock.now(),
                arrived_on=clock.today(),
                made_by=found.made_by,
            )

    def test_only_who_signs_for_the_association_asks(self, application: Application):
        prepares = member(application.association, Role.CONTACT)
        Membership.objects.filter(user=prepares).update(areas=["grants"])
        client = client_for(prepares, application.association)
        assert client.get(path(application, "")).status_code == 200
        assert "/oikaisu/" not in client.get(path(application, "")).content.decode()
        assert client.post(path(application), {"asked": "A", "grounds": "B"}).status_code == 403
        stranger = AssociationFactory.create()
        other = client_for(member(stranger), stranger)
        assert other.post(path(application), {"asked": "A", "grounds": "B"}).status_code == 404
        assert Rectification.objects.count() == 0

    def test_an_ex_chair_asks_nothing_on_the_next_request(self, application: Application):
        client = applicant(application)
        assert client.get(path(application)).status_code == 200
        Membership.objects.filter(user=application.started_by).update(
            starts_on=clock.today() - timedelta(days=9), ends_on=clock.today() - timedelta(days=1)
        )
        assert client.post(path(application), {"asked": "A", "grounds": "B"}).status_code == 404

    @pytest.mark.parametrize(("late_by", "in_time"), [(0, True), (1, False)])
    def test_the_day_of_arrival_in_helsinki_counts(self, late_by: int, in_time: bool, application: Application):
        last_day = Decision.objects.get().last_day
        assert last_day is not None
        with time_machine.travel(clock.at(last_day + timedelta(days=late_by), clock.now().time().replace(hour=23))):
            found = ask(application, late_reason="Lomalla.")
        assert (found.in_time, found.last_day, found.arrived_on) == (
            in_time,
            last_day,
            last_day + timedelta(days=late_by),
        )

    def test_a_late_request_is_taken_with_its_reason(self, application: Application):
        with time_machine.travel(clock.now() + timedelta(days=60)):
            client = applicant(application)
            assert "The last day has gone by" in client.get(path(application)).content.decode()
            refused = client.post(path(application), {"asked": "A", "grounds": "B"})
            assert "This is missing." in refused.content.decode()
            sent = {"asked": "A", "grounds": "B", "late_reason": "Kirje hukkui."}
            assert client.post(path(application), sent).status_code == 302
        found = Rectification.objects.get()
        assert (found.in_time, found.late_reason) == (False, "Kirje hukkui.")

    def test_nothing_is_asked_before_the_decision(self):
        application = grants.proposed()
        assert applicant(application).get(path(application)).status_code == 302
        with pytest.raises(PermissionDenied):
            ask(application)
        assert Rectification.objects.count() == 0

    def test_a_request_is_withdrawn_and_may_be_made_again(self, application: Application):
        ask(application)
        client = applicant(application)
        assert client.post(path(application, "oikaisu/peru/"), {"reason": "Selvisi."}).status_code == 302
        found = Rectification.objects.get()
        assert (found.state, found.closed_at is not None) == (RectificationState.WITHDRAWN, True)
        assert client.get(path(application)).status_code == 200


class TestRecording:
    def test_an_officer_records_a_letter_with_its_day(self, application: Application):
        client = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
        page = f"/en/kaupunki/avustukset/{application.pk}/oikaisu/"
        sent = {"channel": "letter", "arrived_on": f"{clock.today():%d.%m.%Y}", "asked": "Koko", "grounds": "Syy"}
        made = client.post(page, sent)
        found = Rectification.objects.get()
        assert made.headers["Location"] == f"/en/kaupunki/oikaisut/{found.pk}/"
        assert (found.channel, found.by_member, found.asker_name) == ("letter", False, "")
        assert client.post(page, {**sent, "by_member": "on"}).status_code == 200
        assert client.post(page, {**sent, "by_member": "on", "asker_name": "Kalle Kuntalainen"}).status_code == 302
        listed = client.get("/en/kaupunki/oikaisut/").content.decode()
        assert listed.count('<th scope="row">') == 2
        # The party reads what is asked, not by whom.
        seen = applicant(application).get(path(application, "")).content.decode()
        assert "a member of the municipality" in seen
        assert "Kalle Kuntalainen" not in seen

    def test_a_members_period_runs_from_the_publication(self, application: Application):
        decision = Decision.objects.get()
        found = record(application, by_member=True, asker_name="Kalle Kuntalainen")
        assert decision.published_at is not None
        rule = AppealRule.objects.for_day(Way.ONLINE, clock.today())
        assert found.last_day is not None
        assert found.last_day >= clock.today() + timedelta(days=rule.deemed_days + rule.period_days)
        assert found.last_day != decision.last_day

    @pytest.mark.parametrize("days", [1, -1])
    def test_a_day_to_come_or_before_the_decision_is_refused(self, days: int, application: Application):
        with pytest.raises(Refused):
            record(application, arrived_on=clock.today() + timedelta(days=days))

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"channel": Channel.PORTAL}, "how the request came"),
            ({"by_member": True, "asker_name": " "}, "name of the member"),
            ({"asked": " "}, "what should be changed"),
            ({"grounds": ""}, "on what grounds"),
            ({"attachments": [ContentFile(PDF, f"{number}.pdf") for number in range(21)]}, "files can be attached"),
        ],
    )
    def test_what_lacks_is_refused_with_its_sentence(
        self, given: dict[str, Any], sentence: str, application: Application
    ):
        with pytest.raises(Refused, match=sentence):
            record(application, **given)
        assert not Rectification.objects.exists()
        assert not StoredFile.objects.filter(kind="document").exists()

    def test_a_request_from_the_portal_is_not_withdrawn_by_an_officer(self, application: Application):
        asked, letter = ask(application), record(application, by_member=True, asker_name="Kalle")
        with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
            assert not policy.allows("grants.withdraw_rectification", asked)
            assert rectifying.withdraw(rectification=letter).state == RectificationState.WITHDRAWN


class TestDeciding:
    def test_changed_makes_the_next_version_award_and_ledger(self, application: Application, decider: User):
        found = decide(ask(application), decider, OUTCOME.CHANGED, 45_000)
        newest = Decision.objects.about(application)[0]
        assert (found.state, found.result, found.decided_by) == (RectificationState.DECIDED, newest, decider)
        assert (newest.version, newest.authority, newest.remedy) == (2, "Sivistyslautakunta", Remedy.APPEAL)
        assert Award.objects.get().amount_cents == 45_000
        assert list(Support.objects.order_by("pk").values_list("value_cents", flat=True)) == [30_000, 15_000]
        told = Message.objects.get(kind="grants.decision", discriminator="2")
        assert told.context["appeal"] is True
        assert Event.objects.about(application).filter(verb="grants.rectification_decided").count() == 1

    @pytest.mark.parametrize("outcome", [OUTCOME.KEPT, OUTCOME.NOT_EXAMINED])
    def test_kept_and_not_examined_leave_the_sum_and_make_a_version(
        self, outcome: str, application: Application, decider: User
    ):
        found = decide(ask(application), decider, outcome, 1)
        assert found.result is not None
        assert (found.result.version, found.result.reasons) == (2, "Perusteltu vastaus.")
        assert Award.objects.cents() == 30_000
        assert Support.objects.count() == 1
        assert Award.objects.get().decision == found.result

    def test_a_refusal_is_changed_to_a_grant(self, decider: User):
        application = grants.decided(amount_cents=0)
        decide(ask(application), decider, OUTCOME.CHANGED, 20_000, public_purpose="Kuoron nuotit")
        application.refresh_from_db()
        assert (application.state, Award.objects.cents()) == ("granted", 20_000)

    def test_its_instruction_leads_to_the_court_within_thirty_days(self, application: Application, decider: User):
        with time_machine.travel("2026-12-14 10:00+02:00"):
            grants_application = grants.decided(amount_cents=30_000)
            result = decide(ask(grants_application), decider, OUTCOME.KEPT).result
        assert result is not None
        # The third day after sending is 17.12.; thirty days from it a Saturday, so Monday 18.1.
        assert (result.notified_on, result.last_day) == (date(2026, 12, 17), date(2027, 1, 18))
        assert "hallinto-oikeus" in result.rectification
        assert "135" in result.rectification

    def test_against_it_no_rectification_is_asked_for_any_more(self, application: Application, decider: User):
        decide(ask(application), decider, OUTCOME.KEPT)
        client = applicant(application)
        assert "/oikaisu/" not in client.get(path(application, "")).content.decode()
        assert client.get(path(application)).status_code == 302
        with pytest.raises(Refused, match="court"):
            ask(application)

    def test_a_late_request_is_not_examined_unless_it_is_shown_in_time(self, application: Application, decider: User):
        with time_machine.travel(clock.now() + timedelta(days=60)):
            found = ask(application, late_reason="Posti.")
            with pytest.raises(Refused, match="late"):
                decide(found, decider, OUTCOME.KEPT)
            assert Decision.objects.count() == 1
            assert decide(found, decider, OUTCOME.KEPT, shown_in_time=True).state == RectificationState.DECIDED

    @pytest.mark.parametrize(
        ("outcome", "given", "sentence"),
        [
            ("granted", {}, "how the request is decided"),
            (OUTCOME.KEPT, {"reasons": " "}, "needs reasons"),
            (OUTCOME.CHANGED, {}, "Give the new sum"),
        ],
    )
    def test_what_the_decision_lacks_is_refused_with_its_sentence(
        self, outcome: str, given: dict[str, Any], sentence: str, application: Application, decider: User
    ):
        found = ask(application)
        with pytest.raises(Refused, match=sentence):
            decide(found, decider, outcome, **given)
        assert Decision.objects.count() == 1

    def test_a_sum_that_does_not_fit_leaves_everything_as_it_was(self, decider: User):
        call = grants.call(appropriation_cents=60_000)
        application, _other = grants.decided(call, 30_000), grants.decided(call, 30_000)
        found = ask(application)
        with pytest.raises(Refused, match="left"):
            decide(found, decider, OUTCOME.CHANGED, 30_001)
        found.refresh_from_db()
        assert (found.state, Award.objects.cents(), Decision.objects.count()) == ("received", 60_000, 2)

    def test_it_is_decided_once(self, application: Application, decider: User):
        found = ask(application)
        decide(found, decider, OUTCOME.KEPT)
        with pytest.raises(Refused):
            decide(found, decider, OUTCOME.CHANGED, 50_000)
        assert Decision.objects.count() == 2

    def test_a_members_request_never_names_them_in_the_decision_and_is_answered_by_post(
        self, application: Application, decider: User
    ):
        found = decide(record(application, by_member=True, asker_name="Kalle Kuntalainen"), decider, OUTCOME.KEPT)
        assert found.result is not None
        texts = [found.result.outcome, found.result.corrects, found.result.published_text, found.result.title]
        assert not any("Kuntalainen" in text for text in texts)
        assert Message.objects.filter(kind="grants.rectification_answer").exists()

    def test_the_page_decides_after_a_confirmation(self, application: Application, decider: User):
        found = ask(application)
        client = client_for(decider, city=True)
        page = reverse("grants:rectification_decide", args=[found.pk])
        shown = client.get(page)
        form = {name: shown.context["form"][name].value() or "" for name in shown.context["form"].fields}
        sent = {**form, "outcome": "changed", "amount": "450", "reasons": "Näin.", "version": found.version}
        assert client.post(page, {**sent, "confirmed": ""}).status_code == 200
        assert client.post(page, {**sent, "confirmed": "on"}).status_code == 302
        assert Award.objects.cents() == 45_000
        detail = client.get(f"/en/kaupunki/oikaisut/{found.pk}/").content.decode()
        assert "How to appeal" in detail
        assert client.get(page).status_code == 302

    def test_the_disqualified_and_the_preparer_stay_out(self, application: Application, decider: User):
        found = ask(application)
        tied = employee(StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER)
        Tie.objects.create(user=tied, association=application.association, relative=True)
        client = client_for(tied, city=True)
        for page in ("", "paata/", "peru/"):
            assert client.get(f"/en/kaupunki/oikaisut/{found.pk}/{page}").status_code == 404
        assert client.get("/en/kaupunki/oikaisut/").context["page"].paginator.count == 0
        assert client.get("/en/omat/").context["yours"] == []
        with pytest.raises(Http404):
            decide(found, tied, OUTCOME.KEPT)
        assert application.proposed_by is not None
        application.proposed_by.staff_assignments.create(role=StaffRole.DECISION_MAKER, starts_on=clock.today())
        again = client_for(application.proposed_by, city=True)
        assert again.get(f"/en/kaupunki/oikaisut/{found.pk}/paata/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_three(rows: int, django_assert_num_queries: Any):
    for _number in range(rows):
        grants.rectification(grants.decided())
    client = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
    client.get("/fi/kaupunki/oikaisut/")
    # 4 of every signed-in page; how many there are, and the requests.
    with django_assert_num_queries(6):
        page = client.get("/fi/kaupunki/oikaisut/")
    assert page.content.decode().count('<th scope="row">') == rows
