"""The data set: so many associations with their people, ledger, applications, awards and the record of it all.

Of ten associations three have applied and two have been granted, over several calls. Written in bulk by the app role
with an actor, through the same triggers as in life, so that the journal is as full as it would be.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import time, timedelta
from typing import Any

from django.db import transaction

from associations.enums import DEFAULT_AREAS, LegalForm, Role, SupportKind
from associations.models import ActivityTime, Association, BankAccount, MeetingPlace, Membership, Sector, Support
from associations.rules import slug
from bench import matters, names
from bench.cast import Cast, cast
from bench.copying import copy
from portal import actor, clock
from portal.accounts.models import User
from portal.journal.models import Event
from portal.ui import pagecache

BATCH = 1000
# What no password fits; making a real hash takes longer than making the row.
NO_PASSWORD = "!bench"  # noqa: S105
BOARD = (Role.CHAIR, Role.TREASURER)


def fill(count: int) -> Cast:
    """Add associations with all that is theirs until there are ``count``; return those who act in the data set."""
    with actor.acting(actor.system("bench")):
        with transaction.atomic():
            acting = cast()
        for begin in range(Association.objects.count(), count, BATCH):
            with transaction.atomic():
                made = _associations(begin, min(count, begin + BATCH))
                treasurers = _people(made, begin)
                _ledger(made, begin)
                matters.apply(acting, made, treasurers, begin)
    # Written past the services, which would have told the caches.
    pagecache.bump("associations", "awards", "calls")
    return acting


def _associations(begin: int, end: int) -> list[Association]:
    sectors = {sector.slug: sector for sector in Sector.objects.all()}
    told = [names.association(number) for number in range(begin, end)]
    rows = []
    for number, invented in enumerate(told, begin):
        rows.append(
            Association(
                slug=f"{slug(invented.name)[:70]}-{number}",
                name_fi=invented.name,
                name_sv=invented.name_sv,
                legal_form=LegalForm.REGISTERED if invented.registered else LegalForm.UNREGISTERED,
                register_number=f"{100 + number // 1000}.{number % 1000:03d}" if invented.registered else "",
                sector=sectors[invented.sector],
                summary_fi=invented.summary,
                description_fi=invented.description,
                languages=list(invented.languages),
                accessibility=list(invented.accessibility),
                welcomes_new=invented.welcomes_new,
                facets=invented.facets,
                size=20 + number % 400,
                checked_on=clock.today() - timedelta(days=number % 700),
            )
        )
    made = copy(rows)
    _facts(made, told)
    now = clock.now()
    copy(
        Event(
            at=now - timedelta(days=900, seconds=begin + at),
            verb="associations.association_added",
            actor_kind="system",
            actor_label="bench",
            object_type="associations.association",
            object_id=str(association.pk),
            object_label=association.name_fi,
        )
        for at, association in enumerate(made)
    )
    return made


def _facts(made: Sequence[Association], told: Sequence[names.Invented]) -> None:
    """Further sectors, districts, target groups and weekly times. The facets stand in the rows already."""
    pairs = list(zip(made, told, strict=True))
    _join(
        Association.further_sectors, ((one.pk, [of.further_sector] if of.further_sector else []) for one, of in pairs)
    )
    _join(Association.districts, ((one.pk, of.districts) for one, of in pairs))
    _join(Association.target_groups, ((one.pk, of.target_groups) for one, of in pairs))
    places = copy(MeetingPlace(association=one, name=f"Kerhotalo {one.pk % 90}") for one, of in pairs if of.times)
    place_of = {place.association_id: place for place in places}
    until = clock.today() + timedelta(days=200)
    copy(
        ActivityTime(
            association=one,
            title_fi="Viikkoharjoitukset",
            weekday=at.weekday,
            starts_at=time(at.hour),
            ends_at=time(at.hour + 1, 30),
            season_until=until if at.season else None,
            place=place_of[one.pk],
        )
        for one, of in pairs
        for at in of.times
    )


def _join(relation: Any, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Rows of a many-to-many relation, from the association's key to the slugs of the other side."""
    field = relation.field
    keys = dict(field.related_model.objects.values_list("slug", "pk"))
    mine, other = field.m2m_column_name(), field.m2m_reverse_name()
    copy(relation.through(**{mine: pk, other: keys[slug]}) for pk, slugs in rows for slug in slugs)


def _people(made: Sequence[Association], begin: int) -> list[User]:
    """A chair and a treasurer for each; one in three chairs sits on the next association's board as well."""
    users = copy(
        User(
            email=f"{role}{begin + at}@people.invalid",
            first_name="Maija" if role is Role.CHAIR else "Väinö",
            last_name=f"Meikäläinen-{begin + at}",
            password=NO_PASSWORD,
        )
        for at in range(len(made))
        for role in BOARD
    )
    since = clock.today() - timedelta(days=400)
    rows = [
        Membership(
            association=made[at // 2],
            user=user,
            role=BOARD[at % 2],
            areas=sorted(DEFAULT_AREAS[BOARD[at % 2]]),
            starts_on=since,
        )
        for at, user in enumerate(users)
    ]
    rows += [
        Membership(association=made[at + 1], user=users[at * 2], role=Role.MEMBER, starts_on=since)
        for at in range(0, len(made) - 1, 3)
    ]
    copy(rows)
    copy(
        BankAccount(association=association, iban="FI2112345600000785", holder=association.name_fi)
        for association in made
    )
    return users[1::2]


def _ledger(made: Sequence[Association], begin: int) -> None:
    """Premises and work that the city has given before the portal: none to three rows an association."""
    chance = random.Random(begin)
    today = clock.today()
    rows = []
    for association in made:
        for number in range(chance.choice((0, 0, 1, 3))):
            day = today - timedelta(days=chance.randint(30, 1500))
            rows.append(
                Support(
                    association=association,
                    kind=chance.choice((SupportKind.PREMISES, SupportKind.STAFF)),
                    value_cents=chance.randint(5_000, 400_000),
                    given_on=day,
                    year=day.year,
                    title="Vuorot Isomäen hallissa, hinnaston ja maksetun erotus",
                    source_type="bench.support",
                    source_id=f"{association.pk}-{number}",
                )
            )
    copy(rows)
