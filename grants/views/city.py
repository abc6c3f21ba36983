"""The city's pages: the queue, handling, scores, proposal, decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants import queries
from grants.enums import (
    DECIDED_STATES,
    OPEN_RECOVERIES,
    OPEN_STATES,
    ApplicationState,
    InstalmentState,
    ListState,
    PhraseKind,
)
from grants.filters import QueueFilter
from grants.forms.handling import CompletionForm, MessageForm, NoteForm
from grants.forms.reviewing import DecisionForm, ProposalForm, ReasonForm, ReviewForm
from grants.models import Application, ListLine, Recovery
from grants.services import completing, deciding, messaging, notes, reviewing
from grants.views.offered import Library
from grants.views.sent import initial, version
from portal import policy
from portal.accounts.enums import Right
from portal.journal.models import Event
from portal.savedviews.queries import views_of
from portal.translated import LANGUAGES, active
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused, Stale

PER_PAGE = 50

# Long columns that no page of the city shows of an application.
NOT_SHOWN = (
    "association__sort_name",
    *(f"association__{name}_{language}" for name in ("summary", "description") for language in LANGUAGES),
    *(f"call__{name}_{language}" for name in ("summary", "terms") for language in LANGUAGES),
)


@city(Right.GRANTS_READ)
def queue(request: HttpRequest) -> HttpResponse:
    """Applications that the employee may see, whose turn it is, and for how long they have waited."""
    views = views_of("grants:queue", request)
    if views.opens_first is not None and not request.GET:
        return redirect(views.opens_first)
    rows = policy.visible(Application)
    choices = {"calls": queries.queue_calls(active()), "officers": queries.queue_officers()}
    found = QueueFilter(request.GET, queryset=rows, **choices)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "rows": queries.queue_rows(shown),
        "selects": found.selects(),
        "views": views,
        "may_record": policy.allows("grants.record_absence"),
        "keeps_library": policy.allows("grants.manage_phrase"),
    }
    return render(request, "grants/city/queue.html", context)


def _application(pk: int) -> Application:
    rows = Application.objects.with_parties().select_related("proposed_by", "handled_by").defer(*NOT_SHOWN)
    return policy.get_or_404(rows, pk=pk)


@city(Right.GRANTS_READ)
def application_handle(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: answers, scores, proposal, decision, history, and what the employee may do next."""
    application = _application(pk)
    return _handle_page(request, application, MessageForm())


# While scores are still awaited. Later all that were given are seen, and counted as they are read.
_SCORED_IN = frozenset({ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW})


