"""The applicant's pages: start, fill in, check, submit, follow, withdraw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from associations.enums import Area
from associations.models import Association
from associations.pages import member
from grants.arrival import arrived_at
from grants.enums import ApplicationState, Phase
from grants.forms.applying import ApplicationForm, seen
from grants.forms.reviewing import ReasonForm
from grants.models import Application, Call
from grants.services import applying
from grants.services.answers import asked_questions, readable
from portal import actor as actors
from portal import clock, policy
from portal.accounts.typed import take_typed
from portal.decisions.models import Decision
from portal.files.models import StoredFile
from portal.journal import registry
from portal.journal.models import Event
from portal.translated import active
from portal.ui import formats
from portal.workflow import Refused


def _owner(pk: int) -> int | None:
    """The association to which the application belongs."""
    return Application.objects.filter(pk=pk).values_list("association_id", flat=True).first()


@require_POST
@member(Area.GRANTS)
def application_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Start an application, or go on with the one that is there."""
    call = policy.get_or_404(Call, pk=pk)
    association = policy.get_or_404(Association, pk=actors.current().acting_for)
    try:
        application = applying.start(call=call, association=association)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(call)
    return redirect("grants:application_edit", pk=application.pk)


@member(Area.GRANTS, owner=_owner)
def application_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in the draft. Saving half of it is fine; "check" saves and goes on."""
    application = policy.get_or_404(Application.objects.with_parties(), pk=pk)
    if application.state != ApplicationState.DRAFT:
        return redirect(application)
    if request.method == "GET" and application.call.phase() is Phase.CLOSED:
        # The draft stays readable; nothing more can come of filling it in.
        return redirect("grants:application_check", pk=pk)
    form = _form(application, request.POST if request.method == "POST" else None)
    typed = None
    if request.method == "POST":
        done = _save(request, application, form)
        if done is not None:
            return done
    else:
        typed = take_typed(request)
        if typed is not None:
            form = _form(application, None, typed=typed)
    context = {"application": application, "form": form, "typed": typed is not None, "path": _path()}
    return render(request, "grants/association/application_edit.html", context)


def _path() -> list[str]:
    return [_("Fill in"), _("Check"), _("Submitted")]


def _save(request: HttpRequest, application: Application, form: ApplicationForm) -> HttpResponse | None:
    # Also when one field is wrong the others are saved: nothing typed is lost.
    form.is_valid()
    try:
        saved = applying.save_answers(application=application, values=form.changes(), versions=form.versions())
    except applying.AnswersChanged as changed:
        _show_conflicts(form, changed.conflicts)
        form.know([*changed.saved, *(conflict.theirs for conflict in changed.conflicts)])
        return None
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(application)
    if form.errors:
        form.know(saved)
        return None
    if "check" in request.POST:
        return redirect("grants:application_check", pk=application.pk)
    messages.success(request, _("Saved. You can go on now or later."))
    return redirect("grants:application_edit", pk=application.pk)


def _show_conflicts(form: ApplicationForm, conflicts: list[applying.Conflict]) -> None:
    for conflict in conflicts:
        theirs = conflict.theirs
        form.add_error(
            conflict.question.key,
            _(
                "%(who)s changed this answer on %(when)s to: “%(text)s” Your own text is still in the field."
                " Save again to put it in place of theirs."
            )
            % {
                "who": theirs.saved_by,
                "when": formats.moment(theirs.saved_at),
                "text": readable(form.application, conflict.question, theirs.value, active()),
            },
        )


def _form(application: Application, data: Any, typed: Any = None) -> ApplicationForm:
    accounts = application.association.bank_accounts.in_use()
    answers = {answer.question_id: answer for answer in application.answers.all()}
    form = ApplicationForm(
        data,
        application=application,
        questions=list(application.call.questions.select_related("asked_if")),
        answers=answers,
        accounts=list(accounts),
    )
    if typed is not None:
        # With what the page knew then: what somebody else saved in between is a conflict, and isn't written over.
        for question in form.questions:
            for name in (question.key, form.version_name(question)):
                if name in typed:
                    form.initial[name] = typed[name]
    return form


@require_POST
@member(Area.GRANTS, owner=_owner)
def answer_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Autosave of one field: 200 with its new version, 409 with the other person's text, 422 with what is wrong."""
    application = policy.get_or_404(Application.objects.with_parties(), pk=pk)
    form = _form(application, request.POST)
    form.is_valid()
    # A box that is ticked off sends nothing but what the page knows of the answer.
    sent = request.POST.keys()
    key = next((q.key for q in form.questions if not sent.isdisjoint({q.key, form.version_name(q)})), "")
    if key not in form.cleaned_data:
        return JsonResponse({"errors": list(form.errors.get(key, []))}, status=422)
    try:
        saved = applying.save_answers(
            application=application, values={key: form.values()[key]}, versions=form.versions()
        )
    except applying.AnswersChanged as changed:
        _show_conflicts(form, changed.conflicts)
        theirs = changed.conflicts[0].theirs
        return JsonResponse({"errors": list(form.errors[key]), "version": seen(theirs)}, status=409)
    except Refused as refusal:
        return JsonResponse({"errors": [str(refusal)]}, status=422)
    version = seen(saved[0] if saved else None)
    return JsonResponse({"version": version, "note": _("Saved %(time)s") % {"time": formats.clock(clock.now())}})


