"""Two kinds of message with their triplets, people, and a mail server."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.accounts.models import User
from portal.outbox import registry
from portal.outbox.registry import Kind
from tests.factories.accounts import employee
from tests.faults.helpers.mailserver import MailServer

MANDATORY = "letters.mandatory"
OPTIONAL = "letters.optional"


@pytest.fixture(autouse=True)
def _letters(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    for name, optional in ((MANDATORY, False), (OPTIONAL, True)):
        monkeypatch.setitem(registry._kinds, name, Kind(name, name.title(), "letters/letter", optional, "grants"))
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates", *templates[0]["DIRS"]]
    settings.TEMPLATES = templates


@pytest.fixture
def person(db: None) -> User:
    """A Finnish reader; also what the messages are about."""
    return someone()


def someone(**fields: Any) -> User:
    """A person without roles."""
    return employee(**fields)


@pytest.fixture
def mailserver(settings: Any) -> Iterator[MailServer]:
    """A real mail server, to which Django sends."""
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.address
    yield server
    server.stop()
