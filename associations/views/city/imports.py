"""Bringing in register data: file, preview, carried out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from associations.columns import COLUMNS
from associations.enums import ImportState
from associations.forms.imports import ImportForm
from associations.models import RegisterImport, Sector
from associations.queries import imports as queries
from associations.services import imports
from portal import policy
from portal.accounts.enums import Right
from portal.files.models import StoredFile
from portal.translated import active
from portal.ui import cells
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.ui.paging import CountedPaginator
from portal.workflow import Refused

PER_PAGE = 25
ROWS_PER_PAGE = 50
AT_WORK = {ImportState.READING, ImportState.RUNNING}


@city(Right.ASSOCIATIONS_EDIT)
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """All imports, newest first."""
    page = Paginator(queries.recent(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "associations/city/import_list.html", {"page": page})


@city(Right.ASSOCIATIONS_EDIT)
def import_new(request: HttpRequest) -> HttpResponse:
    """A file to bring in, and what the portal understands of it."""
    other = Sector.objects.filter(slug="muu").first()
    form = ImportForm(request.POST or None, request.FILES or None, initial={"sector": other})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = imports.start(content=file, name=file.name, sector=form.cleaned_data["sector"])
        except Refused as refusal:
            refuse(form, str(refusal), "file")
        else:
            return redirect(made)
    return render(request, "associations/city/import_new.html", {"form": form, "columns": COLUMNS.values()})


@city(Right.ASSOCIATIONS_EDIT)
@require_safe
def import_template(request: HttpRequest) -> HttpResponseBase:
    """An empty file with the headings in the page's language."""
    return _csv([[column.label for column in COLUMNS.values()]], _("register-data"))


def _csv(rows: Any, name: str) -> HttpResponseBase:
    response = StreamingHttpResponse(cells.csv_lines(rows, local=True), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _import(pk: int) -> RegisterImport:
    return policy.get_or_404(RegisterImport.objects.select_related("made_by", "sector", "job"), pk=pk)


@city(Right.ASSOCIATIONS_EDIT)
@require_safe
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the work is; then what each row would do, does or did."""
    found = _import(pk)
    context = {"register_import": found, "stopped": imports.has_stopped(found), "at_work": found.state in AT_WORK}
    if request.headers.get("HX-Request"):
        # When the work is done the page is another one: the preview.
        if found.state not in AT_WORK or context["stopped"]:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "associations/city/_import_progress.html", context)
    context |= {
        "file": StoredFile.objects.of(found).first(),
        "problem": queries.problem_sentence(found.problem) if found.problem else "",
        "written": queries.written_so_far(found),
    }
    if found.counts:
        context |= _preview(request, found)
    return render(request, "associations/city/import_detail.html", context)


def _preview(request: HttpRequest, found: RegisterImport) -> dict[str, Any]:
    tabs = [(action.value, action.label, found.counts.get(action.value, 0)) for action in queries.ACTIONS]
    asked = request.GET.get("action", "")
    filled = [action for action, _label, number in tabs if number]
    chosen = asked if asked in filled else next(iter(filled), "")
    paginator = CountedPaginator(
        queries.preview_rows(found, chosen), ROWS_PER_PAGE, count=lambda: int(found.counts.get(chosen, 0))
    )
    page = paginator.get_page(request.GET.get("page"))
    shown: Any = page.object_list
    return {
        "tabs": tabs,
        "chosen": chosen,
        "page": page,
        "rows": queries.import_rows(shown, active()),
        "would_change": found.counts.get("new", 0) + found.counts.get("change", 0),
    }


@city(Right.ASSOCIATIONS_EDIT)
@require_safe
def import_errors(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The broken rows with their reasons, as CSV to be corrected."""
    return _csv(queries.broken_rows(_import(pk), active()), _("broken-rows"))


@city(Right.ASSOCIATIONS_EDIT)
def import_carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """What will happen, once more, and the button."""
    found = _import(pk)
    if request.method == "POST":
        return _act(request, found, imports.carry_out, _("The rows are being written to the register."))
    if found.state != ImportState.READY:
        return redirect(found)
    return render(request, "associations/city/import_carry_out.html", {"register_import": found})


@require_POST
@city(Right.ASSOCIATIONS_EDIT)
def import_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with work that has stopped."""
    return _act(request, _import(pk), imports.resume, _("The work goes on."))


@require_POST
@city(Right.ASSOCIATIONS_EDIT)
def import_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """End it."""
    return _act(request, _import(pk), imports.cancel, _("The import has been cancelled."))


def _act(request: HttpRequest, found: RegisterImport, act: Callable[..., Any], done: str) -> HttpResponse:
    try:
        act(register_import=found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(found)
