"""Small parts of a page that follow from plain values alone, drawn by their template once per process and language.

The same values always give the same HTML, so nothing here can be old, and nothing may depend on who asks or on the
clock. A template walks some fifty calls for each value that it writes; a table of fifty rows has hundreds.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString

from portal.translated import active
from portal.ui import navigation


class Entry(NamedTuple):
    """One act in the record of a matter."""

    at: datetime
    sentence: str
    reason: str


def crumbs(*parts: Any) -> SafeString:
    """Where the page is: label, address, label, address, …, and last the page's own label."""
    # Escaped before they become the key: "<b>" as text and as markup are equal, but not the same page.
    return _crumbs(active(), navigation.url_of("home"), *(conditional_escape(part) for part in parts))


@lru_cache(maxsize=1024)
def _crumbs(language: str, home: str, *parts: SafeString) -> SafeString:
    pairs = list(zip(parts[:-1:2], parts[1::2], strict=True))
    return render_to_string("ui/crumbs.html", {"home": home, "pairs": pairs, "current": parts[-1]})


def pager(here: int, pages: int, lead: str, label: str) -> SafeString:
    """Links to the pages of a list, of which this is number ``here``; an address is ``lead`` and a number."""
    return _pager(active(), here, pages, lead, conditional_escape(label))


@lru_cache(maxsize=1024)
def _pager(language: str, here: int, pages: int, lead: str, label: SafeString) -> SafeString:
    numbers = Paginator(range(pages), 1).get_elided_page_range(here, on_each_side=1, on_ends=1)
    words = {"here": here, "pages": pages, "previous": here - 1, "next": here + 1, "lead": lead, "label": label}
    return render_to_string("ui/pager.html", {**words, "numbers": list(numbers), "gap": Paginator.ELLIPSIS})


def forget() -> None:
    """Draw everything anew (tests)."""
    for part in (_crumbs, _pager, _row):
        part.cache_clear()


def row(template_name: str, values: Any) -> SafeString:
    """A row of a table from a named tuple; the template knows its fields. For rows that are shown again and again."""
    # Marked texts are equal to unmarked ones and would be mistaken for them.
    if any(isinstance(value, SafeData) for value in values):
        return render_to_string(template_name, values._asdict())
    return _row(template_name, active(), values)


@lru_cache(maxsize=4096)
def _row(template_name: str, language: str, values: Any) -> SafeString:
    return render_to_string(template_name, values._asdict())
