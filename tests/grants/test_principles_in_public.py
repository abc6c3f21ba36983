"""The grant principles as everybody reads them: the version in force, older and coming ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from associations.enums import Part
from grants.enums import CallState, PrinciplesState
from grants.models import Aim, Principles
from grants.services import principles as services
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, member
from tests.grants.principled import CITY, DAY, PUBLIC, aim, built, published, shown, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def officer() -> Iterator[User]:
    """Acting as a grant officer."""
    who = employee(StaffRole.GRANT_OFFICER)
    with acting(as_employee(who)):
        yield who


@pytest.fixture
def client(officer: User) -> Client:
    """The officer's browser."""
    return client_for(officer, city=True)


@pytest.fixture
def reader() -> Client:
    """Somebody without any role: for a person with a session no page is kept."""
    return client_for(UserFactory.create())


def test_a_draft_is_there_for_employees_who_read_grants_only(officer: User):
    draft = written()
    mine = AssociationFactory.create()
    for who in (Client(), client_for(member(mine), mine), client_for(employee(StaffRole.LIAISON), city=True)):
        assert shown(who, draft).status_code == 404
        page = who.get(PUBLIC)
        assert (page.status_code, page.context["principles"], page.context["others"]) == (200, None, [])
    page = shown(client_for(employee(StaffRole.AUDITOR), city=True), draft)
    assert page.status_code == 200
    assert "A draft" in client_for(officer, city=True).get(f"/en/avustukset/periaatteet/{draft.pk}/").content.decode()


def test_the_version_in_force_stands_first_with_its_older_and_coming_ones(officer: User, reader: Client):
    today = clock.today()
    assert reader.get(PUBLIC).context["principles"] is None
    coming = published(today + timedelta(days=1), "Tuleva")
    page = reader.get(PUBLIC)
    assert (page.context["principles"], page.context["others"]) == (None, [coming])
    older, now = published(today - timedelta(days=400), "Vanha"), published(today, "Voimassa oleva")
    draft = written(today, "Luonnos")
    for who in (reader, client_for(officer, city=True)):
        page = who.get(PUBLIC)
        assert (page.context["principles"], page.context["others"]) == (now, [coming, older])
        assert "Luonnos" not in page.content.decode()
    table = client_for(officer, city=True).get(CITY).context
    assert (list(table["page"]), table["in_force"]) == ([coming, draft, now, older], now)
    said = {one.title: shown(reader, one).context for one in (coming, now, older)}
    assert {title: context["in_force"] for title, context in said.items()} == dict.fromkeys(said, now)
    assert said["Vanha"]["others"] == [coming, now]
    for one, sentence in ((coming, "come into force"), (older, "no longer in force")):
        page = reader.get(f"/en/avustukset/periaatteet/{one.pk}/")
        assert sentence in page.content.decode()
        assert now.get_absolute_url().replace("/fi/", "/en/") in page.content.decode()
    words = reader.get(f"/en/avustukset/periaatteet/{now.pk}/").content.decode()
    assert "come into force" not in words
    assert "no longer in force" not in words


def test_a_kept_page_is_good_until_the_day_of_the_coming_version(officer: User):
    first = published(date(2026, 1, 1), "Vanha")
    coming = published(date(2027, 1, 1), "Uusi")
    midnight = clock.at(date(2027, 1, 1), time.min)
    visitor = Client()

    def in_force(at: datetime) -> Principles:
        with time_machine.travel(at, tick=False):
            page = visitor.get(PUBLIC).content.decode()
        return coming if "<h1>Uusi</h1>" in page else first

    assert in_force(midnight - timedelta(seconds=60)) == first
    # Kept, so that the row may say what it likes.
    Principles.objects.filter(pk=first.pk).update(title_fi="Muu")
    with time_machine.travel(midnight - timedelta(seconds=30), tick=False):
        assert "<h1>Vanha</h1>" in visitor.get(PUBLIC).content.decode()
    assert in_force(midnight) == coming


