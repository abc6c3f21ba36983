"""Kinds of message."""

from __future__ import annotations

import pytest
from django.apps import apps
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


# Without the kind of the fault tests' own app, which only their workers install.
DECLARED = sorted(
    name for name in registry.known() if name.partition(".")[0] in {app.label for app in apps.get_app_configs()}
)


@pytest.mark.parametrize("name", DECLARED)
def test_every_declared_kind_has_its_subject_and_text(name):
    for ending in (".subject.txt", ".txt"):
        template = f"{registry.find(name).template}{ending}"
        assert str(get_template(template).origin).endswith(template)  # type: ignore[attr-defined]
