"""Another preparing officer for a matter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grants import queries
from grants.enums import OPEN_STATES
from grants.forms.assigning import OfficerForm
from grants.models import Application
from grants.services import assigning
from grants.views.sent import initial, version
from portal import policy
from portal.accounts.enums import Right
from portal.ui.forms import refuse
from portal.ui.pages import city
from portal.workflow import Refused, Stale


@city(Right.GRANTS_PROPOSE)
def officer_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the matter to another officer, with a reason."""
    application = policy.get_or_404(Application.objects.with_parties().select_related("handled_by"), pk=pk)
    if application.state not in OPEN_STATES:
        messages.info(request, _("This matter is closed: nobody prepares it any more."))
        return redirect("grants:application_handle", pk=pk)
    officers = queries.able_officers(application).exclude(pk=application.handled_by_id or 0)
    form = OfficerForm(request.POST or None, officers=officers, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            assigning.assign(application=application, version=version(request), **given)
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, _("Somebody else changed the matter in between. Look at it again before you go on."))
        else:
            messages.success(request, _("%(person)s prepares the matter now.") % {"person": given["officer"]})
            return redirect("grants:application_handle", pk=pk)
    return render(request, "grants/city/officer_assign.html", {"form": form, "application": application})
