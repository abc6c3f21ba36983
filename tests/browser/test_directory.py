"""The directory in the browser: refined while boxes are ticked, and the same without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from associations.models import Sector
from tests.browser import looking
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.factories.associations import AssociationFactory, weekly

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def register() -> None:
    """Three associations: two of culture, one of sport; all meet on Tuesdays."""
    with transaction.atomic():
        made = AssociationFactory.create_batch(2)
        made.append(AssociationFactory.create(sector=Sector.objects.get(slug="liikunta"), welcomes_new=False))
        for association in made:
            weekly(association)


def test_a_ticked_box_refines_the_list_in_place_and_back_leads_back(open_page: OpenPage, register: None):
    page = open_page(language="fi")
    page.goto("/fi/yhdistykset/")
    page.locator("#facet-paiva > summary").click()

    page.locator("#id_paiva_2").check()
    page.wait_for_url("**/yhdistykset/?paiva=2")
    page.locator("#id_toimiala_liikunta").check()
    page.wait_for_url("**/yhdistykset/?toimiala=liikunta&paiva=2")

    expect(page.locator(".card-row")).to_have_count(1)
    expect(page.locator("#id_toimiala_liikunta")).to_be_focused()
    expect(page.locator("#directory-count")).to_have_text(re.compile(r"^\s*1 "))
    # What was opened stays open.
    assert page.evaluate("document.getElementById('facet-paiva').open")
    looking.check(page)

    page.go_back()
    expect(page.locator(".card-row")).to_have_count(3)
    assert page.url.endswith("/yhdistykset/?paiva=2")
    assert page.locator(".chosen .chip").count() == 1


def test_without_javascript_the_same_form_leads_to_the_same_address(open_page: OpenPage, register: None):
    page = open_page(width=NARROW, js=False)
    page.goto("/fi/yhdistykset/?nakyma=viikko")
    page.locator("#facets > summary").click()
    page.locator("#id_toimiala_kulttuuri").check()
    with page.expect_navigation():
        page.locator("#facets button").click()
    assert page.url.endswith("/yhdistykset/?q=&nakyma=viikko&toimiala=kulttuuri")
    assert page.locator(".week-time").count() == 2
    with page.expect_navigation():
        page.locator(".chosen .chip").click()
    assert page.url.endswith("/yhdistykset/?nakyma=viikko")
    assert page.locator(".week-time").count() == 3


@pytest.mark.parametrize("js", [True, False], ids=["js", "plain"])
@pytest.mark.parametrize(("width", "language"), [(NARROW, "fi"), (WIDE, "sv"), (NARROW, "en")])
def test_a_resident_finds_a_choir_in_three_steps(width: int, language: str, js: bool, open_page: OpenPage):
    with transaction.atomic():
        choir = AssociationFactory.create(
            name_fi="Rannikon Mieskuoro ry", name_sv="Kustens manskör rf", name_en="Coast Male Choir"
        )
        other = AssociationFactory.create(name_fi="Kylän Sekakuoro ry", name_sv="Byns blandade kör rf", name_en="Choir")
        for association, weekday in ((choir, 2), (other, 4)):
            weekly(association, weekday=weekday)
    page = open_page(width=width, js=js, language=language)

    def look() -> None:
        if js:
            looking.check(page)

    # From the front page, with the word as people say it.
    page.goto(f"/{language}/")
    page.fill("#home-q", {"fi": "kuorot", "sv": "körer", "en": "choirs"}[language])
    with page.expect_navigation():
        page.locator("main .search-form button").first.click()
    look()
    assert page.locator(".card-row").count() == 2

    # The evening that suits.
    if width == NARROW:
        page.locator("#facets > summary").click()
    page.locator("#facet-paiva > summary").click()
    page.locator("#id_paiva_2").check()
    if js:
        page.wait_for_url("**paiva=2*")
    else:
        with page.expect_navigation():
            page.locator("#facets .facets-body > button").click()
    expect(page.locator(".card-row")).to_have_count(1)
    look()

    # And there it is.
    with page.expect_navigation():
        page.locator(".card-title a").click()
    look()
    assert choir.slug in page.url


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("query", ["?toimiala=kulttuuri", "?nakyma=viikko&paiva=2", "?q=xyzzy&toimiala=kulttuuri"])
def test_each_state_is_whole(open_page: OpenPage, register: None, width: int, query: str):
    page = open_page(width=width)
    page.goto(f"/fi/yhdistykset/{query}")
    looking.check(page)
    assert page.locator("h1").count() == 1
