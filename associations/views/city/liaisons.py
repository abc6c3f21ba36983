"""Liaisons: who at the city answers for whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from associations.forms.liaisons import LiaisonForm, TermForm
from associations.models import Association, LiaisonAssignment
from associations.queries import liaison_rows
from associations.services import liaisons
from portal import policy
from portal.accounts.enums import Right
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused

PER_PAGE = 50


@city(Right.ASSOCIATIONS_READ)
def liaison_list(request: HttpRequest) -> HttpResponse:
    """Assignments, gaps, and who answers for what where nothing nearer is said."""
    chosen = request.GET.get("show", "")
    page = Paginator(liaison_rows.listed(chosen), PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "rows": liaison_rows.list_rows(shown),
        "gaps": liaison_rows.gaps().count(),
        "answers": liaison_rows.answers(),
        "choices": liaison_rows.CHOICES,
        "chosen": chosen,
        "may_assign": policy.allows("associations.assign_liaison"),
    }
    return render(request, "associations/city/liaison_list.html", context)


@city(Right.LIAISONS_ASSIGN)
def liaison_add(request: HttpRequest) -> HttpResponse:
    """Name a liaison; a link from an association brings its name along."""
    form = LiaisonForm(request.POST or None, initial={"association": _named(request.GET.get("association", ""))})
    if request.method == "POST" and form.is_valid():
        try:
            row = liaisons.assign_liaison(**form.assignment())
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("%(person)s has been named as liaison.") % {"person": row.user})
            return redirect("associations:liaison_list")
    return render(request, "associations/city/liaison_add.html", {"form": form})


def _named(key: str) -> str:
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        return ""
    found = policy.visible(Association).filter(pk=int(key)).first()
    return (found.register_number or found.name_fi) if found else ""


@city(Right.LIAISONS_ASSIGN)
def liaison_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the dates or the substitute."""
    row = policy.get_or_404(LiaisonAssignment.objects.select_related("user", "association", "sector"), pk=pk)
    form = TermForm(request.POST or None, initial=TermForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            liaisons.change_liaison(row, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("The assignment has been changed."))
            return redirect("associations:liaison_list")
    return render(request, "associations/city/liaison_edit.html", {"form": form, "assignment": row})


@require_POST
@city(Right.LIAISONS_ASSIGN)
def liaison_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an assignment from today."""
    row = liaisons.end_liaison(policy.get_or_404(LiaisonAssignment.objects.select_related("user"), pk=pk))
    messages.success(request, _("%(person)s isn’t the liaison here any more.") % {"person": row.user})
    return redirect("associations:liaison_list")
