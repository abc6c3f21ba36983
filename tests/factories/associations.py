"""Associations and the people who act for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from associations.acting import as_party, parties_of
from associations.enums import Role
from associations.models import Association, BankAccount, Handover, Invitation, Membership, Sector
from associations.queries.handovers import board_of
from associations.services import handovers, invitations, money, people
from associations.services.handovers import Seat
from portal import clock
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import Actor, acting
from tests.factories.accounts import UserFactory

IBAN = "FI2112345600000785"


class AssociationFactory(DjangoModelFactory[Association]):
    """A registered association in the sector of culture."""

    class Meta:
        model = Association

    name_fi = factory.Sequence(lambda n: f"Kylän Laulu {n} ry")
    slug = factory.Sequence(lambda n: f"kylan-laulu-{n}")
    sector = factory.LazyFunction(lambda: Sector.objects.get(slug="kulttuuri"))
    summary_fi = "Laulamme yhdessä tiistaisin."


def member(association: Association, role: Role = Role.TREASURER, **fields: Any) -> User:
    """A person with a role in the association, since long: a test may look at an earlier moment of today."""
    user: User = UserFactory.create(**fields)
    people.add_member(association=association, user=user, role=role, starts_on=clock.today() - timedelta(days=400))
    return user


def acting_for(user: User, association: Association) -> Actor:
    """The person acting for the association, as a request's actor."""
    actor = actor_of(user)
    party = next(party for party in parties_of(actor) if party.key == association.pk)
    return as_party(actor, party)


def account(association: Association) -> BankAccount:
    """A valid bank account."""
    return money.add_bank_account(association=association, iban=IBAN, starts_on=clock.today() - timedelta(days=400))


def invitation(association: Association, *, by: User, email: str, **fields: Any) -> Invitation:
    """An open invitation by a main user, to the role of a treasurer unless another is given."""
    with acting(acting_for(by, association)):
        return invitations.invite(association=association, email=email, **{"role": Role.TREASURER, **fields})


def handover(association: Association, *, by: User, **fields: Any) -> Handover:
    """A handover by a main user in which everybody goes on; from today unless another day is given."""
    board = {row.pk: seat_of(row) for row in board_of(association)}
    days = {"meeting_on": clock.today(), "effective_on": clock.today()}
    with acting(acting_for(by, association)):
        return handovers.make_handover(association=association, **{**days, "board": board, **fields})


def seat_of(row: Membership, **changes: Any) -> Seat:
    """The seat of somebody who goes on, with changes."""
    terms = {"role": row.role, "areas": frozenset(row.areas), "ends_on": row.ends_on, "email": row.user.email}
    return Seat(**{**terms, **changes})


__all__ = ["AssociationFactory", "Membership", "account", "acting_for", "member"]
