"""How the people of a grant year go from page to page: with a mouse or the keyboard alone, in one language."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import time_machine
from django.urls import resolve
from django.utils.translation import gettext, override
from playwright.sync_api import FilePayload, Page

from associations.models import Association
from grants.models import Application, Call, UseReport
from portal import clock
from portal.accounts.models import User
from portal.actor import acting, system
from portal.jobs import services as jobs
from portal.translated import in_language
from tests.browser import looking
from tests.browser.test_keyboard import enter, tab_to
from tests.files.made import PDF

# Searches and the language have forms too; those that change something are sent once.
SAVE = "main form[data-once] button[type=submit]"
PAPER: FilePayload = {"name": "liite.pdf", "mimeType": "application/pdf", "buffer": PDF}
# What axe costs is paid once for a page at a width, whatever the language and the grant.
_looked_at: set[tuple[int, str]] = set()


class Person:
    """Somebody at a page. Each page is looked at; what is pressed, ticked and typed may be so by keyboard alone."""

    def __init__(self, page: Page, *, width: int, language: str, js: bool, keys: bool) -> None:
        self.page, self.width, self.language, self.js, self.keys = page, width, language, js, keys

    def go(self, path: str) -> Person:
        """Open an address below the language."""
        response = self.page.goto(f"/{self.language}{path}")
        assert response is not None
        assert response.ok, (response.status, self.page.url)
        return self.look()

    def press(self, selector: str) -> Person:
        """Press what the selector names and look at the page that comes."""
        if self.keys:
            tab_to(self.page, selector)
            enter(self.page)
        else:
            with self.page.expect_navigation():
                self.page.locator(selector).first.click()
        return self.look()

    def save(self) -> Person:
        """Send the page's form; nothing may be wrong with it."""
        self.press(SAVE)
        faults = self.page.locator("#error-summary")
        assert not faults.count(), (self.page.url, faults.inner_text())
        return self

    def fill(self, **values: str) -> Person:
        """Type into fields by name."""
        for name, value in values.items():
            field_of = f'[name="{name}"]'
            if self.keys:
                tab_to(self.page, field_of)
                self.page.keyboard.press("Control+A")
                self.page.keyboard.type(value)
            else:
                self.page.fill(field_of, value)
        return self

    def tick(self, name: str, value: str = "") -> Person:
        """Choose a radio button, or tick a box."""
        chosen = f'[name="{name}"]' + (f'[value="{value}"]' if value else "")
        if not self.keys:
            self.page.check(chosen)
        elif not self.page.is_checked(chosen):
            tab_to(self.page, f'[name="{name}"]')
            self.page.keyboard.press("Space")
            assert self.page.is_checked(chosen)
        return self

    def look(self) -> Person:
        """No page scrolls sideways or complains; each is held against the rules of accessibility once."""
        if not self.js:
            return self
        with override(self.language):
            seen = (self.width, resolve(urlsplit(self.page.url).path).view_name)
        if seen not in _looked_at:
            _looked_at.add(seen)
            looking.check(self.page)
        faults: list[str] = self.page.faults  # type: ignore[attr-defined]
        wide = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"scrolls sideways: {self.page.url}"
        assert not faults, (self.page.url, faults)
        return self

    def text(self) -> str:
        """What the main part says."""
        return self.page.inner_text("main")

    def reads(self, *texts: str) -> Person:
        """The main part says these, blanks and capitals aside."""
        said = _plain(self.text())
        for text in texts:
            assert _plain(text) in said, (self.page.url, text, self.text())
        return self

    def told(self, message: str, **values: str) -> Person:
        """The main part says the sentence of the source in the page's language."""
        with override(self.language):
            return self.reads(gettext(message) % values if values else gettext(message))

    def download(self, selector: str) -> bytes:
        """The file behind the link."""
        with self.page.expect_download() as found:
            self.page.locator(selector).first.click()
        return found.value.path().read_bytes()

    @property
    def path(self) -> str:
        """The page's address without the language."""
        return urlsplit(self.page.url).path.removeprefix(f"/{self.language}")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass
class Year:
    """One call from its beginning to its closed reports, and those who take part."""

    open_page: Callable[..., Page]
    work: Callable[[], list[str]]
    mails: Callable[[], list[EmailMessage]]
    width: int
    language: str
    js: bool
    association: Association
    treasurer: User
    chair: User
    officers: tuple[User, User]
    decider: User
    recorder: User
    before: Call
    keys_with_money: bool = False
    _stack: ExitStack = field(default_factory=ExitStack)
    _read: int = 0

    def person(self, user: User | None = None, *, money: bool = False) -> Person:
        """The person signed in just now, on a page of their own; a visitor for none."""
        keys = money and self.keys_with_money
        page = self.open_page(user, width=self.width, js=self.js, language=self.language)
        return Person(page, width=self.width, language=self.language, js=self.js, keys=keys)

    def later(self, days: int) -> None:
        """So many days go by, for the portal and all who use it; they sign in again."""
        then = clock.now() + timedelta(days=days)
        self._stack.close()
        self._stack.enter_context(time_machine.travel(then))

    def end(self) -> None:
        """It is today again."""
        self._stack.close()

    def done(self) -> None:
        """The background work is done, without a fault."""
        assert set(self.work()) <= {"done"}

    def daily(self, job: str) -> None:
        """The day's work is asked for, as by the clock in the morning, and done."""
        with acting(system("test")):
            jobs.defer(job, key="daily")
        self.done()

    def new_mails(self, to: User) -> list[EmailMessage]:
        """What has come into the person's mailbox since this was asked last."""
        found = self.mails()
        new, self._read = found[self._read :], len(found)
        return [mail for mail in new if mail["To"] == to.email]

    @property
    def name(self) -> str:
        """The association's name as the walk's language has it."""
        return in_language(self.association, "name", self.language)

    @property
    def call(self) -> Call:
        """The year's call."""
        return Call.objects.exclude(pk=self.before.pk).get()

    @property
    def application(self) -> Application:
        """The association's application."""
        return Application.objects.get(call=self.call)

    @property
    def report(self) -> UseReport:
        """The use report that is asked of it."""
        return UseReport.objects.get(award__application=self.application)

    @property
    def matter(self) -> str:
        """The address of the association's page."""
        return f"/hakemukset/{self.application.pk}/"

    @property
    def handling(self) -> str:
        """The address of the city's page."""
        return f"/kaupunki/avustukset/{self.application.pk}/"


def answer(mail: EmailMessage) -> str:
    """What the mail says, as text."""
    body: Any = mail.get_body(("plain",))
    said: str = body.get_content()
    return said
