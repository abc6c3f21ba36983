"""Who at the city is shut out of an association's matters, as the minutes name them."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from associations.models import Membership, Tie
from portal.accounts.enums import Right, StaffRole, rights_of
from portal.accounts.models import StaffAssignment, User

_TAKING_PART = frozenset({Right.GRANTS_REVIEW.value, Right.GRANTS_PROPOSE.value, Right.GRANTS_DECIDE.value})


def disqualified(association_ids: Collection[int]) -> dict[int, list[dict[str, str]]]:
    """By association: who holds a role that prepares or decides grants today and is shut out of its matters.

    Name and ground in the active language, by name, as ``decisions.make`` takes them for the minutes. The same ties
    speak as in the bar (``associations.policy.shut_out``). Whether a seat is one's own or a relative's isn't told: the
    law shuts out for either (Hallintolaki 434/2003 §28). Two queries, however many associations.
    """
    # A tie may be to a body outside the register; none of those is asked for.
    found: dict[int | None, dict[int, dict[str, str]]] = {pk: {} for pk in association_ids}
    roles = [role for role in StaffRole if rights_of(frozenset({role})) & _TAKING_PART]
    employees = User.objects.filter(
        pk__in=StaffAssignment.objects.in_force().filter(role__in=roles).values("user"), is_active=True
    )
    ties = Tie.objects.in_force().filter(association__in=association_ids)
    seats = Membership.objects.in_force().filter(association__in=association_ids)
    # The role that the association itself has recorded comes last: it is the plainer ground.
    for rows, ground in (
        (ties, _("a seat in an organ of the association, their own or that of somebody close")),
        (seats, _("has a role in the association")),
    ):
        for row in _of(rows, employees):
            reason = _("%(ground)s; didn't take part in the handling (Hallintolaki 434/2003 §28)") % {"ground": ground}
            found[row.association_id][row.user_id] = {"name": str(row.user), "reason": reason}
    return {pk: sorted(found[pk].values(), key=lambda one: one["name"]) for pk in association_ids}


def _of(rows: QuerySet[Tie] | QuerySet[Membership], employees: QuerySet[User]) -> list[Tie | Membership]:
    return list(rows.filter(user__in=employees).select_related("user"))
