"""The city's pages about batches of payments: gathered, approved by another person, sent, and what came back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants import queries
from grants.enums import BatchState
from grants.forms.paying import ApprovalForm, CancelForm, ReturnForm, SentForm, UpToForm
from grants.models import Batch, BatchLine, Payer
from grants.services import batches
from grants.views.sent import initial, version
from portal import clock, policy
from portal.accounts.enums import Right
from portal.journal.models import Event
from portal.ui.forms import refuse, stale_sentence
from portal.ui.pages import city
from portal.workflow import Refused, Stale

PER_PAGE = 50
NOTHING = queries.Amount()


def _batch(pk: int) -> Batch:
    rows = Batch.objects.select_related("made_by", "approved_by", "sent_by", "payer", "file")
    return policy.get_or_404(rows, pk=pk)


@city(Right.GRANTS_READ)
def batch_list(request: HttpRequest) -> HttpResponse:
    """All batches, the newest first, with what they pay."""
    rows = policy.visible(Batch).select_related("made_by", "approved_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    amounts = queries.batch_amounts(shown)
    context = {
        "page": page,
        "rows": [(batch, amounts.get(batch.pk, NOTHING)) for batch in shown],
        "may_make": policy.allows("grants.make_batch"),
    }
    return render(request, "grants/city/batch_list.html", context)


@city(Right.GRANTS_PROPOSE)
def batch_make(request: HttpRequest) -> HttpResponse:
    """What is due up to a day, all of it ticked; the officer leaves out single payments and makes the batch."""
    asked = UpToForm(request.GET or None)
    day = (asked.cleaned_data.get("day") if asked.is_valid() else None) or clock.today()
    if request.method == "POST":
        sent = UpToForm(request.POST)
        day = (sent.cleaned_data.get("day") if sent.is_valid() else None) or day
        chosen = {int(key) for key in request.POST.getlist("payment") if key.isascii() and key.isdigit()}
        try:
            made = batches.make(up_to=day, chosen=chosen)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The batch has been made. Another person approves it."))
            return redirect(made)
    rows = list(queries.due(day)[: batches.MOST])
    context = {
        "form": UpToForm(initial={"day": day}),
        "day": day,
        "rows": [(row, queries.fault_of(row, day)) for row in rows],
        "cents": sum(row.amount_cents for row in rows),
        "full": len(rows) == batches.MOST,
    }
    return render(request, "grants/city/batch_make.html", context)


@city(Right.GRANTS_READ)
def batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: what it pays, who made and approved it, its file, and what the employee may do next."""
    return _detail(request, _batch(pk), SentForm(initial={"day": clock.today()}))


def _detail(request: HttpRequest, batch: Batch, form: SentForm) -> HttpResponse:
    page = Paginator(queries.batch_lines(batch), PER_PAGE).get_page(request.GET.get("page"))
    may_handle = policy.allows("grants.handle_batch", batch)
    context = {
        "batch": batch,
        "page": page,
        "amount": queries.batch_amounts([batch]).get(batch.pk, NOTHING),
        "events": Event.objects.about(batch),
        "may_approve": batch.state == BatchState.MADE and policy.allows("grants.approve_batch", batch),
        "may_open": batch.file is not None and policy.allows("grants.open_batch_file", batch),
        "may_send": may_handle and batch.state == BatchState.APPROVED,
        "may_cancel": may_handle and "cancel" in batch.possible(),
        "may_return": policy.allows("grants.make_batch") and batch.state in {BatchState.APPROVED, BatchState.SENT},
        "form": form,
        "query": f"batch={batch.pk}",
    }
    return render(request, "grants/city/batch_detail.html", context)


@city(Right.GRANTS_PAY)
def batch_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the batch after reading it: money leaves the city by this page."""
    batch = _batch(pk)
    if batch.state != BatchState.MADE:
        return redirect(batch)
    policy.require("grants.approve_batch", batch)
    form = ApprovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            batches.approve(batch=batch, version=version(request))
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, stale_sentence())
        else:
            messages.success(request, _("Approved. The file for the bank is being made."))
            return redirect(batch)
    day = batches.pay_day(batch)
    lines = batches.faults(queries.batch_lines(batch).filter(out_reason=""), day)
    context = {
        "batch": batch,
        "form": form,
        "lines": lines,
        "payer": Payer.on(day),
        "day": day,
        "goes": sum(fault is None for _line, fault in lines),
        "cents": sum(line.amount_cents for line, fault in lines if fault is None),
    }
    return render(request, "grants/city/batch_approve.html", context)


@require_POST
@city(Right.GRANTS_READ)
def batch_send(request: HttpRequest, pk: int) -> HttpResponse:
    """The file went to the bank."""
    batch = _batch(pk)
    policy.require("grants.handle_batch", batch)
    form = SentForm(request.POST)
    if form.is_valid():
        try:
            batches.send(batch=batch, day=form.cleaned_data["day"], version=version(request))
        except Refused as refusal:
            refuse(form, str(refusal), "day")
        except Stale:
            refuse(form, stale_sentence())
        else:
            messages.success(request, _("Marked as sent. The associations are told."))
            return redirect(batch)
    return _detail(request, _batch(pk), form)


@city(Right.GRANTS_READ)
def batch_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a batch before it goes to the bank."""
    batch = _batch(pk)
    policy.require("grants.handle_batch", batch)
    if "cancel" not in batch.possible():
        return redirect(batch)
    form = CancelForm(request.POST or None, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            batches.cancel(batch=batch, reason=form.cleaned_data["reason"], version=version(request))
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, stale_sentence())
        else:
            messages.success(request, _("The batch has been cancelled. Its payments are planned again."))
            return redirect(batch)
    return render(request, "grants/city/batch_cancel.html", {"batch": batch, "form": form})


@city(Right.GRANTS_PROPOSE)
def payment_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the bank sent a payment back."""
    line = policy.get_or_404(BatchLine.objects.with_parties().select_related("batch"), pk=pk)
    form = ReturnForm(request.POST or None, initial=initial(request, day=clock.today()))
    if request.method == "POST" and form.is_valid():
        try:
            batches.record_return(line=line, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("Saved. The association is asked for another account."))
            return redirect(line.batch)
    return render(request, "grants/city/payment_return.html", {"line": line, "batch": line.batch, "form": form})
