"""Handing an association over to a new board: one act that ends and begins dated roles, accounts and invitations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from associations.enums import Area, Role
from associations.models import Association, BankAccount, Handover, HandoverSeat, Invitation, Membership
from associations.queries.handovers import Outline, board_of, open_invitations, outline, standing
from associations.services import invitations, money, people
from associations.services.people import DAY
from portal import actor as actors
from portal import clock, policy
from portal.accounts.models import User
from portal.files import services as files
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.ui import formats
from portal.workflow import Refused, transition

# The minutes can be a year old, and a term may begin a year ahead.
YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Seat:
    """A role of the new board: of somebody who goes on, or by e-mail address of somebody who comes."""

    role: str
    areas: frozenset[str]
    ends_on: date | None = None
    email: str = ""


@dataclass(slots=True)
class _Change:
    """What a handover does to dated rows, as its ``before`` keeps it: each key with its former and its new last day."""

    roles: dict[str, list[str | None]]
    accounts: dict[str, list[str | None]]
    given: list[int]
    revoked: list[int]
    account: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "roles": self.roles,
            "accounts": self.accounts,
            "given": self.given,
            "revoked": self.revoked,
            "account": self.account,
        }


@transaction.atomic
def make_handover(
    *,
    association: Association,
    meeting_on: date,
    effective_on: date,
    board: Mapping[int, Seat | None],
    new: Sequence[Seat] = (),
    iban: str = "",
    language: str = "fi",
    minutes: File[bytes] | None = None,
) -> Handover:
    """Hand the association over from the day on (Helsinki).

    ``board`` names every role that isn't over, by key: the seat that goes on, or None for who leaves, whose last day
    is the one before. ``new`` are seats by address: somebody with that address confirmed has the role from the day,
    everybody else is invited. ``iban`` replaces the accounts from the day on. ``language`` is that of invitations.

    Raises :class:`Refused` with a sentence for days that don't fit, a board that changed meanwhile, a second handover
    that waits, a wrong account, and a day on which nobody would be a main user;
    :class:`~portal.files.services.FileRefused` for the minutes.
    """
    policy.require("associations.manage_people", association)
    check_meeting(meeting_on)
    check_first_day(effective_on)
    handover = Handover.objects.create(
        association=association,
        meeting_on=meeting_on,
        effective_on=effective_on,
        made_by_id=actors.current().person_id,
    )
    if minutes is not None:
        # Before the lock: checking a file may take seconds.
        files.store(minutes, name=minutes.name or "", kind="document", parent=handover)
    held = people.lock(association.pk)
    _none_waits(handover)
    present = list(board_of(held))
    if {row.pk for row in present} != set(board):
        raise Refused(_("The board changed in between. Look at the rows again and hand over anew."))
    change = _Change({}, {}, [], [])
    if iban:
        _replace_accounts(held, iban, effective_on, change)
    # Who leaves goes first: somebody may leave one seat and take another.
    for row in sorted(present, key=lambda row: board[row.pk] is not None):
        _settle(handover, row, board[row.pk], change)
    _revoke_open(held, effective_on, change)
    for seat in new:
        _give(handover, seat, language, change)
    if not people.has_main_user(held, effective_on):
        raise Refused(no_main_user(effective_on))
    handover.before = change.as_json()
    handover.save(update_fields=["before"])
    journal.record("associations.handover_made", handover)
    _tell(handover, present, "associations.handover")
    return handover


class _Undone(Exception):
    """Takes back what was done only to be looked at."""


def preview_handover(*, association: Association, **given: Any) -> Outline:
    """What a handover would do, found by doing it and taking it all back.

    Raises as :func:`make_handover` does, so that the second step of the page refuses nothing that the first let pass.
    """
    try:
        with transaction.atomic():
            handover = make_handover(association=association, **given)
            found = outline(handover, preview=True)
            raise _Undone
    except _Undone:
        return found


def check_meeting(day: date) -> None:
    """Raise :class:`Refused` for a meeting that hasn't been, or was more than a year ago."""
    if not clock.today() - YEAR <= day <= clock.today():
        raise Refused(_("The day of the meeting can be today or within the past year."))


def check_first_day(day: date) -> None:
    """Raise :class:`Refused` for a first day of the new board that has gone by or is more than a year ahead."""
    if not clock.today() <= day <= clock.today() + YEAR:
        raise Refused(_("The new board can begin today or within a year."))


