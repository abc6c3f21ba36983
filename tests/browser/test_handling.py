"""An officer goes on leave: the colleague finds the matter, asks with texts of the library, and takes it over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from grants.enums import PhraseKind
from grants.models import Application, CompletionRequest, Note
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.looking import check
from tests.factories import grants
from tests.factories.accounts import employee

pytestmark = pytest.mark.django_db(transaction=True)

CITY = "/en/kaupunki"


@transaction.atomic
def prepared() -> tuple[Application, User, User]:
    """An application in Swedish that an officer has taken, the officer, and a colleague."""
    application = grants.submitted(language="sv")
    officer, colleague = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)
    Application.objects.filter(pk=application.pk).update(state="in_review", handled_by=officer)
    grants.phrase("Liittäkää säännöt.")
    grants.phrase("Eritelkää summa {requested}.")
    grants.phrase("Hyvä hakemus.", PhraseKind.GRANT)
    return application, officer, colleague


@pytest.mark.parametrize(("width", "js"), [(NARROW, True), (WIDE, True), (WIDE, False)])
def test_a_colleague_stands_in_asks_notes_and_takes_over(open_page: OpenPage, width: int, js: bool):
    application, officer, colleague = prepared()
    # Without JavaScript nothing can look at the page either.
    look = check if js else (lambda _page: None)
    page = open_page(officer, width=width, js=js, language="en", city=True)
    page.goto(f"{CITY}/sijaisuudet/")
    last = clock.today() + timedelta(days=6)
    page.get_by_label("First day").fill(f"{clock.today():%d.%m.%Y}")
    page.get_by_label("Last day").fill(f"{last:%d.%m.%Y}")
    page.get_by_label("Who stands in").select_option(label=str(colleague))
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("away now")).to_be_visible()
    look(page)

    page = open_page(colleague, width=width, js=js, language="en", city=True)
    page.goto(f"{CITY}/avustukset/")
    page.get_by_label("Preparing officer").select_option("mine")
    page.get_by_role("button", name="Show").click()
    look(page)
    page.get_by_role("link", name=application.case_number).click()
    expect(page.get_by_text(f"{colleague} stands in.")).to_be_visible()
    page.get_by_label("New note").fill("Soitin rahastonhoitajalle.")
    page.get_by_role("button", name="Write the note").click()
    expect(page.get_by_text("Soitin rahastonhoitajalle.")).to_be_visible()
    look(page)

    page.get_by_role("link", name="Ask to complete…").click()
    page.get_by_label("(1)").fill("Mikä tili?")
    page.get_by_label("Answer by the end of").fill(f"{last:%d.%m.%Y}")
    page.get_by_text("Add from the library").click()
    page.get_by_label("sv: Liittäkää säännöt.").check()
    look(page)
    page.get_by_role("button", name="Add the chosen texts").click()
    expect(page.get_by_label("(1)")).to_have_value("Mikä tili?")
    expect(page.get_by_label("(2)")).to_have_value("sv: Liittäkää säännöt.")
    look(page)
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("The association has been asked.")).to_be_visible()
    items = CompletionRequest.objects.get().items.values_list("text", flat=True)
    assert list(items) == ["Mikä tili?", "sv: Liittäkää säännöt."]

    page.get_by_role("link", name="Change the preparing officer").click()
    page.get_by_label("New preparing officer").select_option(label=str(colleague))
    page.get_by_label("Why?").fill("Jää lomalle.")
    look(page)
    page.get_by_role("button", name="Give the matter").click()
    expect(page.get_by_text(f"{colleague} prepares the matter now.")).to_be_visible()
    assert Application.objects.get().handled_by == colleague
    assert Note.objects.get().author == colleague


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_library_is_kept(open_page: OpenPage, width: int):
    prepared()
    with transaction.atomic():
        keeper = employee(StaffRole.GRANT_OFFICER)
    page = open_page(keeper, width=width, language="en", city=True)
    page.goto(f"{CITY}/tekstit/")
    check(page)
    page.get_by_role("link", name="Add a text").click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("This is missing.").first).to_be_visible()
    check(page)
    page.get_by_label("Kind").select_option("reject")
    for language, text in (
        ("Finnish", "Raha ei riitä."),
        ("Swedish", "Pengarna räcker inte."),
        ("English", "No money."),
    ):
        page.get_by_label(f"Text, in {language}").fill(text)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("No money.").first).to_be_visible()
    check(page)
