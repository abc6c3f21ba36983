"""Who may see and change what on this floor, and the bar of disqualification for the floors above."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from associations.enums import Area
from associations.models import Association, BankAccount, Membership, Support, Tie
from portal.accounts.enums import Right, rights_of
from portal.actor import Actor
from portal.policy import permission, visible_to


def has_right(actor: Actor, right: Right) -> bool:
    """Whether a city employee, acting for the city, has the right."""
    return actor.is_staff and right in rights_of(actor.staff_roles)


def acts_for(actor: Actor, association_id: int | None, area: Area) -> bool:
    """Whether the person acts for this association now and may act in the area."""
    return actor.is_user and association_id is not None and actor.acting_for == association_id and area in actor.areas


def shut_out(actor: Actor, field: str = "association") -> Q | None:
    """The bar: rows whose association the employee is tied to, by a seat of their own or a relative's.

    Hallintolaki 434/2003 §28. The seat is known from the portal's own roles or from what the employee recorded.
    Bars only city work: acting for one's own association is what its members are for.
    """
    if not actor.is_staff:
        return None
    seats = Membership.objects.in_force().filter(user_id=actor.person_id).values("association")
    ties = Tie.objects.in_force().filter(user_id=actor.person_id).values("association")
    return Q(**{f"{field}__in": seats}) | Q(**{f"{field}__in": ties})


@visible_to(Association)
def _associations(actor: Actor, rows: QuerySet[Association]) -> QuerySet[Association]:
    if has_right(actor, Right.ASSOCIATIONS_READ):
        return rows
    listed = Association.objects.listed()
    if actor.acting_for is not None:
        return rows.filter(Q(pk__in=listed.values("pk")) | Q(pk=actor.acting_for))
    return rows.filter(pk__in=listed.values("pk"))


@permission("associations.view_association")
def _view(actor: Actor, association: Association) -> bool:
    return association in _associations(actor, Association.objects.filter(pk=association.pk))


@permission("associations.record_tie")
def _record_tie(actor: Actor, tie: Tie | None) -> bool:
    """One's own ties only: nobody opens a matter to a colleague, or shuts it."""
    return actor.is_staff and (tie is None or tie.user_id == actor.user_id)


@visible_to(Tie)
def _ties(actor: Actor, rows: QuerySet[Tie]) -> QuerySet[Tie]:
    if has_right(actor, Right.JOURNAL_READ):
        return rows
    return rows.filter(user_id=actor.person_id) if actor.is_staff else rows.none()


@visible_to(Membership)
def _memberships(actor: Actor, rows: QuerySet[Membership]) -> QuerySet[Membership]:
    if has_right(actor, Right.ASSOCIATIONS_READ):
        return rows
    if actor.acting_for is not None:
        return rows.filter(association_id=actor.acting_for)
    return rows.filter(user_id=actor.person_id) if actor.is_user else rows.none()


@visible_to(BankAccount)
def _accounts(actor: Actor, rows: QuerySet[BankAccount]) -> QuerySet[BankAccount]:
    if has_right(actor, Right.ASSOCIATIONS_READ):
        return rows
    if actor.acting_for is not None and Area.GRANTS in actor.areas:
        return rows.filter(association_id=actor.acting_for)
    return rows.none()


@visible_to(Support)
def _support(actor: Actor, rows: QuerySet[Support]) -> QuerySet[Support]:
    return rows
