"""Applying in a browser: a light grant in few clicks, a large one by two people at once, and its completion."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import FilePayload, Locator, Page, expect

from associations.enums import Role, Signing
from grants.enums import ApplicationState
from grants.models import Answer, Application
from portal import clock
from portal.accounts.enums import StaffRole
from portal.ui import formats
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.test_keyboard import enter, tab_to
from tests.browser.test_path import Walk
from tests.factories import grants
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, account, member
from tests.files.made import PDF

pytestmark = pytest.mark.django_db(transaction=True)

WALKS = [(NARROW, "fi"), (WIDE, "sv"), (WIDE, "en")]
RULES: FilePayload = {"name": "saannot.pdf", "mimeType": "application/pdf", "buffer": PDF}
SAVED = {"fi": "Tallennettu", "sv": "Sparat", "en": "Saved"}
# Each thing that one has to answer, a group of radio buttons as one of them.
COUNT_FIELDS = """form => new Set([...form.querySelectorAll("input, textarea, select")]
    .filter(field => field.checkVisibility()).map(field => field.name)).size"""


class Clicks(Walk):
    """A walk that counts its clicks; a field is clicked before it is typed into."""

    clicks = 0

    def press(self, selector: str) -> Walk:
        """Press, and count it."""
        self.clicks += 1
        return super().press(selector)

    def fill(self, **values: str) -> Walk:
        """Type, and count the clicks that led into the fields."""
        self.clicks += len(values)
        return super().fill(**values)

    def check(self, selector: str) -> None:
        """Choose, and count it."""
        self.clicks += 1
        self.page.check(selector)


@pytest.mark.parametrize(
    ("width", "language", "js"),
    [*((width, language, True) for width, language in WALKS), (NARROW, "fi", False)],
    ids=["fi", "sv", "en", "fi-plain"],
)
def test_a_light_grant_takes_few_fields_and_clicks(width: int, language: str, js: bool, open_page: OpenPage):
    with transaction.atomic():
        association, call = AssociationFactory.create(), grants.call()
        account(association)
        person = member(association, language=language)
    treasurer = Clicks(open_page(person, width=width, js=js, language=language), js)
    treasurer.go(f"/{language}/avustukset/{call.pk}/").press('form[action$="/hae/"] button')
    assert treasurer.page.locator("main form[data-autosave]").evaluate(COUNT_FIELDS) == 4
    treasurer.fill(purpose="Kuoron nuotit", plan="Ostamme nuotit.\nLaulamme.")
    treasurer.check('[name="amount"][value="100000"]')
    # The only account is chosen already.
    assert treasurer.page.locator('[name="account"]').is_checked()
    treasurer.press('button[name="check"]')
    for words in ("Kuoron nuotit", "Laulamme.", formats.money(100_000, language)):
        assert words in treasurer.text()
    treasurer.press("main form button[type=submit]")
    assert treasurer.page.locator(".receipt").count() == 1
    application = Application.objects.get()
    assert application.state == ApplicationState.SUBMITTED
    assert application.case_number in treasurer.text()
    assert treasurer.clicks <= 15


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_what_is_told_of_a_saved_answer_moves_no_field(width: int, open_page: OpenPage):
    """Leaving a field saves it just when the next one is pressed, which must not slip away."""
    with transaction.atomic():
        association, call = AssociationFactory.create(), grants.call()
        person = member(association)
    page = open_page(person, width=width)
    page.goto(f"/fi/avustukset/{call.pk}/")
    page.locator('form[action$="/hae/"] button').click()
    page.fill('[name="purpose"]', "Kuoron nuotit")
    next_one = page.locator('[name="plan"]')
    # In whole pixels: a line of text isn't one of them high.
    top = "field => Math.round(field.getBoundingClientRect().top)"
    before = next_one.evaluate(top)
    page.locator('[name="purpose"]').blur()
    expect(note(page, "purpose")).to_contain_text(SAVED["fi"])
    assert next_one.evaluate(top) == before


def test_with_the_keyboard_alone_a_forgotten_answer_is_found_and_the_grant_applied_for(open_page: OpenPage):
    with transaction.atomic():
        association, call = AssociationFactory.create(), grants.call()
        account(association)
        person = member(association, language="sv")
    page = open_page(person, width=NARROW, language="sv")
    page.goto(f"/sv/avustukset/{call.pk}/")
    tab_to(page, 'form[action$="/hae/"] button')
    enter(page)
    tab_to(page, '[name="purpose"]')
    page.keyboard.type("Noter åt kören")
    # Leaving a field saves it, and a screen reader is told.
    tab_to(page, '[name="plan"]')
    expect(note(page, "purpose")).to_contain_text(SAVED["sv"])
    tab_to(page, '[name="amount"]')
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator('[name="amount"][value="100000"]')).to_be_checked()
    tab_to(page, 'button[name="check"]')
    enter(page)
    tab_to(page, "main form button[type=submit]")
    enter(page)
    # The summary has the focus; its link leads into the field that was forgotten.
    expect(page.locator("#error-summary")).to_be_focused()
    tab_to(page, '#error-summary a[href$="#id_plan"]')
    enter(page)
    expect(page.locator('[name="plan"]')).to_be_focused()
    page.keyboard.type("Vi köper noter.")
    tab_to(page, 'button[name="check"]')
    enter(page)
    tab_to(page, "main form button[type=submit]")
    enter(page)
    expect(page.locator(".receipt")).to_be_visible()
    assert Application.objects.get().requested_cents == 100_000


def note(page: Page, key: str) -> Locator:
    """Where the page tells of the answer that it was saved, or wasn't."""
    return page.locator(f"#autosave-{key}[role=status]")


