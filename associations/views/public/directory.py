"""The directory."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from associations import filters
from associations.filters import Asked
from associations.queries import directory as queries
from associations.queries import search, vocabulary
from associations.views.public import panel
from portal import clock
from portal.translated import active
from portal.ui.pages import public

PER_PAGE = 25
TIMES_PER_PAGE = 50
NOTHING = queries.Counts(0, {})


@public(topics=("associations",))
def directory(request: HttpRequest) -> HttpResponse:
    """The public directory as a list or as the timetable of a week: words, facets, a page; each state has an address.

    htmx gets the part that changes, and the address to which the browser's bar is set.
    """
    choices = vocabulary.choices(active())
    asked = filters.read(request.GET, choices)
    readable = not asked.form.errors
    words = search.read(asked.typed) if readable else search.Words()
    counts = queries.counts(words, asked.chosen) if readable else NOTHING
    page = _page(request, asked, words, counts, readable)
    begin, end = max(page.start_index() - 1, 0), page.end_index()
    # A row's address is made without asking the URL resolver twenty-five times.
    prefix = reverse("associations:directory")
    context = {
        "asked": asked,
        "page": page,
        "counts": counts,
        "cards": [] if asked.week else queries.listed(words, asked.chosen, begin, end) if counts.total else [],
        "days": panel.by_day(queries.timetable(words, asked.chosen, begin, end)) if asked.week and end else [],
        "panel": panel.groups(asked, words, choices, counts.facets) if readable else [],
        "chips": panel.chips(asked, choices),
        "prefix": prefix,
        "list_address": _address(prefix, asked.seen_as(week=False)),
        "week_address": _address(prefix, asked.seen_as(week=True)),
        "free_address": _address(prefix, asked.freely()),
        "today": clock.today(),
        "part": bool(request.htmx) and not request.htmx.history_restore_request,  # type: ignore[attr-defined]
    }
    template = "associations/public/directory.html"
    response = render(request, f"{template}#parts" if context["part"] else template, context)
    if context["part"]:
        response["HX-Push-Url"] = _address(prefix, asked)
    return response


def _address(prefix: str, asked: Asked) -> str:
    query = asked.query()
    return f"{prefix}?{query}" if query else prefix


def _page(request: HttpRequest, asked: Asked, words: search.Words, counts: queries.Counts, readable: bool) -> Page[int]:
    """The page that is asked for, of associations or of their times."""
    number = request.GET.get(filters.PAGE)
    if asked.week:
        times = queries.times_count(words, asked.chosen) if readable else 0
        return Paginator(range(times), TIMES_PER_PAGE).get_page(number)
    return Paginator(range(counts.total), PER_PAGE).get_page(number)
