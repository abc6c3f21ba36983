"""Calls for programs: the Atom feed and the calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import icalendar
import pytest
from django.test import Client

from grants.enums import CallState
from grants.models import Call
from portal import clock
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def calls() -> tuple[Call, Call]:
    """An open one and a coming one, beside a draft and one that is over."""
    now = clock.now()
    grants.call(state=CallState.DRAFT, title_fi="Luonnos")
    grants.call(title_fi="Mennyt", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))
    coming = grants.call(title_fi="Tuleva", opens_at=now + timedelta(days=9), closes_at=now + timedelta(days=30))
    return grants.call(title_fi="Avoin <b>", closes_at=now + timedelta(days=5)), coming


def events(language: str = "fi") -> list[Any]:
    # For a person with a session no page is kept.
    answer = client_for(UserFactory.create()).get(f"/{language}/avustukset/haut.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_calendar_has_opening_and_closing_of_open_and_coming_calls():
    first, coming = calls()
    found = {str(event["uid"]).split("@")[0]: event for event in events()}
    assert list(found) == [
        *(f"haku-{call.pk}-{name}" for call in (first, coming) for name in ("opens", "closes")),
    ]
    closing = found[f"haku-{first.pk}-closes"]
    assert closing["dtstart"].dt == first.closes_at.replace(microsecond=0)
    assert "Avoin <b>" in str(closing["summary"])
    assert {str(event["url"]).rpartition("/fi/")[2] for event in found.values()} == {
        f"avustukset/{first.pk}/",
        f"avustukset/{coming.pk}/",
    }


def test_the_calendar_speaks_the_language_of_its_address():
    grants.call()
    assert "Verksamhetstusenlapp" in str(events("sv")[0]["summary"])


def test_the_feed_names_published_calls_only():
    calls()
    answer = Client().get("/fi/avustukset/haut.atom")
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert titles == ["Tuleva", "Avoin <b>", "Mennyt"]


def test_a_call_that_is_extended_moves_in_the_calendar():
    call = grants.call()
    before = events()[1]
    Call.objects.filter(pk=call.pk).update(closes_at=call.closes_at + timedelta(days=1), version=call.version + 1)
    after = events()[1]
    assert after["uid"] == before["uid"]
    assert (after["sequence"], after["dtstart"].dt) == (
        before["sequence"] + 1,
        before["dtstart"].dt + timedelta(days=1),
    )
