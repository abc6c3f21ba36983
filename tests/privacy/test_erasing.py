"""Whoever is erased is nowhere any more but where the law keeps their name: the whole database is searched."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session

from associations.models import Claim, Membership
from grants.models import Application, Submission
from portal import clock, personal
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting, system
from portal.files.models import StoredFile
from portal.jobs.models import JobError
from portal.journal.models import Event
from portal.journal.services import sentence
from portal.outbox import rendering
from portal.outbox.enums import State
from portal.outbox.models import Message
from portal.privacy.enums import RequestState
from portal.privacy.services import requests
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories.accounts import as_employee, employee
from tests.factories.privacy import carried_out, data_request, dry_run
from tests.privacy.people import EMAIL, FIRST, LAST, WORDS, places, traces, undeclared

pytestmark = pytest.mark.django_db


def months_later(months: int) -> Any:
    return time_machine.travel(clock.now() + timedelta(days=31 * months), tick=False)


def sent(message: Message) -> None:
    """The mail has gone out."""
    Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=clock.now())


def test_the_search_finds_the_person_everywhere_before():
    """What the two tests below stand on: each of these would be found if it were forgotten."""
    traces()
    found = undeclared(places(*WORDS))
    assert found.keys() >= {
        *("accounts_user.first_name", "accounts_user.last_name", "accounts_user.email", "account_emailaddress.email"),
        "outbox_message.address",
        *("associations_invitation.email", "associations_handoverseat.email", "associations_claim.message"),
        *("associations_claim.reason", "associations_claim.second_email", "associations_contactway.value"),
        *("feedback_feedback.email", "feedback_feedback.text", "files_storedfile.name"),
        *("journal_event.actor_label", "journal_event.object_label", "journal_event.reason", "journal_event.details"),
        *("journal_rowimage.actor", "journal_rowimage.after"),
    }


def test_a_request_that_is_carried_out_leaves_no_name_but_where_the_law_asks(settings: Any):
    person = traces()
    row = data_request(person, reason=f"T. {FIRST}")
    with acting(as_employee(employee(StaffRole.ADMINISTRATOR))):
        requests.carry_out(row)

    [answer] = Message.objects.filter(kind="privacy.erased")
    assert answer.address == EMAIL
    sent(answer)
    with acting(system("test")):
        requests.forget_answers()

    # A dissolved association's own contact way goes with the plan.
    left = undeclared(places(*WORDS))
    assert left == {"associations_contactway.value": 1, "associations_contactway.label": 1}
    person.refresh_from_db()
    assert str(person) == f"Poistettu käyttäjä {person.pk}"
    assert (person.is_active, person.has_usable_password()) == (False, False)
    assert not any(one.get_decoded().get("_auth_user_id") == str(person.pk) for one in Session.objects.all())


def test_a_run_of_the_plan_leaves_no_name_but_where_the_law_asks(settings: Any):
    person = traces()
    administrator = employee(StaffRole.ADMINISTRATOR)
    with months_later(25):
        run = carried_out(dry_run(administrator), administrator)
        assert run.state == "done"
        # What went with the account is no longer due when its own line comes.
        assert not JobError.objects.exists()
        assert run.items.filter(note="", erased_at__isnull=True).count() == 0
    assert undeclared(places(*WORDS)) == {}
    person.refresh_from_db()
    assert person.email == f"erased-{person.pk}@erased.invalid"
    # What must stay points at the account without a name.
    assert Membership.objects.filter(user=person).count() == 1
    assert FIRST in Submission.objects.get(submitted_by=person).content
    assert Application.objects.filter(started_by=person).count() == 1
    assert Claim.objects.get(user=person).message == ""
    # Nothing of the attached minutes is left in the storage either.
    assert not StoredFile.objects.filter(parent_type="associations.claim").exists()


def test_the_content_of_the_attached_files_goes_too(settings: Any, django_capture_on_commit_callbacks: Any):
    person = traces()
    stored = StoredFile.objects.get(parent_type="associations.claim")
    file = Path(settings.MEDIA_ROOT) / stored.path
    assert file.exists()
    with django_capture_on_commit_callbacks(execute=True), acting(as_employee(employee(StaffRole.ADMINISTRATOR))):
        requests.carry_out(data_request(person))
    assert not file.exists()


def test_the_record_still_tells_what_was_done():
    person = traces()
    with acting(as_employee(employee(StaffRole.ADMINISTRATOR))):
        requests.carry_out(data_request(person))
    edited = Event.objects.get(verb="associations.profile_edited")
    assert "a person whose data has been erased edited the profile of Kylän Laulu" in sentence(edited)
    submitted = Event.objects.get(verb="grants.application_submitted")
    assert (submitted.actor_label, submitted.redacted_at) == (f"{FIRST} {LAST}", None)


def test_the_person_is_told_what_went_and_what_stays():
    person = traces()
    User.objects.filter(pk=person.pk).update(language="en")
    with acting(as_employee(employee(StaffRole.ADMINISTRATOR))):
        row = requests.carry_out(data_request(person, reason="Poistakaa."))
    letter = rendering.letter(Message.objects.get(kind="privacy.erased"))
    assert "The account: name, addresses, password" in letter.text
    assert "Applications that were submitted" in letter.text
    assert "tietosuoja.fi" in letter.text
    assert (row.state, row.reason) == (RequestState.DONE, "")


def test_an_erased_person_can_neither_sign_in_nor_go_on():
    person = traces()
    client = client_for(person)
    assert client.get("/fi/omat/tiedot/").status_code == 200
    with acting(as_employee(employee(StaffRole.ADMINISTRATOR))):
        requests.carry_out(data_request(person))
    assert client.get("/fi/omat/tiedot/").status_code == 302


def test_a_role_in_force_stands_in_the_way():
    person = traces()
    Membership.objects.filter(user=person).update(ends_on=clock.today())
    row = data_request(person)
    with (
        acting(as_employee(employee(StaffRole.ADMINISTRATOR))),
        pytest.raises(Refused, match="acts for an association"),
    ):
        requests.carry_out(row)
    person.refresh_from_db()
    assert person.email == EMAIL


def test_erasing_again_changes_nothing():
    person = traces()
    with acting(as_employee(employee(StaffRole.ADMINISTRATOR))):
        requests.carry_out(data_request(person))
        person.refresh_from_db()
        before, events = places("erased.invalid", "Poistettu"), Event.objects.count()
        personal.forget([person])
    assert places("erased.invalid", "Poistettu").keys() == before.keys()
    assert Event.objects.count() == events
