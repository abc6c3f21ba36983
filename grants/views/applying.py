"""The applicant's pages on a draft: start, fill in, copy, check, sign, hand in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from associations.enums import Area, Signing
from associations.models import Association
from associations.pages import member
from grants import queries, rules
from grants.arrival import arrived_at
from grants.enums import UNSENT_STATES, ApplicationState, Phase, QuestionKind
from grants.forms import kept
from grants.forms.answering import Profile
from grants.forms.applying import ApplicationForm, seen, theirs_instead
from grants.forms.attaching import FileChange
from grants.forms.copying import CopyForm
from grants.models import Answer, Application, Call, Question, Signature
from grants.services import applying, deminimis, drafting, limits
from grants.services.answers import answered, readable, tabular
from portal import actor as actors
from portal import clock, policy
from portal.accounts.typed import take_typed
from portal.translated import active
from portal.ui import formats
from portal.ui.forms import refuse
from portal.workflow import Refused


def owner(pk: int) -> int | None:
    """The association to which the application belongs."""
    return Application.objects.filter(pk=pk).values_list("association_id", flat=True).first()


@require_POST
@member(Area.GRANTS)
def application_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Start an application, or go on with the one that is there."""
    call = policy.get_or_404(Call, pk=pk)
    association = policy.get_or_404(Association, pk=actors.current().acting_for)
    try:
        application = drafting.start(call=call, association=association)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(call)
    return redirect("grants:application_edit", pk=application.pk)


@member(Area.GRANTS, owner=owner)
def application_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in the draft. Saving half of it is fine; "check" saves and goes on."""
    application = queries.matter(pk)
    if application.state != ApplicationState.DRAFT:
        return redirect(application)
    if request.method == "GET" and application.call.phase() is Phase.CLOSED:
        # The draft stays readable; nothing more can come of filling it in.
        return redirect("grants:application_check", pk=pk)
    typed = take_typed(request) if request.method == "GET" else None
    sent = request if request.method == "POST" else None
    anew = sent is not None or typed is not None
    # Drawn after something was typed; else the form that is kept is filled in, and this one isn't even built.
    form: Any = _form(application, sent, typed) if anew else SimpleLazyObject(lambda: _form(application))
    if sent is not None:
        done = _save(request, application, form)
        if done is not None:
            return done
    context = {
        "application": application,
        "form": form,
        "kept": None if anew else _kept(application),
        "typed": typed is not None,
        "path": path_of(application),
        "earlier": queries.has_earlier(application),
    }
    return render(request, "grants/association/application_edit.html", context)


def _kept(application: Application) -> str:
    live = kept.live_questions(application.call_id)
    answers = kept.stored_answers(application.pk)
    return kept.drawn(application, answers, live, _profile(application, live))


def _profile(application: Application, questions: Iterable[Question]) -> Profile:
    accounts = queries.accounts_in_use(application.association_id)
    return Profile(accounts, queries.held_documents(application.association_id, questions))


def path_of(application: Application) -> list[str]:
    """The steps to a submitted application."""
    if application.association.signing == Signing.TWO:
        return [_("Fill in"), _("Check and sign"), _("Second signature"), _("Submitted")]
    return [_("Fill in"), _("Check"), _("Submitted")]


def _save(request: HttpRequest, application: Application, form: ApplicationForm) -> HttpResponse | None:
    # Also when one field is wrong the others are saved: nothing typed is lost, and no chosen file either.
    form.is_valid()
    changed_files = form.file_changes()
    try:
        saved = drafting.save_answers(application=application, values=form.changes(), versions=form.versions())
    except drafting.AnswersChanged as changed:
        _show_conflicts(form, changed.conflicts)
        form.know([*changed.saved, *(conflict.theirs for conflict in changed.conflicts)])
        return None
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(application)
    _save_files(form, changed_files)
    if form.errors:
        form.know(saved)
        return None
    if "check" in request.POST:
        return redirect("grants:application_check", pk=application.pk)
    messages.success(request, _("Saved. You can go on now or later."))
    return redirect("grants:application_edit", pk=application.pk)


def _save_files(form: ApplicationForm, changed: Iterable[tuple[Question, FileChange]]) -> None:
    """Take files away and add new ones; what the portal doesn't take is told at the field."""
    for question, change in changed:
        answer: Answer | None = None
        for key in change.remove:
            answer = drafting.detach(application=form.application, question=question, key=key) or answer
        for upload in change.add:
            try:
                answer = drafting.attach(application=form.application, question=question, content=upload)
            except Refused as refusal:
                form.add_error(question.key, f"{upload.name}: {refusal}")
        if answer is not None:
            form.show_files(question, answer)


def _show_conflicts(form: ApplicationForm, conflicts: list[drafting.Conflict]) -> None:
    for conflict in conflicts:
        theirs = conflict.theirs
        text = readable(form.application, conflict.question, theirs.value, active())
        form.add_error(conflict.question.key, theirs_instead(theirs.saved_by, theirs.saved_at, text))


def _form(application: Application, sent: HttpRequest | None = None, typed: Any = None) -> ApplicationForm:
    questions = list(application.call.questions.select_related("asked_if", "section"))
    answers = {answer.question_id: answer for answer in application.answers.all()}
    form = ApplicationForm(
        sent.POST if sent else None,
        sent.FILES if sent else None,
        application=application,
        questions=questions,
        answers=answers,
        profile=_profile(application, questions),
    )
    if typed is not None:
        # With what the page knew then: what somebody else saved in between is a conflict, and isn't written over.
        for question in form.questions:
            form.take_back(question, typed)
    return form


