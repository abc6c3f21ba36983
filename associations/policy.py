"""Who may see and change what on this floor, and the bar of disqualification for the floors above."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from typing import Any, TypeVar

from allauth.account.models import EmailAddress
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from associations.enums import Area
from associations.models import (
    Association,
    BankAccount,
    Claim,
    ContactWay,
    Document,
    DuplicatePair,
    Handover,
    Invitation,
    LiaisonAssignment,
    Membership,
    Merge,
    RegisterImport,
    Support,
    Tie,
)
from portal import clock
from portal.accounts.enums import Right, rights_of
from portal.actor import Actor
from portal.policy import bar, permission, visible_to
from portal.prepared import Prepared

M = TypeVar("M", bound=Model)


def has_right(actor: Actor, right: Right) -> bool:
    """Whether a city employee, acting for the city, has the right."""
    return actor.is_staff and right in rights_of(actor.staff_roles)


def acts_for(actor: Actor, association_id: int | None, area: Area) -> bool:
    """Whether the person acts for this association now and may act in the area."""
    return actor.is_user and association_id is not None and actor.acting_for == association_id and area in actor.areas


def own_rows(actor: Actor, rows: QuerySet[M], path: str, area: Area) -> QuerySet[M]:
    """The rows of the association for which the person acts, where they may act in the area; otherwise none.

    ``path`` leads from a row to its association.
    """
    if actor.acting_for is not None and area in actor.areas:
        return rows.filter(**{f"{path}_id": actor.acting_for})
    return rows.none()


def _shut(person: int, day: date) -> QuerySet[Any, Any]:
    """The associations in whose organs the person, or a close relative, has a seat on the day."""
    seats = Membership.objects.in_force(day).filter(user_id=person).values_list("association")
    return seats.union(Tie.objects.shutting(person, day).values_list("association"), all=True)


# Every query of the city's asks this too, and some ask it twice.
_SHUT = Prepared(_shut, int, date)


def shut_out(actor: Actor, field: str = "association") -> Q | None:
    """The bar: rows whose association the employee is tied to, by a seat of their own or a relative's.

    Hallintolaki 434/2003 §28. The seat is known from the portal's own roles or from what the employee recorded.
    Bars only city work: acting for one's own association is what its members are for. A tie to a body outside the
    register shuts nothing.

    A request has looked up the ties at its beginning, as it has the roles; most employees have none, and their lists
    go without the condition.
    """
    if not actor.is_staff or actor.tied_to == frozenset():
        return None
    if actor.tied_to is not None:
        return Q(**{f"{field}__in": sorted(actor.tied_to)})
    return Q(**{f"{field}__in": _SHUT.subquery(actor.person_id, clock.today())})


def shut_to(actor: Actor) -> Set[int]:
    """The same by key for who acts now. One query, or none where the request has looked them up."""
    return actor.tied_to if actor.tied_to is not None else shut_from(actor.person_id)


def shut_from(person_id: int) -> set[int]:
    """The same of a person, for work on many associations that goes on when the request is over. One query."""
    return {pk for (pk,) in _SHUT.tuples(person_id, clock.today())}


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
    return _of_own(actor, rows) if not has_right(actor, Right.ASSOCIATIONS_READ) else rows


def _of_own(actor: Actor, rows: QuerySet[Membership]) -> QuerySet[Membership]:
    if actor.acting_for is not None:
        return rows.filter(association_id=actor.acting_for)
    return rows.filter(user_id=actor.person_id) if actor.is_user else rows.none()


@visible_to(BankAccount)
def _accounts(actor: Actor, rows: QuerySet[BankAccount]) -> QuerySet[BankAccount]:
    if has_right(actor, Right.ASSOCIATIONS_READ):
        return rows
    if actor.acting_for is not None and actor.areas & {Area.GRANTS, Area.PEOPLE}:
        return rows.filter(association_id=actor.acting_for)
    return rows.none()


@visible_to(Support)
def _support(actor: Actor, rows: QuerySet[Support]) -> QuerySet[Support]:
    return rows


@visible_to(Document)
def _documents(actor: Actor, rows: QuerySet[Document]) -> QuerySet[Document]:
    if has_right(actor, Right.ASSOCIATIONS_READ):
        return rows
    return rows.filter(association_id=actor.acting_for) if actor.acting_for is not None else rows.none()


@visible_to(ContactWay)
def _contact_ways(actor: Actor, rows: QuerySet[ContactWay]) -> QuerySet[ContactWay]:
    if has_right(actor, Right.ASSOCIATIONS_READ):
        return rows
    return rows.filter(Q(public=True) | Q(association_id=actor.acting_for))


@visible_to(Invitation)
def _invitations(actor: Actor, rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Of the association for its members; of the city's register for employees; one's own by the confirmed address."""
    if has_right(actor, Right.ASSOCIATIONS_READ):
        return rows
    if not actor.is_user:
        return rows.none()
    mine = EmailAddress.objects.filter(user_id=actor.person_id, verified=True)
    own = Q(Exists(mine.filter(email__iexact=OuterRef("email"))))
    return rows.filter(own | Q(association_id=actor.acting_for))


@visible_to(Claim)
def _claims(actor: Actor, rows: QuerySet[Claim]) -> QuerySet[Claim]:
    if has_right(actor, Right.ASSOCIATIONS_READ):
        return rows
    return rows.filter(user_id=actor.person_id) if actor.is_user else rows.none()


