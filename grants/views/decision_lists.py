"""The city's pages of lists of decisions: gather, present, decide, follow."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grants import queries
from grants.enums import LineOutcome, ListState
from grants.forms.deciding import ListDecideForm, ListStartForm
from grants.forms.reviewing import ReasonForm
from grants.models import Call, DecisionList, ListLine
from grants.services import deciding_lists, decision_lists
from grants.services.sittings import WAYS
from grants.views.sent import initial, version
from portal import policy
from portal.accounts.enums import Right
from portal.journal.models import Event
from portal.translated import active, in_language
from portal.ui import formats
from portal.ui.forms import refuse, stale_sentence
from portal.ui.pages import city
from portal.workflow import Refused, Stale

PER_PAGE = 25
LINES_PER_PAGE = 50


@city(Right.GRANTS_READ)
@require_safe
def decision_lists_page(request: HttpRequest) -> HttpResponse:
    """All lists, the newest first, and the calls whose proposals can be gathered."""
    rows = policy.visible(DecisionList.objects.newest_first())
    chosen = request.GET.get("state", "")
    if chosen in ListState.values:
        rows = rows.filter(state=chosen)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    may_gather = policy.allows("grants.gather_list")
    context = {
        "page": page,
        "rows": queries.list_rows(shown, active()),
        "choices": [("", _("All")), *ListState.choices],
        "chosen": chosen,
        "calls": queries.calls_with_proposals() if may_gather else [],
    }
    return render(request, "grants/city/decision_lists.html", context)


@city(Right.GRANTS_PROPOSE)
def decision_list_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Gather a call's proposals for one officeholder or committee: all of them, or chosen ones."""
    call = policy.get_or_404(Call, pk=pk)
    policy.require("grants.gather_list", call)
    begins = initial(request, authority=call.authority, which="all")
    form = ListStartForm(request.POST or None, offered=_offered(call), initial=begins)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = decision_lists.start(
                call=call,
                authority=data["authority"],
                meeting_on=data["meeting_on"],
                applications=form.chosen(),
            )
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("The list has been made. Read it, and present it when it is ready."))
            return redirect(made)
    return render(request, "grants/city/decision_list_start.html", {"call": call, "form": form})


def _offered(call: Call) -> dict[int, str]:
    rows = queries.gatherable(call).select_related("association")[: decision_lists.MOST]
    language = active()
    return {
        row.pk: f"{row.case_number} {in_language(row.association, 'name', language)}: "
        f"{formats.money(row.proposed_cents or 0)}"
        for row in rows
    }


def _list(pk: int) -> DecisionList:
    rows = DecisionList.objects.select_related("call", "job", "gathered_by", "presented_by", "confirmed_by")
    return policy.get_or_404(rows, pk=pk)


@city(Right.GRANTS_READ)
@require_safe
def decision_list_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with its lines, count and sums; while it is being decided, how far the work is."""
    found = _list(pk)
    sums = queries.list_sums(found)
    at_work = found.state == ListState.DECIDING
    context = {"list": found, "sums": sums, "at_work": at_work, "stopped": deciding_lists.has_stopped(found)}
    if request.headers.get("HX-Request"):
        if not at_work or context["stopped"]:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "grants/city/_list_progress.html", context)
    page = Paginator(queries.list_lines(found), LINES_PER_PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context |= {
        "page": page,
        "rows": queries.line_rows(shown, active()),
        "events": Event.objects.about(found),
        **_next_steps(found, sums),
    }
    return render(request, "grants/city/decision_list_detail.html", context)


def _next_steps(found: DecisionList, sums: queries.ListSums) -> dict[str, bool]:
    """What the employee may do with the list in its state."""
    gathers, decides = (policy.allows(f"grants.{what}_list", found) for what in ("gather", "decide"))
    gathered, presented = found.state == ListState.GATHERED, found.state == ListState.PRESENTED
    return {
        "can_change": gathered and gathers,
        "can_present": gathered and gathers and sums.waiting > 0,
        "can_take_back": presented and gathers,
        "can_take_off": presented and decides,
        "can_decide": presented and decides and sums.waiting > 0,
        "can_resume": decides,
    }


@require_POST
@city(Right.GRANTS_PROPOSE)
def decision_list_gather(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the call's other proposals on the list."""
    found = _list(pk)
    try:
        decision_lists.gather(decision_list=found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect(found)


@city(Right.GRANTS_PROPOSE)
def decision_list_present(request: HttpRequest, pk: int) -> HttpResponse:
    """Present the list to the decision maker, after a confirmation; or take it back, with a reason."""
    found = _list(pk)
    steps = _next_steps(found, sums := queries.list_sums(found))
    if not steps["can_present"] and not steps["can_take_back"]:
        messages.info(request, _("The list can't be presented or taken back now."))
        return redirect(found)
    back = steps["can_take_back"]
    form = ReasonForm(request.POST if back and request.method == "POST" else None)
    if request.method == "POST" and (not back or form.is_valid()):
        try:
            if back:
                decision_lists.take_back(decision_list=found, reason=form.cleaned_data["reason"])
            else:
                decision_lists.present(decision_list=found, version=version(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        except Stale:
            messages.error(request, stale_sentence())
        else:
            messages.success(request, _("The list is back.") if back else _("The list awaits the decision maker."))
        return redirect(found)
    return render(
        request, "grants/city/decision_list_present.html", {"list": found, "sums": sums, "form": form, "back": back}
    )


@city(Right.GRANTS_DECIDE)
def decision_list_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the count, the sum and what is left afterwards; confirm; the decisions are made in the background."""
    found = _list(pk)
    sums = queries.list_sums(found)
    if not _next_steps(found, sums)["can_decide"]:
        return redirect(found)
    begins = initial(request, way=found.way or WAYS[0], minutes_section=found.minutes_section)
    form = ListDecideForm(request.POST or None, committee=found.meeting_on is not None, initial=begins)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            deciding_lists.confirm(
                decision_list=found,
                way=data["way"],
                minutes_section=data.get("minutes_section", ""),
                version=version(request),
            )
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, _("Somebody else changed the matter in between. Look at it again before you go on."))
        else:
            messages.success(request, _("The decisions are being made."))
            return redirect(found)
    return render(request, "grants/city/decision_list_decide.html", {"list": found, "sums": sums, "form": form})


@require_POST
@city(Right.GRANTS_DECIDE)
def decision_list_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with work that has stopped."""
    found = _list(pk)
    try:
        deciding_lists.resume(decision_list=found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The work goes on."))
    return redirect(found)


def _line(pk: int) -> ListLine:
    rows = ListLine.objects.select_related("decision_list__call", "application__association", "application__call")
    return policy.get_or_404(rows, pk=pk)


@city(Right.GRANTS_READ)
def list_line_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an application off: an officer before the list is presented, the decision maker afterwards."""
    line = _line(pk)
    presented = line.decision_list.state == ListState.PRESENTED
    policy.require("grants.decide_list" if presented else "grants.gather_list", line.decision_list)
    if line.outcome != LineOutcome.WAITING or line.decision_list.state not in {ListState.GATHERED, ListState.PRESENTED}:
        return redirect(line.decision_list)
    form = ReasonForm(request.POST if presented and request.method == "POST" else None)
    if request.method == "POST" and (not presented or form.is_valid()):
        try:
            if presented:
                decision_lists.take_off(line=line, reason=form.cleaned_data["reason"])
            else:
                decision_lists.drop(line=line)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The application is off the list. Its proposal stays."))
        return redirect(line.decision_list)
    return render(request, "grants/city/list_line_remove.html", {"line": line, "form": form, "presented": presented})
