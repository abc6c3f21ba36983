"""The journal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from associations.queries import events
from portal.accounts.enums import Right
from portal.journal.models import Event
from portal.ui.pages import city
from portal.ui.paging import CountedPaginator

EVENTS_PER_PAGE = 50


@city(Right.JOURNAL_READ)
def event_list(request: HttpRequest) -> HttpResponse:
    """The journal, newest first, as sentences."""
    rows = Event.objects.order_by("-at", "-pk")
    page = CountedPaginator(rows, EVENTS_PER_PAGE, count=events.events_count).get_page(request.GET.get("page"))
    return render(request, "associations/city/event_list.html", {"page": page})
