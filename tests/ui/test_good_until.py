"""Kept pages that say something by the clock: they end when they would say something else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from portal.ui import deadlines, pagecache, store
from portal.ui.pages import public

made: list[str] = []
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
# 24.11.2026 at 12.00 in Helsinki; the day ends there at 22.00 UTC.
MIDNIGHT = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)


@public(topics=("sample",))
def by_the_clock(request: HttpRequest) -> HttpResponse:
    """Says something else in an hour, and again in two."""
    made.append(request.path)
    for hours in (2, 1):
        pagecache.good_until(NOW + timedelta(hours=hours))
    return HttpResponse("<p>open</p>")


urlpatterns = i18n_patterns(path("clock/", by_the_clock))


@pytest.fixture(autouse=True)
def _surroundings():
    made.clear()
    store.forget_client()
    with override_settings(ROOT_URLCONF=__name__):
        yield
    store.forget_client()


@pytest.mark.django_db
def test_a_page_is_kept_to_the_first_instant_it_named(client):
    with time_machine.travel(NOW, tick=False) as clock:
        client.get("/fi/clock/")
        clock.move_to(NOW + timedelta(minutes=59))
        client.get("/fi/clock/")
        assert len(made) == 1
        clock.move_to(NOW + timedelta(hours=1))
        client.get("/fi/clock/")
    assert len(made) == 2


def test_outside_of_a_page_there_is_nothing_to_keep():
    pagecache.good_until(NOW)
    assert pagecache._ends.get() is None


@pytest.mark.parametrize(
    ("left", "coarse", "expected"),
    [
        # Days are counted to midnight in Helsinki.
        (timedelta(days=9), False, MIDNIGHT),
        (timedelta(days=9), True, MIDNIGHT),
        # From here on the sentence counts hours and minutes, the coarse one doesn't.
        (timedelta(hours=25), False, NOW + timedelta(hours=1)),
        (timedelta(hours=25), True, MIDNIGHT),
        # From three days before the end it looks urgent.
        (timedelta(days=3, hours=2), True, NOW + timedelta(hours=2)),
        # "Closes in 5 minutes" for 30 seconds more.
        (timedelta(minutes=5, seconds=30), False, NOW + timedelta(seconds=30)),
        (timedelta(seconds=40), False, NOW + timedelta(seconds=40)),
        (timedelta(hours=2), True, NOW + timedelta(hours=2)),
        (timedelta(0), False, None),
        (timedelta(hours=-1), True, None),
    ],
)
def test_when_a_deadline_says_something_else(left, coarse, expected):
    assert deadlines.changes_at(NOW + left, coarse=coarse, now=NOW) == expected


@pytest.mark.parametrize("coarse", [False, True])
@pytest.mark.parametrize("left", [timedelta(days=9), timedelta(days=2), timedelta(hours=30), timedelta(minutes=90)])
def test_it_says_the_same_until_then(left, coarse):
    moment = NOW + left
    change = deadlines.changes_at(moment, coarse=coarse, now=NOW)
    assert change is not None

    def said(at: datetime) -> tuple[str, bool]:
        return deadlines.sentence(moment, coarse=coarse, now=at), deadlines.urgent(moment, now=at)

    assert said(NOW) == said(change - timedelta(milliseconds=1))
