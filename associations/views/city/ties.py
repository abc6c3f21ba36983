"""Ties: an employee's own, and all of them for those who audit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from associations.forms.ties import SeatForm, TieForm
from associations.models import Tie
from associations.queries import tie_rows
from associations.services import ties
from portal import actor as actors
from portal import policy
from portal.accounts.enums import Right
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused

PER_PAGE = 50


def tie_list(request: HttpRequest) -> HttpResponse:
    """The employee's own ties with their history, and a form to record one. Any employee has this page."""
    if not policy.allows("associations.record_tie"):
        raise PermissionDenied
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tie = ties.record_tie(**form.seat())
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _recorded(tie))
            return redirect("associations:tie_list")
    mine = tie_rows.own(actors.current().person_id)
    return render(request, "associations/city/tie_list.html", {"form": form, "mine": mine})


def _recorded(tie: Tie) -> str:
    if tie.association_id is None:
        return _("Recorded.")
    if tie_rows.when(tie) is tie_rows.When.NOW:
        return _("Recorded. The association's matters are now shut to you.")
    return _("Recorded. The association's matters are shut to you for the time that you gave.")


def _own(pk: int) -> Tie:
    if not policy.allows("associations.record_tie"):
        raise PermissionDenied
    return policy.get_or_404(Tie.objects.select_related("association"), pk=pk, user_id=actors.current().person_id)


def tie_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one of the employee's own ties right."""
    tie = _own(pk)
    form = SeatForm(request.POST or None, initial=SeatForm.initial_of(tie))
    if request.method == "POST" and form.is_valid():
        try:
            ties.change_tie(tie, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("The tie has been changed."))
            return redirect("associations:tie_list")
    return render(request, "associations/city/tie_edit.html", {"form": form, "tie": tie})


@require_POST
def tie_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the employee's own ties."""
    ties.end_tie(_own(pk))
    messages.success(request, _("The tie has been ended."))
    return redirect("associations:tie_list")


@city(Right.JOURNAL_READ)
@require_safe
def tie_register(request: HttpRequest) -> HttpResponse:
    """All ties of all employees, in force, to come and ended."""
    chosen = request.GET.get("when", "")
    page = Paginator(tie_rows.all_of(chosen), PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {"page": page, "rows": tie_rows.register_rows(shown), "choices": tie_rows.CHOICES, "chosen": chosen}
    return render(request, "associations/city/tie_register.html", context)
