"""City employees' pages: what runs, what failed, and the buttons for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import policy
from portal.accounts.enums import Right
from portal.jobs import queries, registry, services
from portal.jobs.models import Job, JobError
from portal.ui.pages import city
from portal.workflow import Refused

JOBS_PER_PAGE = 50
ERRORS_PER_PAGE = 100


@city(Right.JOBS_READ)
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """All background work, newest first."""
    page = Paginator(policy.visible(Job.objects.newest_first()), JOBS_PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    return render(request, "jobs/city/job_list.html", {"page": page, "rows": queries.job_rows(shown)})


@city(Right.JOBS_READ)
@require_safe
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One job with what went wrong in it."""
    job = policy.get_or_404(Job.objects.select_related("created_by"), pk=pk)
    errors = Paginator(JobError.objects.filter(job=job).order_by("pk"), ERRORS_PER_PAGE)
    kind = registry.known().get(job.name)
    return render(
        request,
        "jobs/city/job_detail.html",
        {
            "job": job,
            "page": errors.get_page(request.GET.get("page")),
            "private": kind is not None and kind.private,
            "may_change": policy.allows("jobs.change_job", job),
        },
    )


@city(Right.JOBS_READ)
@require_POST
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel it, at once or at its next safe point."""
    return _change(request, pk, services.cancel, _("The work will stop as soon as it safely can."))


@city(Right.JOBS_READ)
@require_POST
def job_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Start it again."""
    return _change(request, pk, services.retry, _("The work has been started again."))


def _change(request: HttpRequest, pk: int, change: Callable[[Job], Job], done: str) -> HttpResponse:
    job = policy.get_or_404(Job, pk=pk)
    try:
        change(job)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("jobs:job_detail", pk=job.pk)
