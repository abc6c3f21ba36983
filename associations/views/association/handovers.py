"""Handing over to a new board: the form, what changes hands, the handover as it was made."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from associations.enums import Area, HandoverState
from associations.forms.people import Handing, MinutesForm, usual_rights
from associations.models import Association, BankAccount, Handover
from associations.pages import member
from associations.queries import handovers as queries
from associations.services import handovers
from portal import actor as actors
from portal import clock, gathered, policy
from portal.accounts.typed import take_typed
from portal.files.models import StoredFile
from portal.files.services import FileRefused
from portal.ui.forms import refuse
from portal.workflow import Refused


def _owner(pk: int) -> int | None:
    return Handover.objects.filter(pk=pk).values_list("association_id", flat=True).first()


@member(Area.PEOPLE)
def handover_make(request: HttpRequest) -> HttpResponse:
    """The board as it stands, changed row by row; then what changes hands, and the button that does it."""
    association = policy.get_or_404(Association, pk=actors.current().acting_for)
    waiting = queries.waiting(association.pk)
    if waiting is not None:
        messages.info(request, _("A handover has been made already. Cancel it first if it has to be another."))
        return redirect("associations:handover_detail", pk=waiting.pk)
    board = list(queries.board_of(association))
    typed = take_typed(request) if request.method == "GET" else request.POST
    judged = bool({"check", "confirm"} & request.POST.keys())
    handing = Handing(board, typed, judged=judged)
    if judged and handing.is_valid():
        return _second_step(request, association, handing)
    return _first_step(request, association, handing, back=request.method == "GET" and typed is not None)


def _first_step(request: HttpRequest, association: Association, handing: Handing, back: bool = False) -> HttpResponse:
    context = {
        "association": association,
        "handing": handing,
        "form": handing.form,
        "back": back,
        "path": _path(),
        "usual_rights": usual_rights(),
        "accounts": policy.visible(BankAccount.objects.in_use()).filter(association=association),
    }
    return render(request, "associations/association/handover_make.html", context)


def _path() -> list[str]:
    return [_("The new board"), _("What changes hands"), _("Handed over")]


def _second_step(request: HttpRequest, association: Association, handing: Handing) -> HttpResponse:
    """Look at it once more, attach the minutes, hand over."""
    confirmed = "confirm" in request.POST
    minutes = MinutesForm(request.POST, request.FILES) if confirmed else MinutesForm()
    given = handing.given()
    try:
        if confirmed and minutes.is_valid():
            try:
                handover = handovers.make_handover(
                    association=association, minutes=minutes.cleaned_data["minutes"], **given
                )
            except FileRefused as refusal:
                refuse(minutes, str(refusal), "minutes")
            else:
                return _made(request, association, handover)
        outline = handovers.preview_handover(association=association, **given)
    except Refused as refusal:
        made = queries.standing(association.pk, given["effective_on"]).first()
        if made is not None:
            # A second click, or somebody else was quicker.
            return redirect(made)
        refuse(handing.form, str(refusal))
        return _first_step(request, association, handing)
    unsaved = Handover(association=association, effective_on=given["effective_on"])
    context = {
        "association": association,
        "handing": handing,
        "form": minutes,
        "effective_on": given["effective_on"],
        "outline": outline,
        "awaiting": queries.awaiting(association),
        "sections": gathered.of(actors.current(), unsaved),
        "path": _path(),
    }
    return render(request, "associations/association/handover_confirm.html", context)


def _made(request: HttpRequest, association: Association, handover: Handover) -> HttpResponse:
    messages.success(request, _("The association has been handed over."))
    stays = queries.holds_a_role(association, actors.current().person_id)
    # Who leaves today is out already, and would meet "not found".
    return redirect(handover.get_absolute_url() if stays else "associations:desk")


def handover_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a handover changed: for the association's members, and for the city's employees."""
    if actors.current().is_staff:
        return _detail(request, pk)
    return _members_detail(request, pk)


def _detail(request: HttpRequest, pk: int) -> HttpResponse:
    handover = policy.get_or_404(Handover.objects.select_related("association", "made_by"), pk=pk)
    waits = handover.state == HandoverState.MADE and handover.effective_on > clock.today()
    context: dict[str, Any] = {
        "handover": handover,
        "outline": queries.outline(handover),
        "files": StoredFile.objects.of(handover),
        "waits": waits,
        "can_cancel": waits and policy.allows("associations.edit_handover", handover),
        "sees_accounts": policy.visible(BankAccount.objects.filter(association_id=handover.association_id)).exists(),
        "now": clock.now(),
    }
    return render(request, "associations/association/handover_detail.html", context)


_members_detail = member(owner=_owner)(_detail)


@member(Area.PEOPLE, owner=_owner)
def handover_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Put everything back, after a confirmation."""
    handover = policy.get_or_404(Handover.objects.select_related("association"), pk=pk)
    if request.method == "POST":
        try:
            handovers.cancel_handover(handover=handover)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The handover has been cancelled. Everything is as it was."))
        return redirect(handover)
    return render(request, "associations/association/handover_cancel.html", {"handover": handover})
