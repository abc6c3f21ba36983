"""Absences of officers and who stands in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants import queries
from grants.forms.absences import AbsenceForm
from grants.models import Absence
from grants.services import absences
from grants.views.sent import initial
from portal import actor as actors
from portal import policy
from portal.accounts.enums import Right
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused

PER_PAGE = 50


@city(Right.GRANTS_REVIEW)
def absence_list(request: HttpRequest) -> HttpResponse:
    """Who is away now and later, and a new absence."""
    form = AbsenceForm(request.POST or None, initial=initial(request, user=actors.current().person_id))
    if request.method == "POST" and form.is_valid():
        try:
            made = absences.record_absence(**form.cleaned_data)
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("Recorded. %(person)s stands in.") % {"person": made.substitute})
            return redirect("grants:absence_list")
    rows = policy.visible(Absence.objects.not_over()).order_by("starts_on", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {"form": form, "page": page, "rows": queries.absence_rows(shown)}
    return render(request, "grants/city/absence_list.html", context)


@require_POST
@city(Right.GRANTS_REVIEW)
def absence_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The officer is back, or doesn't go."""
    absence = policy.get_or_404(Absence, pk=pk)
    try:
        ended = absences.end_absence(absence=absence)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The absence of %(person)s has been ended.") % {"person": ended.user})
    return redirect("grants:absence_list")
