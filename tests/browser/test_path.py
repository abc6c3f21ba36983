"""The whole path in a browser: at a phone's and a desk's width, in three languages, with JavaScript on and off."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

import pikepdf
import pytest
from django.db import transaction
from playwright.sync_api import Page

from associations.models import Association
from grants.models import Call
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from tests.browser import looking
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.factories import grants
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, account, member

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Town:
    """Those who take part in the path."""

    call: Call
    association: Association
    treasurer: User
    officers: tuple[User, User]
    decider: User


@transaction.atomic
def town(language: str) -> Town:
    """An association with an account, its treasurer, two officers, a decision maker and an open call."""
    association = AssociationFactory.create(
        name_fi="Rannikon Mieskuoro ry", slug="rannikon-mieskuoro-ry", name_sv="Kustens manskör rf"
    )
    account(association)
    return Town(
        grants.call(title_fi="Toimintatonni", title_sv="Verksamhetstusenlapp", title_en="Light grant"),
        association,
        member(association, language=language),
        (employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)),
        employee(StaffRole.DECISION_MAKER),
    )


class Walk:
    """One person's walk; each page is looked at when there is JavaScript to look with."""

    def __init__(self, page: Page, js: bool) -> None:
        self.page, self.js = page, js

    def go(self, url: str) -> Walk:
        """Open an address."""
        self.page.goto(url)
        return self.look()

    def press(self, selector: str) -> Walk:
        """Press what the selector names and look at the page that comes."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        return self.look()

    def look(self) -> Walk:
        """Check the page."""
        if self.js:
            looking.check(self.page)
        return self

    def fill(self, **values: str) -> Walk:
        """Type into fields by name."""
        for name, value in values.items():
            self.page.fill(f'[name="{name}"]', value)
        return self

    def text(self) -> str:
        """What the main part says."""
        return self.page.inner_text("main")


@pytest.mark.parametrize("js", [True, False], ids=["js", "plain"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_whole_path(
    width: int,
    language: str,
    js: bool,
    open_page: OpenPage,
    work: Callable[[], list[str]],
    mails: Callable[[], list[EmailMessage]],
):
    here = town(language)

    def walk(user: User | None = None) -> Walk:
        return Walk(open_page(user, width=width, js=js, language=language), js)

    # A resident finds the association in three steps.
    resident = walk().go(f"/{language}/yhdistykset/").fill(q="kuorot" if language == "fi" else "mieskuoro")
    resident.press(".search-form button").press(".cards a")
    assert here.association.slug in resident.page.url

    # Its treasurer applies.
    treasurer = walk(here.treasurer).go(f"/{language}/avustukset/{here.call.pk}/")
    treasurer.press('form[action$="/hae/"] button').fill(purpose="Kuoron nuotit", plan="Ostamme nuotit.\nLaulamme.")
    treasurer.page.check('[name="amount"][value="100000"]')
    treasurer.press('button[name="check"]').press("main form button[type=submit]")
    assert "PORI/1/02.05.01.04/" in treasurer.text()
    assert re.search(r"\b[0-9a-f]{64}\b", treasurer.text())
    matter = treasurer.page.url
    assert work() == ["done"]
    treasurer.go(matter)
    assert treasurer.page.locator('main a[href^="/tiedostot/"]').count() == 1
    assert [mail["To"] for mail in mails()] == [here.treasurer.email]

    # Two officers score it, one proposes.
    first, second = (walk(officer) for officer in here.officers)
    first.go(f"/{language}/kaupunki/avustukset/").press("tbody a").press('form[action$="/kasittelyyn/"] button')
    handling = first.page.url
    for officer in (first, second):
        officer.go(handling).press('a[href$="/pisteet/"]')
        for field in officer.page.locator('input[type="number"]').all():
            field.fill("4")
        for field in officer.page.locator("main form textarea").all():
            field.fill("Vastaa perusteita.")
        officer.press("main form button[type=submit]")
    first.go(handling).press('a[href$="/esitys/"]').fill(amount="1 000,00", reasons="Hakemus vastaa perusteita.")
    first.press("main form button[type=submit]")

    # One decides, having seen both scores.
    decider = walk(here.decider).go(handling)
    decider.press('a[href$="/paatos/"]')
    decider.page.check('[name="confirmed"]')
    decider.press("main form button[type=submit]")

    # The letter arrives, the PDF opens, the award is public.
    assert work() == ["done"]
    letters = mails()
    assert [mail["To"] for mail in letters] == [here.treasurer.email] * 2
    assert letters[1].get_body(("plain",)).get_content().count(f"/{language}/hakemukset/") == 1  # type: ignore[union-attr]
    treasurer.go(matter)
    with treasurer.page.expect_download() as download:
        treasurer.page.locator('.decision a[href^="/tiedostot/"]').first.click()
    with pikepdf.open(io.BytesIO(download.value.path().read_bytes())) as pdf:
        assert str(pdf.Root.Lang).split("-")[0] == language
    resident.go(f"/{language}/avustukset/myonnetyt/")
    assert "Kuoron nuotit" in resident.text()
    resident.go(f"/{language}/yhdistykset/{here.association.slug}/")
    assert "Toimintatonni" in resident.text()
