"""The CSV file, the feed, the embeddable list, the page about them, and the directory in the map of the site."""

from __future__ import annotations

import csv
import tracemalloc
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from associations.models import Association, Sector
from associations.queries import open_data as data
from associations.views.public import open_data
from portal import clock
from portal.ui.budget import Budget
from portal.ui.downloads import A_MINUTE
from tests.associations.reading import Page
from tests.factories.associations import AssociationFactory, told
from tests.ui.test_headers import PROMISED, promised

pytestmark = pytest.mark.django_db

CSV = "/avoin-data/yhdistykset.csv"
FEED = "/sv/yhdistykset/uudet.atom"
EMBED = "/fi/upotus/yhdistykset/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _fresh_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_data, "downloads", Budget(A_MINUTE))


def rows() -> list[dict[str, str]]:
    response = Client().get(CSV)
    assert (response.status_code, response.streaming) == (200, True)
    text = b"".join(response).decode()
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_the_file_has_a_row_for_each_listed_association_by_name():
    association = told()
    AssociationFactory.create(name_fi="Ähtärin Kuoro ry", slug="ahtarin-kuoro")
    AssociationFactory.create(name_fi="Poissa ry", status="dissolved")
    found = rows()
    assert [row["id"] for row in found] == ["rannan-sointu", "ahtarin-kuoro"]
    assert found[0] == {
        "id": "rannan-sointu",
        "url": "https://portal.test/fi/yhdistykset/rannan-sointu/",
        "name_fi": "Rannan Sointu ry",
        "name_sv": "Strandens Klang rf",
        "name_en": "",
        "legal_form": "registered",
        "register_number": "900.123",
        "business_id": "9000000-1",
        "registered_office": "Pori",
        "registered_on": "1926-03-04",
        "sector": "kulttuuri",
        "sectors": "kulttuuri nuoriso",
        "districts": "keskusta",
        "target_groups": "nuoret",
        "languages": "fi sv",
        "summary_fi": "Laulamme yhdessä tiistaisin.",
        "summary_sv": "",
        "summary_en": "",
        "welcomes_new": "true",
        "size": "48",
        "accessibility": "step_free",
        "website": "https://rannansointu.example/",
        "email": "info@rannansointu.example",
        "phone": "'+358 2 000 0001",
        "checked_on": "2026-09-01",
        "added_at": association.added_at.isoformat(timespec="seconds"),
        "changed_at": association.changed_at.isoformat(timespec="seconds"),
    }


