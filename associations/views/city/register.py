"""The city's list of associations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from associations.forms.register import RegisterFilterForm
from associations.queries import register_list
from portal import actor as actors
from portal.accounts.enums import Right
from portal.savedviews.queries import views_of
from portal.translated import active
from portal.ui.fragments import fragment
from portal.ui.pages import city
from portal.ui.paging import CountedPaginator

PER_PAGE = 50


@city(Right.ASSOCIATIONS_READ)
def association_list(request: HttpRequest) -> HttpResponse:
    """The register with its filters; each choice has an address, which can be kept as a view."""
    views = views_of("associations:association_list", request)
    if views.opens_first is not None and not request.GET:
        return redirect(views.opens_first)
    form = RegisterFilterForm(request.GET) if views.query else None
    asked = form.criteria() if form is not None else register_list.Criteria()
    rows = register_list.found(actors.current(), asked)
    pages = CountedPaginator(rows, PER_PAGE, count=lambda: register_list.count_of(asked, rows))
    page = pages.get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "rows": register_list.register_rows(shown, active()),
        "chips": form.chips() if form is not None else [],
        "form": _form(form),
        "views": views,
    }
    return render(request, "associations/city/association_list.html", context)


def _form(form: RegisterFilterForm | None) -> str:
    """The drawn filters. Without a choice they are the same for everyone, and kept."""
    if form is not None:
        return _drawn(form)
    return fragment("register-filter", ("associations",), active(), lambda: _drawn(RegisterFilterForm(None)))


def _drawn(form: RegisterFilterForm) -> str:
    used = form.is_bound and any(form.cleaned_data.get(name) for name in _FURTHER)
    context = {"form": form, "further": used, "address": reverse("associations:association_list")}
    return render_to_string("associations/city/_register_filter.html", context)


# What stands behind "more filters", which is open when one of them is chosen.
_FURTHER = ("district", "form", "checked", "people", "liaison", "awaiting", "bouncing", "tied")
