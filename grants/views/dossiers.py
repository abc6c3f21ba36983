"""The city's page of a matter's dossier: what it would hold, asking for it, and fetching it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.models import Application, Dossier
from grants.queries.dossiers import dossier_rows
from grants.services.dossier import making
from portal import policy
from portal.accounts.enums import Right
from portal.ui.pages import city
from portal.workflow import Refused

# One's own of a matter; they go by themselves after some days.
MOST = 20


@city(Right.GRANTS_READ)
def dossier_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What the dossier holds, kind by kind, and the employee's own that are kept."""
    application = policy.get_or_404(Application.objects.with_parties(), pk=pk)
    if request.method == "POST":
        try:
            making.ask(application=application)
            messages.success(request, _("The dossier is being made. You find it here when it is ready."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("grants:dossier_detail", pk=application.pk)
    rows = dossier_rows(application, MOST)
    context = {
        "application": application,
        "contents": making.contents(application),
        "rows": rows,
        "waits": any(row.dossier.is_unfinished for row in rows),
    }
    return render(request, "grants/city/dossier_detail.html", context)


@require_POST
@city(Right.GRANTS_READ)
def dossier_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of a dossier of one's own before its time."""
    dossier = policy.get_or_404(Dossier.objects.select_related("application"), pk=pk)
    making.remove(dossier=dossier)
    messages.success(request, _("The dossier has been removed."))
    return redirect("grants:dossier_detail", pk=dossier.application_id)
