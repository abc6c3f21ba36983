"""City employees' pages: keeping the filters of a list."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import policy
from portal.savedviews import services
from portal.savedviews.forms import NewViewForm, ViewForm
from portal.savedviews.models import SavedView
from portal.ui.forms import refuse
from portal.workflow import Refused


def view_save(request: HttpRequest) -> HttpResponse:
    """Keep what is chosen in a list under a name. The list's own form sends here."""
    sent = request.POST if request.method == "POST" else request.GET
    page = sent.get("page", "")
    if not policy.allows("savedviews.save_view", page):
        raise PermissionDenied
    form = NewViewForm(request.POST or None, initial={"page": page, "query": sent.get("query", "")})
    if request.method == "POST" and form.is_valid():
        try:
            view = services.save_view(**form.cleaned_data)
        except Refused as refusal:
            refuse(form, str(refusal), "name")
        else:
            messages.success(request, _("The view “%(name)s” has been saved.") % {"name": view.name})
            return redirect(view)
    return render(request, "savedviews/city/view_save.html", {"form": form, "list_url": reverse(page)})


def view_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename, share or remove a view of one's own."""
    view = policy.get_or_404(SavedView, pk=pk)
    if not policy.allows("savedviews.change_view", view):
        raise PermissionDenied
    initial = {"name": view.name, "shared": view.shared, "is_default": view.is_default}
    form = ViewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_view(view, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, str(refusal), "name")
        else:
            messages.success(request, _("The view has been changed."))
            return redirect(view)
    context = {"form": form, "view": view, "list_url": reverse(view.page)}
    return render(request, "savedviews/city/view_edit.html", context)


@require_POST
def view_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a view of one's own."""
    view = policy.get_or_404(SavedView, pk=pk)
    services.remove_view(view)
    messages.success(request, _("The view “%(name)s” has been removed.") % {"name": view.name})
    return redirect(view.page)