def no_main_user(day: date) -> str:
    """Why a handover without a main user is refused, and what to do."""
    return _(
        "On %(day)s nobody would be a main user: of the new board nobody with that right has an account in the portal"
        " yet. Let one of the present main users go on for now, or invite the new one on the page of people and hand"
        " over when they have accepted."
    ) % {"day": formats.day(day)}


def user_with(email: str) -> User | None:
    """The person who has confirmed the address and may sign in. One query."""
    confirmed = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True)
    found = confirmed.select_related("user").first()
    return found.user if found else None


def _none_waits(handover: Handover) -> None:
    if standing(handover.association_id, handover.effective_on).exclude(pk=handover.pk).exists():
        raise Refused(_("A handover has been made already. Look at it, and cancel it first if it has to be another."))


def _end(row: Membership, until: date, change: _Change) -> None:
    """Let a role end by the day, or on the day before its first; an earlier end stays."""
    until = max(until, row.starts_on - DAY)
    if row.ends_on is not None and row.ends_on <= until:
        return
    change.roles[str(row.pk)] = [_iso(row.ends_on), _iso(until)]
    row.ends_on = until
    row.save(update_fields=["ends_on"])


def _settle(handover: Handover, row: Membership, seat: Seat | None, change: _Change) -> None:
    """What becomes of a role of the present board."""
    first = max(handover.effective_on, row.starts_on)
    if seat is None:
        _end(row, handover.effective_on - DAY, change)
        return
    if seat.ends_on is not None and seat.ends_on < first:
        raise Refused(
            _("The term of %(name)s would end before the new board begins. Give a later last day, or let them leave.")
            % {"name": row.user}
        )
    if seat.role == row.role and seat.areas == set(row.areas):
        if seat.ends_on != row.ends_on:
            change.roles[str(row.pk)] = [_iso(row.ends_on), _iso(seat.ends_on)]
            row.ends_on = seat.ends_on
            row.save(update_fields=["ends_on"])
        _seat(handover, seat, email=row.user.email, membership=row)
        return
    # Role and rights are dated: the former ones hold to the day before.
    _end(row, first - DAY, change)
    _begin(handover, seat, row.user, first, change)


def _give(handover: Handover, seat: Seat, language: str, change: _Change) -> None:
    """A new seat: a role for who has the address confirmed, an invitation for everybody else."""
    if seat.ends_on is not None and seat.ends_on < handover.effective_on:
        raise Refused(_("The term of %(name)s would end before the new board begins.") % {"name": seat.email})
    user = user_with(seat.email)
    if user is not None:
        _begin(handover, seat, user, handover.effective_on, change)
        return
    invitations.check_number(handover.association)
    invitation = invitations.offer(
        association=handover.association,
        email=seat.email,
        role=Role(seat.role),
        areas=[Area(area) for area in seat.areas],
        starts_on=handover.effective_on,
        ends_on=seat.ends_on,
        language=language,
    )
    _seat(handover, seat, email=seat.email, invitation=invitation)


def _begin(handover: Handover, seat: Seat, user: User, first: date, change: _Change) -> None:
    same = Membership.objects.not_over(first).filter(
        association_id=handover.association_id, user=user, role=seat.role, starts_on__lte=first
    )
    if same.exists():
        raise Refused(
            _("%(name)s would have the role “%(role)s” twice. Change the present row instead.")
            % {"name": user, "role": Role(seat.role).label}
        )
    membership = people.add_member(
        association=handover.association,
        user=user,
        role=Role(seat.role),
        areas=[Area(area) for area in seat.areas],
        starts_on=first,
        ends_on=seat.ends_on,
    )
    change.given.append(membership.pk)
    _seat(handover, seat, email=user.email, membership=membership)


def _seat(handover: Handover, seat: Seat, **came: Any) -> None:
    HandoverSeat.objects.create(
        handover=handover, role=seat.role, areas=sorted(seat.areas), ends_on=seat.ends_on, **came
    )


def _replace_accounts(association: Association, iban: str, effective_on: date, change: _Change) -> None:
    """End the accounts by the day and add the new one, which awaits verification like any other."""
    accounts = list(BankAccount.objects.filter(association=association, ended_on__isnull=True).order_by("pk"))
    if iban in {account.iban for account in accounts}:
        raise Refused(_("The association has this account already. Leave the field empty to keep it."))
    for account in accounts:
        change.accounts[str(account.pk)] = [None, _iso(max(account.starts_on, effective_on))]
        account.ended_on = max(account.starts_on, effective_on)
        account.save(update_fields=["ended_on"])
        journal.record("associations.bank_account_ended", account)
    added = money.add_bank_account(association=association, iban=iban, starts_on=effective_on)
    change.account = added.pk


