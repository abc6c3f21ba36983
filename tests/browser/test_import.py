"""A liaison at work: a register file with broken rows, each reason read; duplicates merged, the mistake undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Page
from stdnum.fi import associationid

from associations.models import Association, DuplicatePair
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from tests.browser import looking
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, member, pair

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 5_000
# What is written in the number's place of a broken row, and what the page says of it.
BROKEN = {
    **{f"12{letter}": "A register number has one to six digits" for letter in "abcdefghij"},
    **{f"1234567{digit}": "A register number has one to six digits" for digit in range(5)},
    **{f"{digit}.{digit}": "A register number has one to six digits" for digit in range(1, 5)},
    "": "neither a register number nor a Business ID",
}


def content() -> bytes:
    """5,000 rows, of which 20 are broken."""
    rows = [f"Kylän Laulu {at} ry;{associationid.format(str(100_000 + at))}" for at in range(ROWS - len(BROKEN))]
    for at, number in enumerate(BROKEN):
        rows.insert(at * 250, f"Rikki {at} ry;{number}")
    return "\n".join(["Nimi;Rekisterinumero", *rows]).encode()


@transaction.atomic
def liaison() -> User:
    return employee(StaffRole.LIAISON)


def press(page: Page, selector: str) -> None:
    """Press what the selector names and look at the page that comes."""
    with page.expect_navigation():
        page.locator(selector).first.click()
    looking.check(page)


def wait_for_end(page: Page) -> None:
    """The page turns to what comes next by itself when the work is done."""
    page.wait_for_selector("#import-progress", state="detached")
    page.wait_for_load_state()
    looking.check(page)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_file_with_broken_rows_is_read_looked_at_and_carried_out(
    width: int, open_page: OpenPage, work: Callable[[], list[str]], tmp_path: Path
):
    assert len(BROKEN) == 20
    file = tmp_path / "rekisteri.csv"
    file.write_bytes(content())
    page = open_page(liaison(), width=width, language="en", city=True)
    page.goto("/en/kaupunki/tuonnit/")
    looking.check(page)
    press(page, 'a[href$="/uusi/"]')
    page.set_input_files('[name="file"]', file)
    press(page, "main form button[type=submit]")
    assert page.locator("progress").count() == 1
    assert work() == ["done"]
    wait_for_end(page)
    assert "4,980" in page.inner_text(".chips")

    for at, (number, reason) in enumerate(BROKEN.items()):
        row = page.locator("tbody tr", has=page.get_by_text(f"Rikki {at} ry", exact=False)).first
        said = row.inner_text()
        assert str(at * 250 + 2) in said
        assert number in said
        assert reason in said
    assert page.locator("tbody tr").count() == len(BROKEN)
    with page.expect_download() as download:
        page.locator('a[href$="/virheet.csv"]').click()
    assert len(download.value.path().read_text("utf-8-sig").splitlines()) == 1 + len(BROKEN)

    press(page, '.chips a[href="?action=new"]')
    press(page, 'a[href$="/toteuta/"]')
    press(page, "main form button[type=submit]")
    assert work()[0] == "done"
    wait_for_end(page)
    assert Association.objects.count() == ROWS - len(BROKEN)
    assert "What was done" in page.inner_text("main")


@transaction.atomic
def twice() -> DuplicatePair:
    first = AssociationFactory.create(name_fi="Rannikon Mieskuoro ry", register_number="123.456", slug="mieskuoro")
    second = AssociationFactory.create(name_fi="Rannikon mieskuoro", business_id="2077474-0", slug="mieskuoro-2")
    member(second)
    return pair(first, second)


@pytest.mark.parametrize("js", [True, False], ids=["js", "plain"])
def test_two_duplicates_are_merged_and_the_merge_is_undone(js: bool, open_page: OpenPage):
    one = twice()
    page = open_page(liaison(), width=NARROW, js=js, language="en", city=True)

    def go(selector: str) -> None:
        with page.expect_navigation():
            page.locator(selector).first.click()
        if js:
            looking.check(page)

    page.goto("/en/kaupunki/kaksoiskappaleet/")
    if js:
        looking.check(page)
    go('a[href$="/yhdista/"]')
    page.check('[name="stays"][value="first"]')
    page.check('[name="confirmed"]')
    go("main form button[type=submit]")
    assert "Roles in associations" in page.inner_text("main")
    one.first.refresh_from_db()
    assert (one.first.business_id, one.first.memberships.count()) == ("2077474-0", 1)

    go('form[action$="/peru/"] button')
    assert "They are two again." in page.inner_text("main")
    one.first.refresh_from_db()
    assert (one.first.business_id, one.first.memberships.count()) == ("", 0)
    page.goto("/en/kaupunki/kaksoiskappaleet/")
    assert page.locator(".pair-sides").count() == 1
