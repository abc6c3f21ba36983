"""Offering a role to an address, and accepting it. Only whoever has the address, confirmed, accepts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from associations.enums import DEFAULT_AREAS, Area, Role, Status
from associations.models import Association, Invitation, Membership
from associations.services import people
from portal import actor as actors
from portal import clock, policy
from portal.accounts.models import User
from portal.dated.queries import value
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.workflow import Refused


@transaction.atomic
def invite(
    *,
    association: Association,
    email: str,
    role: Role,
    areas: Iterable[Area] | None = None,
    ends_on: date | None = None,
    language: str = "fi",
) -> Invitation:
    """Invite an address to act for the association from today on; without ``areas`` with the role's usual rights.

    Raises :class:`Refused` when the address is invited already or belongs to somebody with that role, for a last day
    that has gone by, and when the association has sent as many as it may a day.
    """
    held = people.lock(association.pk)
    policy.require("associations.manage_people", held)
    if ends_on is not None and ends_on < clock.today():
        raise Refused(_("The last day of the term has gone by."))
    if Invitation.objects.open().for_address(email).filter(association=held).exists():
        raise Refused(_("This address has an open invitation already. Send it again or revoke it."))
    of_address = Membership.objects.not_over().filter(association=held, role=role, user__email__iexact=email)
    if of_address.exists():
        raise Refused(_("The person with this address has this role already."))
    check_number(held)
    return offer(association=held, email=email, role=role, areas=areas, ends_on=ends_on, language=language)


@transaction.atomic
def offer(
    *,
    association: Association,
    email: str,
    role: Role,
    areas: Iterable[Area] | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    language: str = "fi",
    by: User | None = None,
) -> Invitation:
    """Write an invitation and owe its mail, within an act that the caller has permitted (a handover, a claim).

    The caller holds the lock of :func:`people.lock`. An invitation to a later day is open for its days from then on.
    ``by`` is who invites, where that isn't who acts.
    """
    now = clock.now()
    first = starts_on or clock.today()
    invitation = Invitation.objects.create(
        association=association,
        email=email.lower(),
        role=role,
        areas=sorted(DEFAULT_AREAS[role] if areas is None else frozenset(areas)),
        starts_on=first,
        ends_on=ends_on,
        language=language,
        invited_by_id=by.pk if by else actors.current().person_id,
        invited_at=now,
        expires_at=_open_until(now, first),
    )
    journal.record("associations.invitation_sent", invitation)
    _mail(invitation)
    return invitation


def _open_until(now: datetime, first: date) -> datetime:
    """The instant at which an invitation of now becomes too old, by the dated rule."""
    begin = max(now, clock.at(first, time(0)))
    return begin + timedelta(days=value("associations.invitation_days"))


def check_number(association: Association) -> None:
    """Raise :class:`Refused` when the association has sent as many invitations as it may a day. Two queries."""
    # An invitation is mailed at most once a day, so the rows of today are the mails of today.
    midnight = clock.at(clock.today(), time(0))
    sent = Invitation.objects.filter(association=association, invited_at__gte=midnight).count()
    most = value("associations.invitations_a_day")
    if sent >= most:
        raise Refused(
            _("The association has sent %(number)d invitations today, and can't send more before tomorrow.")
            % {"number": most}
        )


def _mail(invitation: Invitation) -> None:
    # Somebody who has an account reads it in their own language, everybody else in the one that was chosen.
    user = User.objects.filter(email__iexact=invitation.email, is_active=True).first()
    language = user.language if user else invitation.language
    outbox.owe(
        "associations.invitation",
        subject=invitation,
        recipients=[user or invitation.email],
        language=language,
        context={
            "association": plain.texts(invitation.association, "name"),
            "by": str(invitation.invited_by),
            "email": invitation.email,
            "starts_on": invitation.starts_on,
            "later": invitation.starts_on > clock.today(),
            "ends_on": invitation.ends_on,
            "expires_at": invitation.expires_at,
            **people.words(invitation.role, invitation.areas, language),
        },
        path=f"/fi/kutsut/{invitation.pk}/",
        discriminator=invitation.invited_at.isoformat(),
    )


def _locked(invitation: Invitation) -> Invitation:
    """The invitation as it stands, locked after its association, as every act on people does."""
    people.lock(invitation.association_id)
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("association", "invited_by")
    return rows.get(pk=invitation.pk)


@transaction.atomic
def resend(*, invitation: Invitation) -> Invitation:
    """Send the mail once more and open the invitation anew for its days.

    Raises :class:`Refused` for one that is accepted or revoked, or was sent today already.
    """
    fresh = _locked(invitation)
    policy.require("associations.manage_invitation", fresh)
    if fresh.accepted_at or fresh.revoked_at:
        raise Refused(_("This invitation isn't open any more."))
    if fresh.invited_at >= clock.at(clock.today(), time(0)):
        raise Refused(_("This invitation was sent today already. It can be sent again tomorrow."))
    other = Invitation.objects.open().for_address(fresh.email).filter(association_id=fresh.association_id)
    if other.exclude(pk=fresh.pk).exists():
        raise Refused(_("This address has another open invitation."))
    check_number(fresh.association)
    fresh.invited_at = clock.now()
    fresh.expires_at = _open_until(fresh.invited_at, fresh.starts_on)
    fresh.save(update_fields=["invited_at", "expires_at"])
    journal.record("associations.invitation_sent", fresh)
    _mail(fresh)
    return fresh


@transaction.atomic
def revoke(*, invitation: Invitation) -> Invitation:
    """Take an invitation back. Raises :class:`Refused` when it has been accepted; revoking twice is revoking once."""
    fresh = _locked(invitation)
    policy.require("associations.manage_invitation", fresh)
    if fresh.accepted_at:
        raise Refused(_("The invitation has been accepted already. End the role instead."))
    return take_back(fresh)


def take_back(invitation: Invitation) -> Invitation:
    """Revoke a locked invitation within an act that the caller has permitted."""
    if invitation.revoked_at is None:
        invitation.revoked_at = clock.now()
        invitation.save(update_fields=["revoked_at"])
        journal.record("associations.invitation_revoked", invitation)
    return invitation


@transaction.atomic
def accept(*, invitation: Invitation) -> Membership:
    """Take the offered role, once however often it is asked; from today where its first day has gone by.

    Raises :class:`Refused` with what to do when it is revoked, too old, or its term is over, and when the association
    isn't active; Http404 for everybody but the person whose confirmed address it is.
    """
    fresh = _locked(invitation)
    policy.require("associations.accept_invitation", fresh)
    if fresh.membership is not None:
        return fresh.membership
    problem = why_shut(fresh)
    if problem:
        raise Refused(problem)
    who = User.objects.get(pk=actors.current().person_id)
    membership = people.add_member(
        association=fresh.association,
        user=who,
        role=Role(fresh.role),
        areas=[Area(area) for area in fresh.areas],
        starts_on=max(fresh.starts_on, clock.today()),
        ends_on=fresh.ends_on,
    )
    fresh.accepted_at, fresh.membership = clock.now(), membership
    fresh.save(update_fields=["accepted_at", "membership"])
    journal.record("associations.invitation_accepted", fresh)
    return membership


def why_shut(invitation: Invitation) -> str:
    """Why an invitation that isn't accepted can't be, as a sentence that says what to do; '' for an open one."""
    if invitation.revoked_at is not None:
        return _("This invitation has been taken back. If you think that this is a mistake, ask who invited you.")
    if invitation.expires_at <= clock.now():
        return _("This invitation is too old. Ask who invited you to send it again.")
    if invitation.ends_on is not None and invitation.ends_on < clock.today():
        return _("The term of this invitation is over. Ask who invited you for a new one.")
    if invitation.association.status != Status.ACTIVE:
        return _("The association isn't active any more, so nobody can begin to act for it.")
    return ""
