"""The city's pages on which a call is built: its facts, its form, its criteria, and the day it is published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from associations.enums import Part
from grants import queries
from grants.enums import CallKind, CallState
from grants.forms.answering import Profile
from grants.forms.applying import ApplicationForm
from grants.forms.calls import CallForm, ExtensionForm, MomentsForm, NewCallForm
from grants.models import Application, Call
from grants.services import building, copying, publishing
from grants.views.sent import initial, saved, version
from portal import policy
from portal.accounts.enums import Right
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused, Stale

PER_PAGE = 50


@city(Right.GRANTS_CALLS)
def call_table(request: HttpRequest) -> HttpResponse:
    """All calls, the one that closes last on top."""
    state = request.GET.get("state", "")
    rows = policy.visible(Call).order_by("-closes_at", "-pk")
    if state in CallState.values:
        rows = rows.filter(state=state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {"page": page, "rows": queries.call_rows(shown), "choices": CallState.choices, "chosen": state}
    return render(request, "grants/city/call_table.html", context)


@city(Right.GRANTS_CALLS)
def call_add(request: HttpRequest) -> HttpResponse:
    """Start a call from nothing."""
    form = NewCallForm(request.POST or None, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            call = building.add_call(kind=CallKind(data["kind"]), title_fi=data["title_fi"], **form.moments())
        except Refused as refusal:
            refuse(form, str(refusal), "closes_on")
        else:
            messages.success(request, _("The call has been started. Nobody sees it before it is published."))
            return redirect("grants:call_build", pk=call.pk)
    return render(request, "grants/city/call_add.html", {"form": form})


@city(Right.GRANTS_CALLS)
def call_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a call as a copy of an earlier one, its moments a year later to begin with."""
    call = policy.get_or_404(Call, pk=pk)
    form = MomentsForm(request.POST or None, initial=initial(request, **MomentsForm.moments_of(call, years=1)))
    if request.method == "POST" and form.is_valid():
        try:
            made = copying.copy_call(call=call, **form.moments())
        except Refused as refusal:
            refuse(form, str(refusal), "closes_on")
        else:
            messages.success(request, _("The call has been copied. Look through its texts before you publish it."))
            return redirect("grants:call_build", pk=made.pk)
    return render(request, "grants/city/call_copy.html", {"form": form, "call": call})


@city(Right.GRANTS_CALLS)
def call_build(request: HttpRequest, pk: int) -> HttpResponse:
    """One call as it stands: facts, form, criteria, and what is missing before it can be published."""
    call = policy.get_or_404(Call, pk=pk)
    context = {
        "call": call,
        "sections": queries.call_sections(call),
        "criteria": call.criteria.all(),
        "aims": call.aims.all(),
        "parts": [part.label for part in Part if part in call.parts],
        "reviewers": call.reviewers.all(),
        "versions": call.form_versions.select_related("made_by").order_by("number"),
        "eligibility": call.eligibility.all(),
        "extensions": call.extensions.select_related("made_by"),
        "missing": publishing.missing(call) if call.state == CallState.DRAFT else [],
        "phase": call.phase(),
        "payment": queries.terms_in_words(call),
    }
    return render(request, "grants/city/call_build.html", context)


@city(Right.GRANTS_CALLS)
def call_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Texts, moments, money. Once the call is published only its texts are taken."""
    call = policy.get_or_404(Call, pk=pk)
    begins = initial(request, **CallForm.initial_of(call))
    form = CallForm(request.POST or None, reviewers=queries.reviewing_employees(), initial=begins)
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            building.edit_call(call=call, values=form.values(), version=version(request))

        done = saved(form, save, request, "grants:call_build", call.pk)
        if done is not None:
            return done
    return render(request, "grants/city/call_edit.html", {"form": form, "call": call})


@city(Right.GRANTS_CALLS)
def call_try(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as an applicant sees it. What is typed is looked at and stored nowhere."""
    call = policy.get_or_404(Call, pk=pk)
    form = ApplicationForm(
        request.POST or None,
        request.FILES or None,
        application=Application(call=call),
        questions=list(call.questions.select_related("asked_if", "section")),
        answers={},
        profile=Profile(),
    )
    looked_at = request.method == "POST" and form.is_valid()
    return render(request, "grants/city/call_try.html", {"form": form, "call": call, "looked_at": looked_at})


@city(Right.GRANTS_CALLS)
def call_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish after a look at what everyone will see."""
    call = policy.get_or_404(Call, pk=pk)
    if call.state != CallState.DRAFT:
        return redirect("grants:call_build", pk=pk)
    if request.method == "POST":
        try:
            publishing.publish(call=call, version=version(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        except Stale:
            messages.warning(request, _("Something was changed in between. Look once more, and publish again."))
            return redirect("grants:call_publish", pk=pk)
        else:
            messages.success(request, _("Published. Everyone sees the call now."))
        return redirect("grants:call_build", pk=pk)
    context = {"call": call, "missing": publishing.missing(call), "criteria": call.criteria.all()}
    return render(request, "grants/city/call_publish.html", context)


@city(Right.GRANTS_CALLS)
def call_extend(request: HttpRequest, pk: int) -> HttpResponse:
    """A later closing moment for all, with its reason."""
    call = policy.get_or_404(Call, pk=pk)
    if call.state != CallState.PUBLISHED:
        messages.info(request, _("Only a published call can be extended."))
        return redirect("grants:call_build", pk=pk)
    form = ExtensionForm(request.POST or None, initial=initial(request))
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            publishing.extend_call(call=call, closes_at=form.moment(), reasons=form.reasons(), version=version(request))

        done = saved(form, save, request, "grants:call_build", call.pk)
        if done is not None:
            return done
    return render(request, "grants/city/call_extend.html", {"form": form, "call": call})
