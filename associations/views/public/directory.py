"""The directory."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from associations.filters import DirectoryFilter
from associations.models import Association, AssociationQuerySet
from associations.queries import cards
from portal.translated import active
from portal.ui.fragments import fragment
from portal.ui.pages import public
from portal.ui.paging import CountedPaginator

PER_PAGE = 25


@public(topics=("associations",))
def directory(request: HttpRequest) -> HttpResponse:
    """The public directory: words, a sector, a page; every state has an address.

    Without words the form and the number of rows are the same for everyone, and kept.
    """
    language = active()
    q, sector = request.GET.get("q", "").strip(), request.GET.get("sector", "")
    rows = Association.objects.listed()
    found = DirectoryFilter(request.GET, queryset=rows, request=request) if q or sector else None
    rows = rows.in_order() if found is None else _ordered(found)
    pages: Paginator[Any]
    # A sector that isn't one of ours must not make fragments without end.
    if found is not None and (q or not found.is_valid()):
        pages = Paginator(rows, PER_PAGE)
        form = _form(request, found)
    else:
        pages = CountedPaginator(rows, PER_PAGE, count=lambda: _counted(sector, rows))
        form = fragment(f"directory-filter-{sector}", ("associations",), language, lambda: _form(request, found))
    page = pages.get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "form": form,
        "asked": found is not None,
        "q": request.GET.get("q", ""),
        "cards": cards.cards(shown, language),
        # A row's address is made without asking the URL resolver twenty-five times.
        "prefix": reverse("associations:directory"),
    }
    return render(request, "associations/public/directory.html", context)


def _ordered(found: DirectoryFilter) -> AssociationQuerySet:
    rows: AssociationQuerySet = found.qs
    return rows if rows.query.order_by else rows.in_order()


def _counted(sector: str, rows: AssociationQuerySet) -> int:
    return int(fragment(f"directory-count-{sector}", ("associations",), "-", lambda: str(rows.count())))


def _form(request: HttpRequest, found: DirectoryFilter | None) -> str:
    shown = found or DirectoryFilter(None, queryset=Association.objects.none(), request=request)
    return render_to_string("associations/public/_filter.html", {"filter": shown})
