"""City employees' pages: lists that they asked for as files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import actor as actors
from portal import policy
from portal.exports import queries, registry, services
from portal.exports.models import Export
from portal.workflow import Refused

PER_PAGE = 25


def export_list(request: HttpRequest) -> HttpResponse:
    """The employee's own downloads, newest first. Any employee has this page."""
    if not actors.current().is_staff:
        raise PermissionDenied
    rows = policy.visible(Export.objects.newest_first()).select_related("job")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    found = queries.export_rows(shown)
    context = {"page": page, "rows": found, "waits": any(row.export.is_unfinished for row in found)}
    return render(request, "exports/city/export_list.html", context)


@require_POST
def export_ask(request: HttpRequest) -> HttpResponse:
    """Ask for a list as a file, filtered as its page was."""
    kind = registry.known().get(request.POST.get("kind", ""))
    if kind is None:
        raise Http404
    query = request.POST.get("query", "")
    try:
        services.ask(kind.name, query=query)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse(kind.page)}?{query}" if query else kind.page)
    messages.success(request, _("The list is being made. You find it here when it is ready."))
    return redirect("exports:export_list")


@require_POST
def export_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of a download before its time."""
    export = policy.get_or_404(Export, pk=pk)
    services.remove(export)
    messages.success(request, _("The file has been removed."))
    return redirect("exports:export_list")
