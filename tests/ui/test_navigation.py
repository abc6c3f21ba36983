"""The navigation: declared by the apps, seen by those for whom it is."""

import pytest
from django.test import RequestFactory, override_settings
from django.utils.translation import override

from portal.actor import ANONYMOUS, Actor
from portal.ui import navigation

STAFF = Actor("user", 1, staff_roles=frozenset({"grant_officer"}))
MEMBER = Actor("user", 2, acting_for=5)


@pytest.fixture(autouse=True)
def _own_entries(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.entry("ui:about", "About", order=30)
    navigation.entry("ui:gallery", "Gallery", audience="visitor", order=10)
    navigation.entry("ui:privacy", "Privacy", audience="member", order=20)
    navigation.entry("accounts:rights", "Rights", audience="city", order=40)
    navigation.entry("ui:accessibility", "Accessibility", audience="city", right="grants.decide", order=50)
    navigation.entry("nowhere:page", "Not routed", order=5)
    with override("fi"):
        yield


def labels(actor: Actor, path: str = "/fi/") -> list[str]:
    """What the actor sees."""
    request = RequestFactory().get(path)
    request.actor = actor  # type: ignore[attr-defined]
    return [link.label for link in navigation.links(request)]


def test_each_sees_their_own():
    assert labels(ANONYMOUS) == ["Gallery", "About"]
    assert labels(MEMBER) == ["Privacy", "About"]
    assert labels(STAFF) == ["About", "Rights"]


def test_an_employee_who_acts_for_an_association_is_a_member():
    assert labels(Actor("user", 1, staff_roles=frozenset({"grant_officer"}), acting_for=5)) == ["Privacy", "About"]


def test_a_right_opens_its_entry():
    assert labels(Actor("user", 1, staff_roles=frozenset({"decision_maker"}))) == ["About", "Rights", "Accessibility"]


def test_the_nearest_page_is_marked():
    navigation.entry("home", "Home", order=1)
    request = RequestFactory().get("/fi/tietoa/more/")
    assert [link.label for link in navigation.links(request) if link.current] == ["About"]


def test_addresses_follow_the_language():
    with override("sv"):
        assert navigation.url_of("ui:about") == "/sv/tietoa/"
    assert navigation.url_of("ui:about") == "/fi/tietoa/"


def test_a_page_that_isnt_routed_is_left_out():
    assert navigation.url_of("nowhere:page") == ""
    with override_settings(ROOT_URLCONF="tests.ui.bare_urls"):
        assert labels(ANONYMOUS) == []
