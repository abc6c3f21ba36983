"""What counts at the closing moment: when the whole request had arrived, by the server's clock (cases.md 15)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override

from grants.enums import CallState
from grants.models import Application, Call
from grants.services import publishing
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.jobs import runner
from portal.jobs.enums import State
from portal.jobs.models import Job
from portal.journal.models import Event, RowImage
from portal.outbox.models import Message
from portal.ui import formats
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = pytest.mark.django_db

TENTH = timedelta(seconds=0.1)


def closing(at: datetime) -> Application:
    """A complete draft to a call that closes at the moment."""
    application = grants.draft()
    Call.objects.filter(pk=application.call_id).update(closes_at=at)
    return Application.objects.get(pk=application.pk)


def second(ago: int = 0) -> datetime:
    """A whole second, so many seconds ago."""
    return clock.now().replace(microsecond=0) - timedelta(seconds=ago)


def submit(application: Application, **headers: str) -> Any:
    client = client_for(application.started_by, application.association)
    return client.post(f"/en/hakemukset/{application.pk}/tarkista/", headers=headers)


def stamp(moment: datetime) -> str:
    return f"{moment.timestamp():.3f}"


@pytest.mark.parametrize("early", [timedelta(0), TENTH], ids=["at the moment", "a tenth before"])
def test_what_arrives_up_to_the_closing_moment_is_in(early: timedelta):
    closes = second(ago=-60)
    application = closing(closes)
    with time_machine.travel(closes - early, tick=False):
        response = submit(application)
    application.refresh_from_db()
    assert (response.status_code, application.state) == (302, "submitted")
    assert application.submitted_at == application.submissions.get().received_at == closes - early


def test_what_arrives_a_tenth_of_a_second_later_is_out_and_its_draft_stays_readable():
    closes = second(ago=-60)
    application = closing(closes)
    with time_machine.travel(closes + TENTH, tick=False):
        response = submit(application)
        client = client_for(application.started_by, application.association)
        page = client.get(f"/en/hakemukset/{application.pk}/tarkista/")
        led = client.get(f"/en/hakemukset/{application.pk}/muokkaa/")
        desk = client.get("/en/omat/")

    said = (
        f"The call closed on {formats.moment(closes, 'en')}. The application arrived "
        f"{formats.moment(closes + TENTH, 'en', seconds=True)}, so it can&#x27;t be taken any more. Your draft is kept."
    )
    assert response.status_code == 422
    assert response.content.decode().count(said) == 1
    application.refresh_from_db()
    assert (application.state, application.submitted_at, application.submissions.count()) == ("draft", None, 0)
    assert page.status_code == 200
    assert [row["text"] for row in page.context["rows"]][:2] == ["Kuoron nuotit", "Ostamme nuotit ja harjoittelemme."]
    assert "The draft can be read but not submitted." in page.content.decode()
    assert page.content.decode().count("Submit the application") == 0
    assert led.headers["Location"] == f"/en/hakemukset/{application.pk}/tarkista/"
    [matter] = desk.context["others"]
    assert (matter.note, desk.context["yours"]) == ("A draft that wasn't submitted in time", [])


def test_the_proxys_stamp_counts_when_handling_begins_later(settings):
    settings.ARRIVAL_HEADER = "X-Arrived"
    closes = second(ago=2)
    for arrived, state in [(closes, "submitted"), (closes - TENTH, "submitted"), (closes + TENTH, "draft")]:
        application = closing(closes)
        submit(application, x_arrived=stamp(arrived))
        application.refresh_from_db()
        assert (arrived, application.state) == (arrived, state)
        assert application.submitted_at == (arrived if state == "submitted" else None)


def test_without_the_setting_no_stamp_is_believed(settings):
    assert settings.ARRIVAL_HEADER == ""
    closes = second(ago=2)
    application = closing(closes)
    assert submit(application, x_arrived=stamp(closes - TENTH)).status_code == 422


def test_only_the_header_that_the_setting_names_is_believed(settings):
    settings.ARRIVAL_HEADER = "X-Arrived"
    closes = second(ago=2)
    early = stamp(closes - TENTH)
    application = closing(closes)
    others = {"x_request_start": early, "x_arrival": early, "date": early, "x_queue_start": f"t={early}"}
    assert submit(application, **others).status_code == 422


@pytest.mark.parametrize(
    "written",
    ["", "0", "now", "1e9", "-1700000000.0", "{stamp},{stamp}", "t={stamp}", " {stamp}x", "17000000.000", "NaN"],
)
def test_a_stamp_that_cannot_be_read_does_not_help(settings, written: str):
    settings.ARRIVAL_HEADER = "X-Arrived"
    closes = second(ago=2)
    application = closing(closes)
    response = submit(application, x_arrived=written.format(stamp=stamp(closes - TENTH)))
    assert response.status_code == 422


def test_a_stamp_of_the_future_is_the_present(settings):
    settings.ARRIVAL_HEADER = "X-Arrived"
    moment = second()
    application = closing(moment + timedelta(hours=1))
    with time_machine.travel(moment, tick=False):
        submit(application, x_arrived=stamp(moment + timedelta(days=1)))
    application.refresh_from_db()
    assert application.submitted_at == moment


def test_a_stamp_of_the_future_does_not_open_a_call_that_opens_later(settings):
    settings.ARRIVAL_HEADER = "X-Arrived"
    application = closing(second() + timedelta(days=2))
    Call.objects.filter(pk=application.call_id).update(opens_at=second() + timedelta(days=1))
    response = submit(application, x_arrived=stamp(second() + timedelta(days=1, hours=1)))
    assert response.status_code == 422
    assert "opened yet" in response.content.decode()


@pytest.mark.parametrize("page", ["muokkaa", "tarkista"])
def test_the_pages_of_a_draft_show_the_time_left_by_the_servers_clock(page: str):
    closes = second(ago=-60)
    application = closing(closes)
    with time_machine.travel(closes - timedelta(hours=5, minutes=12, seconds=3), tick=False):
        client = client_for(application.started_by, application.association)
        response = client.get(f"/en/hakemukset/{application.pk}/{page}/")
    assert f"Closes in 5 hours 12 minutes, on {formats.moment(closes, 'en')}" in response.content.decode()


def test_a_call_that_has_closed_takes_no_new_draft():
    call = grants.call(closes_at=second(ago=2))
    application = grants.draft()
    client = client_for(application.started_by, application.association)
    response = client.post(f"/en/avustukset/{call.pk}/hae/")
    assert response.headers["Location"] == f"/en/avustukset/{call.pk}/"
    assert list(Application.objects.all()) == [application]


def test_the_draft_of_a_call_that_has_closed_is_still_found():
    application = closing(second(ago=2))
    client = client_for(application.started_by, application.association)
    response = client.post(f"/en/avustukset/{application.call_id}/hae/")
    assert response.headers["Location"] == f"/en/hakemukset/{application.pk}/muokkaa/"


def test_an_association_that_was_dissolved_meanwhile_cannot_submit():
    application = grants.draft()
    application.association.status = "dissolved"
    application.association.save(update_fields=["status"])
    response = submit(application)
    assert response.status_code == 422
    assert "this association has been dissolved" in response.content.decode()
    application.refresh_from_db()
    assert application.state == "draft"


def test_a_bank_account_that_was_ended_meanwhile_is_chosen_anew():
    application = grants.draft()
    account = application.association.bank_accounts.get()
    account.ended_on = clock.today()
    account.save(update_fields=["ended_on"])
    response = submit(application)
    assert response.status_code == 422
    assert [row["question"].key for row in response.context["rows"] if row["missing"]] == ["account"]
    application.refresh_from_db()
    assert application.state == "draft"


def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


def extend(call: Call, until: datetime, who: User | None = None, reason: str = "Portaali oli poissa käytöstä.") -> None:
    with acting(as_employee(who or officer())):
        publishing.extend_call(call=call, closes_at=until, reasons={"reason_fi": reason})


def test_a_recorded_outage_lets_late_arrivals_in_up_to_the_extended_moment():
    """The outage ended after the closing moment: 13/2003 §10; cases.md 16."""
    application = closing(second(ago=3600))
    assert submit(application).status_code == 422

    until = second() + timedelta(hours=2)
    extend(application.call, until)
    with time_machine.travel(until + TENTH, tick=False):
        assert submit(application).status_code == 422
    assert submit(application).status_code == 302
    application.refresh_from_db()
    assert application.submitted_at is not None


def test_the_reason_of_an_extension_stands_in_the_record_and_on_the_page():
    call = grants.call()
    extend(call, call.closes_at + timedelta(days=1))
    event = Event.objects.about(call).get(verb="grants.call_extended")
    assert event.reason == "Portaali oli poissa käytöstä."
    assert RowImage.objects.filter(table="grants_extension").count() == 1
    page = Client().get(f"/fi/avustukset/{call.pk}/").content.decode()
    assert "Portaali oli poissa käytöstä." in page


def test_those_who_have_a_draft_learn_of_more_time_once_each():
    call = grants.call()
    draft = grants.draft(call)
    grants.submitted(call)
    extend(call, call.closes_at + timedelta(days=1))
    job = Job.objects.get(name="grants.tell_of_extension")
    for _again in range(2):
        runner.run(job.pk)
        Job.objects.filter(pk=job.pk).update(state=State.QUEUED, checkpoint={}, finished_at=None)
    told = Message.objects.filter(kind="grants.call_extended")
    assert [message.recipient for message in told] == [draft.started_by]


@pytest.mark.parametrize("state", [CallState.DRAFT, CallState.DECIDED])
def test_only_a_published_call_is_extended(state: CallState):
    call = grants.call(state=state)
    with override("en"), pytest.raises(Refused, match="published"):
        extend(call, call.closes_at + timedelta(days=1))


def test_an_extension_is_later_and_has_a_reason():
    call = grants.call()
    for until, reason in (
        (call.closes_at, "Syy"),
        (call.closes_at - timedelta(days=1), "Syy"),
        (call.closes_at + timedelta(days=1), " "),
    ):
        with pytest.raises(Refused):
            extend(call, until, reason=reason)
    call.refresh_from_db()
    assert not call.extensions.exists()


def test_an_officer_extends_a_call_on_its_page():
    call = grants.call()
    client = client_for(officer(), city=True)
    day = f"{clock.local(call.closes_at) + timedelta(days=2):%d.%m.%Y}"
    path = f"/fi/kaupunki/haut/{call.pk}/pidennys/"
    page = client.post(path, {"closes_on": day, "closes_clock": "15.00", "reason_fi": ""})
    assert set(page.context["form"].errors) == {"reason_fi"}
    client.post(path, {"closes_on": day, "closes_clock": "15.00", "reason_fi": "Katko", "version": call.version})
    assert call.extensions.get().reason_fi == "Katko"
    assert f"{clock.local(Call.objects.get(pk=call.pk).closes_at):%H:%M}" == "15:00"
