"""Requests for rectification of decisions to recover a grant: asked for, withdrawn, recorded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from associations.enums import Area
from associations.pages import member
from grants import queries
from grants.arrival import arrived_at
from grants.models import Recovery
from grants.views.rectifications import ask_page, record_page, withdraw_page
from portal import policy
from portal.accounts.enums import Right
from portal.decisions.enums import Remedy
from portal.decisions.models import Decision
from portal.ui.pages import city


def _owner(pk: int) -> int | None:
    """The association from which the grant is recovered."""
    return Recovery.objects.filter(pk=pk).values_list("award__association_id", flat=True).first()


def _recovery(pk: int) -> Recovery:
    return policy.get_or_404(Recovery.objects.with_matter().select_related("decision"), pk=pk)


def _rectifiable(found: Recovery) -> Decision | None:
    """The decision against which rectification may be asked for now."""
    decision = found.decision
    return decision if decision is not None and decision.remedy == Remedy.RECTIFICATION else None


@member(Area.SIGNING, owner=_owner)
def recovery_rectification_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for rectification of a decision to recover; late too, with the reason."""
    arrived = arrived_at(request)
    found = _recovery(pk)
    application = found.award.application
    decision = _rectifiable(found)
    back = queries.own_recovery_path(found)
    if decision is None or queries.open_recovery_rectification(found) is not None:
        messages.info(request, _("Rectification can't be asked for now."))
        return redirect(back)
    return ask_page(request, application, decision, arrived, back, found)


@member(Area.SIGNING, owner=_owner)
def recovery_rectification_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the request back, after a confirmation."""
    recovery = _recovery(pk)
    found = queries.open_recovery_rectification(recovery)
    back = queries.own_recovery_path(recovery)
    if found is None or not policy.allows("grants.withdraw_rectification", found):
        return redirect(back)
    return withdraw_page(request, found, back, "grants/association/rectification_withdraw.html")


@city(Right.GRANTS_REVIEW)
def recovery_rectification_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a request that came by letter, by e-mail or at the office, with its day of arrival."""
    found = _recovery(pk)
    decision = _rectifiable(found)
    if decision is None:
        messages.info(request, _("Rectification can't be asked for now."))
        return redirect(found)
    return record_page(request, found.award.application, decision, found.get_absolute_url(), found)
