"""The grant principles: written as a draft, published for good, followed by a new version; who sees and writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse

from associations.enums import Part
from grants.demo_texts.principles import AIMS, PRINCIPLES
from grants.enums import AimKind, CallState, PrinciplesState
from grants.forms.principles import AimForm, PrinciplesForm
from grants.models import Aim, Principles
from grants.services import principles as services
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.journal.models import Event
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member
from tests.grants.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PUBLIC = "/fi/avustukset/periaatteet/"
CITY = "/fi/kaupunki/periaatteet/"

DAY = date(2026, 1, 1)


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


def written(valid_from: date = DAY, title: str = "Periaatteet") -> Principles:
    """A draft that can be published: a goal and an emphasis."""
    made = services.add_principles(title_fi=title, valid_from=valid_from)
    services.edit_principles(principles=made, values={"text_fi": "## Miksi\n\nKoska.", "adopted_by": "Valtuusto"})
    aim(made, "Mielen hyvinvointi")
    aim(made, "Elävä keskusta", AimKind.GOAL)
    return Principles.objects.get(pk=made.pk)


def published(valid_from: date = DAY, title: str = "Periaatteet") -> Principles:
    return services.publish_principles(principles=written(valid_from, title))


def aim(of: Principles, label: str, kind: AimKind = AimKind.EMPHASIS) -> Aim:
    return services.save_aim(principles=of, aim=None, values={"label_fi": label, "kind": kind})


def shown(client: Client, principles: Principles) -> Any:
    return client.get(f"{PUBLIC}{principles.pk}/")


def built(principles: Principles, page: str = "") -> str:
    return f"{CITY}{principles.pk}/{page}"


# Services


def test_principles_are_written_and_published(officer: User):
    made = services.add_principles(title_fi="Periaatteet", valid_from=DAY)
    assert services.missing(made) == [
        "Write the text.",
        "Say who adopted them, and when.",
        "Add at least one emphasis.",
    ]
    with pytest.raises(Refused, match="3 things are missing"):
        services.publish_principles(principles=made)

    services.edit_principles(principles=made, values={"text_fi": "Koska.", "adopted_by": "Valtuusto"})
    goal = aim(made, "Elävä keskusta", AimKind.GOAL)
    with pytest.raises(Refused, match="One thing is missing: Add at least one emphasis"):
        services.publish_principles(principles=made)
    emphasis = aim(made, "Mielen hyvinvointi")
    assert [(one.key, one.order) for one in (goal, emphasis)] == [("elava-keskusta", 1), ("mielen-hyvinvointi", 2)]

    done = services.publish_principles(principles=made)
    assert (done.state, done.published_at is not None, services.missing(done)) == (PrinciplesState.PUBLISHED, True, [])
    verbs = Event.objects.about(made).order_by("pk").values_list("verb", "actor_id")
    assert list(verbs) == [
        (f"grants.principles_{verb}", officer.pk) for verb in ("added", "changed", "changed", "changed", "published")
    ]


WAYS: dict[str, Callable[[Principles, Aim], Any]] = {
    "title": lambda it, _aim: services.edit_principles(principles=it, values={"title_fi": "Toinen"}),
    "text": lambda it, _aim: services.edit_principles(principles=it, values={"text_sv": "För att."}),
    "day": lambda it, _aim: services.edit_principles(principles=it, values={"valid_from": date(2025, 1, 1)}),
    "nothing": lambda it, _aim: services.edit_principles(principles=it, values={}),
    "new aim": lambda it, _aim: aim(it, "Luonto"),
    "aim": lambda it, aim: services.save_aim(principles=it, aim=aim, values={"label_sv": "Natur"}),
    "no aim": lambda _it, aim: services.remove_aim(aim=aim),
}


@pytest.mark.parametrize("way", WAYS)
def test_published_principles_never_change(way: str, officer: User):
    made = written()
    kept = made.aims.get(key="mielen-hyvinvointi")

    def everything() -> list[Any]:
        aims = made.aims.values("pk", "key", "kind", "order", "label_fi", "label_sv", "label_en")
        return [Principles.objects.values().get(pk=made.pk), list(aims), Event.objects.about(made).count()]

    services.publish_principles(principles=made)
    before = everything()
    with pytest.raises(Refused, match="never change: begin a new version"):
        WAYS[way](made, kept)
    assert everything() == before


def test_they_are_published_once(officer: User):
    made = published()
    with pytest.raises(Refused, match="can't be done any more"):
        services.publish_principles(principles=made)


def test_an_older_version_of_a_draft_is_refused_and_stores_nothing(officer: User):
    made = written()
    kept = made.aims.get(key="mielen-hyvinvointi")
    old = made.version - 1
    ways: list[Callable[[], Any]] = [
        lambda: services.edit_principles(principles=made, values={"title_fi": "Toinen"}, version=old),
        lambda: services.save_aim(
            principles=made, aim=None, values={"label_fi": "Luonto", "kind": "goal"}, version=old
        ),
        lambda: services.save_aim(principles=made, aim=kept, values={"label_fi": "Toinen"}, version=old),
        lambda: services.remove_aim(aim=kept, version=old),
        lambda: services.publish_principles(principles=made, version=old),
    ]
    for way in ways:
        with pytest.raises(Stale):
            way()
    fresh = Principles.objects.get(pk=made.pk)
    assert (fresh.title_fi, fresh.state, fresh.version) == ("Periaatteet", PrinciplesState.DRAFT, made.version)
    assert list(fresh.aims.values_list("label_fi", flat=True)) == ["Mielen hyvinvointi", "Elävä keskusta"]


def test_an_aim_keeps_its_key_and_two_of_one_name_have_their_own(officer: User):
    made = written()
    first, second = aim(made, "Luonto"), aim(made, "Luonto!")
    assert (first.key, second.key, aim(made, "森林").key) == ("luonto", "luonto-2", "tavoite")
    services.save_aim(principles=made, aim=first, values={"label_fi": "Metsä", "kind": AimKind.GOAL})
    first.refresh_from_db()
    assert (first.key, first.label_fi, first.kind, first.order) == ("luonto", "Metsä", AimKind.GOAL, 3)
    # Longer than a key may be.
    assert aim(made, "Haavoittuvassa asemassa olevien ryhmien tukeminen").key == "haavoittuvassa-asemassa-olevie"


def test_an_aim_that_has_gone_or_is_anothers_isnt_written(officer: User):
    made, other = written(), published()
    gone = aim(made, "Luonto")
    services.remove_aim(aim=Aim.objects.get(pk=gone.pk))
    foreign = other.aims.get(key="mielen-hyvinvointi")
    for one in (gone, foreign):
        with pytest.raises(Stale):
            services.save_aim(principles=made, aim=one, values={"label_fi": "Toinen"})
    assert not Aim.objects.filter(label_fi="Toinen").exists()
    assert made.aims.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_add_an_aim_at_once_both_have_theirs():
    with transaction.atomic():
        clients = [client_for(employee(StaffRole.GRANT_OFFICER), city=True) for _ in range(2)]
        made = Principles.objects.create(title_fi="Periaatteet", valid_from=DAY)
    new = built(made, "painopisteet/uusi/")
    sent = {"label_fi": "Luonto", "kind": "emphasis"}
    answers = at_once("grants_aim", *[lambda client=client: client.post(new, sent) for client in clients])
    assert [answer.headers["Location"] for answer in answers] == [built(made)] * 2
    assert list(made.aims.values_list("key", "order")) == [("luonto", 1), ("luonto-2", 2)]


def test_there_are_at_most_so_many_aims(officer: User):
    made = services.add_principles(title_fi="Periaatteet", valid_from=DAY)
    Aim.objects.bulk_create(
        Aim(principles=made, key=f"a{number}", kind=AimKind.GOAL, label_fi="A") for number in range(services.MOST_AIMS)
    )
    with pytest.raises(Refused, match="at most 40"):
        aim(made, "Vielä yksi")


def test_a_copy_is_a_draft_with_the_same_texts_and_keys(officer: User):
    source = published()
    made = services.copy_principles(principles=source, valid_from=date(2027, 1, 1))
    assert (made.state, made.valid_from, made.adopted_by) == (PrinciplesState.DRAFT, date(2027, 1, 1), "")
    assert (made.title_fi, made.text_fi) == (source.title_fi, source.text_fi)
    columns = ("key", "kind", "order", "label_fi")
    assert list(made.aims.values_list(*columns)) == list(source.aims.values_list(*columns))
    event = Event.objects.about(made).get()
    assert (event.verb, event.details) == ("grants.principles_added", {"from": "Periaatteet"})
    # What is written into the copy doesn't touch the version that it came from.
    services.save_aim(principles=made, aim=made.aims.all()[0], values={"label_fi": "Hyvä mieli"})
    assert source.aims.filter(label_fi="Mielen hyvinvointi").exists()


@pytest.mark.parametrize("role", [StaffRole.AUDITOR, StaffRole.DECISION_MAKER, StaffRole.LIAISON, None])
def test_only_who_builds_calls_writes_principles(role: StaffRole | None, officer: User):
    draft, source = written(), published()
    if role is None:
        mine = AssociationFactory.create()
        who = acting_for(member(mine), mine)
    else:
        who = as_employee(employee(role))
    reads = role in {StaffRole.AUDITOR, StaffRole.DECISION_MAKER}
    kept = draft.aims.all()[0]
    with acting(who):
        for on_draft in (
            lambda: services.edit_principles(principles=draft, values={"title_fi": "Toinen"}),
            lambda: aim(draft, "Luonto"),
            lambda: services.save_aim(principles=draft, aim=kept, values={"label_fi": "Toinen"}),
            lambda: services.remove_aim(aim=kept),
            lambda: services.publish_principles(principles=draft),
            lambda: services.copy_principles(principles=draft, valid_from=DAY),
        ):
            with pytest.raises(PermissionDenied if reads else Http404):
                on_draft()
        for on_published in (
            lambda: services.copy_principles(principles=source, valid_from=DAY),
            lambda: services.edit_principles(principles=source, values={"title_fi": "Toinen"}),
            lambda: services.add_principles(title_fi="Omat", valid_from=DAY),
        ):
            with pytest.raises(PermissionDenied):
                on_published()
    assert set(Principles.objects.values_list("pk", "state")) == {(draft.pk, "draft"), (source.pk, "published")}


def test_the_principles_of_the_demo_can_be_published(officer: User):
    made = services.add_principles(title_fi=PRINCIPLES["title_fi"], valid_from=DAY)
    form = PrinciplesForm({**PRINCIPLES, "valid_from": "1.1.2026"})
    assert form.errors == {}
    services.edit_principles(principles=made, values=form.cleaned_data)
    for given in AIMS:
        one = AimForm(given)
        assert one.errors == {}
        assert services.save_aim(principles=made, aim=None, values=one.cleaned_data).key == given["key"]
    services.publish_principles(principles=made)
    kinds = [given["kind"] for given in AIMS]
    assert (kinds.count(AimKind.EMPHASIS), kinds.count(AimKind.GOAL)) == (8, 3)


# The public's pages


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


# The city's pages


def test_a_version_is_written_and_published_page_by_page(client: Client):
    assert "uusi/" in client.get(CITY).content.decode()
    client.post(f"{CITY}uusi/", {"title_fi": "Periaatteet", "valid_from": "1.1.2026"})
    made = Principles.objects.get()
    assert len(client.get(built(made)).context["missing"]) == 3
    assert len(client.get(built(made, "julkaise/")).context["missing"]) == 3

    page = client.get(built(made, "tiedot/"))
    sent = {**page.context["form"].initial, "text_fi": "Koska.", "text_sv": "För att.", "adopted_by": "Valtuusto 1 §"}
    assert client.post(built(made, "tiedot/"), {**sent, "valid_from": "2.1.2026", "version": 1}).status_code == 302
    made.refresh_from_db()
    assert (made.text_fi, made.text_sv, made.adopted_by) == ("Koska.", "För att.", "Valtuusto 1 §")
    assert made.valid_from == date(2026, 1, 2)

    new = built(made, "painopisteet/uusi/")
    assert client.get(new).status_code == 200
    for label, kind in (("Osallisuus", "emphasis"), ("Luonto", "emphasis"), ("Turha", "goal")):
        assert client.post(new, {"label_fi": label, "label_sv": "Sv", "kind": kind}).status_code == 302
    wanted, unwanted = made.aims.get(key="luonto"), made.aims.get(key="turha")
    edit = f"{CITY}painopisteet/{wanted.pk}/"
    assert client.get(edit).context["form"].initial == {**AIM, "label_fi": "Luonto", "label_sv": "Sv"}
    client.post(edit, {"label_fi": "Metsä", "kind": "goal"})
    client.post(f"{CITY}painopisteet/{unwanted.pk}/poista/")
    assert list(made.aims.values_list("key", "label_fi", "kind")) == [
        ("osallisuus", "Osallisuus", "emphasis"),
        ("luonto", "Metsä", "goal"),
    ]

    made.refresh_from_db()
    page = client.get(built(made, "julkaise/"))
    assert (page.context["missing"], page.context["principles"].state) == ([], PrinciplesState.DRAFT)
    page = client.post(built(made, "julkaise/"), {"version": made.version}, follow=True)
    made.refresh_from_db()
    assert (made.state, page.context["missing"]) == (PrinciplesState.PUBLISHED, [])
    assert "Metsä" in Client().get(PUBLIC).content.decode()


AIM = {"label_fi": "", "label_sv": "", "label_en": "", "kind": "emphasis"}


def test_a_new_version_begins_a_year_later(client: Client):
    source = published(date(2028, 2, 29))
    page = client.get(built(source, "kopioi/"))
    assert page.context["form"].initial == {"valid_from": date(2029, 2, 28)}
    page = client.post(built(source, "kopioi/"), {"valid_from": "30.2.2029"})
    assert set(page.context["form"].errors) == {"valid_from"}
    client.post(built(source, "kopioi/"), {"valid_from": "1.3.2029"})
    made = Principles.objects.exclude(pk=source.pk).get()
    assert (made.state, made.valid_from, made.aims.count()) == (PrinciplesState.DRAFT, date(2029, 3, 1), 2)


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(client: Client):
    made = written()
    page = client.post(f"{CITY}uusi/", {"title_fi": "", "valid_from": "pian"})
    assert set(page.context["form"].errors) == {"title_fi", "valid_from"}
    sent = {
        "title_fi": "",
        "text_fi": "x" * 40_001,
        "text_en": "Because.",
        "adopted_by": "\u202e",
        "valid_from": "1.1.",
    }
    form = client.post(built(made, "tiedot/"), sent).context["form"]
    assert set(form.errors) == {"title_fi", "text_fi", "adopted_by", "valid_from"}
    assert form["text_en"].value() == "Because."
    form = client.post(built(made, "painopisteet/uusi/"), {**AIM, "kind": "other"}).context["form"]
    assert set(form.errors) == {"label_fi", "kind"}
    assert made.aims.count() == 2


def test_an_older_page_says_so_and_keeps_what_was_typed(client: Client):
    made = written()
    kept = made.aims.get(key="mielen-hyvinvointi")
    old = {"version": made.version, "valid_from": "1.1.2026"}
    services.edit_principles(principles=made, values={"title_fi": "Ensin"})
    for path, sent in (
        (built(made, "tiedot/"), {"title_fi": "Myöhemmin"}),
        (built(made, "painopisteet/uusi/"), {**AIM, "label_fi": "Myöhemmin"}),
        (f"{CITY}painopisteet/{kept.pk}/", {**AIM, "label_fi": "Myöhemmin"}),
    ):
        form = client.post(path, {**old, **sent}).context["form"]
        assert form.non_field_errors()
        assert "Myöhemmin" in {field.value() for field in form}
    answer = client.post(built(made, "julkaise/"), old)
    assert answer.headers["Location"] == built(made, "julkaise/")
    made.refresh_from_db()
    assert (made.title_fi, made.state) == ("Ensin", PrinciplesState.DRAFT)
    assert not Aim.objects.filter(label_fi="Myöhemmin").exists()


def test_forms_lead_away_from_published_principles_and_refuse_what_is_sent(client: Client):
    made = published()
    kept = made.aims.get(key="mielen-hyvinvointi")
    build = built(made)
    forms = {
        built(made, "tiedot/"): {"title_fi": "Toinen", "valid_from": "1.1.2026"},
        built(made, "painopisteet/uusi/"): {**AIM, "label_fi": "Toinen"},
        f"{CITY}painopisteet/{kept.pk}/": {**AIM, "label_fi": "Toinen"},
    }
    for path, sent in forms.items():
        assert client.get(path).headers["Location"] == build
        form = client.post(path, sent).context["form"]
        assert form.non_field_errors()
    for path in (f"{CITY}painopisteet/{kept.pk}/poista/", built(made, "julkaise/")):
        assert client.post(path).headers["Location"] == build
    assert client.get(built(made, "julkaise/")).headers["Location"] == build
    page = client.get(build).content.decode()
    assert not any(path in page for path in forms)
    made.refresh_from_db()
    assert (made.title_fi, made.aims.count(), made.aims.filter(label_fi="Toinen").count()) == ("Periaatteet", 2, 0)


def test_a_page_says_what_is_missing_when_publishing_is_refused(client: Client):
    made = services.add_principles(title_fi="Periaatteet", valid_from=DAY)
    page = client.post(built(made, "julkaise/"), follow=True)
    assert [str(message.level_tag) for message in page.context["messages"]] == ["error"]
    made.refresh_from_db()
    assert made.state == PrinciplesState.DRAFT


def test_taking_out_asks_first(client: Client):
    made = written()
    kept = made.aims.all()[0]
    page = client.get(f"{CITY}painopisteet/{kept.pk}/poista/")
    assert (page.status_code, kept.label_fi in page.content.decode()) == (200, True)
    assert made.aims.count() == 2


@pytest.mark.parametrize("role", [role for role in StaffRole if role != StaffRole.GRANT_OFFICER])
def test_another_role_is_refused(role: StaffRole, officer: User):
    made = written()
    kept = made.aims.all()[0]
    other = client_for(employee(role), city=True)
    names: dict[str, list[int]] = {
        **{"principles_table": [], "principles_add": []},
        **{f"principles_{page}": [made.pk] for page in ("build", "edit", "copy", "publish")},
        **{"aim_add": [made.pk], "aim_edit": [kept.pk]},
    }
    for name, arguments in names.items():
        path = reverse(f"grants:{name}", args=arguments)
        assert (name, other.get(path).status_code, other.post(path).status_code) == (name, 403, 403)
    assert other.post(reverse("grants:aim_remove", args=[kept.pk])).status_code == 403
    assert (made.aims.count(), Principles.objects.count()) == (2, 1)
