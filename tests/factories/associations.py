"""Associations and the people who act for them."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from associations.acting import as_party, parties_of
from associations.enums import Role
from associations.models import ActivityTime, Association, BankAccount, Membership, Sector
from associations.services import money, people
from portal import clock
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import Actor
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


def weekly(association: Association, **fields: Any) -> ActivityTime:
    """A weekly time on Tuesdays from six to half past seven."""
    given = {"title_fi": "Kuoroharjoitus", "weekday": 2, "starts_at": time(18), "ends_at": time(19, 30), **fields}
    made: ActivityTime = ActivityTime.objects.create(association=association, **given)
    return made


__all__ = ["AssociationFactory", "Membership", "account", "acting_for", "member", "weekly"]
