"""The map of the site: every place in every language, split into files."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from portal.ui import sitemap

pytestmark = pytest.mark.django_db

SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> list[sitemap.Place]:
    """Seven places in files of three."""
    places = [
        sitemap.Place(f"/paikka/{number}/?a=1&b=<2>", datetime(2026, 10, 14, 21, tzinfo=UTC)) for number in range(7)
    ]
    monkeypatch.setattr(sitemap, "PLACES_PER_FILE", 3)
    monkeypatch.setattr(sitemap, "_sections", {})
    sitemap.section("paikat", count=lambda: len(places), places=lambda first, last: places[first:last])
    return places


def read(path: str) -> ET.Element:
    response = Client().get(path, headers={"Host": "localhost"})
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    assert b"localhost" not in response.content
    return ET.fromstring(response.content)  # noqa: S314 - our own


def locations(root: ET.Element) -> list[str]:
    return [found.text or "" for found in root.iterfind(".//s:loc", SPACES)]


def test_every_place_stands_once_in_each_language(many: list[sitemap.Place]):
    files = [path.removeprefix("https://portal.test") for path in locations(read("/sitemap.xml"))]
    assert files == [f"/sitemap-paikat-{number}.xml" for number in (1, 2, 3)]
    found = [address for path in files for address in locations(read(path))]
    assert found == [f"https://portal.test/{code}{place.path}" for place in many for code in ("fi", "sv", "en")]


def test_each_address_names_the_same_page_in_the_other_languages(many: list[sitemap.Place]):
    for entry in read("/sitemap-paikat-3.xml").iterfind("s:url", SPACES):
        others = {link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", SPACES)}
        assert others == {code: f"https://portal.test/{code}/paikka/6/?a=1&b=<2>" for code in ("fi", "sv", "en")}
        changed = entry.find("s:lastmod", SPACES)
        assert changed is not None
        assert changed.text == "2026-10-15T00:00:00+03:00"


@pytest.mark.parametrize("path", ["/sitemap-paikat-0.xml", "/sitemap-paikat-4.xml", "/sitemap-muut-1.xml"])
def test_there_are_no_other_files(path: str, many: list[sitemap.Place]):
    assert Client().get(path).status_code == 404


def test_a_full_file_stays_within_what_the_protocol_allows():
    longest = sitemap.Place(f"/{'x' * 250}/", datetime(2026, 10, 14, tzinfo=UTC))
    size = sum(len(line) for line in sitemap._lines(longest)) * sitemap.PLACES_PER_FILE
    assert 3 * sitemap.PLACES_PER_FILE <= 50_000
    assert size < 50_000_000


def test_who_has_it_is_told_so_for_each_file(many: list[sitemap.Place]):
    first = Client().get("/sitemap-paikat-1.xml")
    mark = {"If-None-Match": first.headers["ETag"]}
    assert Client().get("/sitemap-paikat-1.xml", headers=mark).status_code == 304
    # The mark is of this file alone.
    assert Client().get("/sitemap-paikat-2.xml", headers=mark).status_code == 200
    assert first.cookies == {}


def test_the_pages_of_the_ground_are_in_it():
    assert locations(read("/sitemap-portal-1.xml"))[:4] == [
        *["https://portal.test/fi/", "https://portal.test/sv/", "https://portal.test/en/"],
        "https://portal.test/fi/tietoa/",
    ]


def test_robots_are_shown_the_way(settings):
    assert "\nSitemap: https://portal.test/sitemap.xml\n" in Client().get("/robots.txt").content.decode()
