"""Associations and the people who act for them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from associations.acting import as_party, parties_of
from associations.enums import ContactKind, DocumentKind, LegalForm, Role
from associations.models import (
    ActivityTime,
    Association,
    BankAccount,
    Claim,
    District,
    Document,
    DuplicatePair,
    Handover,
    Invitation,
    MeetingPlace,
    Membership,
    RegisterImport,
    Sector,
    TargetGroup,
)
from associations.queries.handovers import board_of
from associations.services import claims, facets, handovers, imports, invitations, money, people
from associations.services.handovers import Seat
from portal import clock
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import Actor, acting
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import runner
from portal.jobs.models import Job
from tests.factories.accounts import UserFactory
from tests.files.made import PDF, png

IBAN = "FI2112345600000785"


class AssociationFactory(DjangoModelFactory[Association]):
    """A registered association in the sector of culture."""

    class Meta:
        model = Association

    name_fi = factory.Sequence(lambda n: f"Kylän Laulu {n} ry")
    slug = factory.Sequence(lambda n: f"kylan-laulu-{n}")
    sector = factory.LazyFunction(lambda: Sector.objects.get(slug="kulttuuri"))
    summary_fi = "Laulamme yhdessä tiistaisin."

    @classmethod
    def _create(cls, model_class: type[Association], *args: Any, **kwargs: Any) -> Association:
        made: Association = super()._create(model_class, *args, **kwargs)
        # As every service does that writes what the directory counts.
        facets.refresh([made.pk])
        made.refresh_from_db(fields=["facets"])
        return made


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


def logo(association: Association) -> StoredFile:
    """A picture of one pixel as the association's logo."""
    stored = files.store(png(), name="logo.png", kind="logo", parent=association)
    association.logo_key = stored.key
    association.save(update_fields=["logo_key"])
    return stored


def weekly(association: Association, weekday: int = 2, hour: int = 18, **fields: Any) -> ActivityTime:
    """Choir practice for two hours, on Tuesdays from 18 unless told otherwise, counted by the directory."""
    given = {"title_fi": "Harjoitukset", "weekday": weekday, "starts_at": time(hour), "ends_at": time(hour + 2)}
    made: ActivityTime = ActivityTime.objects.create(association=association, **{**given, **fields})
    facets.refresh([association.pk])
    return made


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


__all__ = [
    "AssociationFactory",
    "Membership",
    "account",
    "acting_for",
    "carried_out",
    "claim",
    "document",
    "imported",
    "logo",
    "member",
    "new_claim",
    "pair",
    "run_job",
    "sheet",
    "told",
    "weekly",
]
