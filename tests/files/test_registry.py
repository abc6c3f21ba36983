"""Declarations of kinds and of who opens what."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.files import registry
from portal.files.registry import Opening


@pytest.fixture(autouse=True)
def _undo(monkeypatch):
    monkeypatch.setattr(registry, "_openings", {})
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))


def test_a_kind_goes_before_all_kinds():
    registry.opened_by("grants.Application", "grants.view")
    registry.opened_by("grants.Application", "grants.review", kinds=("note",), city_only=True)
    assert registry.opening("grants.application", "document") == Opening("grants.view")
    assert registry.opening("grants.application", "note") == Opening("grants.review", city_only=True)
    assert registry.opening("grants.call", "document") is None


def test_twice_is_a_mistake():
    registry.opened_by("grants.Application", "grants.view")
    with pytest.raises(ImproperlyConfigured):
        registry.opened_by("grants.Application", "grants.other")
    with pytest.raises(ImproperlyConfigured):
        registry.kind("document", label="x", types_allowed=frozenset(), max_bytes=1)


def test_a_type_that_nothing_checks():
    with pytest.raises(ImproperlyConfigured, match="svg"):
        registry.kind("drawing", label="x", types_allowed=frozenset({"image/svg+xml"}), max_bytes=1)


def test_the_ground_declares_its_kinds():
    assert registry.find_kind("document").ours is False
    assert registry.find_kind("sealed").ours is True