@require_POST
@member(Area.GRANTS, owner=owner)
def answer_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Autosave of one field: 200 with its new version, 409 with the other person's text, 422 with what is wrong."""
    application = queries.matter(pk)
    form = _form(application, request)
    form.is_valid()
    for question, change in form.file_changes():
        return _file_saved(form, question, change)
    # A box that is ticked off sends nothing but what the page knows of the answer.
    sent = request.POST.keys()
    key = next((q.key for q in form.questions if not sent.isdisjoint({q.key, form.version_name(q)})), "")
    if key not in form.cleaned_data:
        return JsonResponse({"errors": list(form.errors.get(key, []))}, status=422)
    try:
        saved = drafting.save_answers(
            application=application, values={key: form.values()[key]}, versions=form.versions()
        )
    except drafting.AnswersChanged as changed:
        _show_conflicts(form, changed.conflicts)
        theirs = changed.conflicts[0].theirs
        return JsonResponse({"errors": list(form.errors[key]), "version": seen(theirs)}, status=409)
    except Refused as refusal:
        return JsonResponse({"errors": [str(refusal)]}, status=422)
    return JsonResponse({"version": seen(saved[0] if saved else None), "note": _note(form, key)})


def _note(form: ApplicationForm, key: str) -> str:
    """That it is saved, and what the sums come to where the answer is one of them."""
    note = _("Saved %(time)s") % {"time": formats.clock(clock.now())}
    question = next(one for one in form.questions if one.key == key)
    if question.kind == QuestionKind.TABLE or question.asks_the_sum:
        questions, answers = answered(form.application)
        return f"{note} {limits.budget(form.application.call, questions, answers).sentence()}".strip()
    return note


def _file_saved(form: ApplicationForm, question: Question, change: FileChange) -> JsonResponse:
    _save_files(form, [(question, change)])
    # What is drawn now is what is stored now, also where nothing was taken.
    form.show_files(question, form.application.answers.filter(question=question).first())
    shown = render_to_string(
        "grants/_attached.html", {"widget": form.fields[question.key].widget, "name": question.key}
    )
    faults = list(form.errors.get(question.key, []))
    if faults:
        return JsonResponse({"errors": faults, "shown": shown}, status=422)
    return JsonResponse({"note": _("Saved %(time)s") % {"time": formats.clock(clock.now())}, "shown": shown})


@member(Area.GRANTS, owner=owner)
def application_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill empty answers of the draft from an earlier application of the association."""
    application = queries.matter(pk)
    if application.state != ApplicationState.DRAFT:
        return redirect(application)
    form = CopyForm(request.POST or None, earlier=queries.earlier_applications(application))
    if request.method == "POST" and form.is_valid():
        try:
            number = drafting.copy_answers(application=application, source=form.cleaned_data["source"])
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("%(number)d answers were copied. Look them through.") % {"number": number})
            return redirect("grants:application_edit", pk=pk)
    return render(request, "grants/association/application_copy.html", {"application": application, "form": form})


@member(Area.GRANTS, owner=owner)
def application_check(request: HttpRequest, pk: int) -> HttpResponse:
    """All answers on one page before they are handed in, and the button that signs and does it."""
    arrived = arrived_at(request)
    application = queries.matter(pk)
    if request.method == "POST":
        return _submit(request, application, arrived)
    if application.state not in UNSENT_STATES:
        return redirect(application)
    return _check_page(request, application)


def _submit(request: HttpRequest, application: Application, arrived: Any) -> HttpResponse:
    try:
        applying.submit(application=application, arrived_at=arrived, language=get_language() or "fi")
    except applying.Incomplete as refusal:
        return _check_page(request, application, str(refusal), refusal.keys, status=422)
    except Refused as refusal:
        undeclared = isinstance(refusal, deminimis.Undeclared)
        return _check_page(request, application, str(refusal), undeclared=undeclared, status=422)
    return redirect(application)


def _check_page(
    request: HttpRequest,
    application: Application,
    problem: str = "",
    keys: list[str] | None = None,
    *,
    undeclared: bool = False,
    status: int = 200,
) -> HttpResponse:
    questions, answers = answered(application)
    rows = [
        {
            "question": question,
            "text": readable(application, question, answers.get(question.key), active()),
            "table": _table(question, answers.get(question.key)),
            "missing": question.key in (keys or ()),
        }
        for question in questions
    ]
    context = {
        "application": application,
        "rows": rows,
        "problem": problem,
        "undeclared": undeclared,
        "phase": application.call.phase(),
        "path": path_of(application),
        "declared": deminimis.shown(queries.declaration_of(application)) if application.call.de_minimis else [],
        "budget": limits.budget(application.call, questions, answers),
        "may_sign": policy.allows("grants.submit_application", application),
        "signers": queries.signers(application.association),
        "two": application.association.signing == Signing.TWO,
        "signature": first_signature(application),
    }
    return render(request, "grants/association/application_check.html", context, status=status)


def _table(question: Question, value: Any) -> Any:
    return rules.with_heads(tabular(question, value, active())) if value and question.columns else None


def first_signature(application: Application) -> Signature | None:
    """The first of two signatures, None before it is given. One query where there can be one."""
    if application.state != ApplicationState.SIGNED:
        return None
    return Signature.objects.select_related("person").filter(application=application).first()


@require_POST
@member(Area.GRANTS, owner=owner)
def signature_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a signed application for editing."""
    application = queries.matter(pk)
    try:
        applying.take_signature_back(application=application)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(application)
    messages.success(request, _("The signature is taken back. Sign again when the application is ready."))
    return redirect("grants:application_edit", pk=pk)
