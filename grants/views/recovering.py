"""Recovery of grants: opened, decided and collected by the city, answered by the association."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from associations.enums import Area
from associations.pages import member
from grants import queries
from grants.arrival import arrived_at
from grants.enums import RecoveryState, RectificationState
from grants.forms.recovering import (
    RecoveryAnswerForm,
    RecoveryCorrectForm,
    RecoveryDecideForm,
    RecoveryOpenForm,
    RecoveryPaymentForm,
    RecoveryWriteOffForm,
)
from grants.models import Application, Award, Recovery
from grants.services import collecting, recovering
from grants.views.applying import owner
from grants.views.sent import initial, saved, version
from portal import actor as actors
from portal import clock, policy
from portal.accounts.enums import Right
from portal.decisions.enums import Remedy
from portal.translated import active
from portal.ui.forms import refuse, stale_sentence
from portal.ui.pages import city
from portal.workflow import Refused, Stale

PER_PAGE = 50
LATE = "late"
S = RecoveryState


@city(Right.GRANTS_READ)
@require_safe
def recovery_list(request: HttpRequest) -> HttpResponse:
    """Recoveries that the employee may see: those that are open, those of another state, or those that are late."""
    chosen = request.GET.get("state", "open")
    rows = policy.visible(Recovery.objects.with_late())
    if chosen == LATE:
        rows = rows.late()
    elif chosen in S.values:
        rows = rows.filter(state=chosen)
    elif chosen != "all":
        chosen, rows = "open", rows.open()
    # Closed ones are looked up, the newest first; the others wait, the oldest day first.
    waits = chosen in {"open", LATE, S.HEARING, S.DECIDED}
    order = ("hear_by", "pk") if waits else ("-hear_by", "-pk")
    page = Paginator(rows.order_by(*order), PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "rows": queries.recovery_rows(shown, active()),
        "choices": [("open", _("Open")), (LATE, _("Late")), *S.choices, ("all", _("All"))],
        "chosen": chosen,
    }
    return render(request, "grants/city/recovery_list.html", context)


@city(Right.GRANTS_PROPOSE)
def recovery_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to recover what was paid of the application's award."""
    application = policy.get_or_404(Application.objects.with_parties(), pk=pk)
    award = Award.objects.filter(application=application).first()
    most = queries.recoverable_cents(award) if award is not None else 0
    if award is None or not most or not policy.allows("grants.open_recovery", application):
        messages.info(request, _("Nothing has been paid of this grant that could be recovered."))
        return redirect("grants:application_handle", pk=pk)
    if open_one := Recovery.objects.open().filter(award=award).first():
        messages.info(request, _("A recovery of this grant is open already."))
        return redirect(open_one)
    form = RecoveryOpenForm(request.POST or None, initial=initial(request, hear_by=recovering.earliest_hearing()))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = recovering.open_recovery(
                application=application,
                cents=data["amount"],
                **{name: data[name] for name in ("ground", "reasons", "hear_by")},
            )
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("Saved. The association has been asked to answer."))
            return redirect(made)
    unpaid = queries.unpaid_cents(award)
    context = {"application": application, "award": award, "paid": most - unpaid, "unpaid": unpaid, "form": form}
    return render(request, "grants/city/recovery_open.html", context)


def _recovery(pk: int) -> Recovery:
    rows = Recovery.objects.with_matter().select_related("decision__sealed", "answered_by", "opened_by", "decided_by")
    return policy.get_or_404(rows.select_related("written_off_by"), pk=pk)


@city(Right.GRANTS_READ)
@require_safe
def recovery_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The recovery: what the association was heard about, its answer, the decision, and what has come back."""
    found = _recovery(pk)
    collects = found.state in {S.DECIDED, S.COLLECTED} and policy.allows("grants.collect_recovery", found)
    context = {
        "found": found,
        "application": found.award.application,
        **_paying_back(found),
        "can_record": found.decision is not None
        and found.decision.remedy == Remedy.RECTIFICATION
        # The recovery was fetched through the same bar.
        and policy.allows("grants.record_rectification", found.award.application, fetched=True),
        "payments": found.payments.select_related("recorded_by"),
        "waits": found.state == S.HEARING and not found.may_be_decided,
        "can_decide": found.may_be_decided and policy.allows("grants.decide_recovery", found),
        "can_collect": collects and found.state == S.DECIDED,
        "can_correct": collects and found.received_cents > 0,
        "can_write_off": found.state == S.DECIDED and policy.allows("grants.write_off_recovery", found),
    }
    return render(request, "grants/city/recovery_detail.html", context)


def _paying_back(found: Recovery) -> dict[str, Any]:
    """The instalments, where to pay, and the requests for rectification: while one waits nothing is late."""
    asked = list(found.rectifications.select_related("decision").order_by("arrived_on", "pk"))
    disputed = any(one.state == RectificationState.RECEIVED for one in asked)
    return {
        "rectifications": asked,
        "disputed": disputed,
        "disputed_by_us": any(one.state == RectificationState.RECEIVED and not one.by_member for one in asked),
        "parts": queries.pay_back_rows(found, clock.today(), disputed=disputed),
        "to": queries.pay_to(found, clock.today()) if found.state == S.DECIDED else None,
    }


@city(Right.GRANTS_DECIDE)
def recovery_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Recover the grant or let it be, with reasons, after a confirmation."""
    found = _recovery(pk)
    policy.require("grants.decide_recovery", found)
    if not found.may_be_decided:
        messages.info(request, _("This can’t be decided now."))
        return redirect(found)
    application = found.award.application
    begins = initial(request, amount=found.asked_cents, instalments=1, authority=queries.authority_of(application))
    unpaid = queries.unpaid_cents(found.award)
    form = RecoveryDecideForm(request.POST or None, unpaid=unpaid, initial=begins)
    if request.method == "POST" and form.is_valid() and _decided(request, form, found):
        messages.success(request, _("Decided. The association is told."))
        return redirect(found)
    context = {"found": found, "application": application, "unpaid": unpaid, "form": form}
    return render(request, "grants/city/recovery_decide.html", context)


