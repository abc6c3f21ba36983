"""What everyone sees: the directory and the profiles."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property

from associations import queries
from associations.filters import DirectoryFilter
from associations.models import Association, AssociationQuerySet
from portal import policy
from portal.translated import active
from portal.ui.fragments import fragment
from portal.ui.pages import public

PER_PAGE = 25


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """Pages of the whole register: its number is counted once per version, not per visitor."""

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        return int(fragment("directory-count", ("associations",), "-", self._counted))

    def _counted(self) -> str:
        rows: AssociationQuerySet = self.object_list  # type: ignore[assignment]
        return str(rows.count())


@public(topics=("associations",))
def directory(request: HttpRequest) -> HttpResponse:
    """The public directory: words, a sector, a page; every state has an address."""
    language = active()
    rows = Association.objects.listed().for_cards()
    asked = request.GET.get("q", "").strip() or request.GET.get("sector", "")
    if asked:
        found = DirectoryFilter(request.GET, queryset=rows, request=request)
        pages: Paginator[Any] = Paginator(_ordered(found), PER_PAGE)
        form = render_to_string("associations/public/_filter.html", {"filter": found}, request)
    else:
        pages = CountedPaginator(rows.in_order(), PER_PAGE)
        form = fragment("directory-filter", ("associations",), language, lambda: _empty_filter(request))
    page = pages.get_page(request.GET.get("page"))
    names = queries.sector_names(language)
    cards = [(row, names.get(row.sector_id, "")) for row in page.object_list]
    context = {
        "page": page,
        "form": form,
        "asked": bool(asked),
        "q": request.GET.get("q", ""),
        "cards": cards,
        # A row's address is made without asking the URL resolver twenty-five times.
        "prefix": reverse("associations:directory"),
    }
    return render(request, "associations/public/directory.html", context)


def _ordered(found: DirectoryFilter) -> AssociationQuerySet:
    rows: AssociationQuerySet = found.qs
    return rows if rows.query.order_by else rows.in_order()


def _empty_filter(request: HttpRequest) -> str:
    found = DirectoryFilter(None, queryset=Association.objects.none(), request=request)
    return render_to_string("associations/public/_filter.html", {"filter": found})


@public(topics=("associations", "awards"))
def association_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The profile: what it does, how to reach it, what the city has given."""
    association = policy.get_or_404(Association.objects.select_related("sector"), slug=slug)
    context = {"association": association, "support": queries.support_rows(association)}
    return render(request, "associations/public/association_detail.html", context)
