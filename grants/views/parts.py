"""The city's pages on the parts of a call: sections, questions, criteria, the eligibility test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.enums import CallState
from grants.forms.questions import CriterionForm, EligibilityForm, QuestionForm, SectionForm
from grants.models import Call, Criterion, EligibilityQuestion, Question, Section
from grants.services import parts
from grants.services.building import only_texts
from grants.views.sent import initial, saved, version
from portal import policy
from portal.accounts.enums import Right
from portal.ui.pages import city
from portal.ui.tongues import TonguesForm
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

    def save(number: int | None) -> None:
        parts.save_question(call=call, question=question, values=form.values(), version=number)

    title = _("Change a question") if question else _("Add a question")
    return _page(request, call, form, save, title, "grants/city/question_edit.html")


def _page(
    request: HttpRequest,
    call: Call,
    form: TonguesForm,
    save: Callable[[int | None], None],
    title: str,
    template: str = "grants/city/call_part.html",
) -> HttpResponse:
    """The page of one part; ``save`` gets the version of the call that the page showed."""
    if request.method == "POST" and form.is_valid():
        done = saved(form, lambda: save(version(request)), request, "grants:call_build", call.pk)
        if done is not None:
            return done
    return render(request, template, {"form": form, "call": call, "title": title})


def _done(request: HttpRequest, call_id: int, act: Callable[[], None], words: str = "") -> HttpResponse:
    """Carry out what a button on the call's page asks, and go back to it with the words, or with why not."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if words:
            messages.success(request, words)
    return redirect("grants:call_build", pk=call_id)


def _removed(request: HttpRequest, row: Any, remove: Callable[[], None], note: str = "") -> HttpResponse:
    """Ask before a part is taken out of a draft, since its texts go with it; then do so."""
    if request.method != "POST":
        if row.call.state != CallState.DRAFT:
            messages.info(request, str(only_texts()))
            return redirect("grants:call_build", pk=row.call_id)
        return render(request, "grants/city/call_part_remove.html", {"call": row.call, "row": row, "note": note})
    words = _("“%(label)s” has been taken out.") % {"label": row.label}
    return _done(request, row.call_id, remove, words)


@require_POST
@city(Right.GRANTS_CALLS)
def question_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a question up or down by one place."""
    question, up = _of_visible_call(Question, pk), "up" in request.POST
    return _done(request, question.call_id, lambda: parts.move_question(question=question, up=up))


@city(Right.GRANTS_CALLS)
def question_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question out of a draft, after a confirmation."""
    question = _of_visible_call(Question, pk)
    return _removed(request, question, lambda: parts.remove_question(question=question))


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

    def save(number: int | None) -> None:
        parts.save_section(call=call, section=section, values=form.cleaned_data, version=number)

    return _page(request, call, form, save, _("Change a section") if section else _("Add a section"))


@require_POST
@city(Right.GRANTS_CALLS)
def section_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a section with its questions up or down by one place."""
    section, up = _of_visible_call(Section, pk), "up" in request.POST
    return _done(request, section.call_id, lambda: parts.move_section(section=section, up=up))


@city(Right.GRANTS_CALLS)
def section_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a heading out of a draft, after a confirmation; its questions stay."""
    section = _of_visible_call(Section, pk)
    note = _("Only the heading and its guidance go. The questions under it stay in the form.")
    return _removed(request, section, lambda: parts.remove_section(section=section), note)


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

    def save(number: int | None) -> None:
        parts.save_criterion(call=call, criterion=criterion, values=form.cleaned_data, version=number)

    return _page(request, call, form, save, _("Change a criterion") if criterion else _("Add a criterion"))


@city(Right.GRANTS_CALLS)
def criterion_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a criterion out of a draft, after a confirmation."""
    row = _of_visible_call(Criterion, pk)
    return _removed(request, row, lambda: parts.remove_row(row=row))


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

    def save(number: int | None) -> None:
        parts.save_eligibility(call=call, row=row, values=form.cleaned_data, version=number)

    title = _("Change a question of the test") if row else _("Add a question to the test")
    return _page(request, call, form, save, title)


@city(Right.GRANTS_CALLS)
def eligibility_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question out of the eligibility test of a draft, after a confirmation."""
    row = _of_visible_call(EligibilityQuestion, pk)
    return _removed(request, row, lambda: parts.remove_row(row=row))
