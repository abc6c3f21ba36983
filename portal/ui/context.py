"""What every template knows: ``portal``, whose parts are worked out only where a template asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

from portal.actor import ANONYMOUS, Actor
from portal.translated import LANGUAGES, active
from portal.ui import navigation, theme

_role_names: list[Callable[[frozenset[str]], list[str]]] = []


def name_roles(names: Callable[[frozenset[str]], list[str]]) -> None:
    """Say how staff roles are called; accounts does, since the ui knows no roles."""
    _role_names[:] = [names]


class LanguageLink(NamedTuple):
    """The same page in a language."""

    code: str
    name: str
    url: str
    current: bool


class Portal:
    """The portal as one request sees it."""

    __slots__ = ("request",)

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def city(self) -> str:
        """The city's name in the page's language."""
        return settings.CITY_NAME[active()]

    @property
    def name(self) -> str:
        """The portal's name."""
        return str(settings.PORTAL_NAME)

    @property
    def demo(self) -> bool:
        """Whether this is the demo."""
        return settings.DEMO

    @property
    def contact(self) -> dict[str, str]:
        """How to reach the city's people for associations."""
        return settings.CITY_CONTACT

    @property
    def theme_url(self) -> str:
        """The style sheet of the accent colour, with its version."""
        return f"/teema.css?v={theme.version(settings.ACCENT_COLOUR)}"

    @property
    def actor(self) -> Actor:
        """Who opens the page."""
        return getattr(self.request, "actor", ANONYMOUS)

    @property
    def acting(self) -> Any:
        """For whom a signed-in person acts, as associations' middleware says it; None before it has spoken."""
        return getattr(self.request, "acting", None)

    @property
    def roles(self) -> list[str]:
        """The staff roles with which the person acts for the city."""
        actor = self.actor
        return _role_names[0](actor.staff_roles) if actor.is_staff and _role_names else []

    @property
    def home_url(self) -> str:
        """The first page."""
        return navigation.url_of("home") or f"/{active()}/"

    @property
    def links(self) -> list[navigation.Link]:
        """The primary navigation."""
        return navigation.links(self.request)

    @property
    def languages(self) -> list[LanguageLink]:
        """Links to this page in each language, the query kept.

        The path words are the same in all languages, so only the prefix changes.
        """
        path, query = self.request.path, self.request.META.get("QUERY_STRING", "")
        here = active()
        rest = path[3:] if path[1:3] in LANGUAGES and path[3:4] == "/" else "/"
        tail = f"{rest}?{query}" if query and rest != "/" else rest
        return [LanguageLink(code, name, f"/{code}{tail}", code == here) for code, name in settings.LANGUAGES]

    @property
    def messages(self) -> Iterable[Message]:
        """What the portal has to tell. Without a session there is nothing, and looking would open one."""
        if settings.SESSION_COOKIE_NAME in self.request.COOKIES or self.request.method == "POST":
            return get_messages(self.request)
        return ()


def portal(request: HttpRequest) -> dict[str, Any]:
    """``portal`` for every template."""
    return {"portal": Portal(request)}
