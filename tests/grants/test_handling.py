"""The officers' queue with whose turn it is, another preparing officer, and internal notes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.utils import ProgrammingError
from django.http import Http404
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from associations.enums import Role
from associations.models import Membership, Tie
from grants import rules
from grants.enums import ApplicationState, Turn
from grants.models import Application, Note
from grants.services import assigning, completing, notes, reviewing
from portal import clock, personal, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.journal import services as journal
from portal.journal.models import Event
from portal.outbox.models import Message as Mail
from portal.savedviews import services as savedviews
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

QUEUE = "/en/kaupunki/avustukset/"


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def city(officer: User) -> Client:
    return client_for(officer, city=True)


def page_of(application: Application, tail: str = "") -> str:
    return f"{QUEUE}{application.pk}/{tail}"


def shown(client: Client, query: str = "") -> list[str]:
    return [row.case_number for row in client.get(f"{QUEUE}?{query}").context["rows"]]


def assigned(application: Application, officer: User, **more: Any) -> Application:
    return assigning.assign(application=application, officer=officer, **{"reason": "Loma alkaa.", **more})


# --- The queue ---


def test_the_queue_narrows_by_call_officer_and_state_and_orders_by_sum(city: Client, officer: User):
    first, second = grants.submitted(), grants.in_review()
    third = grants.submitted(second.call)
    Application.objects.filter(pk=third.pk).update(requested_cents=90_000)
    other = second.handled_by
    assert other is not None
    with acting(as_employee(officer)):
        reviewing.take_into_review(application=third)
    numbers = {row.pk: row.case_number for row in (first, second, third)}
    one, two, three = numbers[first.pk], numbers[second.pk], numbers[third.pk]
    assert shown(city) == [one, two, three]
    assert shown(city, "order=sum") == [three, one, two]
    assert shown(city, f"call={second.call.pk}") == [two, three]
    assert shown(city, "handler=mine") == [three]
    assert shown(city, "handler=none") == [one]
    assert shown(city, f"handler={other.pk}&state=in_review&call={second.call.pk}") == [two]
    assert shown(city, "state=submitted") == [one]


@pytest.mark.parametrize("query", ["call=999999", "call=x", "handler=0", "handler=1%20or%201", "order=-case_number"])
def test_what_the_queue_does_not_offer_is_as_good_as_nothing(city: Client, query: str):
    applications = [grants.submitted().case_number, grants.submitted().case_number]
    assert shown(city, query) == applications


def test_the_queue_tells_the_age_and_whose_turn_it_is(officer: User):
    submitted, proposed, decided = grants.submitted(), grants.proposed(), grants.decided()
    asked = grants.asked().application
    with time_machine.travel(clock.now() + timedelta(days=12), tick=False):
        page = client_for(officer, city=True).get(f"{QUEUE}?state=all")
    rows = {row.case_number: row for row in page.context["rows"]}
    found = {number: (row.days, row.turn) for number, row in rows.items()}
    assert found == {
        submitted.case_number: ("12", "the city"),
        asked.case_number: ("12", "the association"),
        proposed.case_number: ("12", "the decision maker"),
        decided.case_number: ("", "nobody"),
    }
    assert rows[asked.case_number].officer == str(asked.handled_by)


def test_a_cancelled_request_gives_the_turn_back(city: Client, officer: User):
    request = grants.asked()
    with acting(as_employee(officer)):
        completing.cancel(request=request, reason="Löytyi.")
    assert [row.turn for row in city.get(QUEUE).context["rows"]] == ["the city"]


@given(st.sampled_from(ApplicationState), st.booleans())
def test_the_turn_is_somebodys_exactly_while_the_matter_is_open(state: ApplicationState, asked: bool):
    open_states = {ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW, ApplicationState.PROPOSED}
    turn = rules.turn(state, asked=asked)
    assert (turn is Turn.NOBODY) == (state not in open_states)
    assert turn is not Turn.ASSOCIATION or (asked and state != ApplicationState.PROPOSED)


def test_a_saved_view_keeps_the_new_fields(city: Client, officer: User):
    mine = grants.submitted()
    grants.submitted()
    with acting(as_employee(officer)):
        reviewing.take_into_review(application=mine)
        savedviews.save_view(page="grants:queue", query="handler=mine&order=sum", name="Omat", is_default=True)
    response = city.get(QUEUE, follow=True)
    assert [row.case_number for row in response.context["rows"]] == [mine.case_number]
    chosen = {select.name: select.chosen for select in response.context["selects"]}
    assert chosen == {"state": "", "call": "", "handler": "mine", "order": "sum"}


# --- Another preparing officer ---


def test_another_officer_gets_the_matter_a_message_and_what_the_association_writes(city: Client, officer: User):
    application, other = grants.in_review(), employee(StaffRole.GRANT_OFFICER)
    path = page_of(application, "kasittelija/")
    form = city.get(path).context["form"]
    assert application.handled_by not in form.fields["officer"].queryset
    sent = {"officer": other.pk, "reason": "Toimiala vaihtuu.", "version": application.version}
    assert city.post(path, sent).status_code == 302
    application.refresh_from_db()
    assert (application.handled_by, application.state) == (other, ApplicationState.IN_REVIEW)
    event = Event.objects.get(verb="grants.officer_assigned")
    assert (event.reason, event.actor_id) == ("Toimiala vaihtuu.", officer.pk)
    assert journal.sentence(event).endswith(f"{application} to {other} to prepare")
    [mail] = Mail.objects.filter(kind="grants.assigned")
    assert (mail.recipient, mail.path) == (other, f"/en/kaupunki/avustukset/{application.pk}/")
    # The applicant's history doesn't tell it, nor why.
    theirs = client_for(application.started_by, application.association)
    assert "Toimiala vaihtuu." not in theirs.get(f"/en/hakemukset/{application.pk}/").content.decode()


def test_who_takes_a_matter_to_themselves_gets_no_message(officer: User):
    with acting(as_employee(officer)):
        assigned(grants.in_review(), officer)
    assert Mail.objects.filter(kind="grants.assigned").count() == 0


def test_given_to_and_fro_each_time_somebody_is_told(officer: User):
    application, other = grants.in_review(), employee(StaffRole.GRANT_OFFICER)
    third = employee(StaffRole.GRANT_OFFICER)
    with acting(as_employee(officer)):
        for person in (other, third, other):
            assigned(Application.objects.get(pk=application.pk), person)
    told = Mail.objects.filter(kind="grants.assigned").order_by("pk")
    assert [mail.recipient for mail in told] == [other, third, other]


@pytest.mark.parametrize("bind", ["tie", "seat", "role", "same", "inactive"])
def test_nobody_gets_a_matter_who_may_not_have_it(city: Client, officer: User, bind: str):
    application, other = grants.in_review(), employee(StaffRole.GRANT_OFFICER)
    if bind == "tie":
        Tie.objects.create(user=other, association=application.association, relative=True)
    elif bind == "seat":
        Membership.objects.create(association=application.association, user=other, role=Role.MEMBER)
    elif bind == "role":
        other = employee(StaffRole.DECISION_MAKER)
    elif bind == "inactive":
        User.objects.filter(pk=other.pk).update(is_active=False)
    else:
        assert application.handled_by is not None
        other = application.handled_by
    with acting(as_employee(officer)), pytest.raises(Refused, match="can't be given this matter"):
        assigned(application, other)
    path = page_of(application, "kasittelija/")
    response = city.post(path, {"officer": other.pk, "reason": "Syy.", "version": application.version})
    assert "officer" in response.context["form"].errors
    assert Event.objects.filter(verb="grants.officer_assigned").count() == 0


def test_only_an_open_matter_changes_hands_and_only_with_a_reason(city: Client, officer: User):
    other, decided, open_one = employee(StaffRole.GRANT_OFFICER), grants.decided(), grants.proposed()
    with acting(as_employee(officer)):
        with pytest.raises(Refused, match="closed"):
            assigned(decided, other)
        with pytest.raises(Refused, match="Say why"):
            assigned(open_one, other, reason="  ")
        with pytest.raises(Stale):
            assigned(open_one, other, version=open_one.version - 1)
    assert city.get(page_of(decided, "kasittelija/")).status_code == 302
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))), pytest.raises(PermissionDenied):
        assigned(open_one, other)
    assert not Event.objects.filter(verb="grants.officer_assigned").exists()


def test_a_tied_officer_gives_nothing_away(officer: User):
    application, other = grants.in_review(), employee(StaffRole.GRANT_OFFICER)
    Tie.objects.create(user=officer, association=application.association)
    with acting(as_employee(officer)), pytest.raises(Http404):
        assigned(application, other)


# --- Internal notes ---


def test_a_note_stands_in_the_matter_for_the_city_and_never_for_the_association(city: Client, officer: User):
    application, secret = grants.in_review(), "Tili on vielä tarkistettava <b>."
    assert city.post(page_of(application, "muistiinpanot/"), {"note": secret}).status_code == 302
    [note] = Note.objects.all()
    assert (note.author, note.text) == (officer, secret)
    for role in (StaffRole.DECISION_MAKER, StaffRole.AUDITOR, StaffRole.GRANT_OFFICER):
        text = client_for(employee(role), city=True).get(page_of(application)).content.decode()
        assert "Tili on vielä tarkistettava &lt;b&gt;." in text
        assert (page_of(application, "muistiinpanot/") in text) == (role == StaffRole.GRANT_OFFICER)
    person = application.started_by
    theirs = client_for(person, application.association)
    for path in (f"/en/hakemukset/{application.pk}/", "/en/omat/", "/en/"):
        page = theirs.get(path).content.decode()
        assert "Tili on" not in page
        assert "internal note" not in page
    assert theirs.get(page_of(application)).status_code == 403
    assert theirs.post(page_of(application, "muistiinpanot/"), {"note": "x"}).status_code == 403
    with acting(acting_for(person, application.association)):
        assert policy.visible(Note).count() == 0
        with pytest.raises(PermissionDenied):
            notes.write_note(application=application, text="x")
    # Neither the member's own copy nor the author's, who may sit on a board one day, tells what it says.
    for who in (person, officer):
        rows = [row for part in personal.parts(who) for section in part.sections for row in section.rows]
        assert not [row for row in rows if "Tili on" in str(row)]
    assert not Mail.objects.filter(context__icontains="Tili on").exists()
    assert not [event for event in Event.objects.all() if "Tili on" in f"{event.details}{event.reason}"]


def test_a_barred_officer_neither_reads_nor_writes_notes(officer: User):
    application, other = grants.in_review(), grants.in_review()
    writer = employee(StaffRole.GRANT_OFFICER)
    grants.note(application, writer)
    kept = grants.note(other, writer)
    Tie.objects.create(user=officer, association=application.association)
    assert client_for(officer, city=True).post(page_of(application, "muistiinpanot/"), {"note": "x"}).status_code == 404
    with acting(as_employee(officer)):
        assert list(policy.visible(Note)) == [kept]
        with pytest.raises(Http404):
            notes.write_note(application=application, text="x")
    assert Note.objects.count() == 2


def test_an_empty_note_is_refused_with_the_page_as_it_was(city: Client):
    application = grants.in_review()
    response = city.post(page_of(application, "muistiinpanot/"), {"note": " \n "})
    assert response.status_code == 422
    assert [fault.target for fault in response.context["note_form"].faults] == ["id_note"]
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))), pytest.raises(Refused):
        notes.write_note(application=application, text=" ")


def test_nobody_notes_anything_on_a_draft(officer: User):
    application = grants.draft()
    with acting(as_employee(officer)), pytest.raises((Http404, PermissionDenied)):
        notes.write_note(application=application, text="x")


@pytest.mark.parametrize("sql", ["UPDATE grants_note SET text = 'x'", "DELETE FROM grants_note"])
def test_the_database_lets_nobody_change_a_note(officer: User, sql: str):
    grants.note(grants.in_review(), officer)
    with acting(as_employee(officer)), connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute(sql)
