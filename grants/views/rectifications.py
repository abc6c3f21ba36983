"""Requests for rectification: asked for by the association, recorded, listed and decided by the city."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from associations.enums import Area
from associations.pages import member
from grants import queries
from grants.arrival import arrived_at
from grants.enums import DECIDED_STATES, RecoveryState, RectificationOutcome, RectificationState
from grants.forms.deciding import RectificationDecideForm, RectificationForm, RectificationRecordForm
from grants.forms.recovering import RecoveryRectifyForm
from grants.forms.reviewing import ReasonForm
from grants.models import Application, Recovery, Rectification
from grants.services import correcting, recovery_rectifying, rectifying
from grants.services.lasting import appropriation_left
from grants.views.applying import owner
from grants.views.sent import initial, version
from portal import clock, policy
from portal.accounts.enums import Right
from portal.decisions.enums import Remedy
from portal.decisions.models import Decision
from portal.translated import active
from portal.ui import formats
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused, Stale

PER_PAGE = 50


def _rectifiable(application: Application) -> Decision | None:
    """The decision against which rectification may be asked for now."""
    found = queries.decision_of(application) if application.state in DECIDED_STATES else None
    return found if found is not None and found.remedy == Remedy.RECTIFICATION else None


@member(Area.SIGNING, owner=owner)
def rectification_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for rectification: what should be changed and why, with attachments; late too, with the reason."""
    arrived = arrived_at(request)
    application = queries.matter(pk)
    decision = _rectifiable(application)
    if decision is None or queries.open_rectification(application) is not None:
        messages.info(request, _("Rectification can't be asked for now."))
        return redirect(application)
    return ask_page(request, application, decision, arrived, f"{application.get_absolute_url()}#rectification")


def ask_page(
    request: HttpRequest,
    application: Application,
    decision: Decision,
    arrived: datetime,
    back: str,
    recovery: Recovery | None = None,
) -> HttpResponse:
    """The form for a request of the association's, about its decision or the one to recover its award."""
    policy.require("grants.ask_rectification", application)
    late = decision.last_day is not None and clock.local(arrived).date() > decision.last_day
    sent = request.method == "POST"
    form = RectificationForm(
        request.POST if sent else None, request.FILES if sent else None, late=late, initial=initial(request)
    )
    if sent and form.is_valid():
        data = form.cleaned_data
        try:
            made = rectifying.ask(
                application=application,
                recovery=recovery,
                asked=data["asked"],
                grounds=data["grounds"],
                late_reason=data.get("late_reason", ""),
                attachments=data["attachments"].add,
                arrived_at=arrived,
            )
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            moment = formats.moment(made.received_at, seconds=True)
            messages.success(request, _("The city has received your request: %(moment)s.") % {"moment": moment})
            return redirect(back)
    context = {"application": application, "decision": decision, "late": late, "form": form, "back": back}
    return render(request, "grants/association/rectification_ask.html", context)


@member(Area.SIGNING, owner=owner)
def rectification_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the request back, after a confirmation."""
    application = queries.matter(pk)
    found = queries.open_rectification(application)
    if found is None or not policy.allows("grants.withdraw_rectification", found):
        return redirect(application)
    return withdraw_page(
        request, found, application.get_absolute_url(), "grants/association/rectification_withdraw.html"
    )


def withdraw_page(request: HttpRequest, found: Rectification, back: str, template: str) -> HttpResponse:
    """The confirmation that a request is taken back."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rectifying.withdraw(rectification=found, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The request has been withdrawn. The decision stands as it is."))
        return redirect(back)
    return render(request, template, {"application": found.application, "found": found, "form": form, "back": back})