@member(Area.GRANTS, owner=_owner)
def application_check(request: HttpRequest, pk: int) -> HttpResponse:
    """All answers on one page before they are handed in, and the button that does it."""
    arrived = arrived_at(request)
    application = policy.get_or_404(Application.objects.with_parties(), pk=pk)
    if request.method == "POST":
        return _submit(request, application, arrived)
    if application.state != ApplicationState.DRAFT:
        return redirect(application)
    return _check_page(request, application)


def _submit(request: HttpRequest, application: Application, arrived: Any) -> HttpResponse:
    try:
        applying.submit(application=application, arrived_at=arrived, language=get_language() or "fi")
    except applying.Incomplete as refusal:
        return _check_page(request, application, str(refusal), refusal.keys, status=422)
    except Refused as refusal:
        return _check_page(request, application, str(refusal), status=422)
    return redirect(application)


def _check_page(
    request: HttpRequest, application: Application, problem: str = "", keys: list[str] | None = None, status: int = 200
) -> HttpResponse:
    values = {answer.question.key: answer.value for answer in application.answers.select_related("question")}
    rows = [
        {
            "question": question,
            "text": readable(application, question, values.get(question.key), active()),
            "missing": question.key in (keys or ()),
        }
        for question in asked_questions(list(application.call.questions.all()), values)
    ]
    context = {
        "application": application,
        "rows": rows,
        "problem": problem,
        "phase": application.call.phase(),
        "path": _path(),
    }
    return render(request, "grants/association/application_check.html", context, status=status)


@member(Area.GRANTS, owner=_owner)
def application_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The matter: receipt, state, whose turn, decision, history."""
    application = policy.get_or_404(Application.objects.with_parties(), pk=pk)
    public_verbs = [name for name, verb in registry.known().items() if verb.public]
    submission = application.submissions.select_related("submitted_by").order_by("-number").first()
    context = {
        "application": application,
        "submission": submission,
        "received": formats.moment(submission.received_at, seconds=True) if submission else "",
        "path": _path(),
        "can_withdraw": "withdraw" in application.possible(),
        "answers": submission.shown(active()) if submission else [],
        "files": StoredFile.objects.of(application),
        "decisions": Decision.objects.about(application).select_related("sealed"),
        "events": Event.objects.about(application).filter(verb__in=public_verbs),
    }
    return render(request, "grants/association/application_detail.html", context)


@member(Area.GRANTS, owner=_owner)
def application_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the application back, after a confirmation."""
    application = policy.get_or_404(Application.objects.with_parties(), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            applying.withdraw(application=application, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The application has been withdrawn."))
        return redirect(application)
    context = {"application": application, "form": form}
    return render(request, "grants/association/application_withdraw.html", context)
