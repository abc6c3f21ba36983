"""The frame around every page. A visitor's differs only by language, section and the language links.

So it is made once per process for each of these, and the links to the page itself are put in afterwards: a quarter
of what a simple page costs.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.actor import ANONYMOUS
from portal.translated import LANGUAGES, active
from portal.ui import contact, navigation

# Stands in the kept header for the rest of the page's own address; no template or address has it by itself.
_REST = "\u0000rest\u0000"


def rest_of(request: HttpRequest) -> str:
    """The page's address after the language, with its query; "/" for a page without a language."""
    path, query = request.path, request.META.get("QUERY_STRING", "")
    if path[1:3] not in LANGUAGES or path[3:4] != "/":
        return "/"
    return f"{path[3:]}?{query}" if query else path[3:]


def header(request: HttpRequest) -> SafeString:
    """The header. No query of its own."""
    actor = getattr(request, "actor", ANONYMOUS)
    links = navigation.links(request)
    if actor.is_user:
        return render_to_string("ui/header.html", {"links": links, "rest": rest_of(request), **_words()}, request)
    made = _visitors(active(), tuple(links), _urls())
    return _safe(made.replace(_REST, escape(rest_of(request))))


def footer() -> SafeString:
    """The footer."""
    return _footer(active(), _urls())


def forget() -> None:
    """Make both anew (tests that change what stands in them)."""
    _visitors.cache_clear()
    _footer.cache_clear()


def _urls() -> str:
    return str(get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=256)
def _visitors(language: str, links: tuple[navigation.Link, ...], urls: str) -> str:
    return render_to_string("ui/header.html", {"links": links, "rest": _REST, **_words()})


@lru_cache(maxsize=16)
def _footer(language: str, urls: str) -> SafeString:
    return render_to_string("ui/footer.html", _words())


def _words() -> dict[str, object]:
    # Rendered without a request, so that nothing of one visitor can get into what all of them see.
    return {"frame": Frame()}


class Frame:
    """What header and footer say of city and portal."""

    __slots__ = ()

    @property
    def city(self) -> str:
        """The city's name in the page's language."""
        return settings.CITY_NAME[active()]

    @property
    def name(self) -> str:
        """The portal's name."""
        return str(settings.PORTAL_NAME)

    @property
    def contact(self) -> dict[str, str]:
        """How to reach the city's people for associations."""
        return contact.contact()

    @property
    def data_protection_email(self) -> str:
        """How to reach the data protection officer."""
        return settings.DATA_PROTECTION_EMAIL

    @property
    def home_url(self) -> str:
        """The first page."""
        return navigation.url_of("home") or f"/{active()}/"

    @property
    def languages(self) -> list[tuple[str, str, str, bool]]:
        """Code, beginning of the address, name, and whether it is the page's own."""
        here = active()
        return [(code, f"/{code}", name, code == here) for code, name in settings.LANGUAGES]


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - a template made it, and what is put in is escaped
