"""Associations and the people who act for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from associations.acting import as_party, parties_of
from associations.enums import DocumentKind, LegalForm, Role
from associations.models import Association, BankAccount, Claim, Document, Membership, Sector
from associations.services import claims, money, people
from portal import clock
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import Actor, acting
from tests.factories.accounts import UserFactory
from tests.files.made import PDF

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


def claim(user: User, association: Association | None = None, **given: Any) -> Claim:
    """A person's request to act for an association, sent as people send it; by default one that keeps minutes."""
    of = given.pop("of", association) or AssociationFactory.create()
    minutes = SimpleUploadedFile("poytakirja.pdf", PDF)
    with acting(actor_of(user)):
        return claims.send_claim(of=of, **{"role": Role.SECRETARY, "minutes": minutes, **given})


def new_claim(user: User, name: str = "Uusi Kerho ry", number: str = "", **given: Any) -> Claim:
    """A request about an association that isn't in the register."""
    sector = Sector.objects.get(slug="kulttuuri")
    form = LegalForm.REGISTERED if number else LegalForm.UNREGISTERED
    return claim(user, of=claims.NewAssociation(name, form, sector, number), **given)


def document(association: Association, user: User, kind: DocumentKind = DocumentKind.RULES, **fields: Any) -> Document:
    """A document that awaits verification."""
    return Document.objects.create(association=association, added_by=user, kind=kind, **fields)


__all__ = ["AssociationFactory", "Membership", "account", "acting_for", "claim", "document", "member", "new_claim"]
