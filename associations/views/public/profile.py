"""The profiles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from associations.models import Association
from associations.queries import support
from portal import policy
from portal.ui.pages import public


@public(topics=("associations", "awards"))
def association_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The profile: what it does, how to reach it, what the city has given."""
    association = policy.get_or_404(Association.objects.select_related("sector"), slug=slug)
    context = {
        "association": association,
        "support": support.support_rows(association),
        "districts": association.districts.all(),
        "ways": association.contact_ways.filter(public=True),
        "links": association.links.all(),
    }
    return render(request, "associations/public/association_detail.html", context)
