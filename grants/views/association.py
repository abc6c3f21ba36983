"""The applicant's pages on a matter: what it says, whose turn it is, withdraw."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from associations.enums import Area
from associations.pages import member
from grants.forms.reviewing import ReasonForm
from grants.models import Application
from grants.services import applying
from grants.views.applying import first_signature, owner, path_of
from portal import policy
from portal.decisions.models import Decision
from portal.files.models import StoredFile
from portal.journal import registry
from portal.journal.models import Event
from portal.translated import active
from portal.ui import formats
from portal.workflow import Refused


@member(Area.GRANTS, owner=owner)
def application_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The matter: receipt, state, whose turn, decision, history."""
    application = policy.get_or_404(Application.objects.with_parties(), pk=pk)
    public_verbs = [name for name, verb in registry.known().items() if verb.public]
    submission = application.submissions.select_related("submitted_by").order_by("-number").first()
    context = {
        "application": application,
        "submission": submission,
        "received": formats.moment(submission.received_at, seconds=True) if submission else "",
        "path": path_of(application),
        "can_withdraw": "withdraw" in application.possible(),
        "answers": submission.shown(active()) if submission else [],
        "files": StoredFile.objects.of(application).of_kind("sealed"),
        "signature": first_signature(application),
        "may_sign": policy.allows("grants.submit_application", application),
        "decisions": Decision.objects.about(application).select_related("sealed"),
        "events": Event.objects.about(application).filter(verb__in=public_verbs),
    }
    return render(request, "grants/association/application_detail.html", context)


@member(Area.GRANTS, owner=owner)
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
