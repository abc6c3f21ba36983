"""An employee's own ties."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from associations.forms.ties import TieForm
from associations.models import Tie
from associations.services import ties
from portal import actor as actors
from portal import policy
from portal.workflow import Refused


def tie_list(request: HttpRequest) -> HttpResponse:
    """The employee's own ties, and a form to record one. Any employee has this page."""
    if not policy.allows("associations.record_tie"):
        raise PermissionDenied
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ties.record_tie(**form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded. The association's matters are now shut to you."))
            return redirect("associations:tie_list")
    rows = Tie.objects.in_force().filter(user_id=actors.current().person_id).select_related("association")
    context = {"form": form, "ties": rows.order_by("association__sort_name", "pk")}
    return render(request, "associations/city/tie_list.html", context)


@require_POST
def tie_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the employee's own ties."""
    if not policy.allows("associations.record_tie"):
        raise PermissionDenied
    tie = policy.get_or_404(Tie, pk=pk, user_id=actors.current().person_id)
    ties.end_tie(tie)
    messages.success(request, _("The tie has been ended."))
    return redirect("associations:tie_list")
