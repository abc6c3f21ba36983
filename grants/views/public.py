"""What everyone sees of grants: calls and awards."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from associations.enums import Part
from grants import queries
from grants.models import Award, Call
from portal import policy
from portal.translated import active
from portal.ui.pages import public
from portal.ui.paging import CountedPaginator

AWARDS_PER_PAGE = 50


@public(topics=("calls",))
def call_list(request: HttpRequest) -> HttpResponse:
    """Calls open now and those that open later. The page is kept until the next of them opens or closes."""
    calls = list(policy.visible(Call.objects.open_or_coming()))
    return render(request, "grants/public/call_list.html", {"calls": calls})


@public(topics=("calls",))
def call_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One call: who may apply, for what, on which criteria, until when."""
    call = policy.get_or_404(Call.objects.select_related("principles"), pk=pk)
    context = {
        "call": call,
        "criteria": call.criteria.all(),
        "aims": call.aims.all(),
        "parts": [part.label for part in Part if part in call.parts],
        "extension": call.extensions.last(),
        "test": queries.eligibility_test(call, request.GET),
        "phase": call.phase(),
        "payment": queries.terms_in_words(call),
    }
    return render(request, "grants/public/call_detail.html", context)


@public(topics=("awards",))
def award_list(request: HttpRequest) -> HttpResponse:
    """What has been given, newest first, of one year when asked."""
    year = request.GET.get("year", "")
    awards, years = policy.visible(Award.objects.newest_first()), queries.award_years()
    asked = years
    if len(year) == 4 and year.isascii() and year.isdigit() and year > "1900":
        awards, asked = awards.filter(decided_on__year=int(year)), [row for row in years if row.year == int(year)]
    pages = CountedPaginator(awards, AWARDS_PER_PAGE, count=lambda: sum(row.count for row in asked))
    page = pages.get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "awards": queries.award_rows(shown, active()),
        "years": years,
        "year": year,
        # A row's address is made without asking the URL resolver fifty times.
        "prefix": reverse("associations:directory"),
    }
    return render(request, "grants/public/award_list.html", context)
