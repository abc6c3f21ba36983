"""What this floor holds of a person, and what is taken away with one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.enums import ClaimState
from associations.models import (
    Claim,
    ContactWay,
    Document,
    Handover,
    HandoverSeat,
    Invitation,
    LiaisonAssignment,
    Membership,
    Tie,
)
from portal import clock, personal
from portal.accounts.models import User
from portal.accounts.personal import NOWHERE
from portal.files import services as files
from portal.files.models import StoredFile
from portal.journal import services as journal
from portal.personal import Section
from portal.ui import formats

# Stands where a text was that the database wants filled in.
GONE = "–"


def _term(row: Membership | LiaisonAssignment | Tie) -> str:
    return f"{formats.day(row.starts_on)}–{formats.day(row.ends_on) if row.ends_on else ''}"


@personal.source(
    "associations",
    label=gettext_lazy("Associations"),
    what=gettext_lazy("Your roles, invitations, requests to act for an association, and ties with their days"),
    order=30,
)
def acting(user: User) -> Iterable[Section]:
    """Roles and all that led to them. Eight queries."""
    roles = Membership.objects.filter(user=user).select_related("association").order_by("starts_on", "pk")
    yield Section(
        _("Roles in associations"),
        [(str(row.association), f"{row.get_role_display()} {_term(row)}") for row in roles],
    )
    invitations = _invitations([user]).select_related("association").order_by("invited_at", "pk")
    yield Section(
        _("Invitations to you"),
        [(formats.moment(row.invited_at), f"{row.association}: {row.get_role_display()}") for row in invitations],
    )
    sent = Invitation.objects.filter(invited_by=user).select_related("association").order_by("invited_at", "pk")
    yield Section(
        _("Invitations that you sent"), [(formats.moment(row.invited_at), str(row.association)) for row in sent]
    )
    claims = Claim.objects.filter(user=user).select_related("association").order_by("submitted_at", "pk")
    yield Section(
        _("Requests to act for an association"),
        [
            (
                formats.moment(row.submitted_at),
                " · ".join(
                    part
                    for part in (str(row.association or row.new_name), row.get_state_display(), row.message, row.reason)
                    if part
                ),
            )
            for row in claims
        ],
    )
    handovers = Handover.objects.filter(made_by=user).select_related("association").order_by("made_at", "pk")
    yield Section(_("Handovers that you made"), [(formats.moment(row.made_at), str(row)) for row in handovers])
    ties = Tie.objects.filter(user=user).select_related("association").order_by("starts_on", "pk")
    yield Section(
        _("Ties that you recorded"),
        [(str(row.association or row.body), f"{row.get_organ_display()} {_term(row)}") for row in ties],
    )
    liaisons = LiaisonAssignment.objects.filter(user=user).select_related("association", "sector")
    yield Section(
        _("Work as a liaison"),
        [
            (str(row.association or row.sector or _("all associations")), f"{row.get_part_display()} {_term(row)}")
            for row in liaisons.order_by("starts_on", "pk")
        ],
    )
    ways = ContactWay.objects.filter(value__iexact=user.email).select_related("association").order_by("pk")
    yield Section(_("Contact ways with your address"), [(str(row.association), row.value) for row in ways])


@personal.hindrance(
    "associations.roles",
    sentence=gettext_lazy("The person acts for an association. The role has to end first, so that others can go on."),
)
def members() -> QuerySet[Membership, int]:
    """Those with a role in force or to come."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
    return Membership.objects.filter(lasting).values_list("user_id", flat=True)


@personal.hindrance(
    "associations.claims",
    sentence=gettext_lazy("The person has asked to act for an association, and the city hasn't answered yet."),
)
def claimants() -> QuerySet[Claim, int]:
    """Those whose claim is open."""
    return Claim.objects.open().values_list("user_id", flat=True)


def _addresses(users: Sequence[User]) -> list[str]:
    return [user.email.lower() for user in users]


