"""Who hands an application in: one with the right to sign, or two, the second before the deadline."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from associations.enums import Role, Signing
from associations.models import Association, Membership
from grants.enums import ApplicationState
from grants.models import Application, Call, Signature
from grants.services import applying, drafting
from portal import clock, matters
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.journal.models import Event
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, acting_for, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def two(**fields: Any) -> tuple[Application, User, User]:
    """A complete draft of an association for which two sign, its treasurer and its chair."""
    association = AssociationFactory.create(signing=Signing.TWO, **fields)
    application = grants.draft(association=association)
    return application, application.started_by, member(association, Role.CHAIR)


def submit(application: Application, person: User) -> Application:
    with acting(acting_for(person, application.association)):
        return applying.submit(application=application, arrived_at=clock.now(), language="fi")


def preparer(association: Association) -> User:
    """Somebody who may prepare an application but not sign it."""
    person = member(association, Role.CONTACT)
    Membership.objects.filter(user=person).update(areas=["grants"])
    return person


def press(application: Application, person: User) -> Any:
    return client_for(person, application.association).post(f"/en/hakemukset/{application.pk}/tarkista/")


def test_the_first_signature_seals_and_the_second_hands_in():
    application, treasurer, chair = two()
    signed = submit(application, treasurer)
    assert (signed.state, signed.submitted_at) == (ApplicationState.SIGNED, None)
    assert not application.submissions.exists()
    assert [row.recipient for row in Message.objects.filter(kind="grants.awaits_signature")] == [chair]
    done = submit(application, chair)
    assert (done.state, done.submitted_by) == (ApplicationState.SUBMITTED, chair)
    content = done.submissions.get().content_json
    assert (content["first_signature"]["id"], content["submitted_by"]["id"]) == (treasurer.pk, chair.pk)
    verbs = list(Event.objects.about(application).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["grants.application_started", "grants.application_signed", "grants.application_submitted"]
    page = client_for(treasurer, application.association).get(f"/en/hakemukset/{application.pk}/")
    assert str(treasurer).encode() in page.content
    assert b"Signed first by" in page.content


def test_one_person_cant_sign_twice_however_often_the_button_is_pressed():
    application, treasurer, _chair = two()
    for _time in range(3):
        assert press(application, treasurer).status_code == 302
    application.refresh_from_db()
    assert application.state == ApplicationState.SIGNED
    assert Signature.objects.count() == 1
    assert Message.objects.filter(kind="grants.awaits_signature").count() == 1


def test_nobody_changes_what_is_signed_but_the_signature_can_be_taken_back():
    application, treasurer, chair = two()
    submit(application, treasurer)
    with acting(acting_for(chair, application.association)):
        with pytest.raises(Refused, match="Take the signature back"):
            drafting.save_answers(application=application, values={"purpose": "Toinen"}, versions={"purpose": 1})
        applying.take_signature_back(application=application)
        drafting.save_answers(application=application, values={"purpose": "Toinen"}, versions={"purpose": 1})
    assert not Signature.objects.exists()
    assert submit(application, chair).state == ApplicationState.SIGNED
    assert submit(application, treasurer).state == ApplicationState.SUBMITTED
    # Each round has its own word to the other one.
    assert Message.objects.filter(kind="grants.awaits_signature").count() == 2


def test_what_was_signed_is_what_is_sent():
    application, treasurer, chair = two()
    submit(application, treasurer)
    application.answers.filter(question__key="purpose").update(value="Muuta")
    with pytest.raises(Refused, match="aren't those that were signed"):
        submit(application, chair)


def test_the_time_of_the_second_counts():
    application, treasurer, chair = two()
    submit(application, treasurer)
    now = clock.now()
    Call.objects.update(opens_at=now - timedelta(days=2), closes_at=now - timedelta(seconds=1))
    with pytest.raises(applying.Late):
        submit(Application.objects.get(), chair)
    page = client_for(chair, application.association).get(f"/en/hakemukset/{application.pk}/tarkista/")
    assert page.status_code == 200
    assert b"can be read but not submitted" in page.content


def test_without_the_right_to_sign_one_prepares_and_is_told_who_signs():
    association = AssociationFactory.create()
    helper = preparer(association)
    chair = member(association, Role.CHAIR)
    application = grants.draft(association=association, user=helper)
    with pytest.raises(PermissionDenied):
        submit(application, helper)
    assert press(application, helper).status_code == 403
    page = client_for(helper, association).get(f"/en/hakemukset/{application.pk}/tarkista/")
    assert b"Submit the application" not in page.content
    assert str(chair).encode() in page.content
    Membership.objects.filter(user=chair).update(areas=["grants"])
    page = client_for(helper, association).get(f"/en/hakemukset/{application.pk}/tarkista/")
    assert b"nobody has that right" in page.content


def test_where_one_signs_alone_nothing_is_asked_twice():
    application = grants.draft()
    assert submit(application, application.started_by).state == ApplicationState.SUBMITTED
    assert application.submissions.get().content_json["first_signature"] is None


def test_a_rule_that_changes_in_between_holds_at_once():
    application, treasurer, chair = two()
    submit(application, treasurer)
    Association.objects.update(signing=Signing.ALONE)
    done = submit(Application.objects.get(), treasurer)
    assert done.state == ApplicationState.SUBMITTED
    assert done.submissions.get().content_json["first_signature"] is None
    assert chair.pk != treasurer.pk


def test_the_desk_says_whose_turn_it_is():
    application, treasurer, chair = two()
    submit(application, treasurer)
    reader = preparer(application.association)
    for person, turn in ((chair, True), (reader, False)):
        with acting(acting_for(person, application.association)) as actor:
            (matter,) = [one for one in matters.of(actor) if one.url == application.get_absolute_url()]
        assert (matter.yours, "second signature" in str(matter.note)) == (turn, True)


def test_the_city_sees_nothing_of_what_only_one_has_signed():
    application, treasurer, _chair = two()
    submit(application, treasurer)
    officer = client_for(employee(StaffRole.GRANT_OFFICER))
    assert officer.get(f"/en/kaupunki/avustukset/{application.pk}/").status_code == 404
    assert application.association.name.encode() not in officer.get("/en/kaupunki/avustukset/?state=all").content