@pytest.mark.parametrize("act", ["publish", "change"])
def test_kept_pages_become_old_at_once(act: str, officer: User, django_capture_on_commit_callbacks: Any):
    draft, visitor = written(), Client()
    visitor.get(PUBLIC)
    # Not through the services, so that the kept page doesn't know.
    now = clock.now()
    Principles.objects.create(title_fi="Muu", valid_from=DAY, state=PrinciplesState.PUBLISHED, published_at=now)
    assert "<h1>Muu</h1>" not in visitor.get(PUBLIC).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        if act == "publish":
            services.publish_principles(principles=draft)
        else:
            services.edit_principles(principles=draft, values={"title_fi": "Toinen"})
    assert "<h1>Muu</h1>" in visitor.get(PUBLIC).content.decode()


def test_calls_are_counted_by_key_across_versions_and_by_part(officer: User, reader: Client):
    first = published()
    copy = services.copy_principles(principles=first, valid_from=date(2026, 6, 1))
    services.edit_principles(principles=copy, values={"adopted_by": "Valtuusto"})
    services.remove_aim(aim=copy.aims.get(key="elava-keskusta"))
    aim(copy, "Luonto")
    second = services.publish_principles(principles=copy)
    for number, (version, aims, parts, state) in enumerate(
        [
            (first, first.aims.all(), [Part.EVENTS], CallState.PUBLISHED),
            # One call, also where it names the same emphasis of both versions.
            (second, Aim.objects.filter(key="mielen-hyvinvointi"), [Part.EVENTS, Part.VENUES], CallState.ARCHIVED),
            (None, [], [], CallState.PUBLISHED),
            # Nobody sees what this one serves.
            (second, second.aims.all(), [Part.EVENTS, Part.CYCLE], CallState.DRAFT),
        ]
    ):
        call = grants.call(title_fi=f"Haku {number}", state=state, principles=version, parts=parts)
        call.aims.set(aims)
    for version, numbers in (
        (first, {"Mielen hyvinvointi": 2, "Elävä keskusta": 1}),
        (second, {"Mielen hyvinvointi": 2, "Luonto": 0}),
    ):
        page = shown(reader, version)
        assert {row.label: row.calls for row in page.context["aims"]} == numbers
        assert [row.calls for row in page.context["parts"]] == [
            {Part.EVENTS: 2, Part.VENUES: 1}.get(part, 0) for part in Part
        ]


def test_the_text_has_headings_and_paragraphs_and_nothing_else(officer: User, reader: Client):
    made = written()
    source = (
        "# Yksi\n## Kaksi\nRivi\ntoinen\n\n1. tammikuuta <script>alert(1)</script> [a](javascript:b) *c* &lt;\n\n"
        "    #tagi"
    )
    services.edit_principles(principles=made, values={"text_fi": source})
    services.publish_principles(principles=made)
    assert shown(reader, made).context["text"].split("\n") == [
        "<h2>Yksi</h2>",
        "<h2>Kaksi</h2>",
        "<p>Rivi<br>",
        "toinen</p>",
        "<p>1. tammikuuta &lt;script&gt;alert(1)&lt;/script&gt; [a](javascript:b) *c* &amp;lt;</p>",
        "<p>#tagi</p>",
        "",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_however_much_there_is(
    rows: int, officer: User, client: Client, reader: Client, django_assert_num_queries: Any
):
    for number in range(rows):
        version = published(DAY + timedelta(days=number))
        for of in range(rows):
            call = grants.call(title_fi=f"Haku {number} {of}", principles=version, parts=[Part.EVENTS])
            call.aims.set(version.aims.all())
    draft = written()
    for number in range(rows):
        aim(draft, f"Lisää {number}")
    paths = [CITY, built(draft)]
    for path in paths:
        client.get(path)
    # 4 of every page; the number of versions, the versions, the one in force.
    with django_assert_num_queries(4 + 3):
        page = client.get(CITY)
    assert page.content.count(b'<th scope="row">') == rows + 1
    # 4; the version, its aims, whether there is an emphasis.
    with django_assert_num_queries(4 + 3):
        client.get(built(draft))
    for path in (PUBLIC, version.get_absolute_url()):
        reader.get(path)
        # 4; the version, all versions, its aims, the calls by aim, the calls by part.
        with django_assert_num_queries(4 + 5):
            page = reader.get(path)
        assert len(page.context["others"]) == rows - 1
