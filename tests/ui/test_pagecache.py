"""Whole pages kept for visitors: what is kept, for how long it is good, and who never gets it."""

import re
from collections.abc import Callable, Sequence

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from portal.ui import budget as budgets
from portal.ui import pagecache, store, versions
from portal.ui.pages import public
from tests.clients import client_for
from tests.factories.accounts import UserFactory

made: list[str] = []
# Called while a page is being made.
meanwhile: list[Callable[[], None]] = []


def answer(request: HttpRequest, text: str = "") -> HttpResponse:
    """Count the making of a page."""
    made.append(request.get_full_path())
    for happens in meanwhile:
        happens()
    return HttpResponse(f"<p>{text or len(made)}</p>")


@public(topics=("sample", "other"))
def kept(request: HttpRequest) -> HttpResponse:
    """A page that is kept."""
    return answer(request)


@public
def not_kept(request: HttpRequest) -> HttpResponse:
    """A public page that isn't."""
    return answer(request)


@public(topics=("sample",))
def with_nonce(request: HttpRequest) -> HttpResponse:
    """A page with a nonce."""
    return answer(request, str(request.csp_nonce))  # type: ignore[attr-defined]


@public(topics=("sample",))
def with_cookie(request: HttpRequest) -> HttpResponse:
    """A page that sets a cookie."""
    response = answer(request)
    response.set_cookie("a", "b")
    return response


@public(topics=("sample",))
def with_session(request: HttpRequest) -> HttpResponse:
    """A page that looks into the session."""
    request.session.get("x")
    return answer(request)


@public(topics=("sample",))
def missing(request: HttpRequest) -> HttpResponse:
    """A page that isn't there."""
    response = answer(request)
    response.status_code = 404
    return response


@public(topics=("sample",))
def with_its_own_rule(request: HttpRequest) -> HttpResponse:
    """A page with a rule of its own."""
    response = answer(request)
    response.headers["Cache-Control"] = "private"
    return response


urlpatterns = i18n_patterns(
    path("kept/", kept),
    path("not-kept/", not_kept),
    path("nonce/", with_nonce),
    path("cookie/", with_cookie),
    path("session/", with_session),
    path("missing/", missing),
    path("rule/", with_its_own_rule),
)


@pytest.fixture(autouse=True)
def _pages():
    made.clear()
    meanwhile.clear()
    store.forget_client()
    with override_settings(ROOT_URLCONF=__name__):
        yield
    store.forget_client()


