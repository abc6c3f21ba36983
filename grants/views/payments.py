"""The city's pages about payments: the list of instalments, and one award's, where payment is stopped."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grants import queries
from grants.enums import InstalmentState, PayoutState
from grants.forms.paying import StopForm
from grants.models import Application, Instalment
from grants.services import paying
from grants.views.sent import initial, version
from portal import policy
from portal.accounts.enums import Right
from portal.ui.forms import refuse, stale_sentence
from portal.ui.pages import city
from portal.ui.paging import CountedPaginator
from portal.workflow import Refused, Stale

PER_PAGE = 50
UNANSWERED = "unanswered"
# Returned ones first: they wait for somebody.
ORDER = ("returned", "planned", "batched", "paid", "cancelled")


@city(Right.GRANTS_READ)
def payment_list(request: HttpRequest) -> HttpResponse:
    """Instalments by state, what waits for somebody first; or awards that weren't accepted in time."""
    amounts = queries.instalments_by_state()
    late = queries.unanswered()
    chosen = request.GET.get("state", "")
    context: dict[str, Any] = {
        "states": [(state, InstalmentState(state).label, amounts.get(state, queries.Amount())) for state in ORDER],
        "late": late.count(),
    }
    if chosen == UNANSWERED:
        page = Paginator(late, PER_PAGE).get_page(request.GET.get("page"))
        return render(request, "grants/city/payment_list.html", {**context, "chosen": chosen, "page": page})
    if chosen not in ORDER:
        chosen = next((state for state in ORDER if state in amounts), "planned")
    rows = policy.visible(Instalment).filter(state=chosen).order_by(*queries.INSTALMENT_ORDER)
    pages = CountedPaginator(rows, PER_PAGE, count=lambda: amounts.get(chosen, queries.Amount()).number)
    page = pages.get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context |= {"chosen": chosen, "page": page, "rows": queries.instalment_rows(shown)}
    return render(request, "grants/city/payment_list.html", context)


@city(Right.GRANTS_PROPOSE)
def payout_handle(request: HttpRequest, pk: int) -> HttpResponse:
    """The instalments of one award; payment is stopped, or goes on, with a reason that the association reads."""
    application = policy.get_or_404(Application.objects.with_parties(), pk=pk)
    shown = queries.paying_of(application)
    if shown is None or shown.payout is None:
        raise Http404
    payout = shown.payout
    act = {PayoutState.ACCEPTED: paying.stop, PayoutState.STOPPED: paying.go_on}.get(PayoutState(payout.state))
    form = StopForm(request.POST or None, initial=initial(request)) if act else None
    if request.method == "POST" and act is not None and form is not None and form.is_valid():
        try:
            act(payout=payout, reason=form.cleaned_data["reason"], version=version(request))
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, stale_sentence())
        else:
            messages.success(request, _("Saved. The association has been told."))
            return redirect("grants:payout_handle", pk=pk)
    context = {"application": application, "shown": shown, "payout": payout, "form": form}
    return render(request, "grants/city/payout_handle.html", context)