@city(Right.GRANTS_REVIEW)
def rectification_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a request that came by letter, by e-mail or at the office, with its day of arrival."""
    application = policy.get_or_404(Application.objects.with_parties(), pk=pk)
    decision = _rectifiable(application)
    if decision is None:
        messages.info(request, _("Rectification can't be asked for now."))
        return redirect("grants:application_handle", pk=pk)
    back = reverse("grants:application_handle", args=[pk])
    return record_page(request, application, decision, back)


def record_page(
    request: HttpRequest, application: Application, decision: Decision, back: str, recovery: Recovery | None = None
) -> HttpResponse:
    """The form for a request that came in another way."""
    sent = request.method == "POST"
    form = RectificationRecordForm(
        request.POST if sent else None, request.FILES if sent else None, initial=initial(request)
    )
    if sent and form.is_valid():
        data = form.cleaned_data
        try:
            made = rectifying.record(
                application=application,
                recovery=recovery,
                attachments=data["attachments"].add,
                **{
                    name: data[name]
                    for name in ("channel", "arrived_on", "asked", "grounds", "by_member", "asker_name")
                },
            )
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(made)
    context = {"application": application, "decision": decision, "form": form, "back": back}
    return render(request, "grants/city/rectification_record.html", context)


@city(Right.GRANTS_READ)
@require_safe
def rectifications(request: HttpRequest) -> HttpResponse:
    """Requests that the employee may see: those that wait, the oldest first, or those of another state."""
    chosen = request.GET.get("state", RectificationState.RECEIVED)
    rows = policy.visible(Rectification)
    if chosen in RectificationState.values:
        rows = rows.filter(state=chosen)
    order = ("arrived_on", "pk") if chosen == RectificationState.RECEIVED else ("-arrived_on", "-pk")
    page = Paginator(rows.order_by(*order), PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "rows": queries.rectification_rows(shown, active()),
        "choices": [*RectificationState.choices, ("all", _("All"))],
        "chosen": chosen,
    }
    return render(request, "grants/city/rectifications.html", context)


def _rectification(pk: int) -> Rectification:
    rows = Rectification.objects.select_related(
        *("application__call", "application__association", "application__proposed_by", "decision", "result"),
        *("recovery__opened_by", "recovery__decision"),
    )
    return policy.get_or_404(rows.select_related("made_by", "decided_by"), pk=pk)


@city(Right.GRANTS_READ)
@require_safe
def rectification_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The request: in time or late, what is asked, the decision that it is about, and what became of it."""
    found = _rectification(pk)
    waits = found.state == RectificationState.RECEIVED
    context = {
        "found": found,
        "application": found.application,
        "can_decide": waits and policy.allows("grants.decide_rectification", found),
        "can_withdraw": waits and policy.allows("grants.withdraw_rectification", found),
    }
    return render(request, "grants/city/rectification_detail.html", context)


@city(Right.GRANTS_REVIEW)
def rectification_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that who asked in another way than here has withdrawn the request."""
    found = _rectification(pk)
    if not policy.allows("grants.withdraw_rectification", found) or found.state != RectificationState.RECEIVED:
        return redirect(found)
    return withdraw_page(request, found, found.get_absolute_url(), "grants/city/rectification_withdraw.html")


@city(Right.GRANTS_DECIDE)
def rectification_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision on the request: changed, kept or not examined, with reasons, after a confirmation."""
    found = _rectification(pk)
    policy.require("grants.decide_rectification", found)
    if found.state != RectificationState.RECEIVED:
        return redirect(found)
    if found.recovery is not None:
        return _decide_on_recovery(request, found, found.recovery)
    application = found.application
    given = correcting.granted(application)
    begins = initial(
        request,
        amount=given,
        public_purpose=application.public_purpose,
        authority=application.call.rectifier or queries.authority_of(application),
        outcome=None if found.in_time else RectificationOutcome.NOT_EXAMINED,
    )
    form = RectificationDecideForm(request.POST or None, late=not found.in_time, initial=begins)
    if request.method == "POST" and form.is_valid() and _decided(request, form, found):
        messages.success(request, _("Decided. The decision has a new version, and the association is told."))
        return redirect(found)
    left = appropriation_left(application.call) + given
    context = {"found": found, "application": application, "given": given, "left": left, "form": form}
    return render(request, "grants/city/rectification_decide.html", context)


def _decide_on_recovery(request: HttpRequest, found: Rectification, recovery: Recovery) -> HttpResponse:
    begins = initial(
        request,
        authority=recovery.decision.authority if recovery.decision else "",
        outcome=None if found.in_time else RectificationOutcome.NOT_EXAMINED,
    )
    form = RecoveryRectifyForm(
        request.POST or None, late=not found.in_time, open_=recovery.state == RecoveryState.DECIDED, initial=begins
    )
    if request.method == "POST" and form.is_valid() and _decided(request, form, found):
        messages.success(request, _("Decided. The decision has a new version, and the association is told."))
        return redirect(found)
    context = {
        "found": found,
        "application": found.application,
        "recovery": recovery,
        "parts": queries.pay_back_rows(recovery, clock.today()),
        "form": form,
    }
    return render(request, "grants/city/recovery_rectify.html", context)


def _decided(request: HttpRequest, form: RectificationDecideForm | RecoveryRectifyForm, found: Rectification) -> bool:
    data = form.cleaned_data
    values: dict[str, Any] = {
        "rectification": found,
        "cents": data["amount"],
        "sitting": form.sitting(),
        "outcome": data["outcome"],
        "reasons": data["reasons"],
        "shown_in_time": data.get("shown_in_time", False),
        "version": version(request),
    }
    try:
        if found.recovery_id is None:
            rectifying.decide(**values, public_purpose=data["public_purpose"])
        else:
            recovery_rectifying.decide(**values, pay_again=data.get("pay_again"))
    except Refused as refusal:
        refuse(form, str(refusal))
    except Stale:
        refuse(form, _("Somebody else changed the matter in between. Look at it again before you go on."))
    return not form.errors
