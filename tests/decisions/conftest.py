"""A subject for decisions: a person, whose decisions only they may see."""

from __future__ import annotations

import pytest
from django.utils import translation

from portal import policy
from portal.accounts.models import User
from portal.decisions import registry


@pytest.fixture(autouse=True)
def _a_person_sees_decisions_about_them(monkeypatch):
    monkeypatch.setitem(policy._permissions, "tests.view_person", lambda actor, obj: actor.user_id == obj.pk)
    monkeypatch.setitem(policy._visible, User, lambda actor, rows: rows.filter(pk=actor.user_id))
    monkeypatch.setitem(registry._shown, "accounts.user", "tests.view_person")


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield
