"""Change requests: asked for and withdrawn by the association, listed and decided by the city."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from associations.enums import Area
from associations.pages import member
from grants import queries
from grants.arrival import arrived_at
from grants.enums import ChangeState, ReportState
from grants.forms.changing import ChangeDecideForm, ChangeForm
from grants.forms.reviewing import ReasonForm
from grants.models import ChangeRequest
from grants.services import changing
from grants.views.applying import owner
from grants.views.sent import initial, version
from portal import policy
from portal.accounts.enums import Right
from portal.translated import active
from portal.ui import formats
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused, Stale

PER_PAGE = 50


@member(Area.SIGNING, owner=owner)
def change_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for another purpose, time or budget: what should change, why, and when the use report would be due."""
    arrived = arrived_at(request)
    application = queries.matter(pk)
    report = queries.final_report(queries.reports_of(application))
    if (
        not queries.may_ask_change(application, queries.own_payout(application), report)
        or queries.open_change(application) is not None
    ):
        messages.info(request, _("A change can't be asked for now."))
        return redirect(application)
    policy.require("grants.ask_change", application)
    due = report.awaited_on if report is not None else None
    form = ChangeForm(request.POST or None, due=due, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = changing.ask(application=application, arrived_at=arrived, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            moment = formats.moment(made.received_at, seconds=True)
            messages.success(request, _("The city has received your change request: %(moment)s.") % {"moment": moment})
            return redirect(f"{application.get_absolute_url()}#changes")
    context = {"application": application, "award": application.award, "due": due, "form": form}
    return render(request, "grants/association/change_ask.html", context)


@member(Area.SIGNING, owner=owner)
def change_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the request back, after a confirmation."""
    application = queries.matter(pk)
    found = queries.open_change(application)
    if found is None or not policy.allows("grants.withdraw_change", found):
        return redirect(application)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changing.withdraw(change=found, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The request has been withdrawn. The grant stays as it is."))
        return redirect(application)
    context = {"application": application, "found": found, "form": form}
    return render(request, "grants/association/change_withdraw.html", context)


@city(Right.GRANTS_READ)
@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """Requests that the employee may see: those that wait, the oldest first, or those of another state."""
    chosen = request.GET.get("state", ChangeState.ASKED)
    rows = policy.visible(ChangeRequest)
    if chosen in ChangeState.values:
        rows = rows.filter(state=chosen)
    order = ("received_at", "pk") if chosen == ChangeState.ASKED else ("-received_at", "-pk")
    page = Paginator(rows.order_by(*order), PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "rows": queries.change_rows(shown, active()),
        "choices": [*ChangeState.choices, ("all", _("All"))],
        "chosen": chosen,
    }
    return render(request, "grants/city/change_list.html", context)


def _change(pk: int) -> ChangeRequest:
    rows = ChangeRequest.objects.with_matter().select_related("award__application__proposed_by", "result")
    found = policy.get_or_404(rows.select_related("made_by", "decided_by"), pk=pk)
    # The pages of an application ask for its parties by itself.
    application = found.award.application
    application.call, application.association = found.award.call, found.award.association
    return found


@city(Right.GRANTS_READ)
@require_safe
def change_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The request: what is asked and why, the grant that it is about, and what became of it."""
    found = _change(pk)
    waits = found.state == ChangeState.ASKED
    context = {
        "found": found,
        "application": found.award.application,
        "report": queries.final_report(queries.reports_of(found.award.application)),
        "can_decide": waits and policy.allows("grants.decide_change", found),
    }
    return render(request, "grants/city/change_detail.html", context)


@city(Right.GRANTS_DECIDE)
def change_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision on the request, with reasons, after a confirmation."""
    found = _change(pk)
    policy.require("grants.decide_change", found)
    if found.state != ChangeState.ASKED:
        return redirect(found)
    application = found.award.application
    report = queries.final_report(queries.reports_of(application))
    begins = initial(
        request,
        public_purpose=application.public_purpose,
        report_day=found.report_day,
        authority=queries.authority_of(application),
    )
    moves = report is not None and report.state == ReportState.DRAFT
    form = ChangeDecideForm(request.POST or None, change=found, moves=moves, initial=begins)
    if request.method == "POST" and form.is_valid() and _decided(request, form, found):
        messages.success(request, _("Decided. The association is told."))
        return redirect(found)
    context = {"found": found, "application": application, "report": report, "form": form}
    return render(request, "grants/city/change_decide.html", context)


def _decided(request: HttpRequest, form: ChangeDecideForm, found: ChangeRequest) -> bool:
    data = form.cleaned_data
    try:
        if form.approves:
            changing.approve(
                change=found,
                reasons=data["reasons"],
                sitting=form.sitting() if form.makes_version else None,
                public_purpose=data.get("public_purpose", ""),
                report_day=data.get("report_day"),
                version=version(request),
            )
        else:
            changing.refuse(change=found, reasons=data["reasons"], sitting=form.sitting(), version=version(request))
    except Refused as refusal:
        refuse(form, str(refusal))
    except Stale:
        refuse(form, _("Somebody else changed the matter in between. Look at it again before you go on."))
    return not form.errors
