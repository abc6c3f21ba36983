"""Asking to act for an association: one's own requests, whomever one acts for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from associations.acting import Acting
from associations.forms.claims import AnswerForm, ClaimForm, NewClaimForm
from associations.models import Association, Claim
from associations.services import claims
from portal import actor as actors
from portal import policy
from portal.accounts.models import User
from portal.accounts.typed import take_typed
from portal.files.models import StoredFile
from portal.files.services import FileRefused
from portal.journal import registry
from portal.journal.models import Event
from portal.ui.forms import refuse
from portal.workflow import Refused, Stale

PER_PAGE = 25


def claim_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to act for an association of the directory."""
    association = policy.get_or_404(Association.objects.select_related("sector"), slug=slug)
    found = claims.open_claim(association)
    if found is not None and request.method != "POST":
        messages.info(request, _("You have asked for this already. The city is looking at it."))
        return redirect(found)
    form = ClaimForm(
        request.POST or None,
        request.FILES or None,
        own_address=_own_address(),
        legal_form=association.legal_form,
        initial=_typed(request),
    )
    if request.method == "POST" and form.is_valid():
        sent = _send(form, association)
        if sent is not None:
            return redirect(sent)
    return render(request, "associations/association/claim_start.html", {"form": form, "association": association})


def claim_new(request: HttpRequest) -> HttpResponse:
    """Ask to act for an association that isn't in the register."""
    form = NewClaimForm(
        request.POST or None, request.FILES or None, own_address=_own_address(), initial=_typed(request)
    )
    if request.method == "POST" and form.is_valid():
        sent = _send(form, form.association())
        if sent is not None:
            return redirect(sent)
    return render(request, "associations/association/claim_new.html", {"form": form})


def _send(form: ClaimForm, of: Association | claims.NewAssociation) -> Claim | None:
    try:
        return claims.send_claim(of=of, **form.given())
    except FileRefused as refusal:
        refuse(form, str(refusal), "minutes")
    except Refused as refusal:
        refuse(form, str(refusal))
        if form.files:
            form.forget_file()
    return None


def _own_address() -> str:
    return User.objects.values_list("email", flat=True).get(pk=actors.current().person_id)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed before the session ended or an account was made (cases.md 26)."""
    typed = take_typed(request) if request.method == "GET" else None
    if typed is None:
        return {}
    messages.info(
        request, _("What you had typed before you signed in is back in the fields. Choose the file again and send.")
    )
    return {name: typed[name] for name in typed}


def claim_list(request: HttpRequest) -> HttpResponse:
    """One's own requests, newest first, and the way to a new one."""
    rows = policy.visible(Claim).filter(user_id=actors.current().person_id).select_related("association")
    page = Paginator(rows.order_by("-submitted_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "associations/association/claim_list.html", {"page": page})


def _own(pk: int) -> Claim:
    rows = Claim.objects.select_related("association", "user", "new_sector", "membership")
    return policy.get_or_404(rows, pk=pk, user_id=actors.current().person_id)


def claim_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: where it stands, what the city asks, the history; answering."""
    claim = _own(pk)
    form = AnswerForm(request.POST or None, request.FILES or None, initial=_typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            claims.answer_claim(
                claim=claim,
                text=form.cleaned_data["text"],
                attached=form.cleaned_data["attached"],
                version=_version(request),
            )
        except FileRefused as refusal:
            refuse(form, str(refusal), "attached")
        except Refused as refusal:
            refuse(form, str(refusal))
        except Stale:
            refuse(form, _("The matter has changed in between. Look at it again before you go on."))
        else:
            messages.success(request, _("Your answer is with the city. You need to do nothing more now."))
            return redirect(claim)
    return render(request, "associations/association/claim_detail.html", _shown(request, claim, form))


def _shown(request: HttpRequest, claim: Claim, form: AnswerForm) -> dict[str, Any]:
    public_verbs = [name for name, verb in registry.known().items() if verb.public]
    acting: Acting = request.acting  # type: ignore[attr-defined]
    return {
        "claim": claim,
        "form": form,
        "files": StoredFile.objects.of(claim),
        "events": Event.objects.about(claim).filter(verb__in=public_verbs),
        "can_withdraw": "withdraw" in claim.possible(),
        "party": next((one for one in acting.parties if one.key == claim.association_id), None),
    }


def _version(request: HttpRequest) -> int | None:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None


def claim_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back, after a confirmation."""
    claim = _own(pk)
    if "withdraw" not in claim.possible():
        messages.info(request, _("This request can't be withdrawn any more."))
        return redirect(claim)
    if request.method == "POST":
        try:
            claims.withdraw_claim(claim=claim)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The request has been withdrawn."))
        return redirect(claim)
    return render(request, "associations/association/claim_withdraw.html", {"claim": claim})
