"""Who did what in the past: everybody who held a seat, a role or a tie, read once."""

from __future__ import annotations

from datetime import date

from associations.enums import Area
from associations.models import Association, BankAccount, Membership, Tie
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User


class People:
    """The demo's associations and people as they are when this is made. Five queries."""

    def __init__(self) -> None:
        self.associations = {row.name_fi: row for row in Association.objects.all()}
        self._seats = list(Membership.objects.select_related("user").order_by("starts_on", "pk"))
        self._terms = list(StaffAssignment.objects.select_related("user").order_by("user_id", "pk"))
        self._ties = list(Tie.objects.all())
        self._accounts = list(BankAccount.objects.order_by("pk"))

    def applicant(self, association: Association, day: date) -> User:
        """Who applied for the association on the day: whoever had been in office longest with the right to."""
        return next(
            seat.user
            for seat in self._seats
            if seat.association_id == association.pk and Area.GRANTS in seat.areas and _in_force(seat, day)
        )

    def account(self, association: Association) -> BankAccount:
        """The association's first account."""
        return next(account for account in self._accounts if account.association_id == association.pk)

    def employees(self, role: StaffRole, day: date) -> list[User]:
        """Those who held the role on the day."""
        return [term.user for term in self._terms if term.role == role and _in_force(term, day)]

    def officers(self, association: Association, day: date) -> list[User]:
        """Grant officers of the day whom nothing ties, or ever tied, to the association."""
        tied = {seat.user_id for seat in self._seats if seat.association_id == association.pk}
        tied |= {tie.user_id for tie in self._ties if tie.association_id == association.pk}
        return [user for user in self.employees(StaffRole.GRANT_OFFICER, day) if user.pk not in tied]


def _in_force(row: Membership | StaffAssignment, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)
