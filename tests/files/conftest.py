"""A parent for files: a person, whose files only they may open."""

from __future__ import annotations

import pytest
from django.utils import translation

from portal import policy
from portal.files import registry
from portal.files.registry import Opening


@pytest.fixture(autouse=True)
def _a_person_opens_their_files(monkeypatch):
    monkeypatch.setitem(policy._permissions, "tests.open_files", lambda actor, obj: actor.user_id == obj.pk)
    monkeypatch.setitem(registry._openings, ("accounts.user", ""), Opening("tests.open_files"))


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield
