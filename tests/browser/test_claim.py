"""A claim in a browser: a secretary asks, the liaison asks back and verifies, the secretary acts for it."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from django.db import transaction
from playwright.sync_api import FilePayload

from associations.models import Association, Membership
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.test_path import Walk
from tests.factories.accounts import UserFactory, employee
from tests.factories.associations import AssociationFactory
from tests.files.made import PDF

pytestmark = pytest.mark.django_db(transaction=True)

MINUTES: FilePayload = {"name": "poytakirja.pdf", "mimeType": "application/pdf", "buffer": PDF}
EXTRACT: FilePayload = {"name": "ote.pdf", "mimeType": "application/pdf", "buffer": PDF}


@transaction.atomic
def town(language: str) -> tuple[Association, User, User]:
    """An association for which nobody acts yet, its secretary, and a liaison."""
    return (
        AssociationFactory.create(name_fi="Rannikon Mieskuoro ry", slug="rannikon-mieskuoro-ry"),
        UserFactory.create(first_name="Sanna", last_name="Sihteeri", language=language),
        employee(StaffRole.LIAISON, first_name="Lasse", last_name="Liittymä"),
    )


@pytest.mark.parametrize("js", [True, False], ids=["js", "plain"])
@pytest.mark.parametrize(("width", "language"), [(NARROW, "fi"), (WIDE, "sv"), (WIDE, "en")])
def test_a_secretary_asks_for_the_right_and_gets_it(
    width: int, language: str, js: bool, open_page: OpenPage, mails: Callable[[], list[EmailMessage]]
):
    association, person, liaison = town(language)

    # The secretary finds the association and asks.
    secretary = Walk(open_page(person, width=width, js=js, language=language), js)
    secretary.go(f"/{language}/omat/pyynnot/").fill(q="mieskuoro").press("main .search-form button")
    secretary.press(".cards a").press('a[href$="/hae-oikeutta/"]')
    secretary.press("main form button[type=submit]")
    assert secretary.page.locator("#error-summary li").count() == 2
    secretary.page.check('[name="role"][value="secretary"]')
    secretary.page.set_input_files('[name="minutes"]', MINUTES)
    secretary.fill(second_email="toinen@people.example", message="Valittiin vuosikokouksessa.")
    secretary.press("main form button[type=submit]")
    own = secretary.page.url
    assert secretary.page.locator(".receipt").count() == 1
    assert [mail["To"] for mail in mails()] == [person.email]

    # The liaison finds it in the queue and asks for more.
    officer = Walk(open_page(liaison, width=width, js=js, language=language), js)
    officer.go(f"/{language}/kaupunki/tarkistettavat/").press("#queue h2 a")
    handling = officer.page.url
    with officer.page.expect_download() as download:
        officer.page.locator('main a[href^="/tiedostot/"]').click()
    assert download.value.path().read_bytes() == PDF
    officer.fill(reason="Pöytäkirjasta puuttuu rekisteriote.").press('button[value="ask_more"]')
    officer.go(f"/{language}/kaupunki/tarkistettavat/")
    assert officer.page.locator("#queue li").count() == 0

    # The secretary answers from the desk.
    secretary.go(f"/{language}/omat/").press("#yours + .matter-list a")
    assert secretary.page.url == own
    secretary.page.set_input_files('[name="attached"]', [EXTRACT])
    secretary.fill(text="Tässä on ote.").press("main form button[type=submit]")

    # The liaison verifies, and the secretary acts for the association.
    officer.go(handling)
    assert "Tässä on ote." in officer.text()
    assert officer.page.locator('main a[href^="/tiedostot/"]').count() == 2
    officer.press('button[value="verify"]')
    secretary.go(own).press('button[name="party"]')
    assert association.name in secretary.page.inner_text("body")
    assert Membership.objects.get(user=person).association == association
    assert {mail["To"] for mail in mails()} == {person.email, "toinen@people.example"}
