"""The map of the site."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from portal.ui import sitemap
from portal.ui.marked import marked
from portal.ui.pages import public

_XML = "application/xml; charset=utf-8"


@public
@require_safe
@marked(*sitemap.TOPICS)
def index(request: HttpRequest) -> HttpResponseBase:
    """Which maps there are."""
    return HttpResponse(sitemap.index(), content_type=_XML)


@public
@require_safe
@marked(*sitemap.TOPICS)
def section(request: HttpRequest, name: str, number: int) -> HttpResponseBase:
    """One of them."""
    found = sitemap.file(name, number)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type=_XML)
