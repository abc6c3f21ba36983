"""The public form with its receipt, and the city's list and answer."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import policy
from portal.accounts.enums import Right
from portal.feedback import services
from portal.feedback.forms import AnswerForm, FeedbackForm, SetAsideForm
from portal.feedback.models import Feedback
from portal.journal.models import Event
from portal.ui import limits
from portal.ui.addresses import stays_here
from portal.ui.contact import contact
from portal.ui.forms import refuse, stale_sentence
from portal.ui.pages import city, public
from portal.workflow import Refused, Stale

# A person has a few things to say, a machine thousands; several people share an address in a library.
FLOOD = "6/10m/ip,40/d/ip"
ROWS_PER_PAGE = 50


@public
def feedback_new(request: HttpRequest) -> HttpResponse:
    """The form: for everybody, without an account and without a cookie but the form's own."""
    here = request.GET.get("sivu", "")
    form = FeedbackForm(request.POST or None, initial={"page": here[:300] if stays_here(here) else ""})
    status = 200
    if request.method == "POST" and form.is_valid():
        if limits.within(request, "feedback.new", FLOOD):
            data = form.cleaned_data
            row = services.receive(text=data["text"], page=data["page"], email=data["email"])
            return redirect("feedback:feedback_receipt", token=services.token(row))
        status = 429
        refuse(
            form,
            _("A lot of feedback has come from your network just now. Wait ten minutes, or write to %(email)s.")
            % {"email": contact()["email"]},
        )
    return render(request, "feedback/public/feedback_new.html", {"form": form}, status=status)


@public
@require_safe
def feedback_receipt(request: HttpRequest, token: str) -> HttpResponse:
    """The number and the day by which it is answered; nothing of what was written."""
    row = services.of_token(token)
    if row is None:
        raise Http404
    return render(request, "feedback/public/feedback_receipt.html", {"row": row})


@city(Right.FEEDBACK_ANSWER)
@require_safe
def feedback_list(request: HttpRequest) -> HttpResponse:
    """All feedback, what is due first on top."""
    rows = policy.visible(Feedback.objects.in_turn())
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "feedback/city/feedback_list.html", {"page": page})


@city(Right.FEEDBACK_ANSWER)
def feedback_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of feedback: answer it, or set it aside."""
    row = policy.get_or_404(Feedback.objects.select_related("answered_by"), pk=pk)
    aside = "reason" in request.POST
    answer = AnswerForm(None if aside else request.POST or None)
    other = SetAsideForm(request.POST if aside else None)
    form = other if aside else answer
    if request.method == "POST" and form.is_valid():
        try:
            if aside:
                services.set_aside(row, reason=form.cleaned_data["reason"], version=_version(request))
            else:
                services.answer(row, answer=form.cleaned_data["answer"], version=_version(request))
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, stale_sentence())
        else:
            messages.success(request, _("Set aside.") if aside else _answered(row))
            return redirect("feedback:feedback_list")
    context = {"row": row, "form": form, "answer": answer, "other": other, "events": Event.objects.about(row)}
    return render(request, "feedback/city/feedback_answer.html", context)


def _answered(row: Feedback) -> str:
    return (
        _("Answered. The answer goes out by mail.") if row.email else _("Answered. There was no address to write to.")
    )


def _version(request: HttpRequest) -> int | None:
    value = request.POST.get("version", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
