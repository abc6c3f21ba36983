"""Every page that the table of URLs names, for somebody who may see it: accessible in a browser, valid as HTML."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from portal.ops import tools
from tests import url_table, world
from tests.browser import looking
from tests.browser.conftest import NARROW, WIDE, OpenPage

# Machine addresses, downloads, and doors that only pass on.
NOT_PAGES = {
    *("healthz", "readyz", "robots_txt", "security_txt", "theme_css", "files:download", "sitemap", "sitemap_section"),
    *("association_times", "association_logo", "associations_csv", "associations:new_feed"),
    *(name for name in url_table.TABLE if name.startswith("api:")),
}
NOT_PAGES |= {"associations:import_template", "associations:import_errors"}
NOT_PAGES |= {"grants:call_feed", "grants:call_calendar"}
NOT_PAGES |= {"grants:award_feed", "awards_csv", "awards_giving", "grants:sample_awards", "grants:aid_rows_csv"}


def _pages() -> Iterator[tuple[str, str]]:
    """Each page with one actor who gets it: as far as it goes a city employee, else a member, else a visitor."""
    for name, row in url_table.TABLE.items():
        if name in NOT_PAGES or row.method != "get":
            continue
        who = next((who for who in reversed(world.ACTORS[:-1]) if row.results[who] == 200), None)
        if who is not None:
            yield name, who


PAGES = list(_pages())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "language"), [(NARROW, "fi"), (WIDE, "fi"), (WIDE, "sv"), (WIDE, "en")])
def test_no_page_has_an_accessibility_fault(width: int, language: str, open_page: OpenPage):
    with transaction.atomic():
        here = world.make()
    found = {}
    pages = {who: open_page(here.people.get(who), width=width, language=language) for who in {who for _, who in PAGES}}
    for name, who in PAGES:
        with override(language):
            url = reverse(name, kwargs=url_table.TABLE[name].arguments(here))
        page = pages[who]
        response = page.goto(url)
        assert response is not None
        assert (name, response.status) == (name, 200)
        if faults := looking.faults(page):
            found[name] = faults
    assert not found, "\n".join(f"{name}: {fault}" for name, faults in found.items() for fault in faults)


ERRORS = {"404": "/fi/tuntematon/", "403": "/fi/kaupunki/avustukset/"}


@pytest.mark.vnu
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_is_valid_html(language: str, tmp_path: Path):
    here = world.make()
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, who in PAGES:
        with override(language):
            url = reverse(name, kwargs=url_table.TABLE[name].arguments(here))
        (folder / f"{name.replace(':', '-')}.html").write_bytes(here.client(who).get(url).content)
    member = here.client("treasurer")
    for name, url in ERRORS.items():
        (folder / f"error-{name}.html").write_bytes(member.get(url.replace("/fi/", f"/{language}/")).content)
    faulty = member.post(reverse("accounts:profile"), {"first_name": "", "last_name": "\x00"})
    (folder / "faulty-form.html").write_bytes(faulty.content)
    found = _vnu(folder)
    assert not found, "\n".join(found)


def _vnu(folder: Path) -> list[str]:
    command: Any = tools.vnu()
    done = subprocess.run([*command, "--format", "json", "--stdout", str(folder)], capture_output=True, check=False)
    lines = json.loads(done.stdout)["messages"]
    return sorted({f"{Path(line.get('url', '')).stem}: {line['message']}" for line in lines})
