"""The association's pages of a use report: write it, read it through, hand it in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from associations.enums import Area
from associations.pages import member
from grants import queries
from grants.arrival import arrived_at
from grants.enums import ApplicationState, ReportKind
from grants.forms.reporting import ReportForm
from grants.models import Application, ReportAnswer, UseReport
from grants.services import reporting
from grants.views.applying import owner as of_application
from portal import policy
from portal.accounts.typed import take_typed
from portal.translated import active
from portal.workflow import Refused


def owner(pk: int, kind: str) -> int | None:
    """The association to whose application the report belongs."""
    return of_application(pk)


def _report(application: Application, kind: str) -> UseReport | None:
    """The report; None where no use report is asked of the grant. Raises Http404 where nothing was granted."""
    try:
        return queries.report_of(application, kind)
    except Http404:
        if kind == ReportKind.FINAL and application.state == ApplicationState.GRANTED:
            return None
        raise


def _none_asked(request: HttpRequest, application: Application) -> HttpResponse:
    messages.info(request, _("No use report is asked of this grant."))
    return redirect(application)


@member(Area.GRANTS, owner=owner)
def report_edit(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Write the report, half of it is fine; once it is handed in, read it."""
    report = _report(application := queries.matter(pk), kind)
    if report is None:
        return _none_asked(request, application)
    if not report.is_awaited:
        return _sent_page(request, report)
    typed = take_typed(request) if request.method == "GET" else None
    sent = request.method == "POST"
    form = _form(report, request if sent else None, typed)
    if sent:
        done = _save(request, report, form)
        if done is not None:
            return done
    context = {
        "report": report,
        "application": report.award.application,
        "form": form,
        "changes": queries.changes_agreed(application),
        "returned": report.returns.select_related("returned_by").last(),
        "typed": typed is not None,
    }
    return render(request, "grants/association/report_edit.html", context)


def _form(report: UseReport, sent: HttpRequest | None = None, typed: Any = None) -> ReportForm:
    form = ReportForm(
        sent.POST if sent else None,
        sent.FILES if sent else None,
        report=report,
        tables=queries.budget_tables(report.award.application),
        answers={answer.key: answer for answer in report.answers.select_related("saved_by")},
    )
    if typed is not None:
        form.take_back(typed)
    return form


def _save(request: HttpRequest, report: UseReport, form: ReportForm) -> HttpResponse | None:
    # Also when one field is wrong the others are saved: nothing typed is lost, and no chosen file either.
    form.is_valid()
    saved: list[ReportAnswer] = []
    try:
        saved = reporting.save(report=report, values=form.changes(), versions=form.versions())
    except reporting.PartsChanged as changed:
        saved = changed.saved
        form.show_clashes(changed.clashes)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(report)
    _save_files(report, form)
    if form.errors:
        form.know(saved)
        return None
    if "check" in request.POST:
        return redirect(_check_page(report))
    messages.success(request, _("Saved. You can go on now or later."))
    return redirect(report)


def _save_files(report: UseReport, form: ReportForm) -> None:
    change, answer = form.file_change(), None
    for key in change.remove:
        answer = reporting.detach(report=report, key=key) or answer
    for upload in change.add:
        try:
            answer = reporting.attach(report=report, content=upload)
        except Refused as refusal:
            form.add_error(reporting.FILES, f"{upload.name}: {refusal}")
    if answer is not None:
        form.show_files(answer)


def _check_page(report: UseReport) -> str:
    return f"{report.get_absolute_url()}laheta/"


def _sent_page(request: HttpRequest, report: UseReport) -> HttpResponse:
    submission = report.submissions.last()
    context = {
        "report": report,
        "application": report.award.application,
        "submission": submission,
        "answers": submission.shown(active()) if submission else [],
        "figures": submission.figures(active()) if submission else [],
    }
    return render(request, "grants/association/report_sent.html", context)


@member(Area.GRANTS, owner=owner)
def report_send(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """All of the report on one page before it is handed in, and the button that does it."""
    arrived = arrived_at(request)
    report = _report(application := queries.matter(pk), kind)
    if report is None:
        return _none_asked(request, application)
    if request.method == "POST":
        return _hand_in(request, report, arrived)
    return _read_through(request, report) if report.is_awaited else redirect(report)


def _hand_in(request: HttpRequest, report: UseReport, arrived: datetime) -> HttpResponse:
    try:
        reporting.hand_in(
            report=report,
            seal=request.POST.get("seal", ""),
            arrived_at=arrived,
            language=get_language() or "fi",
        )
    except Refused as refusal:
        return _read_through(request, report, str(refusal), status=422)
    messages.success(request, _("The report has been handed in. A receipt comes by e-mail."))
    return redirect(report)


def _read_through(request: HttpRequest, report: UseReport, problem: str = "", status: int = 200) -> HttpResponse:
    found = reporting.written(report)
    papers = found.values.get(reporting.FILES) or []
    context = {
        "report": report,
        "application": report.award.application,
        "rows": [(label, reporting.readable(key, found.values.get(key))) for key, label in reporting.PARTS.items()],
        "papers": papers,
        "figures": found.compared(active()),
        "unspent_cents": found.unspent_cents if found.values.get("used") not in (None, "") else None,
        "missing": reporting.missing(found),
        "seal": found.seal,
        "problem": problem,
        "may_send": policy.allows("grants.hand_in_report", report),
        "signers": queries.signers(report.award.association),
    }
    return render(request, "grants/association/report_send.html", context, status=status)
