"""What everyone sees of grants: calls and awards."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from grants.models import Award, Call
from grants.queries import award_years
from portal import policy
from portal.ui.pages import public

AWARDS_PER_PAGE = 50


@public
def call_list(request: HttpRequest) -> HttpResponse:
    """Calls open now and those that open later. Not kept in the page cache: a call closes by the clock."""
    calls = list(policy.visible(Call.objects.open_or_coming()))
    return render(request, "grants/public/call_list.html", {"calls": calls})


@public
def call_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One call: who may apply, for what, on which criteria, until when."""
    call = policy.get_or_404(Call, pk=pk)
    context = {"call": call, "criteria": call.criteria.all(), "phase": call.phase()}
    return render(request, "grants/public/call_detail.html", context)


@public(topics=("awards",))
def award_list(request: HttpRequest) -> HttpResponse:
    """What has been given, newest first, of one year when asked."""
    year = request.GET.get("year", "")
    awards = policy.visible(Award.objects.with_parties().newest_first())
    if year.isascii() and year.isdigit() and 1900 <= int(year) <= 2100:
        awards = awards.filter(decided_on__year=int(year))
    page = Paginator(awards, AWARDS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "years": award_years(), "year": year}
    return render(request, "grants/public/award_list.html", context)
