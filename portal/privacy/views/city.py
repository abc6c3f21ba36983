"""Requests of data subjects, and the retention plan."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import policy, retention
from portal.accounts.enums import Right
from portal.journal.models import Event
from portal.privacy import queries
from portal.privacy.forms import EraseForm, RefuseForm
from portal.privacy.models import DataRequest, RetentionRun
from portal.privacy.services import requests, runs
from portal.ui.forms import refuse, stale_sentence
from portal.ui.pages import city
from portal.workflow import Refused, Stale

ROWS_PER_PAGE = 50


@city(Right.PRIVACY_HANDLE)
@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """All requests, those that wait on top."""
    rows = policy.visible(DataRequest.objects.in_turn().select_related("user"))
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "privacy/city/request_list.html", {"page": page})


@city(Right.PRIVACY_HANDLE)
def request_handle(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what erasing would do, what must stay and why; erase or refuse."""
    row = policy.get_or_404(DataRequest.objects.select_related("user", "handled_by"), pk=pk)
    refusing = "answer" in request.POST
    erase = EraseForm(None if refusing else request.POST or None, prefix="erase")
    no = RefuseForm(request.POST if refusing else None)
    form = no if refusing else erase
    if request.method == "POST" and form.is_valid():
        try:
            if refusing:
                requests.refuse(row, answer=form.cleaned_data["answer"], version=_version(request))
            else:
                requests.carry_out(row, version=_version(request))
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, stale_sentence())
        else:
            messages.success(request, _("Answered. The person gets the answer by mail."))
            return redirect("privacy:request_list")
    context = {
        "row": row,
        "form": form,
        "erase": erase,
        "no": no,
        "may_handle": row.state == "open" and policy.allows("privacy.handle_request", row),
        "preview": queries.preview(row.user) if row.state == "open" else None,
        "events": Event.objects.about(row),
    }
    return render(request, "privacy/city/request_handle.html", context)


def _version(request: HttpRequest) -> int | None:
    value = request.POST.get("version", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


@city(Right.PRIVACY_HANDLE)
def retention_plan(request: HttpRequest) -> HttpResponse:
    """The plan in words, the last runs, and the button for a dry run."""
    if request.method == "POST":
        try:
            run = runs.ask()
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("privacy:retention_plan")
        return redirect("privacy:run_detail", pk=run.pk)
    context = {
        "plan": retention.plan(),
        "statutory": retention.statutories(),
        "runs": RetentionRun.objects.select_related("asked_by").order_by("-asked_at", "-pk")[:10],
    }
    return render(request, "privacy/city/retention_plan.html", context)


@city(Right.PRIVACY_HANDLE)
def run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: what it lists by line of the plan, the rows of a line, and carrying it out."""
    run = policy.get_or_404(RetentionRun.objects.select_related("asked_by", "job"), pk=pk)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            runs.begin(run, version=_version(request))
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, stale_sentence())
        else:
            messages.success(request, _("The plan is being carried out in the background."))
            return redirect("privacy:run_detail", pk=run.pk)
    context = {"run": run, "form": form, "lines": queries.counted(run), **_items(request, run)}
    return render(request, "privacy/city/run_detail.html", context)


def _items(request: HttpRequest, run: RetentionRun) -> dict[str, object]:
    """The rows of the line that the address names."""
    name = request.GET.get("kind", "")
    if not retention.known(name):
        return {"kind": None}
    kind = retention.find(name)
    page = Paginator(run.items.filter(kind=name).order_by("pk"), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return {"kind": kind, "page": page, "items": queries.items(kind, list(page.object_list))}
