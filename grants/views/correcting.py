"""The city's pages of a decision that was made: correct it, note when it was served."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grants import queries
from grants.enums import DECIDED_STATES
from grants.forms.deciding import CorrectionForm, ServedForm
from grants.models import Application
from grants.services import correcting
from grants.services.lasting import appropriation_left
from grants.views.sent import initial, version
from portal import policy
from portal.accounts.enums import Right
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused, Stale


def _application(pk: int) -> Application:
    return policy.get_or_404(Application.objects.with_parties(), pk=pk)


@city(Right.GRANTS_DECIDE)
def decision_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A new version of the decision, after reading the one that is and confirming."""
    application = _application(pk)
    policy.require("grants.correct_decision", application)
    current = queries.decision_of(application)
    if application.state not in DECIDED_STATES or current is None:
        return redirect("grants:application_handle", pk=pk)
    given = correcting.granted(application)
    form = CorrectionForm(
        request.POST or None, initial=initial(request, **_begins(application, given, current.reasons))
    )
    if request.method == "POST" and form.is_valid() and _corrected(request, form, application):
        messages.success(request, _("The decision has been corrected. The association is told."))
        return redirect("grants:application_handle", pk=pk)
    left = appropriation_left(application.call) + given
    context = {"application": application, "current": current, "given": given, "left": left, "form": form}
    return render(request, "grants/city/decision_correct.html", context)


def _begins(application: Application, given: int, reasons: str) -> dict[str, Any]:
    return {
        "amount": given,
        "reasons": reasons,
        "public_purpose": application.public_purpose,
        "authority": queries.authority_of(application),
    }


def _corrected(request: HttpRequest, form: CorrectionForm, application: Application) -> bool:
    data = form.cleaned_data
    try:
        correcting.correct(
            application=application,
            cents=data["amount"],
            **{name: data[name] for name in ("reasons", "public_purpose", "ground", "corrects", "consent")},
            sitting=form.sitting(),
            version=version(request),
        )
    except Refused as refusal:
        refuse(form, str(refusal))
    except Stale:
        refuse(form, _("Somebody else changed the matter in between. Look at it again before you go on."))
    return not form.errors


@city(Right.GRANTS_READ)
def decision_served(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the day of service: the last day to ask for rectification follows from it."""
    application = _application(pk)
    policy.require("grants.note_service", application)
    current = queries.decision_of(application)
    if current is None or current.sent_on is not None:
        return redirect("grants:application_handle", pk=pk)
    form = ServedForm(request.POST or None, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            correcting.note_service(application=application, on=form.cleaned_data["on"])
        except Refused as refusal:
            refuse(form, str(refusal), "on")
        else:
            messages.success(request, _("Saved."))
            return redirect("grants:application_handle", pk=pk)
    return render(request, "grants/city/decision_served.html", {"application": application, "form": form})
