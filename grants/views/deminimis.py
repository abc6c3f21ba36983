"""De minimis aid: declared by the applicant; summed, taken out and marked as reported by the city."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from associations.enums import Area
from associations.pages import member
from grants import queries
from grants.enums import ApplicationState
from grants.forms.deminimis import AidReportForm, DeclarationForm
from grants.models import CityAid, CityAidQuerySet
from grants.queries.deminimis import AID_COLUMNS, AID_PARTS, aid_found
from grants.services import deminimis
from grants.views.applying import owner
from grants.views.sent import initial, version
from portal import clock, policy
from portal.accounts.enums import Right
from portal.translated import active
from portal.ui import cells, formats
from portal.ui.forms import refuse, stale_sentence
from portal.ui.pages import city
from portal.workflow import Refused, Stale

PER_PAGE = 50


@member(Area.GRANTS, owner=owner)
def declaration_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What the association says of de minimis aid before it applies."""
    application = queries.matter(pk)
    if application.state != ApplicationState.DRAFT or not application.call.de_minimis:
        return redirect(application)
    found = queries.declaration_of(application)
    begins = DeclarationForm.initial_of(found or queries.earlier_declaration(application))
    form = DeclarationForm(request.POST or None, initial=initial(request, **begins))
    if request.method == "POST" and form.is_valid():
        try:
            deminimis.declare(application=application, version=version(request), **form.values())
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, stale_sentence())
        else:
            messages.success(request, _("The declaration is saved. It is handed in with the application."))
            return redirect("grants:application_check", pk=pk)
    context = {
        "application": application,
        "form": form,
        "version": request.POST.get("version", found.version if found else 0),
        "own": queries.city_aid_of(application.association_id),
    }
    return render(request, "grants/association/declaration_edit.html", context)


@city(Right.GRANTS_READ)
@require_safe
def aid_list(request: HttpRequest) -> HttpResponse:
    """Associations with what their undertakings have got in three years, those nearest to the ceiling first."""
    warned = request.GET.get("part") == "warned"
    found = queries.aid_standings()
    keys = queries.aid_standing_keys(found, warned=warned)
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.aid_standing_rows(list(page.object_list), found),
        "chosen": "warned" if warned else "all",
        "choices": [("all", _("All")), ("warned", _("Near the ceiling"))],
        "limits": queries.aid_limits(),
    }
    return render(request, "grants/city/aid_list.html", context)


@city(Right.GRANTS_READ)
@require_safe
def aid_association(request: HttpRequest, pk: int) -> HttpResponse:
    """One association's aid: the city's rows, the newest first, and what it told of others."""
    association = queries.aid_association(pk)
    rows = policy.visible(CityAid.objects.with_day().with_facts()).filter(association=association)
    page = Paginator(rows.order_by("-given_on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "association": association,
        "standing": queries.aid_standings([association.pk])[association.pk],
        "page": page,
        "rows": list(queries.aid_rows(shown, queries.register_days(), clock.today())),
        "told": queries.told_of(association.pk),
        "may_report": policy.allows("accounts.hold_right", Right.GRANTS_PROPOSE),
    }
    return render(request, "grants/city/aid_association.html", context)


@city(Right.GRANTS_READ)
def aid_rows(request: HttpRequest) -> HttpResponse:
    """Rows for the central register, the oldest first; who prepares marks those that have been reported."""
    days, today = queries.register_days(), clock.today()
    chosen = request.GET.get("part", "unreported")
    part = chosen if chosen in AID_PARTS else "unreported"
    may_report = policy.allows("accounts.hold_right", Right.GRANTS_PROPOSE)
    form = AidReportForm(request.POST or None, initial=initial(request, reported_on=today))
    ticked = {int(key) for key in request.POST.getlist("row") if key.isascii() and key.isdigit() and len(key) < 16}
    if request.method == "POST" and form.is_valid():
        try:
            number = deminimis.report(keys=ticked, on=form.cleaned_data["reported_on"])
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("Marked as reported: %(number)d.") % {"number": number})
            return redirect(request.get_full_path())
    page = Paginator(aid_found(part, days, today), PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "rows": list(queries.aid_rows(shown, days, today)),
        "choices": list(AID_PARTS.items()),
        "chosen": part,
        "form": form,
        "ticked": ticked,
        "days": days,
        "may_report": may_report and part in {"unreported", "overdue"},
        "may_undo": may_report,
    }
    return render(request, "grants/city/aid_rows.html", context)


@city(Right.GRANTS_READ)
@require_safe
def aid_rows_csv(request: HttpRequest) -> HttpResponseBase:
    """The rows that the list shows, as CSV."""
    part = request.GET.get("part", "")
    rows = aid_found(part if part in AID_PARTS else "all", queries.register_days(), clock.today())
    response = StreamingHttpResponse(cells.csv_lines(_csv(rows), local=True), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="vahamerkitys.csv"'
    return response


def _csv(rows: CityAidQuerySet) -> Iterator[list[object]]:
    yield [str(column) for column in AID_COLUMNS]
    days, granter = queries.register_days(), settings.CITY_NAME[active()]
    for row in queries.aid_rows(rows.iterator(chunk_size=500), days, clock.today()):
        yield [
            *(granter, settings.CITY_BUSINESS_ID, row.association, row.business_id, Decimal(row.cents) / 100),
            *(formats.day(row.counts_from, "fi"), row.sector, row.instrument, row.title),
            *(formats.day(one, "fi") if one else "" for one in (row.given_on, row.report_by, row.reported_on)),
        ]


@city(Right.GRANTS_PROPOSE)
def aid_report_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the note that a row was reported, after a confirmation."""
    rows = CityAid.objects.reported().with_facts()
    aid = policy.get_or_404(rows, pk=pk)
    if request.method == "POST":
        try:
            deminimis.take_report_back(aid=aid)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The row waits to be reported again."))
        return redirect("grants:aid_rows")
    [row] = queries.aid_rows([aid], queries.register_days(), clock.today())
    return render(request, "grants/city/aid_report_undo.html", {"row": row})