@visible_to(Handover)
def _handovers(actor: Actor, rows: QuerySet[Handover]) -> QuerySet[Handover]:
    if has_right(actor, Right.ASSOCIATIONS_READ):
        return rows
    return rows.filter(association_id=actor.acting_for) if actor.acting_for is not None else rows.none()


@visible_to(LiaisonAssignment)
def _liaisons(actor: Actor, rows: QuerySet[LiaisonAssignment]) -> QuerySet[LiaisonAssignment]:
    # Who at the city is whose liaison is public.
    return rows


def _for_editors(actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows if has_right(actor, Right.ASSOCIATIONS_EDIT) else rows.none()


for _model in (RegisterImport, DuplicatePair, Merge):
    visible_to(_model)(_for_editors)


@bar(BankAccount)
@bar(Document)
@bar(Handover)
def _shut_out(actor: Actor) -> Q | None:
    return shut_out(actor)


@bar(Claim)
def _shut_out_of_claims(actor: Actor) -> Q | None:
    """One's own stays readable: who sits on a board asks for it as anybody does. Nobody handles their own."""
    shut = shut_out(actor)
    return None if shut is None else shut & ~Q(user_id=actor.person_id)


@permission("associations.edit_profile")
def _edit_profile(actor: Actor, association: Association) -> bool:
    return acts_for(actor, association.pk, Area.PROFILE)


@permission("associations.manage_people")
def _manage_people(actor: Actor, association: Association) -> bool:
    """Main users: who acts, with which rights, and to which account the city pays."""
    return acts_for(actor, association.pk, Area.PEOPLE)


@permission("associations.verify_association")
def _verify(actor: Actor, association: Association | None) -> bool:
    """Employees who edit the register, except those whom a tie shuts out of this association."""
    if not has_right(actor, Right.ASSOCIATIONS_EDIT):
        return False
    if association is None:
        return True
    shut = shut_out(actor, "pk")
    return shut is None or not Association.objects.filter(shut, pk=association.pk).exists()


@permission("associations.send_claim")
def _send_claim(actor: Actor, association: Association | None) -> bool:
    return actor.is_user


@permission("associations.handle_claim")
def _handle_claim(actor: Actor, claim: Claim) -> bool:
    # Nobody lets themselves in.
    return has_right(actor, Right.ASSOCIATIONS_EDIT) and claim.user_id != actor.user_id


@permission("associations.edit_claim")
def _edit_claim(actor: Actor, claim: Claim) -> bool:
    return actor.is_user and claim.user_id == actor.user_id


@permission("associations.view_claim")
def _view_claim(actor: Actor, claim: Claim) -> bool:
    return has_right(actor, Right.ASSOCIATIONS_READ) or _edit_claim(actor, claim)


@permission("associations.verify_document")
def _verify_document(actor: Actor, document: Document) -> bool:
    # Nobody verifies what they handed in.
    return has_right(actor, Right.ASSOCIATIONS_EDIT) and document.added_by_id != actor.user_id


@permission("associations.edit_document")
def _edit_document(actor: Actor, document: Document) -> bool:
    return acts_for(actor, document.association_id, Area.PROFILE)


@permission("associations.view_document")
def _view_document(actor: Actor, document: Document) -> bool:
    if has_right(actor, Right.ASSOCIATIONS_READ):
        return True
    return actor.acting_for is not None and document.association_id == actor.acting_for


@permission("associations.verify_account")
def _verify_account(actor: Actor, account: BankAccount) -> bool:
    return has_right(actor, Right.ASSOCIATIONS_EDIT)


@permission("associations.edit_handover")
def _edit_handover(actor: Actor, handover: Handover) -> bool:
    return acts_for(actor, handover.association_id, Area.PEOPLE)


@permission("associations.view_handover")
def _view_handover(actor: Actor, handover: Handover) -> bool:
    if has_right(actor, Right.ASSOCIATIONS_READ):
        return True
    return actor.acting_for is not None and handover.association_id == actor.acting_for


@permission("associations.change_membership")
def _change_membership(actor: Actor, membership: Membership) -> bool:
    return acts_for(actor, membership.association_id, Area.PEOPLE)


@permission("associations.end_membership")
def _end_membership(actor: Actor, membership: Membership) -> bool:
    """Main users; and everybody their own, since nobody is kept in a seat that they have left."""
    own = actor.acting_for == membership.association_id and membership.user_id == actor.user_id
    return own or _change_membership(actor, membership)


@permission("associations.manage_invitation")
def _manage_invitation(actor: Actor, invitation: Invitation) -> bool:
    return acts_for(actor, invitation.association_id, Area.PEOPLE)


@permission("associations.accept_invitation")
def _accept_invitation(actor: Actor, invitation: Invitation) -> bool:
    """Whoever is signed in with the address, confirmed. One query."""
    if not actor.is_user:
        return False
    mine = EmailAddress.objects.filter(user_id=actor.person_id, verified=True)
    return bool(mine.filter(email__iexact=invitation.email).exists())


@permission("associations.assign_liaison")
def _assign_liaison(actor: Actor, assignment: LiaisonAssignment | None) -> bool:
    return has_right(actor, Right.LIAISONS_ASSIGN)


@permission("associations.import_register")
def _import(actor: Actor, obj: object) -> bool:
    return has_right(actor, Right.ASSOCIATIONS_EDIT)
