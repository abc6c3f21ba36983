"""Suspected duplicates: not the same, or merged; merges can be undone."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from associations.forms.merging import MergeForm
from associations.models import DuplicatePair, Merge
from associations.queries import duplicates as queries
from associations.queries.merging import counts
from associations.services import duplicates, merging
from portal import policy
from portal.accounts.enums import Right
from portal.ui.pages import city
from portal.workflow import Refused

PER_PAGE = 20


@city(Right.ASSOCIATIONS_EDIT)
@require_safe
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one, side by side."""
    page = Paginator(queries.open_pairs(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": queries.shown_pairs(page.object_list)}
    return render(request, "associations/city/duplicate_list.html", context)


@require_POST
@city(Right.ASSOCIATIONS_EDIT)
def duplicates_find(request: HttpRequest) -> HttpResponse:
    """Look for them now."""
    duplicates.ask_to_find()
    messages.success(request, _("The register is being looked through. Open this page again in a minute."))
    return redirect("associations:duplicate_list")


@require_POST
@city(Right.ASSOCIATIONS_EDIT)
def duplicate_dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """They aren't the same."""
    pair = policy.get_or_404(DuplicatePair, pk=pk)
    try:
        duplicates.dismiss(pair=pair)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Noted: these aren't the same. The pair isn't proposed again."))
    return redirect("associations:duplicate_list")


@city(Right.ASSOCIATIONS_EDIT)
def merge_make(request: HttpRequest, pk: int) -> HttpResponse:
    """Which one stays, which values it has, and what moves."""
    pair = policy.get_or_404(queries.open_pairs(), pk=pk)
    for association in (pair.first, pair.second):
        policy.require("associations.verify_association", association)
    form = MergeForm(request.POST or None, first=pair.first, second=pair.second)
    if request.method == "POST" and form.is_valid():
        try:
            made = merging.merge(kept=form.kept, absorbed=form.absorbed, taken=form.taken)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The two are one now. If it was a mistake, undo it here."))
            return redirect("associations:merge_detail", pk=made.pk)
    context = {"pair": pair, "form": form, "counts": counts(pair.first, pair.second)}
    return render(request, "associations/city/merge_make.html", context)


@city(Right.ASSOCIATIONS_EDIT)
@require_safe
def merge_list(request: HttpRequest) -> HttpResponse:
    """All merges, newest first."""
    page = Paginator(queries.merges(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "associations/city/merge_list.html", {"page": page})


@city(Right.ASSOCIATIONS_EDIT)
@require_safe
def merge_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a merge did, and the button that undoes it."""
    merge = policy.get_or_404(queries.merges(), pk=pk)
    context = {
        "merge": merge,
        "moved": queries.moved(merge),
        "stayed": queries.stayed(merge),
        "fields": queries.changed_fields(merge),
    }
    return render(request, "associations/city/merge_detail.html", context)


@require_POST
@city(Right.ASSOCIATIONS_EDIT)
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Make them two again."""
    merge = policy.get_or_404(Merge, pk=pk)
    try:
        merging.undo(merge=merge)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The merge has been undone: they are two again."))
    return redirect("associations:merge_detail", pk=merge.pk)
