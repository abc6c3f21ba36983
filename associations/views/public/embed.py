"""The list for other web sites, the city's above all."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from associations.queries import cards, profiles
from associations.queries import open_data as data
from portal.translated import active
from portal.ui.pages import public

PER_PAGE = 20


@public(topics=("associations",))
@require_safe
def embedded_list(request: HttpRequest) -> HttpResponse:
    """Associations of a sector (``toimiala``) or a district (``alue``), or of both, without header and footer.

    Only the sites that EMBED_ANCESTORS names may show it in a frame.
    """
    names = profiles.reference_names(active())
    sector, district = request.GET.get("toimiala", ""), request.GET.get("alue", "")
    known = (not sector or sector in names["s"]) and (not district or district in names["d"])
    rows = data.found(sector=sector, district=district) if known else data.listed().none()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "cards": cards.cards(shown, active()),
        "sector": names["s"].get(sector, ""),
        "district": names["d"].get(district, ""),
        # Links leave the frame, and a frame has an address of its own to come from: they are whole.
        "prefix": f"{settings.PORTAL_URL}{reverse('associations:directory')}",
    }
    response = render(request, "associations/public/embedded_list.html", context)
    response._csp_replace = {"frame-ancestors": settings.EMBED_ANCESTORS or [NONE]}  # type: ignore[attr-defined]
    # It knows no list of sites: browsers that read frame-ancestors leave it unread.
    response.xframe_options_exempt = True
    return response
