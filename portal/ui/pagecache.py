"""Whole public pages kept in Valkey for visitors without a session.

A hit costs one round trip: the page and the version marks of all topics are read together, and the page is good
when the marks that it was made from are the current ones. So a change is seen at once, on every server, and what is
old needs no deleting. Only views that say ``@public(topics=…)`` are kept. What a page says by the clock ("closes in
3 days") it says until when: see :func:`good_until`.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from portal.ui import release, store, versions
from portal.ui.budget import Budget
from portal.ui.versions import bump as bump

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Bounds how long a page may stay old when its bump was lost because Valkey was away just then.
KEEP_SECONDS = 300
MAX_QUERY = 400
MAX_BYTES = 1_000_000
# Made-up queries must not fill Valkey: each process keeps so many pages with a query in a minute.
QUERIES_A_MINUTE = 300

# A visitor's browser keeps the page and asks each time whether it is still good.
CACHE_CONTROL = "public, no-cache"
_NOT_WITH_304 = frozenset({"content-type", "content-length", "content-language"})
_VARY_THAT_FITS = frozenset({"hx-request", "accept-encoding"})


# The instants named while a page is being made; None outside.
_ends: ContextVar[list[datetime] | None] = ContextVar("portal_page_ends", default=None)


def good_until(moment: datetime) -> None:
    """The page that is being made is kept no longer than to this instant, since it says something else then."""
    ends = _ends.get()
    if ends is not None:
        ends.append(moment)


class PageCacheMiddleware:
    """Answers from the kept page; keeps the page that was made; answers 304 to who has it already."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.budget = Budget(QUERIES_A_MINUTE)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with versions.one_request():
            key = key_for(request)
            if key is None:
                return self.get_response(request)
            kept, marks = _look_up(key)
            if kept is not None:
                return _answer(request, kept)
            if marks is not None:
                versions.remember(marks)
            token = _ends.set([])
            try:
                response = self.get_response(request)
                return self._keep(request, key, response, marks)
            finally:
                _ends.reset(token)

    def _keep(
        self, request: HttpRequest, key: str, response: HttpResponseBase, marks: dict[str, str] | None
    ) -> HttpResponseBase:
        topics = topics_of(request)
        if topics is None or not isinstance(response, HttpResponse):
            return response
        if request.resolver_match is not None and getattr(request.resolver_match.func, "own_language", False):
            _forget_wished_language(response)
        if not _may_be_kept(response):
            return response
        patch_vary_headers(response, ["HX-Request"])
        response.headers["Cache-Control"] = CACHE_CONTROL
        response.headers["ETag"] = etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        page = _Page(dict(response.headers.items()), etag, response.content)
        # Topics that a view module declared only now, while it was imported, weren't among the marks read before.
        if marks is not None and marks.keys() >= set(topics) and request.method == "GET" and self._affords(request):
            store.write(key, page.packed(topics, marks, _end()), KEEP_SECONDS)
        return _answer(request, page)

    def _affords(self, request: HttpRequest) -> bool:
        return not request.META.get("QUERY_STRING") or self.budget.take()


class _Page:
    """A kept page: its headers, its mark of content and its bytes."""

    __slots__ = ("content", "etag", "headers")

    def __init__(self, headers: dict[str, str], etag: str, content: bytes) -> None:
        self.headers = headers
        self.etag = etag
        self.content = content

    def packed(self, topics: tuple[str, ...], marks: dict[str, str], end: float | None) -> bytes:
        """One line of JSON, then the page as it is. Not pickle: Valkey is shared, and JSON can't run anything."""
        head = {
            "topics": topics,
            "marks": versions.of(topics, marks),
            "end": end,
            "etag": self.etag,
            "headers": self.headers,
        }
        return json.dumps(head).encode() + b"\n" + self.content


def key_for(request: HttpRequest) -> str | None:
    """Where the page is kept; None for a request that must be answered afresh.

    The host isn't in it: no page is made from the Host header (cases.md 28).
    """
    if request.method not in ("GET", "HEAD"):
        return None
    meta = request.META
    # htmx asks for a part of the page; a visitor with a session or a message sees their own page.
    if "HTTP_HX_REQUEST" in meta:
        return None
    if meta.get("HTTP_COOKIE") and (settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES):
        return None
    query = meta.get("QUERY_STRING", "")
    path = request.path
    if len(path) > MAX_QUERY:
        return None
    if query:
        if len(query) > MAX_QUERY:
            return None
        query = urlencode(sorted(parse_qsl(query, keep_blank_values=True), key=lambda pair: pair[0]))
    return f"page:{release.mark()}:{path}?{query}"


def topics_of(request: HttpRequest) -> tuple[str, ...] | None:
    """The topics of the view that answered, None when its pages aren't kept."""
    match = request.resolver_match
    return None if match is None else getattr(match.func, "page_cache", None)


def _look_up(key: str) -> tuple[_Page | None, dict[str, str] | None]:
    topics = versions.known()
    values = store.read_all([key, *_topic_keys(tuple(topics))])
    if values is None:
        return None, None
    marks = versions.marks_from(topics, values[1:])
    packed = values[0]
    if packed is None:
        return None, marks
    head, _line_end, content = packed.partition(b"\n")
    kept: dict[str, Any] = json.loads(head)
    # A topic of the page may be unknown here yet: its view's module is imported with the first request.
    if not marks.keys() >= set(kept["topics"]) or kept["marks"] != versions.of(tuple(kept["topics"]), marks):
        return None, marks
    if kept["end"] is not None and kept["end"] <= time.time():
        return None, marks
    return _Page(kept["headers"], kept["etag"], content), marks


def _end() -> float | None:
    ends = _ends.get()
    return min(ends).timestamp() if ends else None


@cache
def _topic_keys(topics: tuple[str, ...]) -> list[str]:
    return [versions.key_of(topic) for topic in topics]


def _forget_wished_language(response: HttpResponse) -> None:
    """LocaleMiddleware takes every address without a language for one that speaks the browser's."""
    varies = [part.strip() for part in response.headers.get("Vary", "").split(",")]
    kept = ", ".join(part for part in varies if part and part.lower() != "accept-language")
    if kept:
        response.headers["Vary"] = kept
    else:
        del response.headers["Vary"]


def _may_be_kept(response: HttpResponse) -> bool:
    if response.status_code != 200 or response.cookies or response.streaming or len(response.content) > MAX_BYTES:
        return False
    if "Cache-Control" in response.headers:
        return False
    # A nonce is good for one answer only.
    if "'nonce-" in response.headers.get("Content-Security-Policy", ""):
        return False
    varies = {part.strip().lower() for part in response.headers.get("Vary", "").split(",") if part.strip()}
    return varies <= _VARY_THAT_FITS


def _answer(request: HttpRequest, page: _Page) -> HttpResponse:
    asked = request.META.get("HTTP_IF_NONE_MATCH")
    if asked and _names(asked, page.etag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
        for name, value in page.headers.items():
            if name.lower() not in _NOT_WITH_304:
                response.headers[name] = value
        return response
    response = HttpResponse(page.content)
    for name, value in page.headers.items():
        response.headers[name] = value
    return response


def _names(asked: str, etag: str) -> bool:
    """Whether If-None-Match names the page (RFC 9110, 13.1.2: compared weakly; proxies that compress weaken it)."""
    return asked.strip() == "*" or any(part.strip().removeprefix("W/") == etag for part in asked.split(","))