def _decided(request: HttpRequest, form: RecoveryDecideForm, found: Recovery) -> bool:
    data = form.cleaned_data
    recover = data["outcome"] == "recover"
    try:
        recovering.decide(
            recovery=found,
            cents=data["amount"] if recover else 0,
            reasons=data["reasons"],
            sitting=form.sitting(),
            instalments=data["instalments"] or 1,
            first_due=data["first_due"],
            version=version(request),
        )
    except Refused as refusal:
        refuse(form, str(refusal))
    except Stale:
        refuse(form, stale_sentence())
    return not form.errors


@city(Right.GRANTS_PROPOSE)
def recovery_payment(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what has come back."""
    found = _recovery(pk)
    if found.state != S.DECIDED:
        return _nothing_to_collect(request, found)
    form = RecoveryPaymentForm(request.POST or None, initial=initial(request, received_on=clock.today()))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = saved(
            form,
            lambda: collecting.record_payment(
                recovery=found, cents=data["amount"], received_on=data["received_on"], version=version(request)
            ),
            request,
            "grants:recovery_detail",
            pk,
        )
        if done is not None:
            return done
    return _form_page(request, "grants/city/recovery_payment.html", found, form)


@city(Right.GRANTS_PROPOSE)
def recovery_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was recorded wrongly, with the reason."""
    found = _recovery(pk)
    if found.state not in {S.DECIDED, S.COLLECTED} or not found.received_cents:
        return _nothing_to_collect(request, found)
    form = RecoveryCorrectForm(request.POST or None, initial=initial(request, received_on=clock.today()))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = saved(
            form,
            lambda: collecting.correct_payment(
                recovery=found,
                cents=data["amount"],
                received_on=data["received_on"],
                reason=data["reason"],
                version=version(request),
            ),
            request,
            "grants:recovery_detail",
            pk,
        )
        if done is not None:
            return done
    return _form_page(request, "grants/city/recovery_correct.html", found, form)


@city(Right.GRANTS_DECIDE)
def recovery_write_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up the rest, with a reason and after a confirmation."""
    found = _recovery(pk)
    if found.state != S.DECIDED:
        return _nothing_to_collect(request, found)
    form = RecoveryWriteOffForm(request.POST or None, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = saved(
            form,
            lambda: collecting.write_off(recovery=found, reason=reason, version=version(request)),
            request,
            "grants:recovery_detail",
            pk,
        )
        if done is not None:
            return done
    return _form_page(request, "grants/city/recovery_write_off.html", found, form)


def _nothing_to_collect(request: HttpRequest, found: Recovery) -> HttpResponse:
    messages.info(request, _("Nothing is to be paid back in this matter now."))
    return redirect(found)


def _form_page(request: HttpRequest, template: str, found: Recovery, form: Any) -> HttpResponse:
    return render(request, template, {"found": found, "application": found.award.application, "form": form})


@member(Area.GRANTS, owner=owner)
def recovery_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What the city means to have back and what became of it; who may sign answers while it is heard."""
    arrived = arrived_at(request)
    application = queries.matter(pk)
    recoveries = queries.recoveries_of(application)
    if not recoveries:
        raise Http404
    newest = recoveries[0]
    awaited = newest.state == S.HEARING and newest.answered_at is None
    may_answer = policy.allows("grants.answer_recovery", newest)
    sent = request.method == "POST"
    form = None
    if awaited and may_answer:
        form = RecoveryAnswerForm(
            request.POST if sent else None, request.FILES if sent else None, initial=initial(request)
        )
    if sent:
        policy.require("grants.answer_recovery", newest)
        if form is None:
            messages.info(request, _("This can’t be answered any more."))
            return redirect("grants:recovery_answer", pk=pk)
        if form.is_valid():
            try:
                recovering.answer(
                    recovery=newest,
                    text=form.cleaned_data["answer"],
                    attachments=form.cleaned_data["attachments"].add,
                    arrived_at=arrived,
                    version=version(request),
                )
            except Refused as refusal:
                refuse(form, str(refusal))
            except Stale:
                refuse(form, stale_sentence())
            else:
                messages.success(request, _("The city has received your answer."))
                return redirect("grants:recovery_answer", pk=pk)
    context = {
        "application": application,
        "newest": newest,
        "shown": [(one, _paying_back(one)) for one in recoveries],
        "may_rectify": Area.SIGNING in actors.current().areas
        and policy.allows("grants.ask_rectification", application),
        "awaited": awaited,
        "form": form,
    }
    return render(request, "grants/association/recovery_answer.html", context)
