"""The map of the site for search engines. Each app says in its ``sitemap.py`` which public pages it has.

``sitemap.pages("ui", "home", "ui:about")`` for pages without arguments; ``sitemap.section(…)`` for pages by object.
A page stands in all three languages under the same path, so a place is named by its path after the language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal import clock
from portal.translated import LANGUAGES

# What any section can hang on, as with figures and the first page.
TOPICS = ("associations", "awards", "calls")

# sitemaps.org bounds a file to 50,000 addresses and 50 MB; each place has three addresses of some 600 bytes.
PLACES_PER_FILE = 5000

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@dataclass(frozen=True, slots=True)
class Place:
    """A public page: its path after the language ("/yhdistykset/oma/"), and when it changed where that is known."""

    path: str
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one kind. ``count`` says how many there are, ``places`` gives those from a place to another, in an
    order that stays."""

    count: Callable[[], int]
    places: Callable[[int, int], Iterable[Place]]


_sections: dict[str, Section] = {}


def section(name: str, *, count: Callable[[], int], places: Callable[[int, int], Iterable[Place]]) -> None:
    """Declare pages by object. The same name declared again replaces the former."""
    _sections[name] = Section(count, places)


def pages(name: str, *url_names: str) -> None:
    """Declare pages without arguments."""
    section(
        name,
        count=lambda: len(url_names),
        places=lambda first, last: [Place(path_of(url_name)) for url_name in url_names[first:last]],
    )


def path_of(url_name: str) -> str:
    """The path after the language."""
    with translation.override(LANGUAGES[0]):
        return reverse(url_name).removeprefix(f"/{LANGUAGES[0]}")


def index() -> str:
    """The map of the maps."""
    lines = [
        f"<sitemap><loc>{settings.PORTAL_URL}{reverse('sitemap_section', args=[name, number])}</loc></sitemap>"
        for name, part in sorted(_sections.items())
        for number in range(1, _files(part.count()) + 1)
    ]
    return f"{_HEAD}<sitemapindex {_SPACES}>\n{_joined(lines)}</sitemapindex>\n"


def file(name: str, number: int) -> str | None:
    """The map of a section's places, the first file being number 1; None for one that isn't there."""
    part = _sections.get(name)
    if part is None or not 1 <= number <= _files(part.count()):
        return None
    first = (number - 1) * PLACES_PER_FILE
    lines = [line for place in part.places(first, first + PLACES_PER_FILE) for line in _lines(place)]
    return f"{_HEAD}<urlset {_SPACES}>\n{_joined(lines)}</urlset>\n"


def _files(count: int) -> int:
    return -(-count // PLACES_PER_FILE)


def _lines(place: Place) -> Iterator[str]:
    addresses = {language: escape(f"{settings.PORTAL_URL}/{language}{place.path}") for language in LANGUAGES}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in addresses.items()
    )
    changed = f"<lastmod>{clock.local(place.changed).isoformat(timespec='seconds')}</lastmod>" if place.changed else ""
    for address in addresses.values():
        yield f"<url><loc>{address}</loc>{changed}{others}</url>"


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


pages("portal", "home", "ui:about", "ui:accessibility", "ui:privacy")
