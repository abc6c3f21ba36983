"""A real Chromium against the real portal, with its database, its queue drained by its own code, and a mailbox."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from portal.actor import acting, system
from portal.jobs import runner
from portal.jobs.models import Job
from portal.ops import tools
from portal.ops.mailbox import Mailbox
from portal.outbox import sending
from tests.clients import client_for

NARROW, WIDE = 360, 1280
# Without a network of its own a browser asks nobody for updates; as root it can't have its own sandbox.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of this process."""
    # Playwright keeps an event loop in this thread, and Django would take our queries for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[OpenPage]:
    """Opens a page of its own: for a visitor or signed in, at a width, with or without JavaScript."""
    contexts: list[BrowserContext] = []

    def make(user: Any = None, *, width: int = WIDE, js: bool = True, language: str = "fi", **acts: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=js,
            base_url=f"{live_server.url}",
            locale=language,
        )
        context.set_default_timeout(20_000)
        if user is not None:
            cookie = client_for(user, **acts).cookies["sessionid"]
            context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        faults: list[str] = []
        page.faults = faults  # type: ignore[attr-defined]
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def mails(tmp_path: Path, settings: Any) -> Iterator[Callable[[], list[EmailMessage]]]:
    """A mail server on this machine; called, it sends what the outbox owes and gives all mails so far."""
    folder = tmp_path / "mails"
    box = Mailbox(folder)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.start()

    def read() -> list[EmailMessage]:
        with acting(system("outbox.send")):
            sending.send_due()
        files = sorted(folder.glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    yield read
    box.stop()


@pytest.fixture
def work() -> Callable[[], list[str]]:
    """Called, it does the background work that waits, as a worker does, and gives the states that it left."""

    def run() -> list[str]:
        waiting = Job.objects.unfinished().order_by("pk").values_list("pk", flat=True)
        return [str(runner.run(pk)) for pk in list(waiting)]

    return run
