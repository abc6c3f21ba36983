"""The frame around every page. It differs only by language, section, the person's name, and what the page puts in.

So it is made once per process for each of these, and the page's own address and the form's safety token are put in
afterwards: a quarter of what a simple page costs.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.actor import ANONYMOUS
from portal.translated import LANGUAGES, active
from portal.ui import contact, navigation, theme

# Stand in the kept header for the rest of the page's own address and for the token; no template, address or name has
# them by itself.
_REST = "\u0000rest\u0000"
_PAGE = "\u0000page\u0000"
_TOKEN = "\u0000token\u0000"  # noqa: S105


def rest_of(request: HttpRequest) -> str:
    """The page's address after the language, with its query; "/" for a page without a language."""
    path, query = request.path, request.META.get("QUERY_STRING", "")
    if path[1:3] not in LANGUAGES or path[3:4] != "/":
        return "/"
    return f"{path[3:]}?{query}" if query else path[3:]


def head() -> SafeString:
    """Styles, icon and script of every page, with the marks of their contents in their addresses."""
    return _head(theme_url())


def theme_url() -> str:
    """The style sheet of the accent colour, with its version."""
    return f"/teema.css?v={theme.version(settings.ACCENT_COLOUR)}"


def header(request: HttpRequest) -> SafeString:
    """The header. No query of its own."""
    actor = getattr(request, "actor", ANONYMOUS)
    links = tuple(navigation.links(request))
    made = _header(active(), links, actor.label if actor.is_user else None, _urls())
    if actor.is_user:
        made = made.replace(_TOKEN, get_token(request))
    return _safe(made.replace(_REST, escape(rest_of(request))))


def footer(request: HttpRequest) -> SafeString:
    """The footer. Its link to feedback carries the page's address without the query, which may hold typed words."""
    return _safe(_footer(active(), _urls()).replace(_PAGE, quote(request.path, safe="/")))


def forget() -> None:
    """Make all parts anew (tests that change what stands in them)."""
    _head.cache_clear()
    _header.cache_clear()
    _footer.cache_clear()


def _urls() -> str:
    return str(get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=4)
def _head(theme_url: str) -> SafeString:
    return render_to_string("ui/head.html", {"theme_url": theme_url})


@lru_cache(maxsize=512)
def _header(language: str, links: tuple[navigation.Link, ...], person: str | None, urls: str) -> str:
    groups = [group for group in ([link for link in links if link.work is work] for work in (False, True)) if group]
    words = {"link_groups": groups, "rest": _REST, "person": person, "csrf_token": _TOKEN, **_words()}
    return render_to_string("ui/header.html", words)


@lru_cache(maxsize=16)
def _footer(language: str, urls: str) -> str:
    return render_to_string("ui/footer.html", {"page": _PAGE, **_words()})


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
    def footer_links(self) -> list[navigation.FooterLink]:
        """Pages that everyone finds in the footer."""
        return navigation.footer_links()

    @property
    def languages(self) -> list[tuple[str, str, str, bool]]:
        """Code, beginning of the address, name, and whether it is the page's own."""
        here = active()
        return [(code, f"/{code}", name, code == here) for code, name in settings.LANGUAGES]


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - a template made it, and what is put in is escaped
