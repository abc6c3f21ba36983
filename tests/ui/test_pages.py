"""The ui's own pages, in all languages, and the marks on views."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.signals import template_rendered

from portal.accounts.enums import Right, StaffRole
from portal.actor import Actor, acting
from portal.ui import drawn, figures, frame, icons
from portal.ui.charts import BarChart
from portal.ui.figures import Figure
from portal.ui.pages import city, public
from tests.clients import client_for
from tests.factories.accounts import UserFactory, employee

LANGUAGES = ["fi", "sv", "en"]


def text_of(response: Any) -> str:
    """The page's HTML."""
    return str(response.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["tietoa", "saavutettavuus", "tietosuoja", "galleria"])
def test_a_page_has_its_language_one_heading_and_its_landmarks(client, language, page):
    found = text_of(client.get(f"/{language}/{page}/"))
    assert f'<html lang="{language}">' in found
    assert len(re.findall(r"<h1[ >]", found)) == 1
    for landmark in ('<main id="content"', "<header", "<footer", 'class="skip-link" href="#content"'):
        assert landmark in found
    # Ids are unique, and what names another element finds it.
    ids = re.findall(r'\sid="([^"]+)"', found)
    assert sorted(ids) == sorted(set(ids))
    named = " ".join(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', found)).split()
    assert set(named) <= set(ids)


@pytest.mark.django_db
def test_the_gallery_shows_every_component(client):
    seen: set[str] = set()

    def note(sender, template, **kwargs):
        seen.add(template.name)

    frame.forget()
    drawn.forget()
    template_rendered.connect(note)
    try:
        found = text_of(client.get("/fi/galleria/"))
    finally:
        template_rendered.disconnect(note)
    folder = Path(portal_settings.BASE_DIR) / "templates" / "ui"
    # Whole pages, and what stands only around a signed-in person's or the demo's pages.
    elsewhere = {"about", "accessibility", "privacy", "home", "error_page", "acting_bar", "demo_bar"}
    components = {f"ui/{path.name}" for path in folder.glob("*.html") if path.stem not in elsewhere}
    assert components <= seen
    for name in icons.names():
        assert f"#{name}" in found


@pytest.mark.django_db
def test_the_gallery_isnt_for_search_engines(client):
    assert '<meta name="robots" content="noindex">' in text_of(client.get("/fi/galleria/"))


@pytest.mark.django_db
def test_figures_come_from_the_apps(client, monkeypatch):
    chart = BarChart("Granted", "Sector", "Sum", [], key="granted")
    monkeypatch.setattr(figures, "_sources", {})
    figures.register("b", lambda: [Figure("awards", "7", "this year")], topics=("awards",), order=20)
    figures.register("associations", lambda: [Figure("associations", "83"), chart], order=10)
    found = text_of(client.get("/en/tietoa/"))
    assert found.index("<dd>83</dd>") < found.index("<dd>7</dd>")
    assert "this year" in found
    assert "There are no figures yet." in found


def test_figures_can_only_hang_on_topics_that_the_page_hangs_on():
    with pytest.raises(ValueError, match="elsewhere"):
        figures.register("wrong", list, topics=("elsewhere",))


@pytest.mark.django_db
def test_language_links_keep_page_and_query(client):
    found = html.unescape(text_of(client.get("/fi/tietoa/?a=1&b=%C3%A4")))
    for language in LANGUAGES:
        assert f'href="/{language}/tietoa/?a=1&b=%C3%A4" lang="{language}"' in found


@pytest.mark.django_db
def test_a_visitor_is_offered_to_sign_in(client):
    found = text_of(client.get("/fi/tietoa/"))
    assert 'href="/fi/tili/login/"' in found
    assert "acting-bar" not in found
    assert "csrfmiddlewaretoken" not in found


@pytest.mark.django_db
def test_a_person_sees_for_whom_they_act_and_can_sign_out():
    person = UserFactory.create(first_name="Aino", last_name="<Lehto>")
    found = text_of(client_for(person).get("/en/tietoa/"))
    assert "You act for:" in found
    assert "Aino &lt;Lehto&gt;" in found
    assert 'action="/en/tili/logout/"' in found


@pytest.mark.django_db
def test_the_citys_roles_are_said():
    found = text_of(client_for(employee(StaffRole.GRANT_OFFICER, StaffRole.AUDITOR), city=True).get("/en/tietoa/"))
    assert "(grant officer, auditor)" in found


@pytest.mark.django_db
def test_the_page_of_the_navigation_is_marked(client):
    found = text_of(client.get("/fi/tietoa/"))
    assert re.findall(r'<a href="([^"]+)" aria-current="true">', found) == ["/fi/tietoa/"]


@pytest.mark.django_db
def test_what_stands_in_the_address_is_inert_in_the_language_links(client):
    found = text_of(client.get('/fi/tietoa/?a="><script>alert(1)</script>'))
    assert "<script>alert" not in found
    assert "\x00" not in found


@pytest.mark.django_db
def test_a_visitors_frame_holds_nothing_of_another_page(client):
    first = text_of(client.get("/fi/tietoa/?secret=1"))
    second = text_of(client.get("/fi/galleria/"))
    assert "secret" in first
    assert "secret" not in second
    assert 'href="/sv/galleria/"' in second


def view(request: HttpRequest) -> HttpResponse:
    """Any page."""
    return HttpResponse("open")


def test_public_opens_a_view_and_says_what_it_hangs_on():
    @public
    def plain(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    @public(topics=("b", "a", "b"))
    def kept(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert (plain.login_required, plain.page_cache, plain.audience) == (False, None, "public")  # type: ignore[attr-defined]
    assert (kept.login_required, kept.page_cache) == (False, ("a", "b"))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("actor", "opens"),
    [
        (Actor("user", 1, staff_roles=frozenset({"grant_officer"})), True),
        (Actor("user", 1, staff_roles=frozenset({"auditor"})), True),
        (Actor("user", 1, staff_roles=frozenset({"venue_manager"})), False),
        (Actor("user", 1, staff_roles=frozenset({"grant_officer"}), acting_for=7), False),
        (Actor("user", 1), False),
        (Actor("anonymous"), False),
        (Actor("system"), False),
    ],
)
def test_city_opens_a_view_to_those_with_the_right(actor, opens):
    guarded = city(Right.GRANTS_READ)(view)
    assert guarded.right == Right.GRANTS_READ  # type: ignore[attr-defined]
    request = RequestFactory().get("/")
    with acting(actor):
        if opens:
            assert guarded(request).content == b"open"
        else:
            with pytest.raises(PermissionDenied):
                guarded(request)


@pytest.mark.django_db
def test_the_header_costs_a_visitor_no_query(client, django_assert_num_queries):
    client.get("/fi/galleria/")
    with django_assert_num_queries(0):
        Client().get("/fi/galleria/?anew=1")
