"""The page of whoever is invited: for the signed-in person with that address, confirmed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from associations.acting import SESSION_KEY
from associations.models import Invitation
from associations.services import invitations
from associations.services.people import words
from portal import clock, policy
from portal.translated import active
from portal.ui import formats
from portal.workflow import Refused


def invitation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What is offered, by whom, until when; and accepting it. To everybody else it isn't there."""
    rows = Invitation.objects.select_related("association", "invited_by", "membership")
    invitation = policy.get_or_404(rows, pk=pk)
    if not policy.allows("associations.accept_invitation", invitation):
        raise Http404
    problem = "" if invitation.membership else invitations.why_shut(invitation)
    if request.method == "POST":
        try:
            invitations.accept(invitation=invitation)
        except Refused as refusal:
            problem = str(refusal)
        else:
            return _welcome(request, invitation)
    context = {
        "invitation": invitation,
        "problem": problem,
        "later": invitation.starts_on > clock.today(),
        **words(invitation.role, invitation.areas, active()),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "associations/association/invitation_detail.html", context, status=status)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    name = invitation.association.name
    if invitation.starts_on > clock.today():
        day = formats.day(invitation.starts_on)
        messages.success(request, _("Thank you. You act for %(name)s from %(day)s on.") % {"name": name, "day": day})
    else:
        request.session[SESSION_KEY] = str(invitation.association_id)
        messages.success(request, _("Thank you. You now act for %(name)s.") % {"name": name})
    return redirect("associations:desk")
