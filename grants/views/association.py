"""The applicant's pages on a matter: whose turn it is, messages, completion, withdraw."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from associations.enums import Area
from associations.pages import member
from grants import queries
from grants.arrival import arrived_at
from grants.enums import ApplicationState, ChangeState, RectificationState
from grants.forms.attaching import FileChange
from grants.forms.handling import CompletionAnswerForm, MessageForm
from grants.forms.reviewing import ReasonForm
from grants.models import Application, CompletionItem, CompletionRequest
from grants.services import applying, completing, messaging
from grants.views.applying import first_signature, owner, path_of
from grants.views.sent import initial
from portal import actor as actors
from portal import policy
from portal.translated import active
from portal.ui import formats
from portal.ui.forms import refuse
from portal.workflow import Refused


@member(Area.GRANTS, owner=owner)
def application_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The matter: whose turn it is, receipt, messages, decision, history."""
    application = queries.matter(pk)
    return _matter_page(request, application, MessageForm())


def _matter_page(request: HttpRequest, application: Application, form: MessageForm, status: int = 200) -> HttpResponse:
    submissions = queries.submissions(application)
    has = queries.followed(application)
    context = {
        "application": application,
        "submission": submissions[0] if submissions else None,
        "completions": [(row, row.shown(active())) for row in submissions[1:]],
        "received": formats.moment(submissions[0].received_at, seconds=True) if submissions else "",
        "path": path_of(application),
        "can_withdraw": "withdraw" in application.possible(),
        "answers": submissions[0].shown(active()) if submissions else [],
        "files": queries.sealed_files(application),
        "decisions": queries.decisions_about(application),
        "rectifications": (asked := queries.rectifications_of(application) if has.rectifications else []),
        "rectifications_open": any(
            one.state == RectificationState.RECEIVED and not one.by_member and one.recovery_id is None for one in asked
        ),
        "may_rectify": bool(application.decided_at) and policy.allows("grants.ask_rectification", application),
        "shown": (shown := queries.paying_of(application) if has.award else None),
        "recoveries": queries.recoveries_of(application) if has.recoveries else (),
        "signs": Area.SIGNING in actors.current().areas,
        "events": queries.public_history(application),
        "signature": first_signature(application),
        "may_sign": application.state == ApplicationState.SIGNED
        and policy.allows("grants.submit_application", application),
        "request_open": queries.open_completion(application) if has.completion_open else None,
        "conversation": queries.conversation(application) if has.messages else [],
        "reports": (reports := queries.reports_of(application) if has.reports else []),
        "changes": (changes := queries.changes_of(application) if has.changes else []),
        "change_open": any(one.state == ChangeState.ASKED for one in changes),
        "may_change": queries.may_ask_change(
            application, shown.payout if shown else None, queries.final_report(reports)
        ),
        "form": form,
    }
    return render(request, "grants/association/application_detail.html", context, status=status)


@require_POST
@member(Area.GRANTS, owner=owner)
def message_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to those who handle the application."""
    application = queries.matter(pk)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            messaging.send(application=application, text=form.cleaned_data["text"])
        except Refused as refusal:
            refuse(form, str(refusal), "text")
        else:
            messages.success(request, _("Sent. An answer comes here, and word of it by e-mail."))
            return redirect(f"{application.get_absolute_url()}#messages")
    return _matter_page(request, application, form, status=422)


@member(Area.GRANTS, owner=owner)
def completion_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what the city asks, thing by thing; save half of it, or send it all."""
    arrived = arrived_at(request)
    application = queries.matter(pk)
    asked = queries.open_completion(application)
    if asked is None:
        return redirect(application)
    sent = request.method == "POST"
    form = CompletionAnswerForm(
        request.POST if sent else None, request.FILES if sent else None, request=asked, initial=initial(request)
    )
    if sent:
        done = _save_completion(request, form, asked, arrived)
        if done is not None:
            return done
    context = {"application": application, "asked": asked, "form": form}
    return render(request, "grants/association/completion_edit.html", context)


def _save_completion(
    request: HttpRequest, form: CompletionAnswerForm, asked: CompletionRequest, arrived: datetime
) -> HttpResponse | None:
    # Also when one answer is wrong the others are saved: nothing typed is lost, and no chosen file either.
    form.is_valid()
    changed_files = form.file_changes()
    try:
        completing.save_items(request=asked, texts=form.texts(), versions=form.versions())
        _save_files(form, changed_files)
        if not form.errors and "send" in request.POST:
            completing.answer(request=asked, arrived_at=arrived, language=get_language() or "fi")
    except completing.ItemsChanged as changed:
        form.show_clashes(changed)
        return None
    except Refused as refusal:
        refuse(form, str(refusal))
    if form.errors:
        form.know(list(asked.items.all()))
        return None
    if "send" in request.POST:
        messages.success(request, _("Your answers have been received. The city goes on with the matter."))
        return redirect(asked.application)
    messages.success(request, _("Saved. You can go on now or later."))
    return redirect("grants:completion_edit", pk=asked.application_id)


def _save_files(form: CompletionAnswerForm, changed: Iterable[tuple[CompletionItem, FileChange]]) -> None:
    for item, change in changed:
        fresh = item
        for key in change.remove:
            fresh = completing.detach(item=fresh, key=key)
        for upload in change.add:
            try:
                fresh = completing.attach(item=fresh, content=upload)
            except Refused as refusal:
                form.add_error(f"files-{item.pk}", f"{upload.name}: {refusal}")
        form.show_files(fresh)


@member(Area.GRANTS, owner=owner)
def application_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the application back, after a confirmation."""
    application = queries.matter(pk)
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
