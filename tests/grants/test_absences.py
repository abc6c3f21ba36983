"""Officers are away, and a colleague stands in: in the queue, on the desk and for what associations write."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from associations.enums import Role
from associations.models import Membership, Tie
from grants import queries, rules
from grants.models import Absence, Application
from grants.retention import old_absences, remove_absences
from grants.services import absences, assigning, completing, messaging, reviewing
from portal import clock, matters, personal
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.actor import acting, system
from portal.journal.models import Event, RowImage
from portal.outbox import sending
from portal.outbox.models import Message as Mail
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PATH = "/en/kaupunki/sijaisuudet/"


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def colleague() -> User:
    return employee(StaffRole.GRANT_OFFICER)


def taken_by(officer: User) -> Application:
    application = grants.submitted()
    with acting(as_employee(officer)):
        return reviewing.take_into_review(application=application)


def told(application: Application) -> set[User]:
    """Who at the city hears of what the association writes now."""
    Mail.objects.filter(kind="grants.message").delete()
    with acting(acting_for(application.started_by, application.association)):
        messaging.send(application=application, text="Hei")
    return {mail.recipient for mail in Mail.objects.filter(kind="grants.message") if mail.recipient}


def mine(person: User) -> list[Application]:
    page = client_for(person, city=True).get("/en/kaupunki/avustukset/?handler=mine").context["page"]
    return list(page.object_list)


def notes_on_desk(person: User) -> list[str]:
    return [matter.note for matter in matters.of(as_employee(person))]


def refusal(**values: Any) -> str:
    with pytest.raises(Refused) as refused:
        absences.record_absence(**values)
    return str(refused.value)


def test_the_substitute_hears_sees_and_finds_the_matters_while_the_officer_is_away(officer: User, colleague: User):
    third = employee(StaffRole.GRANT_OFFICER)
    application, others = taken_by(officer), taken_by(third)
    assert (told(application), mine(colleague)) == ({officer}, [])
    grants.absence(officer, colleague, days=5)
    assert told(application) == {officer, colleague}
    assert (mine(colleague), mine(officer), mine(third)) == ([application], [application], [others])
    [note] = [note for note in notes_on_desk(colleague) if "stand in" in note]
    assert note.endswith(f"you stand in for {officer}")
    assert [note for note in notes_on_desk(officer) if "stand in" in note] == []
    page = client_for(third, city=True).get(f"/en/kaupunki/avustukset/{application.pk}/").content.decode()
    assert f"{colleague} stands in." in page
    with time_machine.travel(clock.now() + timedelta(days=5), tick=False):
        assert told(application) == {officer}
        assert mine(colleague) == []


def test_answers_to_a_completion_request_go_to_the_substitute_too(officer: User, colleague: User):
    application = taken_by(officer)
    with acting(as_employee(officer)):
        request = completing.ask(
            application=application, items=["Liitä säännöt."], due_on=clock.today() + timedelta(days=9)
        )
    grants.absence(officer, colleague)
    with acting(acting_for(application.started_by, application.association)):
        item = request.items.get()
        completing.save_items(request=request, texts={item.pk: "Ohessa."}, versions={})
        completing.answer(request=request, arrived_at=clock.now(), language="fi")
    mails = Mail.objects.filter(kind="grants.completion_answered")
    assert {mail.recipient for mail in mails} == {officer, colleague}


def test_a_substitute_whom_a_tie_shuts_out_hears_and_sees_nothing(officer: User, colleague: User):
    application, other = taken_by(officer), taken_by(officer)
    Tie.objects.create(user=colleague, association=application.association)
    grants.absence(officer, colleague)
    assert told(application) == {officer}
    assert mine(colleague) == [other]
    assert [application.case_number in matter.title for matter in matters.of(as_employee(colleague))] == [False]
    Membership.objects.create(association=other.association, user=colleague, role=Role.MEMBER)
    assert told(other) == {officer}


def test_when_officer_and_substitute_are_gone_all_who_review_hear(officer: User, colleague: User):
    application = taken_by(officer)
    grants.absence(officer, colleague)
    third = employee(StaffRole.GRANT_OFFICER)
    yesterday = clock.today() - timedelta(days=1)
    StaffAssignment.objects.filter(user__in=[officer, colleague]).update(ends_on=yesterday)
    assert told(application) == {third}


def test_who_stands_in_may_be_away_too(officer: User, colleague: User):
    third = employee(StaffRole.GRANT_OFFICER)
    application = taken_by(officer)
    grants.absence(officer, colleague)
    grants.absence(colleague, third)
    assert told(application) == {officer, colleague, third}
    assert mine(third) == [application]


@given(st.dictionaries(st.integers(1, 6), st.integers(1, 6)).map(lambda d: {k: v for k, v in d.items() if k != v}))
def test_standing_in_ends_and_is_the_same_from_both_sides(away: dict[int, int]):
    for person in range(1, 7):
        found = rules.substitutes(person, away)
        assert len(found) == len(set(found)) <= len(away)
        assert bool(found) == (person in away)
        assert rules.stands_in_for(person, away) == {
            one for one in away if one != person and person in rules.substitutes(one, away)
        }
        # The nearest first, and each next one only because the one before is away too.
        assert all(away[before] == after for before, after in zip((person, *found), found, strict=False))


def test_an_absence_that_cannot_be_is_refused_with_its_reason(officer: User, colleague: User):
    today = clock.today()
    outsider, decider = UserFactory.create(), employee(StaffRole.DECISION_MAKER)
    days = {"starts_on": today, "ends_on": today + timedelta(days=3)}
    with acting(as_employee(officer)):
        assert "end before" in refusal(
            user=officer, substitute=colleague, starts_on=today, ends_on=today - timedelta(1)
        )
        over = {"starts_on": today - timedelta(5), "ends_on": today - timedelta(1)}
        assert "over already" in refusal(user=officer, substitute=colleague, **over)
        assert "for themselves" in refusal(user=officer, substitute=officer, **days)
        for person in (outsider, decider):
            assert "doesn't handle applications" in refusal(user=officer, substitute=person, **days)
            assert "doesn't handle applications" in refusal(user=person, substitute=officer, **days)
        StaffAssignment.objects.filter(user=colleague).update(ends_on=today + timedelta(days=2))
        # The role ends while the officer is still away.
        assert "doesn't handle applications" in refusal(user=officer, substitute=colleague, **days)
    with acting(as_employee(decider)), pytest.raises(PermissionDenied):
        absences.record_absence(user=officer, substitute=colleague, **days)
    assert Absence.objects.count() == 0


@pytest.mark.parametrize(("first", "last", "fits"), [(0, 4, False), (4, 9, False), (-3, 0, False), (5, 9, True)])
def test_a_person_is_away_once_at_a_time(officer: User, colleague: User, first: int, last: int, fits: bool):
    grants.absence(officer, colleague, days=5)
    today = clock.today()
    values = {"starts_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last)}
    with acting(as_employee(officer)):
        if fits:
            absences.record_absence(user=officer, substitute=colleague, **values)
        else:
            sentence = refusal(user=officer, substitute=colleague, **values)
            assert f"{officer} is away at that time already" in sentence
        # A colleague's time is their own.
        absences.record_absence(user=colleague, substitute=officer, **values)


def test_the_database_itself_refuses_two_absences_at_once(officer: User, colleague: User):
    absence = grants.absence(officer, colleague)
    again = {"user": officer, "substitute": colleague, "starts_on": absence.ends_on, "ends_on": absence.ends_on}
    with acting(as_employee(officer)), pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(**again)


def test_ending_early_gives_the_days_back(officer: User, colleague: User):
    today = clock.today()
    coming = grants.absence(officer, colleague, starts_in=3)
    client = client_for(colleague, city=True)
    assert client.post(f"{PATH}{coming.pk}/paata/").status_code == 302
    assert Absence.objects.not_over().count() == 0
    coming.refresh_from_db()
    assert coming.ends_on < coming.starts_on
    now = grants.absence(officer, colleague, starts_in=0, days=9)
    client.post(f"{PATH}{now.pk}/paata/")
    now.refresh_from_db()
    assert now.ends_on == today - timedelta(days=1)
    assert queries.stands_in_for(colleague.pk) == frozenset()
    assert "over already" in client.post(f"{PATH}{now.pk}/paata/", follow=True).content.decode()
    # The same days are free again.
    grants.absence(officer, colleague, days=9)
    verbs = list(Event.objects.filter(verb__contains="absence").order_by("pk").values_list("verb", flat=True))
    assert verbs == [f"grants.absence_{act}" for act in ("recorded", "ended", "recorded", "ended", "recorded")]


def test_the_page_records_and_lists_what_is_now_and_to_come(officer: User, colleague: User):
    client, today = client_for(officer, city=True), clock.today()
    assert client.get(PATH).context["form"].initial["user"] == officer.pk
    sent = {"user": officer.pk, "substitute": colleague.pk, "starts_on": f"{today:%d.%m.%Y}", "ends_on": "31.2.2027"}
    wrong = client.post(PATH, sent)
    assert (wrong.status_code, wrong.context["form"]["starts_on"].value()) == (200, sent["starts_on"])
    sent["ends_on"] = f"{today + timedelta(days=2):%d.%m.%Y}"
    assert client.post(PATH, sent).status_code == 302
    grants.absence(colleague, officer, starts_in=20)
    rows = client.get(PATH).context["rows"]
    assert [(row.person, row.substitute, row.now) for row in rows] == [
        (str(officer), str(colleague), True),
        (str(colleague), str(officer), False),
    ]
    assert "is away at that time already" in client.post(PATH, sent).content.decode()


def test_no_other_than_reviewers_can_be_named_by_a_forged_form(officer: User):
    outsider, today = UserFactory.create(), f"{clock.today():%d.%m.%Y}"
    sent = {"user": officer.pk, "substitute": outsider.pk, "starts_on": today, "ends_on": today}
    assert "substitute" in client_for(officer, city=True).post(PATH, sent).context["form"].errors
    assert Absence.objects.count() == 0


def test_the_plan_takes_old_absences_away_and_a_person_reads_their_own(officer: User, colleague: User):
    absence = grants.absence(officer, colleague)
    held = [section for part in personal.parts(colleague) for section in part.sections if "Absences" in section.title]
    assert [label for _when, label in held[0].rows] == ["You stood in"]
    before = clock.now()
    assert list(old_absences(before)) == []
    with time_machine.travel(before + timedelta(days=10), tick=False), acting(system("retention")):
        rows = list(old_absences(clock.now()))
        assert rows == [absence]
        remove_absences(rows)
    assert Absence.objects.count() == 0
    images = RowImage.objects.filter(table="grants_absence", row_pk=str(absence.pk))
    named = {(image.before or image.after or {}).get("user_id") for image in images}
    assert officer.pk not in named
    assert images.count() == 2


def test_days_are_those_of_helsinki(officer: User, colleague: User):
    application = taken_by(officer)
    grants.absence(officer, colleague, starts_in=1, days=1)
    day = clock.today() + timedelta(days=1)
    # 22.30 UTC of the day before is past midnight in Helsinki, summer and winter.
    with time_machine.travel(f"{day - timedelta(days=1):%Y-%m-%d}T22:30:00+00:00", tick=False):
        assert isinstance(clock.today(), date)
        assert told(application) == {officer, colleague}


def in_mailboxes(kind: str) -> set[str]:
    """To which addresses mail of the kind has come, once what is owed has been sent."""
    mail.outbox.clear()
    kept = {one.recipient.email for one in Mail.objects.filter(kind=kind) if one.recipient}
    with acting(system("outbox.send")):
        sending.send_due()
    return {address for letter in mail.outbox for address in letter.to if address in kept}


def test_what_comes_in_reaches_the_mailboxes_of_the_officer_and_of_who_stands_in(officer: User, colleague: User):
    report = grants.written(grants.awaited())
    application = report.award.application
    Application.objects.filter(pk=application.pk).update(handled_by=officer)
    tied, other = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)
    grants.absence(officer, colleague)
    grants.absence(colleague, tied)
    Tie.objects.create(user=tied, association=application.association)
    both = {officer.email, colleague.email}
    grants.handed_in(report)
    assert in_mailboxes("grants.report_came") == both
    grants.rectification(application)
    assert in_mailboxes("grants.rectification_asked") == both
    told(application)
    assert in_mailboxes("grants.message") == both
    assert other.email not in both


def test_who_is_given_a_matter_while_away_and_who_stands_in_hear_of_it(officer: User, colleague: User):
    application = taken_by(employee(StaffRole.GRANT_OFFICER))
    grants.absence(officer, colleague)
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        assigning.assign(application=application, officer=officer, reason="Tuntee alan.")
    assert in_mailboxes("grants.assigned") == {officer.email, colleague.email}