def _invitations(users: Sequence[User]) -> QuerySet[Invitation]:
    return Invitation.objects.annotate(to=Lower("email")).filter(to__in=_addresses(users))


def empty_invitations(invitations: Iterable[Invitation]) -> None:
    """Take the address from invitations, from the seats of handovers that led to them, and from the record."""
    keys = []
    for row in invitations:
        row.email = f"invitation-{row.pk}@{NOWHERE}"
        row.save(update_fields=["email"])
        keys.append(row.pk)
    for seat in HandoverSeat.objects.filter(invitation__in=keys):
        seat.email = f"seat-{seat.pk}@{NOWHERE}"
        seat.save(update_fields=["email"])
    journal.redact_about(Invitation, keys, columns=["email"], reason=_("Erased by the retention plan"))


def empty_handovers(handovers: Iterable[Handover]) -> None:
    """Take the addresses of the new board and the attached minutes from handovers."""
    for row in handovers:
        for seat in row.seats.exclude(email__endswith=f"@{NOWHERE}"):
            seat.email = f"seat-{seat.pk}@{NOWHERE}"
            seat.save(update_fields=["email"])
        for stored in StoredFile.objects.of(row):
            files.remove(stored)


def empty_claims(claims: Iterable[Claim]) -> None:
    """Take texts, addresses and files from claims, and from the record."""
    keys = []
    for row in claims:
        row.message = row.second_email = ""
        row.reason = GONE if row.reason else ""
        row.save(update_fields=["message", "second_email", "reason"])
        for stored in StoredFile.objects.of(row):
            files.remove(stored)
        keys.append(row.pk)
    journal.redact_about(Claim, keys, columns=["reason"], reason=_("Erased by the retention plan"))


@personal.erasure(
    "associations",
    label=gettext_lazy("Invitations to the address; texts and files of requests to act for an association"),
    count=lambda user: _invitations([user]).count() + Claim.objects.filter(user=user).count(),
    order=200,
)
def empty(users: Sequence[User]) -> None:
    """Take away what named the people; their former roles stay, and show nobody's name."""
    reason = _("Erased by the retention plan")
    addresses = _addresses(users)
    empty_invitations(_invitations(users))
    empty_claims(Claim.objects.filter(user__in=users))
    # Where somebody else named them.
    Claim.objects.annotate(second=Lower("second_email")).filter(second__in=addresses).update(second_email="")
    for seat in HandoverSeat.objects.annotate(to=Lower("email")).filter(to__in=addresses):
        seat.email = f"seat-{seat.pk}@{NOWHERE}"
        seat.save(update_fields=["email"])
    for model in (Membership, Tie, LiaisonAssignment):
        keys = model._default_manager.filter(user__in=users).values_list("pk", flat=True)
        journal.redact_about(model, keys, reason=reason)


@personal.kept(
    "associations.roles",
    label=gettext_lazy("Days of your former roles, without your name"),
    why=gettext_lazy("They show that somebody was allowed to act for the association when it was acted for."),
)
def former_roles(user: User) -> int:
    """How many roles stay."""
    return Membership.objects.filter(user=user).count()


@personal.kept(
    "associations.documents",
    label=gettext_lazy("Documents of associations that you added"),
    why=gettext_lazy("They are the association's, and kept as long as it needs them."),
)
def documents(user: User) -> int:
    """How many documents stay."""
    return Document.objects.filter(added_by=user).count()


@personal.kept(
    "associations.contact_ways",
    label=gettext_lazy("Contact ways of associations with your address"),
    why=gettext_lazy("The association itself says how it is reached. Ask it to change them."),
)
def contact_ways(user: User) -> int:
    """How many contact ways of associations name the address."""
    return ContactWay.objects.filter(value__iexact=user.email).count()


# Which claims have ended: neither open nor the proof of a role in force.
ENDED = [ClaimState.VERIFIED, ClaimState.REJECTED, ClaimState.WITHDRAWN]
