"""What every template knows: ``portal``, whose parts are worked out only where a template asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.safestring import SafeString

from portal.actor import ANONYMOUS, Actor
from portal.ui import frame

_role_names: list[Callable[[frozenset[str]], list[str]]] = []


def name_roles(names: Callable[[frozenset[str]], list[str]]) -> None:
    """Say how staff roles are called; accounts does, since the ui knows no roles."""
    _role_names[:] = [names]


class Portal(frame.Frame):
    """The portal as one request sees it."""

    __slots__ = ("request",)

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def demo(self) -> bool:
        """Whether this is the demo."""
        return settings.DEMO

    @property
    def theme_url(self) -> str:
        """The style sheet of the accent colour, with its version."""
        return frame.theme_url()

    @property
    def head(self) -> SafeString:
        """Styles, icon and script of the page."""
        return frame.head()

    @property
    def header(self) -> SafeString:
        """The header of the page."""
        return frame.header(self.request)

    @property
    def footer(self) -> SafeString:
        """The footer of the page."""
        return frame.footer(self.request)

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
    def messages(self) -> Iterable[Message]:
        """What the portal has to tell. Without a session there is nothing, and looking would open one."""
        if settings.SESSION_COOKIE_NAME in self.request.COOKIES or self.request.method == "POST":
            return get_messages(self.request)
        return ()


def portal(request: HttpRequest) -> dict[str, Any]:
    """``portal`` for every template."""
    return {"portal": Portal(request)}
