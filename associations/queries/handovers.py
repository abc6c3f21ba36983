"""The board of an association, what a handover changes, and what changes hands with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q, QuerySet

from associations.enums import Area, DocumentState, HandoverState, Role
from associations.models import Association, BankAccount, Document, Handover, HandoverSeat, Invitation, Membership
from associations.models.people import rights_in_words
from portal import clock


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat of the new board in words; ``how`` is stays, changes, comes or invited."""

    name: str
    role: str
    areas: tuple[str, ...]
    ends_on: date | None
    how: str
    main_user: bool
    gets_mail: bool
    invitation: Invitation | None


@dataclass(frozen=True, slots=True)
class Outline:
    """What a handover changes: the new board, who leaves, accounts, and invitations that it takes back."""

    seats: tuple[SeatLine, ...]
    leaving: tuple[tuple[str, str], ...]
    account: BankAccount | None
    ended_accounts: tuple[BankAccount, ...]
    revoked: tuple[Invitation, ...]


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What waits for the city when the board changes, in numbers."""

    documents: int
    accounts: int


def board_of(association: Association) -> QuerySet[Membership]:
    """All roles that aren't over, in the order of the page. One query."""
    rows = Membership.objects.not_over().filter(association=association).select_related("user", "association")
    return rows.order_by("user__last_name", "user__first_name", "pk")


def open_invitations(association: Association, day: date) -> QuerySet[Invitation]:
    """Invitations that would be open when the day begins in Helsinki; a handover on the day takes them back."""
    rows = Invitation.objects.open().filter(association=association, expires_at__gt=clock.at(day, time(0)))
    return rows.order_by("pk")


def standing(association_id: int, day: date | None = None) -> QuerySet[Handover]:
    """Handovers whose day hasn't come, and the one as of the day: beside them no other is made."""
    later = Q(effective_on__gt=clock.today())
    rows = Handover.objects.filter(association_id=association_id, state=HandoverState.MADE)
    return rows.filter(later if day is None else later | Q(effective_on=day)).order_by("pk")


def waiting(association_id: int) -> Handover | None:
    """The handover whose day hasn't come. One query."""
    return standing(association_id).first()


def holds_a_role(association: Association, user_id: int) -> bool:
    """Whether the person acts for the association today. One query."""
    return Membership.objects.in_force().filter(association=association, user_id=user_id).exists()


def outline(handover: Handover, *, preview: bool = False) -> Outline:
    """What the handover changes, whether it was cancelled since or not. Four queries at most.

    In a ``preview`` whoever is new stands there by address, as it was typed: before anything has happened, and anybody
    was told, nobody learns by trying whose address has an account (cases.md 25).
    """
    before = handover.before
    seats = list(handover.seats.select_related("membership__user", "invitation__membership__user").order_by("pk"))
    given = set(before["given"])
    former = {
        row.pk: row for row in Membership.objects.filter(pk__in=before["roles"]).select_related("user").order_by("pk")
    }
    known = {row.user_id for row in former.values()}
    anew = {seat.membership.user_id for seat in seats if seat.membership and seat.membership_id in given}
    keep = {seat.membership_id for seat in seats}
    accounts = BankAccount.objects.filter(pk__in=[*before["accounts"], before["account"] or 0]).order_by("pk")
    by_key = {account.pk: account for account in accounts}
    revoked = Invitation.objects.filter(pk__in=before["revoked"]).order_by("pk") if before["revoked"] else ()
    return Outline(
        seats=tuple(_line(seat, given, known, former, preview=preview) for seat in seats),
        leaving=tuple(
            (str(row.user), str(row.get_role_display()))
            for row in former.values()
            if row.pk not in keep and row.user_id not in anew
        ),
        account=by_key.get(before["account"] or 0),
        ended_accounts=tuple(account for key, account in by_key.items() if key != before["account"]),
        revoked=tuple(revoked),
    )


def _line(
    seat: HandoverSeat, given: set[int], known: set[int], former: dict[int, Membership], *, preview: bool
) -> SeatLine:
    held = seat.membership or (seat.invitation.membership if seat.invitation else None)
    if seat.membership is None:
        how = "invited"
    elif seat.membership_id in given:
        how = "changes" if seat.membership.user_id in known else "comes"
    else:
        how = "changes" if seat.membership_id in former else "stays"
    if preview and how in {"comes", "invited"}:
        held, how = None, "comes"
    return SeatLine(
        name=str(held.user) if held else seat.email,
        role=str(Role(seat.role).label),
        areas=tuple(rights_in_words(seat.areas)),
        ends_on=seat.ends_on,
        how=how,
        main_user=Area.PEOPLE in seat.areas,
        gets_mail=bool({Area.MESSAGES, Area.GRANTS} & set(seat.areas)),
        invitation=seat.invitation,
    )


def awaiting(association: Association) -> Awaiting:
    """Documents and accounts that the city hasn't verified yet. Two queries."""
    accounts = BankAccount.objects.awaiting().filter(association=association)
    documents = Document.objects.filter(association=association, state=DocumentState.AWAITING)
    return Awaiting(documents=documents.count(), accounts=accounts.count())
