"""The city's pages of use reports: the list, one report beside its application, accept, return."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grants import queries
from grants.enums import ReportState
from grants.filters import REPORT_PARTS, ReportFilter
from grants.forms.reporting import AcceptForm, ReturnForm
from grants.models import UseReport
from grants.services import report_review
from grants.views.sent import initial, version
from portal import clock, policy
from portal.accounts.enums import Right
from portal.savedviews.queries import views_of
from portal.translated import active
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused, Stale

PER_PAGE = 50


@city(Right.GRANTS_READ)
def report_list(request: HttpRequest) -> HttpResponse:
    """Use reports that the employee may see, what is awaited soonest first."""
    views = views_of("grants:report_list", request)
    if views.opens_first is not None and not request.GET:
        return redirect(views.opens_first)
    found = ReportFilter(request.GET, queryset=policy.visible(UseReport).order_by(*queries.REPORT_ORDER))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = {
        "page": page,
        "rows": queries.report_rows(shown, clock.today()),
        "choices": REPORT_PARTS,
        "chosen": request.GET.get("part", ""),
        "views": views,
    }
    return render(request, "grants/city/report_list.html", context)


def _report(pk: int) -> UseReport:
    return policy.get_or_404(UseReport.objects.with_matter().select_related("accepted_by"), pk=pk)


@city(Right.GRANTS_READ)
def report_handle(request: HttpRequest, pk: int) -> HttpResponse:
    """One report beside the application and the granted budget, and what the employee may do next."""
    report = _report(pk)
    application = report.award.application
    submissions = list(report.submissions.all())
    last = submissions[-1] if submissions else None
    applied = queries.submissions(application)
    context = {
        "report": report,
        "application": application,
        "submission": last,
        "answers": last.shown(active()) if last else [],
        "figures": last.figures(active()) if last else [],
        "earlier": submissions[:-1],
        "returns": report.returns.select_related("returned_by"),
        "applied": applied[0].shown(active()) if applied else [],
        "changes": queries.changes_agreed(application),
        "samples": queries.samples_of(report.award),
        "may_recover": policy.allows("grants.open_recovery", application),
        "can_handle": _waits(report) and policy.allows("grants.handle_report", report),
    }
    return render(request, "grants/city/report_handle.html", context)


def _waits(report: UseReport) -> bool:
    return report.state == ReportState.HANDED_IN


def _nothing_waits(request: HttpRequest, report: UseReport) -> HttpResponse:
    messages.info(request, _("This report doesn't wait for the city now."))
    return redirect("grants:report_handle", pk=report.pk)


@city(Right.GRANTS_REVIEW)
def report_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the report with its public summary, after reading and confirming: money may move on with it."""
    report = _report(pk)
    submission = report.submissions.last()
    if not _waits(report) or submission is None:
        return _nothing_waits(request, report)
    form = AcceptForm(request.POST or None, initial=initial(request, summary=report_review.summary_of(submission)))
    if request.method == "POST" and form.is_valid():
        try:
            report_review.accept(report=report, summary=form.cleaned_data["summary"], version=version(request))
        except Refused as refusal:
            refuse(form, str(refusal), "summary")
        except Stale:
            refuse(form, _("Somebody else changed the matter in between. Look at it again before you go on."))
        else:
            messages.success(request, _("Accepted. The association is told."))
            return redirect("grants:report_handle", pk=pk)
    context = {"report": report, "form": form, "figures": submission.figures(active())}
    return render(request, "grants/city/report_accept.html", context)


@city(Right.GRANTS_REVIEW)
def report_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the report back with what is missing, thing by thing, and a day."""
    report = _report(pk)
    if not _waits(report):
        return _nothing_waits(request, report)
    form = ReturnForm(request.POST or None, initial=initial(request, due_on=ReturnForm.usual_day()))
    if request.method == "POST" and form.is_valid():
        try:
            report_review.send_back(
                report=report, items=form.items(), due_on=form.cleaned_data["due_on"], version=version(request)
            )
        except Refused as refusal:
            refuse(form, str(refusal), "due_on")
        except Stale:
            refuse(form, _("Somebody else changed the matter in between. Look at it again before you go on."))
        else:
            messages.success(request, _("Returned. The association is told what is missing."))
            return redirect("grants:report_handle", pk=pk)
    return render(request, "grants/city/report_return.html", {"report": report, "form": form})
