"""The treasurer's part of the path with the keyboard alone, and what the keyboard must be able to do everywhere."""

from __future__ import annotations

import pytest
from django.db import transaction
from playwright.sync_api import Page

from grants.models import Application
from portal.accounts.enums import StaffRole
from tests.browser.conftest import NARROW, OpenPage
from tests.factories import grants
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, account, member

pytestmark = pytest.mark.django_db(transaction=True)

MOST_TABS = 60


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what the selector names has the focus, and see that the focus can be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement);"
                " return [s.outlineStyle, parseFloat(s.outlineWidth), s.boxShadow]; }"
            )
            assert outline[2] != "none" or (outline[0] != "none" and outline[1] >= 2), f"No focus ring: {selector}"
            return
    pytest.fail(f"Tab never reaches {selector} on {page.url}")


def enter(page: Page) -> None:
    """Press Enter and wait for the page that comes."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_application_is_made_with_the_keyboard_alone(open_page: OpenPage):
    with transaction.atomic():
        association = AssociationFactory.create()
        account(association)
        treasurer, call = member(association), grants.call()
    page = open_page(treasurer)
    page.goto(f"/fi/avustukset/{call.pk}/")
    tab_to(page, 'form[action$="/hae/"] button')
    enter(page)
    tab_to(page, '[name="purpose"]')
    page.keyboard.type("Kuoron nuotit")
    tab_to(page, '[name="plan"]')
    page.keyboard.type("Ostamme nuotit.")
    tab_to(page, '[name="amount"]')
    page.keyboard.press("Space")
    tab_to(page, 'button[name="check"]')
    enter(page)
    tab_to(page, "main form button[type=submit]")
    enter(page)
    assert Application.objects.get().state == "submitted"


def test_the_skip_link_is_first_and_leads_to_the_content(open_page: OpenPage):
    page = open_page(width=NARROW)
    page.goto("/fi/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_menu_of_a_phone_opens_with_the_keyboard(open_page: OpenPage):
    page = open_page(width=NARROW)
    page.goto("/fi/")
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    tab_to(page, ".main-nav a")
    assert page.locator(".main-nav a").first.is_visible()


def test_what_is_wrong_is_told_on_top_with_the_focus_and_links_to_the_fields(open_page: OpenPage):
    with transaction.atomic():
        application, officer = grants.in_review(), employee(StaffRole.GRANT_OFFICER)
    page = open_page(officer)
    page.goto(f"/fi/kaupunki/avustukset/{application.pk}/pisteet/")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert page.title().startswith(("Virhe:", "Error:"))
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    assert page.evaluate("`#${document.activeElement.id}`") == target