def test_no_cell_is_a_formula():
    told(name_fi="=HYPERLINK(0)", name_sv="@SUM(A1)", summary_fi='-1+1|cmd\n"', summary_sv="+1", summary_en="\t=1")
    for value in rows()[0].values():
        assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_file_is_read_in_pieces(django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(data, "CHUNK", 2)
    AssociationFactory.create_batch(5)
    # One cursor; for each of three pieces the contact ways and the links.
    with django_assert_num_queries(1 + 3 * 2):
        assert len(list(data.csv_rows())) == 5


def test_the_file_costs_no_more_memory_the_longer_it_is():
    sector = Sector.objects.get(slug="kulttuuri")

    def most(first: int, last: int) -> int:
        Association.objects.bulk_create(
            Association(name_fi=f"Seura {number}", slug=f"seura-{number}", sector=sector, summary_fi="x" * 240)
            for number in range(first, last)
        )
        for _line in data.csv_rows():
            break
        tracemalloc.start()
        for _piece in Client().get(CSV):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    # Two pieces, of which the one may still be held while the next is read, and eight of them.
    assert most(0, 2 * data.CHUNK) * 1.5 > most(2 * data.CHUNK, 8 * data.CHUNK)


def test_who_has_the_file_is_told_so_before_anything_is_read(django_assert_num_queries: Any):
    first = Client().get(CSV)
    with django_assert_num_queries(0):
        known = Client().get(CSV, headers={"If-None-Match": first.headers["ETag"]})
    assert known.status_code == 304


def test_too_many_downloads_are_put_off(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(open_data, "downloads", Budget(1))
    etag = Client().get(CSV).headers["ETag"]
    late = Client().get(CSV)
    assert (late.status_code, late.headers["Retry-After"], "ETag" in late.headers) == (429, "60", False)
    # Who has it costs nothing and is never put off.
    assert Client().get(CSV, headers={"If-None-Match": etag}).status_code == 304


def test_every_web_site_may_read_the_file():
    headers = Client().get(CSV).headers
    assert headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert headers["Content-Disposition"] == 'attachment; filename="yhdistykset.csv"'
    assert headers["Access-Control-Allow-Origin"] == "*"


def feed(path: str = FEED, **headers: str) -> ET.Element:
    response = Client().get(path, headers=headers)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own


def test_the_feed_tells_the_newest_first_in_its_language():
    now = clock.now()
    told(added_at=now - timedelta(days=2))
    AssociationFactory.create(name_fi="Uusi <b>& Seura ry", slug="uusi", added_at=now - timedelta(days=1))
    AssociationFactory.create(slug="poissa", added_at=now, name_doubt="looks like another")
    found = feed()
    entries = found.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == [
        *["Uusi <b>& Seura ry", "Strandens Klang rf"]
    ]
    assert [entry.findtext("a:id", namespaces=ATOM) for entry in entries] == [
        *["https://portal.test/sv/yhdistykset/uusi/", "https://portal.test/sv/yhdistykset/rannan-sointu/"]
    ]
    (own,) = [link for link in found.findall("a:link", ATOM) if link.get("rel") == "self"]
    assert own.get("href") == f"https://portal.test{FEED}"
    published = datetime.fromisoformat(entries[0].findtext("a:published", "", ATOM))
    assert published == now - timedelta(days=1)


def test_the_feed_has_an_end():
    AssociationFactory.create_batch(open_data.NEWEST + 1)
    assert len(feed().findall("a:entry", ATOM)) == open_data.NEWEST


def test_the_directory_names_its_feed():
    html = Client().get("/sv/yhdistykset/").content.decode()
    assert f'<link rel="alternate" type="application/atom+xml" title="Nya föreningar" href="{FEED}">' in html


def test_the_embedded_list_narrows_by_sector_and_district():
    told()
    AssociationFactory.create(slug="muu", name_fi="Muu ry", facets=["s:kulttuuri"])
    for query, expected in [
        *[("", ["muu", "rannan-sointu"]), ("?toimiala=kulttuuri", ["muu", "rannan-sointu"])],
        *[("?toimiala=nuoriso", ["rannan-sointu"]), ("?alue=keskusta", ["rannan-sointu"]), ("?alue=lavia", [])],
        *[("?toimiala=kulttuuri&alue=keskusta", ["rannan-sointu"]), ("?toimiala=ei-ole", []), ("?alue=%00", [])],
    ]:
        page = Page(Client().get(EMBED + query))
        found = [address.split("/")[-2] for address in page.addresses if "/yhdistykset/" in address]
        assert (query, found[:-1]) == (query, expected)


def test_its_links_open_in_the_whole_window():
    told()
    html = Client().get(EMBED).content.decode()
    assert html.count("<a ") == html.count('target="_top"') == 2
    assert "<header" not in html
    assert "<footer" not in html


def test_only_named_sites_may_show_it_and_only_it(settings: Any):
    settings.EMBED_ANCESTORS = ["https://www.pori.example", "https://pori.example"]
    response = Client().get(EMBED)
    policy = promised(response)["Content-Security-Policy"]
    assert "frame-ancestors https://www.pori.example https://pori.example" in policy  # type: ignore[operator]
    assert "X-Frame-Options" not in response.headers
    kept = PROMISED.keys() - {"Content-Security-Policy", "X-Frame-Options"}
    assert {name: response.headers[name] for name in kept} == {name: PROMISED[name] for name in kept}
    for path in ("/fi/", "/fi/yhdistykset/", "/fi/avoin-data/", "/sv/tili/login/"):
        assert promised(Client().get(path)) == PROMISED


def test_without_a_named_site_nobody_may_show_it(settings: Any):
    settings.EMBED_ANCESTORS = []
    policy = promised(Client().get(EMBED))["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy  # type: ignore[operator]


@pytest.mark.parametrize("path", [CSV, FEED, EMBED, "/fi/avoin-data/", "/sitemap.xml", "/sitemap-yhdistykset-1.xml"])
def test_none_of_them_sets_a_cookie_or_takes_an_address_from_the_request(path: str):
    told()
    response = Client().get(path, headers={"Host": "localhost"})
    content = b"".join(response)
    assert (response.status_code, response.cookies) == (200, {})
    assert b"//localhost" not in content
    assert response.headers["ETag"]
    known = Client().get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert known.status_code == 304


def test_the_page_names_every_address_and_each_works():
    page = Page(Client().get("/en/avoin-data/"))
    ours = {address.removeprefix("https://portal.test") for address in page.addresses}
    expected = {
        *["/api/v1/", "/api/v1/openapi.json", "/api/v1/sectors", "/api/v1/districts", "/api/v1/target-groups"],
        *[CSV, "/en/yhdistykset/uudet.atom", "/api/v1/associations?q=kuoro&texts=sv"],
        *["/api/v1/associations?sector=kulttuuri&per_page=10"],
        *["/api/v1/associations?changed_since=2026-09-01T00:00:00Z"],
    }
    assert expected <= ours
    for path in expected:
        assert (path, Client().get(path).status_code) == (path, 200)
    assert "Creative Commons Attribution 4.0" in page.text
    assert 'iframe src="https://portal.test/en/upotus/yhdistykset/?toimiala=kulttuuri' in page.text


def test_the_map_of_the_site_has_every_profile_that_is_listed():
    told()
    AssociationFactory.create(slug="poissa", status="dissolved")
    content = Client().get("/sitemap-yhdistykset-1.xml").content.decode()
    assert content.count("<url>") == 3
    assert "<loc>https://portal.test/sv/yhdistykset/rannan-sointu/</loc>" in content
    assert "poissa" not in content
