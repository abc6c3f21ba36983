"""What everyone sees of grants: the calls."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from associations.enums import Part
from grants import queries
from grants.models import Call
from portal import policy
from portal.ui.pages import public


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
        "aims": queries.aims_of(call),
        "parts": [part.label for part in Part if part in call.parts],
        "extension": call.extensions.last(),
        "test": queries.eligibility_test(call, request.GET),
        "phase": call.phase(),
        "payment": queries.terms_in_words(call),
    }
    return render(request, "grants/public/call_detail.html", context)
