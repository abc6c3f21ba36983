"""Kinds of message."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import get_template

from portal.outbox import registry
from tests.outbox.conftest import MANDATORY, OPTIONAL


def test_kinds_are_found_by_name():
    assert registry.find(OPTIONAL).optional
    assert not registry.find(MANDATORY).optional
    assert registry.known()[MANDATORY].area == "grants"
    assert [kind.name for kind in registry.optional() if kind.name.startswith("letters.")] == [OPTIONAL]


def test_a_name_is_declared_once_and_no_name_is_guessed():
    with pytest.raises(ImproperlyConfigured, match="declared twice"):
        registry.kind(OPTIONAL, label="Again", template="x")
    with pytest.raises(ImproperlyConfigured, match="declares the message kind"):
        registry.find("letters.misspelt")


@pytest.mark.parametrize("name", sorted(registry.known()))
def test_every_declared_kind_has_its_subject_and_text(name):
    for ending in (".subject.txt", ".txt"):
        get_template(f"{registry.find(name).template}{ending}")