@pytest.fixture
def bump(django_capture_on_commit_callbacks):
    """Bump topics as a committed service does."""

    def run(*topics: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            pagecache.bump(*topics)

    return run


@pytest.mark.django_db
def test_a_page_is_made_once_without_any_query(client):
    first = client.get("/fi/kept/")
    with CaptureQueriesContext(connection) as queries:
        second = client.get("/fi/kept/")
    assert made == ["/fi/kept/"]
    assert len(queries) == 0
    assert second.content == first.content
    assert second.headers == first.headers
    assert second.headers["Cache-Control"] == "public, no-cache"
    assert second.headers["Vary"] == "HX-Request"
    assert re.fullmatch(r'"[0-9a-f]{32}"', second.headers["ETag"])


@pytest.mark.django_db
@pytest.mark.parametrize("topic", ["sample", "other"])
def test_a_bump_of_any_of_its_topics_makes_it_anew(client, bump, topic):
    client.get("/fi/kept/")
    bump(topic)
    assert client.get("/fi/kept/").content == b"<p>2</p>"


@pytest.mark.django_db
def test_a_bump_of_another_topic_leaves_it(client, bump):
    client.get("/fi/kept/")
    bump("elsewhere")
    assert client.get("/fi/kept/").content == b"<p>1</p>"


@pytest.mark.django_db
def test_a_bump_waits_for_the_commit(client, django_capture_on_commit_callbacks):
    client.get("/fi/kept/")
    with django_capture_on_commit_callbacks() as waiting:
        pagecache.bump("sample")
    assert client.get("/fi/kept/").content == b"<p>1</p>"
    for write in waiting:
        write()
    assert client.get("/fi/kept/").content == b"<p>2</p>"


@pytest.mark.django_db
def test_a_change_while_the_page_is_made_makes_it_old(client, bump):
    meanwhile.append(lambda: bump("sample"))
    client.get("/fi/kept/")
    meanwhile.clear()
    client.get("/fi/kept/")
    assert len(made) == 2


@pytest.mark.django_db
def test_valkey_that_lost_its_memory_gives_nothing_old(client):
    client.get("/fi/kept/")
    store._client().flushdb()
    assert client.get("/fi/kept/").content == b"<p>2</p>"


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_the_page_gets_304(client, form):
    etag = client.get("/fi/kept/").headers["ETag"]
    again = client.get("/fi/kept/", headers={"If-None-Match": form.format(etag)})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == etag
    assert again.headers["Cache-Control"] == "public, no-cache"
    assert "Content-Type" not in again.headers


@pytest.mark.django_db
def test_304_also_for_a_page_made_anew_with_the_same_content(client, bump):
    etag = client.get("/fi/kept/").headers["ETag"]
    bump("sample")
    made.clear()
    assert client.get("/fi/kept/", headers={"If-None-Match": etag}).status_code == 304
    assert made == ["/fi/kept/"]


@pytest.mark.django_db
def test_another_etag_gets_the_page(client):
    client.get("/fi/kept/")
    assert client.get("/fi/kept/", headers={"If-None-Match": '"00000000000000000000000000000000"'}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/fi/not-kept/", "/fi/nonce/", "/fi/cookie/", "/fi/session/", "/fi/missing/", "/fi/rule/"]
)
def test_what_is_never_kept(client, address):
    client.get(address)
    client.cookies.clear()
    second = client.get(address)
    assert len(made) == 2
    assert "ETag" not in second.headers


@pytest.mark.django_db
def test_the_order_of_the_query_doesnt_matter_but_its_values_do(client):
    client.get("/fi/kept/?a=1&b=2")
    client.get("/fi/kept/?b=2&a=1")
    assert len(made) == 1
    client.get("/fi/kept/?a=2&b=1")
    client.get("/fi/kept/?a=1&b=2&b=3")
    client.get("/fi/kept/")
    assert len(made) == 4


@pytest.mark.django_db
def test_long_queries_arent_kept(client):
    for _again in range(2):
        client.get("/fi/kept/", {"q": "x" * 500})
    assert len(made) == 2


@pytest.mark.django_db
def test_made_up_queries_cant_fill_valkey(client, monkeypatch):
    monkeypatch.setattr(budgets.Budget, "take", lambda self: False)
    for _again in range(2):
        client.get("/fi/kept/?q=1")
    client.get("/fi/kept/")
    client.get("/fi/kept/")
    assert made == ["/fi/kept/?q=1", "/fi/kept/?q=1", "/fi/kept/"]


def test_the_budget_is_per_minute(monkeypatch):
    budget = budgets.Budget(2)
    monkeypatch.setattr("portal.ui.budget.time.monotonic", lambda: 600.0)
    assert [budget.take() for _again in range(3)] == [True, True, False]
    monkeypatch.setattr("portal.ui.budget.time.monotonic", lambda: 660.0)
    assert budget.take()


@pytest.mark.django_db
def test_a_person_with_a_session_never_gets_or_leaves_a_kept_page(client):
    person = client_for(UserFactory.create())
    first = person.get("/fi/kept/")
    assert first.headers["Cache-Control"] == "no-store"
    assert "ETag" not in first.headers
    client.get("/fi/kept/")
    person.get("/fi/kept/")
    assert len(made) == 3


@pytest.mark.django_db
def test_other_cookies_do_no_harm(client):
    client.get("/fi/kept/")
    client.cookies["csrftoken"] = "x" * 32
    client.cookies["analytics"] = "1"
    client.get("/fi/kept/")
    assert len(made) == 1


@pytest.mark.django_db
def test_htmx_gets_its_own_answer(client):
    client.get("/fi/kept/")
    client.get("/fi/kept/", headers={"HX-Request": "true"})
    assert len(made) == 2


@pytest.mark.django_db
def test_post_is_never_answered_from_the_cache(client):
    client.get("/fi/kept/")
    client.post("/fi/kept/")
    assert len(made) == 2


@pytest.mark.django_db
def test_head_is_answered_from_a_kept_page_and_keeps_none(client):
    client.head("/fi/kept/")
    client.head("/fi/kept/")
    client.get("/fi/kept/")
    assert len(made) == 3
    head = client.head("/fi/kept/")
    assert len(made) == 3
    assert head.content == b""
    assert head.headers["ETag"] == client.get("/fi/kept/").headers["ETag"]


@pytest.mark.django_db
def test_a_page_in_the_visitors_own_language_isnt_kept(client):
    # Without a language in the address the answer varies by the browser's wish.
    with override_settings(ROOT_URLCONF="tests.ui.bare_urls"):
        first, second = client.get("/kept/"), client.get("/kept/")
    assert "Accept-Language" in first.headers["Vary"]
    assert "ETag" not in second.headers
    assert len(made) == 2


@pytest.mark.django_db
def test_the_host_isnt_part_of_a_page(client):
    client.get("/fi/kept/")
    client.get("/fi/kept/", headers={"Host": "127.0.0.1"})
    assert len(made) == 1


@pytest.mark.django_db
def test_pages_are_served_when_valkey_is_away(settings):
    settings.REDIS_URL = "unix:///nonexistent/valkey.sock"
    store.forget_client()
    client = Client()
    first, second = client.get("/fi/kept/"), client.get("/fi/kept/")
    assert first.status_code == second.status_code == 200
    assert len(made) == 2
    # The browser is told as always.
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert client.get("/fi/kept/", headers={"If-None-Match": first.headers["ETag"]}).status_code in {200, 304}


@pytest.mark.django_db
def test_valkey_that_is_away_is_left_alone_for_a_while(settings, monkeypatch):
    settings.REDIS_URL = "unix:///nonexistent/valkey.sock"
    store.forget_client()
    calls: list[int] = []

    def away(keys: object) -> None:
        calls.append(1)
        raise OSError("away")

    monkeypatch.setattr(store._client(), "mget", away)
    for _again in range(5):
        Client().get("/fi/kept/")
    assert len(calls) == 1


def test_a_request_reads_the_marks_once(monkeypatch):
    reads: list[int] = []
    real = store.read_all

    def counted(keys: Sequence[str]) -> list[bytes | None] | None:
        reads.append(1)
        return real(keys)

    monkeypatch.setattr(store, "read_all", counted)
    versions.declare("sample")
    with versions.one_request():
        assert versions.current() is versions.current()
    assert len(reads) == 1


def test_keys_tell_languages_and_paths_apart():
    keys = {pagecache.key_for(RequestFactory().get(path)) for path in ("/fi/a/", "/sv/a/", "/fi/a/?x=", "/fi/a")}
    assert len(keys) == 4
