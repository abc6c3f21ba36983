"""The yearly confirmation: what a click does, who is reminded when, and how often."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from associations import matters
from associations.enums import Role, Status
from associations.models import Association, ContactWay
from associations.tasks import daily_reminders
from portal import clock
from portal.dated.models import DatedValue
from portal.jobs import runner
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.outbox import rendering
from portal.outbox import services as outbox
from portal.outbox.enums import Channel, State
from portal.outbox.models import Message
from tests.associations.profiles import HERE, editor, fields
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories.associations import AssociationFactory, acting_for, member

pytestmark = pytest.mark.django_db

KIND = "associations.confirm_facts"


@pytest.fixture
def association() -> Association:
    made: Association = AssociationFactory.create()
    return made


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, 15, tzinfo=clock.HELSINKI)


def morning() -> None:
    """What beat and a worker do in the morning."""
    daily_reminders()
    for pk in Job.objects.unfinished().values_list("pk", flat=True):
        runner.run(pk)


def reminded() -> list[tuple[str, str, date]]:
    rows = Message.objects.filter(kind=KIND).order_by("created_at", "pk")
    return [(row.address, row.discriminator, clock.local(row.created_at).date()) for row in rows]


def test_a_click_confirms_and_the_profile_says_so(association: Association):
    client = editor(association)
    page = client.get(HERE)
    path = f"{HERE}{association.pk}/vahvista/"
    assert Client().get(path).status_code == 302
    # A mail program that looks at the link confirms nothing.
    assert client.get(path).status_code == 200
    association.refresh_from_db()
    assert association.checked_on is None

    client.post(path, {"version": page.context["association"].version})
    client.post(path, {"version": page.context["association"].version})
    association.refresh_from_db()
    assert association.checked_on == clock.today()
    assert Event.objects.about(association).filter(verb="associations.facts_confirmed").count() == 1
    assert "The association checked these facts" in Page(Client().get(f"/en/yhdistykset/{association.slug}/")).text


@pytest.mark.parametrize("version", ["", "x", "0", "99"])
def test_what_wasnt_looked_at_isnt_confirmed(association: Association, version: str):
    client = editor(association)
    old = client.get(HERE).context["association"].version
    other = editor(association)
    other.post(f"{HERE}tekstit/", {**fields(other, f"{HERE}tekstit/"), "summary_en": "We sing."})
    for sent in (version, old):
        response = client.post(f"{HERE}{association.pk}/vahvista/", {"version": sent}, follow=True)
        assert "Something was changed in between." in Page(response).text
    association.refresh_from_db()
    assert association.checked_on is None


def test_the_mails_link_leads_who_acts_for_several_to_the_right_one(association: Association):
    other = AssociationFactory.create()
    person = member(association, Role.CHAIR)
    other.memberships.create(user=person, role=Role.CHAIR, areas=["profile"])
    client = client_for(person, other)
    path = f"{HERE}{association.pk}/vahvista/"
    assert client.get(path).headers["Location"].startswith("/en/omat/kenen-puolesta/")
    client.post("/en/omat/kenen-puolesta/", {"party": str(association.pk)})
    assert association.name_fi in Page(client.get(path)).text


def test_an_autumn_brings_at_most_three_reminders_three_weeks_apart_and_none_after_confirming():
    silent, busy, reached = AssociationFactory.create_batch(3)
    secretary, chair = member(silent, Role.SECRETARY), member(busy, Role.CHAIR)
    member(silent, Role.MEMBER)
    ContactWay.objects.create(association=silent, kind="email", value="info@silent.example", public=True)
    ContactWay.objects.create(association=reached, kind="email", value="info@reached.example", public=False)
    ContactWay.objects.create(association=reached, kind="phone", value="+358401234567", public=True)
    dissolved = AssociationFactory.create(status=Status.DISSOLVED)
    member(dissolved, Role.CHAIR)
    AssociationFactory.create()
    Association.objects.filter(pk=silent.pk).update(checked_on=date(2026, 12, 31))

    day = date(2027, 9, 20)
    while day <= date(2028, 1, 10):
        with time_machine.travel(at(day), tick=False):
            morning()
            # A second run on the same day, as after a crash, owes nothing twice.
            morning()
            if day == date(2027, 10, 25):
                Association.objects.filter(pk=busy.pk).update(checked_on=day)
        day += timedelta(days=1)

    first, second, third = date(2027, 10, 1), date(2027, 10, 22), date(2027, 11, 12)
    assert sorted(reminded()) == sorted(
        [
            *((secretary.email, f"2027-{number}", on) for number, on in ((1, first), (2, second), (3, third))),
            *(("info@reached.example", f"2027-{number}", on) for number, on in ((1, first), (2, second), (3, third))),
            *((chair.email, f"2027-{number}", on) for number, on in ((1, first), (2, second))),
        ]
    )


def test_the_days_and_numbers_are_the_officials(association: Association):
    member(association, Role.CHAIR)
    for name, value in (("month", 11), ("every_days", 7), ("reminders", 2)):
        full = f"associations.confirmation_{name}"
        DatedValue.objects.create(name=full, value=value, valid_from=date(2027, 1, 1), reason="Päätös")
    day = date(2027, 10, 1)
    while day <= date(2027, 12, 31):
        with time_machine.travel(at(day), tick=False):
            morning()
        day += timedelta(days=1)
    assert [on for _address, _number, on in reminded()] == [date(2027, 11, 1), date(2027, 11, 8)]


def test_the_next_year_begins_anew(association: Association):
    person = member(association, Role.CHAIR)
    for day in (date(2027, 10, 1), date(2028, 9, 30), date(2028, 10, 2)):
        with time_machine.travel(at(day), tick=False):
            morning()
    assert [number for _address, number, _on in reminded()] == ["2027-1", "2028-1"]
    mails = [rendering.letter(row) for row in Message.objects.filter(kind=KIND)]
    assert f"/fi/omat/yhdistys/{association.pk}/vahvista/" in mails[0].text
    assert association.name_fi in mails[0].subject
    assert person.email


def test_more_than_one_batch_is_reminded_and_a_job_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("associations.services.reminding.BATCH", 2)
    people = [member(one, Role.CHAIR) for one in AssociationFactory.create_batch(5)]
    with time_machine.travel(at(date(2027, 10, 5)), tick=False):
        morning()
    assert sorted(address for address, _number, _on in reminded()) == sorted(one.email for one in people)


def test_who_wants_no_reminder_by_mail_gets_none(association: Association):
    person = member(association, Role.CHAIR)
    outbox.choose(person, channels={KIND: Channel.PORTAL_ONLY}, quiet_from=None, quiet_until=None, digest_hour=8)
    with time_machine.travel(at(date(2027, 10, 5)), tick=False):
        morning()
    assert Message.objects.get(kind=KIND).state == State.SILENCED


def test_a_letter_to_an_address_nobody_acts_for_leads_to_the_public_profile(association: Association):
    ContactWay.objects.create(association=association, kind="email", value="info@kuoro.example")
    with time_machine.travel(at(date(2027, 10, 5)), tick=False):
        morning()
    letter = rendering.letter(Message.objects.get(kind=KIND))
    assert association.get_absolute_url().removeprefix("/en").removeprefix("/fi") in letter.text
    assert "vahvista" not in letter.text


@pytest.mark.parametrize(
    ("day", "checked", "asked"),
    [
        (date(2027, 9, 30), None, False),
        (date(2027, 10, 1), None, True),
        (date(2027, 12, 31), date(2026, 12, 31), True),
        (date(2027, 10, 1), date(2027, 1, 1), False),
    ],
)
def test_the_desk_asks_in_the_season(association: Association, day: date, checked: date | None, asked: bool):
    person = member(association, Role.SECRETARY)
    Association.objects.filter(pk=association.pk).update(checked_on=checked)
    reader = member(association, Role.MEMBER)
    with time_machine.travel(at(day), tick=False):
        assert bool(list(matters.facts(acting_for(person, association)))) is asked
        assert list(matters.facts(acting_for(reader, association))) == []
