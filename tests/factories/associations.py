"""Associations and the people who act for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from associations.acting import as_party, parties_of
from associations.enums import Role
from associations.models import Association, BankAccount, DuplicatePair, Membership, RegisterImport, Sector
from associations.services import imports, money, people
from portal import clock
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import Actor, acting
from portal.jobs import runner
from portal.jobs.models import Job
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


def sheet(*rows: str, headings: str = "Nimi;Rekisterinumero;Y-tunnus") -> bytes:
    """A small file of register data as CSV."""
    return "\n".join([headings, *rows]).encode()


def run_job(job: Job | None) -> str | None:
    """Do the background work now, as a worker does."""
    assert job is not None
    return runner.run(job.pk)


def imported(content: bytes, user: User, *, name: str = "rekisteri.csv") -> RegisterImport:
    """An import that the employee has brought in, read and ready to be looked at, or failed."""
    with acting(actor_of(user)):
        made = imports.start(content=content, name=name, sector=Sector.objects.get(slug="muu"))
    run_job(made.job)
    made.refresh_from_db()
    return made


def carried_out(made: RegisterImport, user: User) -> RegisterImport:
    """The import carried out by the employee."""
    with acting(actor_of(user)):
        run_job(imports.carry_out(register_import=made).job)
    made.refresh_from_db()
    return made


def pair(first: Association, second: Association) -> DuplicatePair:
    """The two as suspected duplicates."""
    older, younger = sorted((first, second), key=lambda one: one.pk)
    return DuplicatePair.objects.create(first=older, second=younger, reason="name", likeness=90)


__all__ = [
    "AssociationFactory",
    "Membership",
    "account",
    "acting_for",
    "carried_out",
    "imported",
    "member",
    "pair",
    "run_job",
    "sheet",
]
