"""Who acts for the association, and the invitations that are out."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from associations.enums import Area, Role
from associations.forms.people import EndForm, InvitationForm, MemberForm, usual_rights
from associations.models import Association, Invitation, Membership
from associations.pages import member
from associations.queries import handovers as handover_queries
from associations.queries import people as people_queries
from associations.services import invitations
from associations.services import people as services
from portal import actor as actors
from portal import clock, policy
from portal.accounts.typed import take_typed
from portal.ui.forms import refuse
from portal.workflow import Refused

PER_PAGE = 50


def _owner_of_role(pk: int) -> int | None:
    return Membership.objects.filter(pk=pk).values_list("association_id", flat=True).first()


def _owner_of_invitation(pk: int) -> int | None:
    return Invitation.objects.filter(pk=pk).values_list("association_id", flat=True).first()


def _association() -> Association:
    return policy.get_or_404(Association, pk=actors.current().acting_for)


@member()
def people(request: HttpRequest) -> HttpResponse:
    """Who has which role, with which rights, until when; main users also see the invitations."""
    association = _association()
    manages = policy.allows("associations.manage_people", association)
    rows = people_queries.board(association.pk)
    main_users = Membership.objects.main_users().filter(association=association).values("user").distinct()
    context = {
        "association": association,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "manages": manages,
        "main_users": main_users.count(),
        "waiting": handover_queries.waiting(association.pk),
        "now": clock.now(),
        "today": clock.today(),
        "invitations": None,
    }
    if manages:
        found = people_queries.invitations(association.pk)
        context["invitations"] = Paginator(found, PER_PAGE).get_page(request.GET.get("invitations"))
    return render(request, "associations/association/people.html", context)


@member(Area.PEOPLE, owner=_owner_of_role)
def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change role, rights and term of one person."""
    membership = policy.get_or_404(Membership.objects.not_over().select_related("user", "association"), pk=pk)
    typed = take_typed(request) if request.method == "GET" else None
    form = MemberForm(request.POST if request.method == "POST" else typed, membership=membership)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.change_member(
                membership=membership,
                role=Role(data["role"]),
                areas=[Area(area) for area in data["areas"]],
                ends_on=data["ends_on"],
                seen=form.seen_terms(),
            )
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("Saved: %(name)s.") % {"name": membership.user})
            return redirect("associations:people")
    context = {
        "membership": membership,
        "form": form,
        "typed": typed is not None,
        "usual_rights": usual_rights(),
    }
    return render(request, "associations/association/member_edit.html", context)


@member(owner=_owner_of_role)
def member_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role, after a confirmation: main users anybody's, everybody their own."""
    membership = policy.get_or_404(Membership.objects.not_over().select_related("user", "association"), pk=pk)
    policy.require("associations.end_membership", membership)
    own = membership.user_id == actors.current().user_id
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.end_member(membership=membership, last_day=form.cleaned_data["last_day"])
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("The role ends: %(name)s.") % {"name": membership.user})
            return redirect("associations:desk" if own else "associations:people")
    context = {"membership": membership, "form": form, "own": own}
    return render(request, "associations/association/member_end.html", context)


@member(Area.PEOPLE)
def invitation_send(request: HttpRequest) -> HttpResponse:
    """Invite somebody by e-mail."""
    association = _association()
    typed = take_typed(request) if request.method == "GET" else None
    form = InvitationForm(request.POST if request.method == "POST" else typed)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invitations.invite(association=association, **form.given())
        except Refused as refusal:
            refuse(form, str(refusal))
        else:
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": invitation.email})
            return redirect("associations:people")
    context = {
        "association": association,
        "form": form,
        "typed": typed is not None,
        "usual_rights": usual_rights(),
    }
    return render(request, "associations/association/invitation_send.html", context)


@require_POST
@member(Area.PEOPLE, owner=_owner_of_invitation)
def invitation_resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation once more, open anew for its days."""
    invitation = policy.get_or_404(Invitation, pk=pk)
    try:
        invitations.resend(invitation=invitation)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": invitation.email})
    return redirect("associations:people")


@require_POST
@member(Area.PEOPLE, owner=_owner_of_invitation)
def invitation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = policy.get_or_404(Invitation, pk=pk)
    try:
        invitations.revoke(invitation=invitation)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation to %(email)s has been taken back.") % {"email": invitation.email})
    return redirect("associations:people")
