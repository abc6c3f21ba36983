"""The city's pages on which a call is built: its facts, its form, its criteria, and the day it is published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.enums import CallKind, CallState
from grants.forms.applying import ApplicationForm
from grants.forms.building import (
    CallForm,
    CriterionForm,
    EligibilityForm,
    ExtensionForm,
    MomentsForm,
    NewCallForm,
    QuestionForm,
)
from grants.models import Application, Call, Criterion, EligibilityQuestion, Question
from grants.queries import call_rows
from grants.services import building
from grants.views.sent import initial, version
from portal import policy
from portal.accounts.enums import Right
from portal.ui.forms import PortalForm, refuse, stale_sentence
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
    context = {"page": page, "rows": call_rows(shown), "choices": CallState.choices, "chosen": state}
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
            made = building.copy_call(call=call, **form.moments())
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
        "questions": call.questions.select_related("asked_if"),
        "criteria": call.criteria.all(),
        "eligibility": call.eligibility.all(),
        "extensions": call.extensions.select_related("made_by"),
        "missing": building.missing(call) if call.state == CallState.DRAFT else [],
        "phase": call.phase(),
    }
    return render(request, "grants/city/call_build.html", context)


@city(Right.GRANTS_CALLS)
def call_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Texts, moments, money. Once the call is published only its texts are taken."""
    call = policy.get_or_404(Call, pk=pk)
    form = CallForm(request.POST or None, initial=initial(request, **CallForm.initial_of(call)))
    if request.method == "POST" and form.is_valid():
        done = _saved(
            form, lambda: building.edit_call(call=call, values=form.values(), version=version(request)), request, call
        )
        if done is not None:
            return done
    return render(request, "grants/city/call_edit.html", {"form": form, "call": call})


def _saved(form: PortalForm, save: Any, request: HttpRequest, call: Call) -> HttpResponse | None:
    """Save and go back to the call; None when the form has to be shown again, with the reason on it."""
    try:
        save()
    except Refused as refusal:
        refuse(form, str(refusal))
    except Stale:
        refuse(form, stale_sentence())
    else:
        messages.success(request, _("Saved."))
        return redirect("grants:call_build", pk=call.pk)
    return None


@city(Right.GRANTS_CALLS)
def call_try(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as an applicant sees it. What is typed is looked at and stored nowhere."""
    call = policy.get_or_404(Call, pk=pk)
    form = ApplicationForm(
        request.POST or None,
        application=Application(call=call),
        questions=list(call.questions.select_related("asked_if")),
        answers={},
        accounts=[],
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
            building.publish(call=call, version=version(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        except Stale:
            messages.warning(request, _("Something was changed in between. Look once more, and publish again."))
            return redirect("grants:call_publish", pk=pk)
        else:
            messages.success(request, _("Published. Everyone sees the call now."))
        return redirect("grants:call_build", pk=pk)
    context = {"call": call, "missing": building.missing(call), "criteria": call.criteria.all()}
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
            building.extend_call(call=call, closes_at=form.moment(), reasons=form.reasons(), version=version(request))

        done = _saved(form, save, request, call)
        if done is not None:
            return done
    return render(request, "grants/city/call_extend.html", {"form": form, "call": call})


@city(Right.GRANTS_CALLS)
def question_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a question at the end of the form."""
    return _question(request, policy.get_or_404(Call, pk=pk), None)


@city(Right.GRANTS_CALLS)
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a question."""
    question = _of_visible_call(Question, pk)
    return _question(request, question.call, question)


def _of_visible_call(model: Any, pk: int) -> Any:
    row = get_object_or_404(model.objects.select_related("call"), pk=pk)
    policy.get_or_404(Call, pk=row.call_id)
    return row


def _question(request: HttpRequest, call: Call, question: Question | None) -> HttpResponse:
    others = [one for one in call.questions.all() if question is None or one.pk != question.pk]
    form = QuestionForm(request.POST or None, question=question, others=others, initial=initial(request))
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            building.save_question(call=call, question=question, values=form.values(), version=version(request))

        done = _saved(form, save, request, call)
        if done is not None:
            return done
    title = _("Change a question") if question else _("Add a question")
    return render(request, "grants/city/call_part.html", {"form": form, "call": call, "title": title})


@require_POST
@city(Right.GRANTS_CALLS)
def question_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a question up or down by one place."""
    question = _of_visible_call(Question, pk)
    try:
        building.move_question(question=question, up="up" in request.POST)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("grants:call_build", pk=question.call_id)


@require_POST
@city(Right.GRANTS_CALLS)
def question_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question out of a draft."""
    question = _of_visible_call(Question, pk)
    try:
        building.remove_question(question=question)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(label)s” has been taken out.") % {"label": question.label})
    return redirect("grants:call_build", pk=question.call_id)


@city(Right.GRANTS_CALLS)
def criterion_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a criterion."""
    return _criterion(request, policy.get_or_404(Call, pk=pk), None)


@city(Right.GRANTS_CALLS)
def criterion_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a criterion."""
    criterion = _of_visible_call(Criterion, pk)
    return _criterion(request, criterion.call, criterion)


def _criterion(request: HttpRequest, call: Call, criterion: Criterion | None) -> HttpResponse:
    stored = CriterionForm.initial_of(criterion) if criterion else {}
    form = CriterionForm(request.POST or None, initial=initial(request, **stored))
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            values = form.cleaned_data
            building.save_criterion(call=call, criterion=criterion, values=values, version=version(request))

        done = _saved(form, save, request, call)
        if done is not None:
            return done
    title = _("Change a criterion") if criterion else _("Add a criterion")
    return render(request, "grants/city/call_part.html", {"form": form, "call": call, "title": title})


@require_POST
@city(Right.GRANTS_CALLS)
def criterion_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a criterion out of a draft."""
    return _removed(request, _of_visible_call(Criterion, pk))


def _removed(request: HttpRequest, row: Any) -> HttpResponse:
    try:
        building.remove_row(row=row)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(label)s” has been taken out.") % {"label": row.label})
    return redirect("grants:call_build", pk=row.call_id)


@city(Right.GRANTS_CALLS)
def eligibility_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a question to the eligibility test."""
    return _eligibility(request, policy.get_or_404(Call, pk=pk), None)


@city(Right.GRANTS_CALLS)
def eligibility_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a question of the eligibility test."""
    row = _of_visible_call(EligibilityQuestion, pk)
    return _eligibility(request, row.call, row)


def _eligibility(request: HttpRequest, call: Call, row: EligibilityQuestion | None) -> HttpResponse:
    stored = EligibilityForm.initial_of(row) if row else {}
    form = EligibilityForm(request.POST or None, initial=initial(request, **stored))
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            building.save_eligibility(call=call, row=row, values=form.cleaned_data, version=version(request))

        done = _saved(form, save, request, call)
        if done is not None:
            return done
    title = _("Change a question of the test") if row else _("Add a question to the test")
    return render(request, "grants/city/call_part.html", {"form": form, "call": call, "title": title})


@require_POST
@city(Right.GRANTS_CALLS)
def eligibility_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question out of the eligibility test of a draft."""
    return _removed(request, _of_visible_call(EligibilityQuestion, pk))
