"""Associations and the people who act for them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from associations.acting import as_party, parties_of
from associations.enums import ContactKind, Role
from associations.models import (
    ActivityTime,
    Association,
    BankAccount,
    District,
    MeetingPlace,
    Membership,
    Sector,
    TargetGroup,
)
from associations.services import facets, money, people
from portal import clock
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import Actor
from portal.files import services as files
from portal.files.models import StoredFile
from tests.factories.accounts import UserFactory
from tests.files.made import png

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


def logo(association: Association) -> StoredFile:
    """A picture of one pixel as the association's logo."""
    stored = files.store(png(), name="logo.png", kind="logo", parent=association)
    association.logo_key = stored.key
    association.save(update_fields=["logo_key"])
    return stored


def weekly(association: Association, **fields: Any) -> ActivityTime:
    """Choir practice on Tuesdays from 18 to 20, without a season."""
    given = {"title_fi": "Harjoitukset", "weekday": 2, "starts_at": time(18), "ends_at": time(20), **fields}
    return ActivityTime.objects.create(association=association, **given)


def told(**fields: Any) -> Association:
    """An association that tells all it can, and has beside it what only the city and its own people may see.

    Whatever isn't public has the word "salainen" in it.
    """
    association: Association = AssociationFactory.create(
        **{
            "name_fi": "Rannan Sointu ry",
            "name_sv": "Strandens Klang rf",
            "slug": "rannan-sointu",
            "register_number": "900.123",
            "business_id": "9000000-1",
            "registered_on": date(1926, 3, 4),
            "description_fi": "Laulamme rannalla.",
            "joining_fi": "Tule harjoituksiin.",
            "accessibility": ["step_free"],
            "accessibility_note_fi": "Ovi aukeaa napista.",
            "languages": ["fi", "sv"],
            "size": 48,
            "checked_on": date(2026, 9, 1),
            **fields,
        }
    )
    district = District.objects.get(slug="keskusta")
    association.districts.add(district)
    association.target_groups.add(TargetGroup.objects.get(slug="nuoret"))
    association.further_sectors.add(Sector.objects.get(slug="nuoriso"))
    place = MeetingPlace.objects.create(
        association=association, name="Annis", address="Annankatu 5", postal_code="28100", district=district
    )
    weekly(association, place=place)
    ways = association.contact_ways
    ways.create(kind=ContactKind.EMAIL, value="salainen@rannansointu.example", public=False)
    ways.create(kind=ContactKind.POST, value="Salainen katu 1", label="Salainen", public=False)
    ways.create(kind=ContactKind.EMAIL, value="info@rannansointu.example", label="Sihteeri", public=True)
    ways.create(kind=ContactKind.PHONE, value="+358 2 000 0001", public=True, order=1)
    association.links.create(url="https://rannansointu.example/")
    member(association, first_name="Salainen", last_name="Puheenjohtaja", email="salainen@people.example")
    BankAccount.objects.create(association=association, iban=IBAN, holder="Salainen tili")
    logo(association)
    facets.refresh([association.pk])
    association.refresh_from_db()
    return association


__all__ = ["AssociationFactory", "Membership", "account", "acting_for", "logo", "member", "told", "weekly"]