def save(page: Page, key: str, change: Any) -> Locator:
    """Change an answer and leave it; the note once the portal has answered."""
    with page.expect_response("**/tallenna/"):
        change()
        page.evaluate("document.activeElement.blur()")
    return note(page, key)


def type_in(page: Page, key: str, text: str, name: str = "") -> Locator:
    """Type an answer, or a cell of one, and leave it."""
    return save(page, key, lambda: page.fill(f'[name="{name or key}"]', text))


def stored(application: Application, key: str) -> Any:
    """The answer as it is stored."""
    return Answer.objects.get(application=application, question__key=key).value


@pytest.mark.parametrize(("width", "language"), WALKS)
def test_two_write_at_once_and_both_sign(width: int, language: str, open_page: OpenPage):
    with transaction.atomic():
        association, call = AssociationFactory.create(signing=Signing.TWO), grants.full_call(share_percent=60)
        account(association)
        names = ({"first_name": "Tarja", "last_name": "Tilinen"}, {"first_name": "Pekka", "last_name": "Puhuja"})
        people = [
            member(association, role, language=language, **name)
            for role, name in zip((Role.TREASURER, Role.CHAIR), names, strict=True)
        ]
    treasurer, chair = (Walk(open_page(person, width=width, language=language), True) for person in people)
    saved = re.compile(SAVED[language])

    # Both press "Apply", and are at the same draft.
    for walk in (treasurer, chair):
        walk.go(f"/{language}/avustukset/{call.pk}/").press('form[action$="/hae/"] button')
    assert treasurer.page.url == chair.page.url
    edit = chair.page.url
    application = Application.objects.get()

    # Different answers never collide.
    expect(type_in(treasurer.page, "purpose", "Kuoron vuosi")).to_have_text(saved)
    expect(type_in(chair.page, "plan", "Harjoittelemme.")).to_have_text(saved)
    expect(type_in(treasurer.page, "members", "48")).to_have_text(saved)
    expect(save(chair.page, "helpers", lambda: chair.page.check('[name="helpers"][value="kylla"]'))).to_have_text(saved)
    expect(type_in(chair.page, "who", "Nuoret")).to_have_text(saved)

    # The same answer: the later one is told of the other's text, and nothing is written over.
    expect(type_in(chair.page, "purpose", "Kuoron juhlavuosi")).to_contain_text("Kuoron vuosi")
    expect(note(chair.page, "purpose")).to_contain_text("Tarja Tilinen")
    expect(chair.page.locator('[name="purpose"]')).to_have_value("Kuoron juhlavuosi")
    assert stored(application, "purpose") == "Kuoron vuosi"
    refused(chair.page, 409)
    chair.look()
    # Having read it, the chair saves again, which puts the own text in place; the answers of both stand.
    chair.press('button[name="save"]')
    assert stored(application, "purpose") == "Kuoron juhlavuosi"
    # The treasurer's page is older, and its untouched fields change nothing.
    treasurer.press('button[name="save"]')
    values = {"purpose": "Kuoron juhlavuosi", "plan": "Harjoittelemme.", "members": "48", "who": "Nuoret"}
    assert {key: stored(application, key) for key in values} == values
    for name, value in values.items():
        expect(treasurer.page.locator(f'[name="{name}"]')).to_have_value(value)

    # The costs add up while one types, and after saving.
    page = treasurer.page
    sums = page.locator('[data-answer="costs"] tfoot output')
    for name, text in (
        ("costs-row-tilat-1", "1 234,50"),
        ("costs-row-palkat-1", "100"),
        ("costs-own-0-name", "Matkat"),
        ("costs-own-0-1", "65,5"),
    ):
        expect(type_in(page, "costs", text, name)).to_be_visible()
    expect(note(page, "costs")).to_have_text(saved)
    assert sums.all_text_contents() == [formats.money(0, language), formats.money(140_000, language)]
    assert stored(application, "costs")["own"] == [{"name": "Matkat", "cells": [None, 6_550]}]

    # More than the call's share of the costs can't be applied for: the note says so at once.
    expect(type_in(page, "sum", "900")).to_contain_text(formats.money(84_000, language))
    expect(type_in(page, "sum", "600")).not_to_contain_text(formats.money(84_000, language))
    # A file is attached by choosing it.
    with page.expect_response("**/tallenna/"):
        page.set_input_files('[name="rules"]', RULES)
    expect(note(page, "rules")).to_have_text(saved)
    attached = page.locator('[data-answer="rules"] [data-attached] a')
    expect(attached).to_have_text("saannot.pdf")
    expect(save(page, "true", lambda: page.check('[name="true"]'))).to_have_text(saved)
    treasurer.look()
    page.reload()
    treasurer.look()
    expect(attached).to_have_text("saannot.pdf")
    assert sums.all_text_contents() == [formats.money(0, language), formats.money(140_000, language)]

    # The treasurer signs; the chair reads and hands it in.
    treasurer.press('button[name="check"]')
    assert formats.money(140_000, language) in treasurer.text()
    treasurer.press("main form button[type=submit]")
    application.refresh_from_db()
    assert (application.state, application.submitted_at) == (ApplicationState.SIGNED, None)
    assert "Tarja Tilinen" in treasurer.text()
    chair.go(edit)
    assert chair.page.url != edit
    chair.press('a[href$="/tarkista/"]')
    for words in ("Tarja Tilinen", "Kuoron juhlavuosi", "saannot.pdf", "Matkat"):
        assert words in chair.text()
    chair.press("main form button[type=submit]")
    assert chair.page.locator(".receipt").count() == 1
    receipt = chair.page.locator("section[aria-labelledby=receipt]")
    for name in ("Tarja Tilinen", "Pekka Puhuja", formats.money(60_000, language)):
        expect(receipt).to_contain_text(name)


