"""The directory's facets, views and addresses."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from associations.enums import FACET_NAMES, Facet
from associations.filters import Asked
from associations.models import Association, District, Listing, SearchWord, Sector
from associations.queries import directory as queries
from associations.queries import search
from associations.services import facets, register
from associations.tasks import daily
from portal import clock
from portal.jobs import runner
from portal.jobs.models import Job
from portal.ui import fragments, store
from portal.ui.budget import Budget
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories.associations import AssociationFactory, weekly

pytestmark = pytest.mark.django_db

DIRECTORY = "/fi/yhdistykset/"


def boxes(page: Any) -> dict[str, tuple[int, bool]]:
    """The boxes of the page: "toimiala=kulttuuri" → (number, ticked)."""
    found = re.findall(
        r'<input class="form-check-input" type="checkbox" id="[^"]*" name="(\w+)" value="(\w[\w-]*)" form="directory"'
        r'( checked)?>.*?<span class="facet-count">([\d\xa0,]+)</span>',
        page.content.decode(),
    )
    return {f"{name}={value}": (int(number), bool(ticked)) for name, value, ticked, number in found}


def test_a_chosen_facet_is_ticked_and_a_chip_takes_it_back():
    AssociationFactory.create_batch(2)
    AssociationFactory.create(sector=Sector.objects.get(slug="liikunta"), welcomes_new=False)

    page = Client().get(f"{DIRECTORY}?uudet=1&toimiala=kulttuuri")

    assert boxes(page) == {
        "toimiala=kulttuuri": (2, True),
        "uudet=1": (2, True),
    }
    assert f"{DIRECTORY}?uudet=1" in Page(page).addresses
    assert f"{DIRECTORY}?toimiala=kulttuuri" in Page(page).addresses
    assert page.context["page"].paginator.count == 2


def test_a_choice_that_would_show_nothing_is_left_out_unless_it_is_chosen():
    AssociationFactory.create()

    page = Client().get(f"{DIRECTORY}?toimiala=liikunta&toimiala=kulttuuri&alue=musa")

    assert boxes(page) == {"toimiala=liikunta": (0, True), "toimiala=kulttuuri": (0, True), "alue=musa": (0, True)}
    assert page.context["cards"] == []


@pytest.mark.parametrize("name", [*FACET_NAMES, "sector", "nakyma"])
@pytest.mark.parametrize("value", ["garbage", "", "\x00", "' OR 1=1 --", "<script>", "1;2", "s:kulttuuri", "9" * 300])
def test_a_value_that_is_not_offered_narrows_nothing_and_is_kept_nowhere(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
):
    AssociationFactory.create()
    # The first page of a process doesn't know all topics beforehand, and keeps nothing.
    for _again in range(2):
        Client().get(DIRECTORY)
    kept: list[str] = []
    monkeypatch.setattr(store, "write", lambda key, *_rest: kept.append(key))

    page = Client().get(DIRECTORY, {name: value})

    assert page.context["page"].paginator.count == 1
    assert page.context["asked"] == Asked("", {}, week=False)
    # The page cache has a budget for made-up addresses; no fragment was made.
    assert [key for key in kept if key.startswith("fragment:")] == []
    assert Page(page).inline_scripts == 0


@pytest.mark.parametrize("query", ["q=laulu", "toimiala=kulttuuri&toimiala=liikunta&toimiala=nuoriso"])
def test_states_without_end_are_kept_within_a_budget(query: str, monkeypatch: pytest.MonkeyPatch):
    """What people type and choose has no end: made-up searches must not fill Valkey."""
    AssociationFactory.create()
    Client().get(DIRECTORY)
    kept: list[str] = []
    monkeypatch.setattr(store, "write", lambda key, *_rest: kept.append(key))
    monkeypatch.setattr(fragments, "_budget", Budget(0))

    Client().get(f"{DIRECTORY}?{query}")

    assert [key for key in kept if any(name in key for name in ("counts-", "panel-", "enough-"))] == []


def test_what_is_typed_stands_in_no_key(monkeypatch: pytest.MonkeyPatch):
    AssociationFactory.create()
    kept: list[str] = []
    monkeypatch.setattr(store, "write", lambda key, *_rest: kept.append(key))
    monkeypatch.setattr(fragments, "_budget", Budget(100))

    Client().get(f"{DIRECTORY}?q=salaisuus")

    assert any("search-enough" in key for key in kept)
    assert "salaisuus" not in "".join(key for key in kept if key.startswith("fragment:"))


def test_a_search_that_cant_be_read_spoils_no_other_state():
    AssociationFactory.create()
    Client().get(f"{DIRECTORY}?q={'x' * 500}&toimiala=kulttuuri")
    page = Client().get(f"{DIRECTORY}?toimiala=kulttuuri")
    (sectors,) = [group for group in page.context["panel"] if group.name == "toimiala"]
    assert '<span class="facet-count">1</span>' in sectors.boxes


def test_a_link_to_a_sector_of_former_days_still_leads_there():
    AssociationFactory.create()
    page = Client().get(f"{DIRECTORY}?sector=kulttuuri")
    assert page.context["asked"].chosen == {Facet.SECTOR: ("kulttuuri",)}


def test_each_state_has_one_address():
    asked = Asked("kuoro & laulu", {Facet.DISTRICT: ("musa",), Facet.SECTOR: ("kulttuuri", "nuoriso")}, week=True)
    assert asked.query() == "q=kuoro+%26+laulu&toimiala=kulttuuri&toimiala=nuoriso&alue=musa&nakyma=viikko"
    assert asked.without(Facet.DISTRICT, "musa").without(Facet.SECTOR, "nuoriso").seen_as(week=False).query() == (
        "q=kuoro+%26+laulu&toimiala=kulttuuri"
    )
    assert asked.freely().query() == "q=kuoro+%26+laulu&nakyma=viikko"
    assert Asked(" ", {}, week=False).query() == ""


def test_the_week_shows_the_times_of_what_fits_in_order():
    first, second = AssociationFactory.create(name_fi="Ahti ry"), AssociationFactory.create(name_fi="Öljy ry")
    weekly(second, weekday=1, hour=18)
    weekly(first, weekday=1, hour=18)
    weekly(first, weekday=1, hour=9)
    weekly(first, weekday=7, every=2, season_from=clock.today() + timedelta(days=9))
    over = clock.today() - timedelta(days=1)
    weekly(first, weekday=3, season_until=over)

    page = Client().get(f"{DIRECTORY}?nakyma=viikko")

    shown = [(day.number, row.starts_at.hour, row.name) for day in page.context["days"] for row in day.times]
    assert shown == [(1, 9, "Ahti ry"), (1, 18, "Ahti ry"), (1, 18, "Öljy ry"), (7, 18, "Ahti ry")]
    assert page.content.count(b'class="week-note"') == 2
    # Who chooses a day sees that day alone.
    sunday = Client().get(f"{DIRECTORY}?nakyma=viikko&paiva=7")
    assert [day.number for day in sunday.context["days"]] == [7]
    assert 'name="nakyma" value="viikko"' in sunday.content.decode()


def test_the_week_has_pages():
    association = AssociationFactory.create()
    for hour in range(51):
        weekly(association, weekday=1 + hour % 7, hour=6 + hour % 15)
    second = Client().get(f"{DIRECTORY}?nakyma=viikko&page=2")
    assert sum(len(day.times) for day in second.context["days"]) == 1
    assert f"{DIRECTORY}?nakyma=viikko&page=1" not in Page(second).addresses
    assert "?nakyma=viikko&page=1" in Page(second).addresses


def test_htmx_gets_the_part_that_changes_and_the_address_of_the_state():
    AssociationFactory.create()

    part = Client().get(f"{DIRECTORY}?q=&toimiala=kulttuuri", headers={"HX-Request": "true"})

    assert "<html" not in part.content.decode()
    assert part.content.count(b'class="card-row"') == 1
    assert part.content.count(b'data-hx-swap-oob="innerHTML:#directory-count"') == 1
    assert part.headers["HX-Push-Url"] == f"{DIRECTORY}?toimiala=kulttuuri"
    # "Back" asks for the whole page.
    whole = Client().get(
        f"{DIRECTORY}?toimiala=kulttuuri", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert "<html" in whole.content.decode()
    assert "HX-Push-Url" not in whole.headers


def test_the_directory_is_kept_sets_no_cookie_and_shows_a_change_at_once(django_capture_on_commit_callbacks: Any):
    AssociationFactory.create()
    path = f"{DIRECTORY}?toimiala=kulttuuri"
    first = Client().get(path)
    assert (first.headers["Cache-Control"], dict(first.cookies)) == ("public, no-cache", {})
    with django_capture_on_commit_callbacks(execute=True):
        register.add_association(name_fi="Uusi kuoro ry", sector=Sector.objects.get(slug="kulttuuri"))
    assert boxes(Client().get(path))["toimiala=kulttuuri"] == (2, True)


def test_an_official_adds_a_search_word_and_it_is_found_at_once(django_capture_on_commit_callbacks: Any):
    AssociationFactory.create(name_fi="Jalkapalloseura ry")
    official = get_user_model().objects.create_superuser("official@pori.example", "x")
    assert queries.counts(search.read("potkupeli"), {}).total == 0

    with django_capture_on_commit_callbacks(execute=True):
        sent = client_for(official, city=True).post(
            "/fi/hallinta/associations/searchword/add/", {"word": "Potkupeli", "also": "jalkapallo", "language": "fi"}
        )

    assert sent.status_code == 302
    assert SearchWord.objects.filter(word="potkupeli").exists()
    assert queries.counts(search.read("potkupeli"), {}).total == 1


@pytest.mark.parametrize("also", ["ja", "kaksi sanaa", "pallo%", "'"])
def test_a_search_word_is_one_word_of_three_letters_or_more(also: str):
    with pytest.raises(Exception, match="Write one word in each field"):
        SearchWord(word="sana", also=also).full_clean()


@pytest.mark.parametrize("typed", ["astrnomia", "astonomia", "astronmia", "astronomja", "astrononia"])
def test_a_letter_that_is_missing_or_wrong_is_forgiven(typed: str):
    AssociationFactory.create(name_fi="Porin Astronomiaseura ry")
    AssociationFactory.create(name_fi="Porin Asukkaat ry")
    words = search.read(typed)
    assert [card.name for card in queries.listed(words, {}, 0, 9)] == ["Porin Astronomiaseura ry"]
    assert queries.counts(words, {}).total == 1


@pytest.mark.parametrize("typed", ["kulttuuri", "kultur", "culture", "kulttuurin"])
def test_a_sector_is_found_by_its_name_in_each_language(typed: str):
    AssociationFactory.create(name_fi="Kierros ry", summary_fi="Tule mukaan.")
    assert queries.counts(search.read(typed), {}).total == 1
    assert queries.counts(search.read("liikunta"), {}).total == 0


def test_a_district_is_found_by_its_name_and_not_by_a_part_of_it():
    association = AssociationFactory.create(name_fi="Kierros ry")
    association.districts.set(District.objects.filter(slug__in=["meri-pori", "vainola"]))
    facets.refresh([association.pk])
    assert queries.counts(search.read("väinölässä"), {}).total == 1
    assert queries.counts(search.read("pori"), {}).total == 0


def test_the_rows_of_the_directory_follow_every_change():
    association = AssociationFactory.create(name_fi="Vanha nimi ry")
    row = Listing.objects.filter(association=association)
    assert row.values_list("listed", "names", "facets").get() == (True, " vanha nimi ry   ", association.facets)
    Association.objects.filter(pk=association.pk).update(name_fi="Uusi nimi ry", name_sv="Nytt namn rf")
    assert row.get().names == " uusi nimi ry nytt namn rf  "
    assert row.get().sort_name == "uusi nimi ry"
    Association.objects.filter(pk=association.pk).update(name_doubt="homograph")
    assert not row.get().listed
    assert queries.counts(search.Words(), {}).total == 0
    association.delete()
    assert not row.exists()


def test_a_season_that_ends_leaves_the_directory_the_day_after():
    association = AssociationFactory.create()
    weekly(association, weekday=2)
    ending = weekly(association, weekday=4, season_until=clock.today())
    type(ending).objects.filter(pk=ending.pk).update(season_until=clock.today() - timedelta(days=1))

    daily()
    runner.run(Job.objects.get(name="associations.refresh_facets").pk)

    association.refresh_from_db()
    assert [facet for facet in association.facets if facet.startswith("w:")] == ["w:2"]
    assert Listing.objects.get(association=association).facets == association.facets
    assert facets.refresh_ended() == 0


def test_an_empty_result_suggests_what_to_do():
    AssociationFactory.create()
    page = Client().get(f"{DIRECTORY}?{urlencode({'q': 'laulamme', 'alue': 'musa'})}")
    assert page.context["cards"] == []
    assert f"{DIRECTORY}?q=laulamme" in Page(page).addresses
    week = Client().get(f"{DIRECTORY}?nakyma=viikko")
    assert week.content.count(b"empty-heading") == 1
