"""The association's pages about its award: take it, decline it, be paid to another account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from associations.enums import Area
from associations.pages import member
from grants import queries
from grants.enums import PayoutState
from grants.forms.paying import AcceptForm, AccountForm, DeclineForm
from grants.models import Application, Payout
from grants.services import paying
from grants.views.applying import owner
from grants.views.sent import initial, version
from portal import policy
from portal.ui.forms import refuse, stale_sentence
from portal.workflow import Refused, Stale


def _matter(pk: int) -> tuple[Application, Payout]:
    """The application and its payout. Raises Http404 where there is none that this actor may see."""
    application = queries.matter(pk)
    payout = queries.own_payout(application)
    if payout is None:
        raise Http404
    return application, payout


def _page(request: HttpRequest, template: str, application: Application, payout: Payout, **more: Any) -> HttpResponse:
    found = queries.accounts_in_use(application.association_id)
    context = {
        "application": application,
        "payout": payout,
        "shown": queries.paying_of(application),
        "terms": queries.terms_in_words(application.call),
        "not_yet": [(one, why) for one in found if (why := queries.why_not_yet(one))],
        "may_sign": policy.allows("grants.accept_award", payout),
        **more,
    }
    return render(request, template, context)


def _usable(application: Application) -> list[Any]:
    found = queries.accounts_in_use(application.association_id)
    return [one for one in found if not queries.why_not_yet(one)]


@member(Area.GRANTS, owner=owner)
def award_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The award with its terms and instalments; who may sign takes it, and names the account."""
    application, payout = _matter(pk)
    accounts = _usable(application)
    form = AcceptForm(request.POST or None, accounts=accounts, initial=initial(request))
    if request.method == "POST":
        policy.require("grants.accept_award", payout)
        if form.is_valid():
            try:
                paying.accept(payout=payout, account=form.account_chosen(), version=version(request))
            except Refused as refusal:
                refuse(form, str(refusal))
            except Stale:
                refuse(form, stale_sentence())
            else:
                messages.success(request, _("The award has been accepted. You see here when it is paid."))
                return redirect(application)
    return _page(request, "grants/association/award_accept.html", application, payout, form=form, usable=bool(accounts))


@member(Area.GRANTS, owner=owner)
def award_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline the award, after a confirmation and with a reason."""
    application, payout = _matter(pk)
    policy.require("grants.accept_award", payout)
    if payout.state != PayoutState.AWAITING:
        return redirect("grants:award_accept", pk=pk)
    form = DeclineForm(request.POST or None, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            paying.decline(payout=payout, reason=form.cleaned_data["reason"], version=version(request))
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, stale_sentence())
        else:
            messages.success(request, _("The award has been declined. The city has been told."))
            return redirect(application)
    return _page(request, "grants/association/award_decline.html", application, payout, form=form)


@member(Area.GRANTS, owner=owner)
def award_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Be paid to another account: most often since a payment came back."""
    application, payout = _matter(pk)
    policy.require("grants.accept_award", payout)
    if payout.state not in {PayoutState.ACCEPTED, PayoutState.STOPPED}:
        return redirect("grants:award_accept", pk=pk)
    accounts = [one for one in _usable(application) if one.pk != payout.account_id]
    form = AccountForm(request.POST or None, accounts=accounts, initial=initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            paying.choose_account(payout=payout, account=form.account_chosen(), version=version(request))
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, stale_sentence())
        else:
            messages.success(request, _("Saved. The award is paid to this account from now on."))
            return redirect(application)
    return _page(
        request, "grants/association/award_account.html", application, payout, form=form, usable=bool(accounts)
    )
