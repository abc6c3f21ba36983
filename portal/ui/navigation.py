"""The primary navigation as data. Each app says in its ``navigation.py`` which pages belong there.

``navigation.entry("associations:directory", _("Associations"), order=10)``. What everyone sees is the same for
everyone and costs no query; the rest follows from the actor, who is known already.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal import policy
from portal.actor import ANONYMOUS, Actor

Audience = Literal["everyone", "visitor", "member", "city"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the navigation, and who sees it.

    "visitor": without a name; "member": a signed-in person who isn't acting as a city employee; "city": an employee,
    with the right when one is named.
    """

    url_name: str
    label: str | Promise
    audience: Audience
    right: str | None
    order: int


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as this page shows it. ``work`` is what only employees see: it stands in a row of its own."""

    url: str
    label: str
    current: bool
    work: bool


_entries: dict[tuple[str, Audience], Entry] = {}


def entry(
    url_name: str,
    label: str | Promise,
    *,
    audience: Audience = "everyone",
    right: str | None = None,
    order: int = 100,
) -> None:
    """Declare an entry. The same page declared again for the same audience replaces the former."""
    _entries[(url_name, audience)] = Entry(url_name, label, audience, right, order)


@dataclass(frozen=True, slots=True)
class FooterLink:
    """An entry of the footer; one that asks about the page is told which it is."""

    url: str
    label: str
    about_page: bool


_footer: dict[str, tuple[int, str | Promise, bool]] = {}


def footer_entry(url_name: str, label: str | Promise, *, order: int = 100, about_page: bool = False) -> None:
    """Declare a page that everyone finds in the footer. The same page declared again replaces the former.

    With ``about_page`` it is told in ``?sivu=`` from which page the visitor came.
    """
    _footer[url_name] = (order, label, about_page)


def footer_links() -> list[FooterLink]:
    """What stands in the footer, in order. A page that isn't routed (yet) is left out."""
    found = sorted(_footer.items(), key=lambda item: item[1][0])
    return [FooterLink(url, str(label), about) for name, (_order, label, about) in found if (url := url_of(name))]


def links(request: HttpRequest) -> list[Link]:
    """What this actor sees, in order, the page's own section marked. A page that isn't routed (yet) is left out."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    found = [
        (url, line)
        for line in sorted(_entries.values(), key=lambda line: line.order)
        if _seen_by(line, actor) and (url := url_of(line.url_name))
    ]
    # The longest address that the page's own begins with: /fi/avustukset/haut/ is nearer than /fi/avustukset/.
    here = max((url for url, _line in found if request.path.startswith(url)), key=len, default=None)
    return [Link(url, str(line.label), url == here, line.audience == "city") for url, line in found]


def _seen_by(line: Entry, actor: Actor) -> bool:
    if line.audience == "everyone":
        return True
    if line.audience == "visitor":
        return not actor.is_user
    if line.audience == "member":
        return actor.is_user and not actor.is_staff
    return actor.is_staff and (line.right is None or policy.allows("accounts.hold_right", line.right, actor))


def url_of(url_name: str) -> str:
    """The address of a page in the active language; '' for a name that isn't routed."""
    return _url_of(url_name, get_language() or settings.LANGUAGE_CODE, get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=512)
def _url_of(url_name: str, language: str, urlconf: str) -> str:
    # reverse() reads the active language itself; the arguments are the key.
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


entry("ui:about", _("About"), order=90)
footer_entry("ui:about", _("About the cooperation"), order=10)
footer_entry("ui:accessibility", _("Accessibility statement"), order=80)
footer_entry("ui:privacy", _("Privacy notice"), order=90)