def _handle_page(
    request: HttpRequest,
    application: Application,
    form: MessageForm,
    note_form: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    submissions = queries.submissions(application)
    given = queries.given(application) if application.state in _SCORED_IN else None
    has = queries.followed(application)
    context = {
        "application": application,
        "form": form,
        "notes": queries.notes(application) if has.notes else [],
        "note_form": note_form or NoteForm(),
        # The row was fetched through the bar: what is left to ask costs nothing.
        "may_note": policy.allows("accounts.hold_right", Right.GRANTS_REVIEW),
        "may_assign": application.state in OPEN_STATES and policy.allows("accounts.hold_right", Right.GRANTS_PROPOSE),
        "away": queries.away_now(application.handled_by) if application.state in OPEN_STATES else None,
        "answers": submissions[0].shown(active()) if submissions else [],
        "completions": [(row, row.shown(active())) for row in submissions[1:]],
        "request_open": queries.open_completion(application) if has.completion_open else None,
        "conversation": queries.conversation(application) if has.messages else [],
        "scores": queries.scores(application, given),
        "left": deciding.appropriation_left(application.call),
        "files": queries.sealed_files(application),
        "reports": queries.reports_of(application) if has.reports else [],
        "decisions": queries.decisions_about(application),
        "events": Event.objects.about(application),
        "line": (line := queries.pending_line(application) if application.state == ApplicationState.PROPOSED else None),
        "rectifications": queries.rectifications_of(application) if has.rectifications else (),
        "changes": queries.changes_of(application) if has.changes else [],
        "shown": (shown := queries.paying_of(application) if has.award else None),
        "aid": queries.aid_standing_of(application),
        "recoveries": (recoveries := queries.recoveries_of(application) if has.recoveries else []),
        "may_recover": _may_recover(application, shown, recoveries),
        "may_stop": application.decided_at is not None and policy.allows("grants.stop_payout"),
        **_next_steps(application, given),
        **_on_list(line),
        **_after_decision(application),
    }
    return render(request, "grants/city/application_handle.html", context, status=status)


def _next_steps(application: Application, given: queries.Given | None = None) -> dict[str, Any]:
    """What the employee may do. The state is looked at first: asking the policy about a row costs a query."""
    state = application.state
    counted = given or (queries.given(application) if state in _SCORED_IN else queries.Given(0, 0, mine=False))
    missing = counted.missing if state in {ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW} else 0
    reviewed = state == ApplicationState.IN_REVIEW
    return {
        "can_take": state == ApplicationState.SUBMITTED and policy.allows("grants.handle_application", application),
        "can_score": reviewed and not counted.mine and policy.allows("grants.score_application", application),
        "can_ask": state in {ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW}
        and policy.allows("grants.ask_completion", application),
        "can_propose": reviewed and not missing and policy.allows("grants.propose_application", application),
        "can_take_back": state == ApplicationState.PROPOSED
        and policy.allows("grants.propose_application", application),
        "can_decide": state == ApplicationState.PROPOSED and deciding.may_decide(application),
        "scored": counted.mine,
        "missing": missing,
    }


def _on_list(line: ListLine | None) -> dict[str, bool]:
    """What waits on a list is decided there; once the list is presented, nobody takes the proposal back singly."""
    if line is None:
        return {}
    gathered = line.decision_list.state == ListState.GATHERED
    return {"can_decide": False} if gathered else {"can_decide": False, "can_take_back": False}


def _after_decision(application: Application) -> dict[str, bool]:
    """What the employee may do about a decision that was made. No query before it was."""
    if application.state not in DECIDED_STATES:
        return {}
    named = {"can_correct": "correct_decision", "can_record": "record_rectification", "can_note": "note_service"}
    return {name: policy.allows(f"grants.{one}", application, fetched=True) for name, one in named.items()}


def _may_recover(application: Application, shown: queries.Paying | None, recoveries: list[Recovery]) -> bool:
    """Whether the employee may begin to recover what has been paid. No query before anything was."""
    if shown is None or any(one.state in OPEN_RECOVERIES for one in recoveries):
        return False
    paid = any(one.state == InstalmentState.PAID for one in shown.instalments)
    return paid and policy.allows("grants.open_recovery", application)


@require_POST
@city(Right.GRANTS_REVIEW)
def message_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to the association about its application."""
    application = _application(pk)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            messaging.send(application=application, text=form.cleaned_data["text"])
        except Refused as refusal:
            refuse(form, str(refusal), "text")
        else:
            messages.success(request, _("Sent. The association gets word by e-mail."))
            return redirect(f"{queries.handling_path(application)}#messages")
    return _handle_page(request, application, form, status=422)


@require_POST
@city(Right.GRANTS_REVIEW)
def note_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write something down that stays at the city."""
    application = _application(pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            notes.write_note(application=application, text=form.cleaned_data["note"])
        except Refused as refusal:
            refuse(form, str(refusal), "note")
        else:
            messages.success(request, _("The note is written down."))
            return redirect(f"{queries.handling_path(application)}#notes")
    return _handle_page(request, application, MessageForm(), form, status=422)


@city(Right.GRANTS_REVIEW)
def completion_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for what is missing, thing by thing, with a day."""
    application = _application(pk)
    if not _next_steps(application)["can_ask"] or queries.open_completion(application) is not None:
        messages.info(request, _("This application can't be sent to be completed now."))
        return redirect("grants:application_handle", pk=pk)
    library = Library(request, application, PhraseKind.ITEM)
    form = library.form_with(CompletionForm, due_on=CompletionForm.usual_day())
    if request.method == "POST" and form.is_valid():
        try:
            completing.ask(application=application, items=form.items(), due_on=form.cleaned_data["due_on"])
        except Refused as refusal:
            refuse(form, str(refusal), "due_on")
        else:
            messages.success(request, _("The association has been asked. Its answers come here."))
            return redirect("grants:application_handle", pk=pk)
    return _handling_page(request, "grants/city/completion_ask.html", application, form, library=library)


@city(Right.GRANTS_REVIEW)
def completion_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the open completion request back, with a reason."""
    application = _application(pk)
    asked = queries.open_completion(application)
    if asked is None:
        return redirect("grants:application_handle", pk=pk)
    form = ReasonForm(request.POST or None, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            completing.cancel(request=asked, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("grants:application_handle", pk=pk)
    return _handling_page(request, "grants/city/completion_cancel.html", application, form)


@require_POST
@city(Right.GRANTS_REVIEW)
def application_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a submitted application into review."""
    application = _application(pk)
    try:
        reviewing.take_into_review(application=application)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("grants:application_handle", pk=pk)


@city(Right.GRANTS_REVIEW)
def review_give(request: HttpRequest, pk: int) -> HttpResponse:
    """The officer's own points and reasons, blind to the others'."""
    application = _application(pk)
    if not _next_steps(application)["can_score"]:
        messages.info(request, _("This application doesn't wait for your scores."))
        return redirect("grants:application_handle", pk=pk)
    criteria = list(application.call.criteria.all())
    form = ReviewForm(request.POST or None, criteria=criteria, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            reviewing.give_review(application=application, scores=form.scores())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your scores are stored. Others see them when all are in."))
            return redirect("grants:application_handle", pk=pk)
    earlier = queries.scores(application, queries.given(application)).earlier
    return _handling_page(request, "grants/city/review_give.html", application, form, earlier=earlier)


def _handling_page(
    request: HttpRequest, template: str, application: Application, form: Any, **more: Any
) -> HttpResponse:
    submission = application.submissions.filter(number=1).first()
    answers = submission.shown(active()) if submission else []
    return render(request, template, {"application": application, "form": form, "answers": answers, **more})


@city(Right.GRANTS_PROPOSE)
def proposal_make(request: HttpRequest, pk: int) -> HttpResponse:
    """The sum and the reasons that go to the decision maker."""
    application = _application(pk)
    if not _next_steps(application)["can_propose"]:
        messages.info(request, _("This application doesn't wait for a proposal."))
        return redirect("grants:application_handle", pk=pk)
    begins = {
        "amount": application.requested_cents,
        "public_purpose": _purpose(application),
        # A proposal that was taken back begins with what was written before.
        "reasons": application.proposal_reasons,
        "public_reasons": application.public_reasons or application.proposal_reasons,
    }
    return _proposal(request, application, reviewing.propose, begins)


@city(Right.GRANTS_PROPOSE)
def proposal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another sum, other reasons or another purpose while the proposal awaits decision."""
    application = _application(pk)
    if not _next_steps(application)["can_take_back"]:
        messages.info(request, _("There is no proposal to change."))
        return redirect("grants:application_handle", pk=pk)
    begins = {
        "amount": application.proposed_cents,
        "public_purpose": application.public_purpose,
        "reasons": application.proposal_reasons,
        "public_reasons": application.public_reasons,
    }
    return _proposal(request, application, reviewing.edit_proposal, begins)


def _proposal(
    request: HttpRequest, application: Application, store: Callable[..., Application], begins: dict[str, Any]
) -> HttpResponse:
    library = Library(request, application, PhraseKind.GRANT, PhraseKind.REJECT)
    form = library.form_with(ProposalForm, **begins)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            store(
                application=application,
                amount_cents=data["amount"],
                reasons=data["reasons"],
                public_purpose=data["public_purpose"],
                public_reasons=data["public_reasons"],
                version=version(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale:
            form.add_error(None, _("Somebody else changed the matter in between. Look at it again before you go on."))
        else:
            messages.success(request, _("The proposal awaits decision."))
            return redirect("grants:application_handle", pk=application.pk)
    more = {"library": library, "aid": queries.aid_standing_of(application)}
    return _handling_page(request, "grants/city/proposal_make.html", application, form, **more)


def _purpose(application: Application) -> str:
    submission = application.submissions.filter(number=1).first()
    answers = {row["key"]: row["value"] for row in (submission.answers() if submission else [])}
    return str(answers.get("purpose") or "")[:300]


@city(Right.GRANTS_PROPOSE)
def proposal_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a proposed application to review, with a reason."""
    application = _application(pk)
    if not _next_steps(application)["can_take_back"]:
        messages.info(request, _("There is no proposal to take back."))
        return redirect("grants:application_handle", pk=pk)
    form = ReasonForm(request.POST or None, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            reviewing.take_back(application=application, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("grants:application_handle", pk=pk)
    return _handling_page(request, "grants/city/proposal_take_back.html", application, form)


@city(Right.GRANTS_DECIDE)
def decision_make(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision, after reading and confirming: money leaves the city on this page."""
    application = _application(pk)
    policy.require("grants.decide_application", application)
    if application.state != ApplicationState.PROPOSED:
        return redirect("grants:application_handle", pk=pk)
    library = Library(request, application, PhraseKind.GRANT if application.proposed_cents else PhraseKind.REJECT)
    form = library.form_with(DecisionForm, reasons=application.proposal_reasons)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.decide(
                application=application,
                reasons=form.cleaned_data["reasons"],
                way=form.cleaned_data["way"],
                version=version(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale:
            form.add_error(None, _("Somebody else changed the matter in between. Look at it again before you go on."))
        else:
            messages.success(request, _("Decided. The association is told, and the decision is made into a PDF."))
            return redirect("grants:application_handle", pk=pk)
    more = {"library": library, "aid": queries.aid_standing_of(application)}
    return _handling_page(request, "grants/city/decision_make.html", application, form, **more)
