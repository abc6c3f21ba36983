"""What the portal holds of me."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import actor as actors
from portal import clock, personal, policy
from portal.accounts.models import User
from portal.privacy import queries
from portal.privacy.enums import RequestState
from portal.privacy.forms import AskForm
from portal.privacy.models import DataRequest
from portal.privacy.services import copies, requests
from portal.ui import limits
from portal.ui.forms import refuse
from portal.workflow import Refused

# Making a copy costs as much as many pages.
COPIES = "5/h/user"


@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """What is held in short, the way to a copy and to being erased, and one's own requests."""
    mine = DataRequest.objects.filter(user_id=actors.current().person_id)
    rows = list(mine.order_by("-asked_at", "-pk")[:20])
    waits = any(row.state == RequestState.OPEN for row in rows)
    context = {"sources": personal.sources(), "requests": rows, "open": waits}
    return render(request, "privacy/own/my_data.html", context)


@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]
def my_data_download(request: HttpRequest) -> HttpResponseBase:
    """The copy, for whoever has shown within the last minutes that it is them."""
    if not limits.within(request, "privacy.copy", COPIES):
        messages.error(request, _("You have taken several copies within an hour. Wait a while before the next one."))
        return redirect("privacy:my_data")
    response = FileResponse(copies.take(), as_attachment=True, filename=f"tiedot-{clock.today():%Y-%m-%d}.zip")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def erasure_ask(request: HttpRequest) -> HttpResponse:
    """Ask to be erased, after reading what goes, what stays and what stands in the way."""
    person = User.objects.get(pk=actors.current().person_id)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            requests.ask(reason=form.cleaned_data["reason"])
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("Your request has been received. A receipt comes by mail."))
            return redirect("privacy:my_data")
    return render(request, "privacy/own/erasure_ask.html", {"form": form, "preview": queries.preview(person)})


@require_POST
def request_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back."""
    row = policy.get_or_404(DataRequest, pk=pk, user_id=actors.current().person_id)
    try:
        requests.withdraw(row)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The request has been withdrawn."))
    return redirect("privacy:my_data")