def _revoke_open(association: Association, effective_on: date, change: _Change) -> None:
    rows = open_invitations(association, effective_on).select_for_update(of=("self",))
    for invitation in rows.select_related("association"):
        invitations.take_back(invitation)
        change.revoked.append(invitation.pk)


@transaction.atomic
def cancel_handover(*, handover: Handover) -> Handover:
    """Put everything back as it was, before the day of effect begins in Helsinki.

    Roles and accounts get their former last days unless somebody has changed them since, what the handover gave is
    taken back before it begins, and invitations are open again. Raises :class:`Refused` from the day on.
    """
    people.lock(handover.association_id)
    cancelled = transition(
        handover, "cancel", changes={"cancelled_at": clock.now()}, rule=_before_its_day, then=_put_back
    )
    _tell(cancelled, involved(cancelled), "associations.handover_cancelled")
    return cancelled


def _before_its_day(handover: Handover) -> None:
    if handover.effective_on <= clock.today():
        raise Refused(_("The new board has begun, so the handover can't be cancelled any more. Hand over anew."))


def _put_back(handover: Handover) -> None:
    before = handover.before
    accepted = handover.seats.filter(invitation__membership__isnull=False)
    given = [*before["given"], *accepted.values_list("invitation__membership", flat=True)]
    for row in Membership.objects.filter(pk__in=given):
        row.ends_on = row.starts_on - DAY
        row.save(update_fields=["ends_on"])
    if before["account"] is not None:
        added = BankAccount.objects.get(pk=before["account"])
        if added.ended_on is None:
            added.ended_on = added.starts_on
            added.save(update_fields=["ended_on"])
            journal.record("associations.bank_account_ended", added)
    for seat in handover.seats.filter(invitation__isnull=False).select_related("invitation"):
        if seat.invitation is not None and seat.invitation.accepted_at is None:
            invitations.take_back(seat.invitation)
    for row in Membership.objects.filter(pk__in=before["roles"]):
        former, made = before["roles"][str(row.pk)]
        if _iso(row.ends_on) == made:
            row.ends_on = _day(former)
            row.save(update_fields=["ends_on"])
    _put_accounts_back(handover)
    Invitation.objects.filter(pk__in=before["revoked"], accepted_at__isnull=True).update(revoked_at=None)


def _put_accounts_back(handover: Handover) -> None:
    kept = handover.before["accounts"]
    for account in BankAccount.objects.filter(pk__in=kept).order_by("pk"):
        former, made = kept[str(account.pk)]
        same = BankAccount.objects.filter(
            association_id=handover.association_id, iban=account.iban, ended_on__isnull=True
        )
        if _iso(account.ended_on) == made and not same.exists():
            account.ended_on = _day(former)
            account.save(update_fields=["ended_on"])


def involved(handover: Handover) -> list[Membership]:
    """The roles of the board before the handover that it changed or left as they are. One query."""
    seats = handover.seats.filter(membership__isnull=False).values_list("membership", flat=True)
    keys = {*map(int, handover.before["roles"]), *seats} - set(handover.before["given"])
    rows = Membership.objects.filter(pk__in=keys).select_related("user", "association")
    return list(rows.order_by("user__last_name", "user__first_name", "pk"))


def _tell(handover: Handover, former: Iterable[Membership], kind: str) -> None:
    """Owe all who come, leave or stay a message; who is only invited has the invitation."""
    users = {row.user_id: row.user for row in former}
    account = BankAccount.objects.filter(pk=handover.before["account"] or 0).first()
    seats: dict[int, list[HandoverSeat]] = {}
    for seat in handover.seats.select_related("membership__user", "invitation__membership__user"):
        held = seat.membership or (seat.invitation.membership if seat.invitation else None)
        if held is not None:
            users.setdefault(held.user_id, held.user)
            seats.setdefault(held.user_id, []).append(seat)
    for key, user in users.items():
        mine = seats.get(key, [])
        outbox.owe(
            kind,
            subject=handover,
            recipients=[user],
            context={
                "association": plain.texts(handover.association, "name"),
                "by": str(handover.made_by),
                "day": handover.effective_on,
                "last_day": handover.effective_on - DAY,
                # Nobody moves the money unseen; but a mail is no place for a whole account number.
                "account": f"{account.iban[:2]}… {account.iban[-4:]}" if account else "",
                "seats": [people.words(seat.role, seat.areas, user.language) for seat in mine],
            },
            # Who leaves can't open the page from the day on.
            path=f"/fi/omat/yhdistys/vaihto/{handover.pk}/" if mine else "/fi/omat/",
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
