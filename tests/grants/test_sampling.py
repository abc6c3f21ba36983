"""Audit samples: announced with a seed that nobody chose, drawn later, for anybody to draw again."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from grants.enums import SampleState
from grants.models import Call, Sample, SampleMember
from grants.services import paying, sampling
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.journal.models import Event
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PUBLIC = "/en/avustukset/otannat/"


@pytest.fixture
def call() -> Call:
    """A call with four awards of which a report is asked."""
    found = grants.reported_call()
    for _number in range(4):
        grants.awaited(found)
    return found


def tomorrow() -> Any:
    return time_machine.travel(clock.now() + timedelta(days=1), tick=False)


def drawn(sample: Sample) -> Sample:
    with tomorrow(), acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        return sampling.draw(sample=sample)


def places(sample: Sample) -> list[str]:
    rows = SampleMember.objects.filter(sample=sample, place__isnull=False).order_by("place")
    return list(rows.values_list("case_number", flat=True))


def test_anybody_draws_the_same_from_what_is_public(call: Call, django_capture_on_commit_callbacks: Any):
    sample = grants.sample(call, size=2)
    before = Client().get(PUBLIC).content.decode()
    assert sample.seed in before
    assert "Drawn awards" not in before
    # The kept page is made anew once the draw is committed.
    with django_capture_on_commit_callbacks(execute=True):
        done = drawn(sample)
    assert done.state == SampleState.DRAWN
    listing = Client().get(f"{PUBLIC}{sample.pk}/avustukset.csv")
    rows = list(csv.DictReader(io.StringIO(listing.content.decode())))
    cases = [row["case_number"] for row in rows]
    again = sorted(cases, key=lambda case: hashlib.sha256(f"{sample.seed}\n{case}".encode()).hexdigest())[:2]
    assert places(sample) == again == [row["case_number"] for row in rows if row["drawn"]]
    assert len(cases) == 4
    after = Client().get(PUBLIC).content.decode()
    assert all(case in after for case in again)
    assert not any(case in after for case in set(cases) - set(again))


def test_a_page_takes_the_officer_from_announcement_to_the_draw(call: Call):
    client = client_for(employee(StaffRole.GRANT_OFFICER))
    day = clock.today() + timedelta(days=1)
    sent = {"call": call.pk, "year": "", "size": "3", "words": "Tarkastus  2026", "draw_on": f"{day:%d.%m.%Y}"}
    assert client.post("/en/kaupunki/otannat/uusi/", {**sent, "size": "5"}).context["form"].errors
    answer = client.post("/en/kaupunki/otannat/uusi/", sent)
    sample = Sample.objects.get()
    assert answer.headers["Location"] == f"/en/kaupunki/otannat/{sample.pk}/"
    words, _blank, digits = sample.seed.rpartition(" ")
    assert (words, len(digits)) == ("Tarkastus 2026", 16)
    page = client.get(f"/en/kaupunki/otannat/{sample.pk}/")
    assert "can be drawn on" in page.content.decode()
    early = client.post(f"/en/kaupunki/otannat/{sample.pk}/arvo/", {"version": sample.version}, follow=True)
    assert "hasn’t come yet" in early.content.decode().replace("&#x27;", "’").replace("'", "’")
    assert places(sample) == []
    with tomorrow():
        client = client_for(employee(StaffRole.GRANT_OFFICER))
        done = client.post(f"/en/kaupunki/otannat/{sample.pk}/arvo/", {"version": sample.version}, follow=True)
    assert len(done.context["drawn"]) == 3
    assert set(Event.objects.about(sample).values_list("verb", flat=True)) >= {
        "grants.sample_announced",
        "grants.sample_drawn",
    }


def test_what_is_decided_after_the_announcement_isnt_drawn_from(call: Call):
    sample = grants.sample(call, size=4)
    later = grants.awaited(call)
    assert sample.members.count() == 4
    drawn(sample)
    assert later.award.application.case_number not in places(sample)


def test_a_sample_of_a_year_has_the_awards_of_that_year_that_are_reported(call: Call):
    grants.decided()
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        day = clock.today() + timedelta(days=1)
        given: dict[str, Any] = {"call": None, "size": 1, "words": "Vuosi", "draw_on": day}
        sample = sampling.announce(year=clock.today().year, **given)
        with pytest.raises(Refused, match="0 awards"):
            sampling.announce(year=2001, **given)
    assert sample.members.count() == 4


def test_what_wasnt_taken_isnt_drawn_from(call: Call):
    declined = call.awards.earliest("pk")
    matter = declined.application
    with acting(acting_for(matter.started_by, matter.association)):
        paying.decline(payout=declined.payout, reason="Emme ehdi.")
    cases = grants.sample(call, size=2).members.values_list("case_number", flat=True)
    assert len(cases) == 3
    assert matter.case_number not in cases


def test_the_same_words_never_give_the_same_seed(call: Call):
    assert grants.sample(call).seed != grants.sample(call).seed


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"size": 0}, "4 awards to draw from"),
        ({"size": 5}, "4 awards to draw from"),
        ({"words": " \n"}, "Write words"),
        ({"days": 0}, "still to come"),
        ({"year": 2026}, "one of the two"),
        ({"call": None}, "one of the two"),
    ],
)
def test_a_sample_that_cant_be_is_refused(given: dict[str, Any], sentence: str, call: Call):
    values = {"call": call, "year": None, "size": 1, "words": "Otanta", "days": 1, **given}
    day = clock.today() + timedelta(days=values.pop("days"))
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))), pytest.raises(Refused, match=sentence):
        sampling.announce(draw_on=day, **values)
    assert not Sample.objects.exists()


def test_it_is_drawn_once_not_before_its_day_and_not_by_everybody(call: Call):
    sample = grants.sample(call, size=2)
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))), pytest.raises(Refused, match="hasn't come"):
        sampling.draw(sample=sample)
    with tomorrow():
        with acting(as_employee(employee(StaffRole.AUDITOR))), pytest.raises(PermissionDenied):
            sampling.draw(sample=sample)
        with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
            with pytest.raises(Stale):
                sampling.draw(sample=sample, version=sample.version + 1)
            sampling.draw(sample=sample)
            first = places(sample)
            with pytest.raises(Refused):
                sampling.draw(sample=sample)
    assert places(sample) == first


@pytest.mark.parametrize("values", [{"state": "drawn"}, {"year": 2026}, {"size": 0}])
def test_the_database_ties_a_sample_to_what_belongs_to_it(values: dict[str, Any], call: Call):
    sample = grants.sample(call)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sample.objects.filter(pk=sample.pk).update(**values)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_public_page_costs_the_same_however_many_samples_it_shows(
    rows: int, call: Call, django_assert_num_queries: Any
):
    for _number in range(rows):
        drawn(grants.sample(call, size=2))
    client = client_for(employee(StaffRole.GRANT_OFFICER))
    client.get(PUBLIC)
    # The session, the person, their roles, for whom they act; how many, the samples, who was drawn.
    with django_assert_num_queries(7):
        page = client.get(PUBLIC)
    assert page.content.decode().count('<li value="1">') == rows
