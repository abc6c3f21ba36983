"""The signed-in person's own pages: the desk, and for whom they act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from associations.acting import switch
from portal import actor as actors
from portal import matters
from portal.outbox.queries import own_bouncing
from portal.ui.addresses import stays_here


def desk(request: HttpRequest) -> HttpResponse:
    """What the person owes or awaits, for the party they act for."""
    found = matters.of(actors.current())
    context = {
        "yours": [m for m in found if m.yours],
        "others": [m for m in found if not m.yours],
        "bouncing": own_bouncing(actors.current().person_id),
    }
    return render(request, "associations/association/desk.html", context)


def acting_switch(request: HttpRequest) -> HttpResponse:
    """Choose for whom to act: two clicks from any page."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    if not stays_here(target):
        target = ""
    if request.method == "POST":
        acting = switch(request, request.POST.get("party", ""))
        if acting is not None:
            messages.success(request, _("You now act for: %(party)s.") % {"party": acting.label})
            return redirect(target or "associations:desk")
        messages.error(request, _("You can't act for that association. Choose one of these."))
    return render(request, "associations/association/acting_switch.html", {"next": target})
