"""Saved views: one's own and shared ones, on every list that offers them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation

from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.actor import acting
from portal.journal.models import Event
from portal.savedviews import services
from portal.savedviews.models import SavedView
from portal.savedviews.queries import kept
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories.accounts import UserFactory, as_employee, employee

pytestmark = pytest.mark.django_db

PAGE = "associations:association_list"
LIST = "/en/kaupunki/yhdistykset/"
SAVE = "/en/kaupunki/nakymat/uusi/"


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def mine() -> User:
    """An employee."""
    return employee(StaffRole.LIAISON)


@pytest.fixture
def client(mine: User) -> Client:
    """The same in a browser."""
    return client_for(mine, city=True)


def view_of(user: User, **fields: Any) -> SavedView:
    with acting(as_employee(user)):
        return services.save_view(**{"page": PAGE, "query": "checked=never", "name": "Hiljaiset", **fields})


def names(client: Client, path: str = LIST) -> tuple[list[str], list[str]]:
    views = client.get(f"{path}?page=1").context["views"]
    return [view.name for view in views.mine], [view.name for view in views.shared]


def test_what_is_chosen_in_the_list_is_saved_and_opened_again(client: Client, mine: User):
    page = client.get(f"{LIST}?people=none&checked=never&page=3&q=")
    assert page.context["views"].query == "checked=never&people=none"
    assert b"Save this view" in page.content
    sent = {"page": PAGE, "query": page.context["views"].query, "name": "Hiljaiset"}
    saved = client.post(SAVE, sent)
    assert saved.headers["Location"] == f"{LIST}?checked=never&people=none"
    opened = client.get(saved.headers["Location"])
    assert opened.context["views"].here == SavedView.objects.get(user=mine)
    assert b"Rename, share or remove this view" in opened.content
    assert list(Event.objects.values_list("verb", flat=True)) == ["savedviews.view_saved"]


def test_colleagues_see_what_is_shared_and_nothing_else(client: Client):
    other = employee(StaffRole.GRANT_OFFICER)
    view_of(other, name="Minun")
    shared = view_of(other, name="Yhteinen", query="people=none", shared=True)
    assert names(client) == ([], ["Yhteinen"])
    assert client.get(f"/en/kaupunki/nakymat/{shared.pk}/").status_code == 403
    assert client.post(f"/en/kaupunki/nakymat/{shared.pk}/poista/").status_code == 403
    assert client.get(f"/en/kaupunki/nakymat/{SavedView.objects.get(name='Minun').pk}/").status_code == 404
    assert SavedView.objects.count() == 2


def test_a_view_is_renamed_shared_opened_first_and_removed(client: Client, mine: User):
    view = view_of(mine)
    path = f"/en/kaupunki/nakymat/{view.pk}/"
    changed = client.post(path, {"name": "Lokakuun hiljaiset", "shared": "on", "is_default": "on"})
    assert changed.status_code == 302
    view.refresh_from_db()
    assert (view.name, view.shared, view.is_default, view.query) == ("Lokakuun hiljaiset", True, True, "checked=never")
    assert client.get(LIST).headers["Location"] == f"{LIST}?checked=never"
    # With anything in its address the list opens as asked.
    assert client.get(f"{LIST}?page=1").status_code == 200
    assert client.post(f"{path}poista/").headers["Location"] == LIST
    assert SavedView.objects.count() == 0


def test_only_one_view_opens_first(mine: User):
    first = view_of(mine, is_default=True)
    second = view_of(mine, name="Toinen", is_default=True)
    first.refresh_from_db()
    assert (first.is_default, second.is_default) == (False, True)
    with acting(as_employee(mine)):
        services.change_view(first, name="Hiljaiset", shared=False, is_default=True)
    second.refresh_from_db()
    assert second.is_default is False


@pytest.mark.parametrize("name", ["", "Hiljaiset", "x" * 61, "a\x00b"])
def test_a_name_that_does_not_do_is_refused_with_what_was_typed(name: str, client: Client, mine: User):
    view_of(mine)
    page = client.post(SAVE, {"page": PAGE, "query": "people=one", "name": name, "shared": "on"})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"name"}
    assert b'value="people=one"' in page.content
    assert SavedView.objects.count() == 1


def test_the_whole_list_or_a_flood_is_no_view(mine: User, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(Refused):
        view_of(mine, query="page=3&q=")
    with pytest.raises(Refused):
        view_of(mine, query=f"q={'ä' * 400}")
    monkeypatch.setattr("portal.savedviews.services.MOST", 1)
    view_of(mine)
    with pytest.raises(Refused):
        view_of(mine, name="Toinen")


@pytest.mark.parametrize("page", ["", "grants:queue", "home", "accounts:profile", "admin:index", "x" * 5000, "//evil"])
def test_only_a_city_list_that_the_person_may_open_has_views(page: str, mine: User, client: Client):
    assert client.post(SAVE, {"page": page, "query": "a=1", "name": "X"}).status_code == 403
    with pytest.raises(PermissionDenied):
        view_of(mine, page=page)


def test_who_is_no_employee_any_more_has_none(client: Client, mine: User):
    view = view_of(mine, shared=True)
    StaffAssignment.objects.filter(user=mine).delete()
    assert client.get(f"/en/kaupunki/nakymat/{view.pk}/").status_code == 404
    assert client_for(UserFactory.create()).get(f"/en/kaupunki/nakymat/{view.pk}/").status_code == 404


def test_the_queue_of_applications_has_views_too():
    officer = employee(StaffRole.GRANT_OFFICER)
    view_of(officer, page="grants:queue", query="state=all", name="Kaikki", is_default=True)
    client = client_for(officer, city=True)
    assert names(client, "/en/kaupunki/avustukset/") == (["Kaikki"], [])
    assert names(client) == ([], [])
    assert client.get("/en/kaupunki/avustukset/").headers["Location"] == "/en/kaupunki/avustukset/?state=all"


def test_the_same_choice_is_the_same_view_whatever_its_order():
    assert kept("b=2&a=1&page=4&c=") == kept("a=1&b=2") == "a=1&b=2"
