"""Answers that are known by their versions and not kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from portal.ui import pagecache, store, versions
from portal.ui.marked import marked

pytestmark = pytest.mark.django_db


class Counted:
    """A view that says how often it was asked."""

    def __init__(self) -> None:
        self.times = 0
        self.status = 200

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.times += 1
        return HttpResponse("large", status=self.status)


def ask(view: Any, etag: str = "", path: str = "/x") -> HttpResponse:
    with versions.one_request():
        response: HttpResponse = view(RequestFactory().get(path, headers={"If-None-Match": etag} if etag else {}))
    return response


def test_who_has_it_costs_nothing_until_a_topic_is_bumped(django_capture_on_commit_callbacks: Any):
    counted = Counted()
    view = marked("associations")(counted)
    first = ask(view)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert first.headers["ETag"].startswith('W/"')
    assert (ask(view, first.headers["ETag"]).status_code, counted.times) == (304, 1)
    with django_capture_on_commit_callbacks(execute=True):
        pagecache.bump("calls")
    assert (ask(view, first.headers["ETag"]).status_code, counted.times) == (304, 1)
    with django_capture_on_commit_callbacks(execute=True):
        pagecache.bump("associations")
    again = ask(view, first.headers["ETag"])
    assert (again.status_code, counted.times) == (200, 2)
    assert again.headers["ETag"] != first.headers["ETag"]


def test_another_address_has_another_mark():
    view = marked("associations")(Counted())
    assert ask(view).headers["ETag"] != ask(view, path="/x?page=2").headers["ETag"]


def test_a_refusal_has_no_mark():
    counted = Counted()
    counted.status = 429
    assert "ETag" not in ask(marked("associations")(counted)).headers


def test_what_is_not_there_stays_so():
    def missing(request: HttpRequest) -> HttpResponse:
        raise Http404

    with pytest.raises(Http404):
        ask(marked("associations")(missing))


def test_while_valkey_is_away_everything_is_made_afresh(settings: Any):
    counted = Counted()
    view = marked("associations")(counted)
    etag = ask(view).headers["ETag"]
    settings.REDIS_URL = "unix:///nonexistent/valkey.sock"
    store.forget_client()
    try:
        response = ask(view, etag)
    finally:
        store.forget_client()
    assert (response.status_code, "ETag" in response.headers, counted.times) == (200, False, 2)