def refused(page: Page, status: int) -> None:
    """The browser's own line about a refused request is meant; nothing else may stand in its console."""
    faults: list[str] = page.faults  # type: ignore[attr-defined]
    assert [line for line in faults if f"status of {status}" not in line] == []
    faults.clear()


@pytest.mark.parametrize(("width", "language"), WALKS)
def test_the_city_asks_for_more_and_gets_it(width: int, language: str, open_page: OpenPage):
    with transaction.atomic():
        application = grants.in_review()
        people = (employee(StaffRole.GRANT_OFFICER, language=language), application.started_by)
    officer, person = (Walk(open_page(user, width=width, language=language), True) for user in people)
    handling = f"/{language}/kaupunki/avustukset/{application.pk}/"
    matter = f"/{language}/hakemukset/{application.pk}/"
    last = clock.today() + timedelta(days=10)

    # The officer asks for two things with a day.
    officer.go(handling).press('a[href$="/taydennys/"]')
    officer.fill(item_1="Montako laulajaa on?", item_2="Liitä säännöt.", due_on=formats.day(last, "fi"))
    officer.press("main form button[type=submit]")
    assert formats.day(last, language) in officer.text()

    # The association answers one by a text, one by a file; saved, both are there when one comes back.
    person.go(matter)
    assert formats.day(last, language) in person.text()
    person.press('a[href$="/taydennys/"]')
    first, second = application.completion_requests.get().items.all()
    person.fill(**{f"text-{first.pk}": "Laulajia on 48."})
    person.page.set_input_files(f'[name="files-{second.pk}"]', RULES)
    person.press('button[name="save"]').go(f"{matter}taydennys/")
    expect(person.page.locator(f'[name="text-{first.pk}"]')).to_have_value("Laulajia on 48.")
    expect(person.page.locator("[data-attached] a")).to_have_text("saannot.pdf")
    # Until it is sent the city sees nothing of it.
    officer.go(handling)
    assert "Laulajia on 48." not in officer.text()
    person.press('button[name="send"]')
    assert "Laulajia on 48." in person.text()
    assert person.page.locator('a[href$="/taydennys/"]').count() == 0

    # The officer sees both.
    officer.go(handling)
    completion = officer.page.locator('section[aria-labelledby^="completion-"]')
    expect(completion).to_contain_text("Laulajia on 48.")
    with officer.page.expect_download() as download:
        completion.get_by_role("link", name="saannot.pdf").click()
    assert download.value.path().read_bytes() == PDF

    # A question and its answer.
    officer.fill(text="Milloin konsertti on?").press('form[action$="/viesti/"] button')
    person.go(matter)
    expect(person.page.locator(".conversation")).to_contain_text("Milloin konsertti on?")
    person.fill(text="Ensi torstaina.").press('form[action$="/viesti/"] button')
    officer.go(handling)
    said = officer.page.locator(".conversation li .as-written")
    assert said.all_text_contents() == ["Milloin konsertti on?", "Ensi torstaina."]
