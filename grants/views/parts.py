"""The city's pages on the parts of a call: sections, questions, criteria, the eligibility test."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.questions import CriterionForm, EligibilityForm, QuestionForm, SectionForm
from grants.models import Call, Criterion, EligibilityQuestion, Question, Section
from grants.services import parts
from grants.views.sent import initial, saved, version
from portal import policy
from portal.accounts.enums import Right
from portal.ui.pages import city
from portal.workflow import Refused


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
    sections = list(call.sections.all())
    sent = request.POST or None
    form = QuestionForm(sent, question=question, others=others, sections=sections, initial=initial(request))
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            parts.save_question(call=call, question=question, values=form.values(), version=version(request))

        done = saved(form, save, request, call)
        if done is not None:
            return done
    title = _("Change a question") if question else _("Add a question")
    return render(request, "grants/city/question_edit.html", {"form": form, "call": call, "title": title})


@require_POST
@city(Right.GRANTS_CALLS)
def question_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a question up or down by one place."""
    question = _of_visible_call(Question, pk)
    try:
        parts.move_question(question=question, up="up" in request.POST)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("grants:call_build", pk=question.call_id)


@require_POST
@city(Right.GRANTS_CALLS)
def question_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question out of a draft."""
    question = _of_visible_call(Question, pk)
    try:
        parts.remove_question(question=question)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(label)s” has been taken out.") % {"label": question.label})
    return redirect("grants:call_build", pk=question.call_id)


@city(Right.GRANTS_CALLS)
def section_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a heading to the form."""
    return _section(request, policy.get_or_404(Call, pk=pk), None)


@city(Right.GRANTS_CALLS)
def section_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a heading."""
    section = _of_visible_call(Section, pk)
    return _section(request, section.call, section)


def _section(request: HttpRequest, call: Call, section: Section | None) -> HttpResponse:
    stored = SectionForm.initial_of(section) if section else {}
    form = SectionForm(request.POST or None, initial=initial(request, **stored))
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            parts.save_section(call=call, section=section, values=form.cleaned_data, version=version(request))

        done = saved(form, save, request, call)
        if done is not None:
            return done
    title = _("Change a section") if section else _("Add a section")
    return render(request, "grants/city/call_part.html", {"form": form, "call": call, "title": title})


@require_POST
@city(Right.GRANTS_CALLS)
def section_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a section with its questions up or down by one place."""
    section = _of_visible_call(Section, pk)
    try:
        parts.move_section(section=section, up="up" in request.POST)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("grants:call_build", pk=section.call_id)


@require_POST
@city(Right.GRANTS_CALLS)
def section_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a heading out of a draft; its questions stay."""
    section = _of_visible_call(Section, pk)
    try:
        parts.remove_section(section=section)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The heading “%(label)s” has been taken out.") % {"label": section.label})
    return redirect("grants:call_build", pk=section.call_id)


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
            parts.save_criterion(call=call, criterion=criterion, values=values, version=version(request))

        done = saved(form, save, request, call)
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
        parts.remove_row(row=row)
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
            parts.save_eligibility(call=call, row=row, values=form.cleaned_data, version=version(request))

        done = saved(form, save, request, call)
        if done is not None:
            return done
    title = _("Change a question of the test") if row else _("Add a question to the test")
    return render(request, "grants/city/call_part.html", {"form": form, "call": call, "title": title})


@require_POST
@city(Right.GRANTS_CALLS)
def eligibility_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question out of the eligibility test of a draft."""
    return _removed(request, _of_visible_call(EligibilityQuestion, pk))
