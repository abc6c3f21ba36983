"""The demo's associations, their people and their bank accounts, through the services."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.utils.text import slugify

from associations.demo_past import register_work
from associations.demo_texts import activities, boards, community, culture, others, places, sport, welfare
from associations.demo_texts.records import (
    Record,
    business_id,
    checked_on,
    iban,
    phone,
    register_number,
    registered_on,
)
from associations.enums import ContactKind, LegalForm
from associations.models import (
    ActivityTime,
    Association,
    ContactWay,
    District,
    LiaisonAssignment,
    Link,
    MeetingPlace,
    Membership,
    Sector,
    TargetGroup,
)
from associations.services import facets, money, people, register, ties
from portal import clock
from portal.accounts.demo_data import add_people
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import acting
from portal.demodata import step

MODULES = (sport, community, culture, welfare, places, others)
NUMBERED = {LegalForm.REGISTERED}


def records() -> list[tuple[str, Record]]:
    """All associations with the slug of their sector."""
    return [(sector, record) for module in MODULES for sector, rows in module.RECORDS.items() for record in rows]


@step(20, already=Association.objects.exists)
def load() -> str:
    """Associations of all sectors, people with terms, accounts, and the tie of an officer."""
    made = _add_associations()
    persons = _add_people()
    _add_seats(made, persons)
    _add_accounts(made)
    _add_activities(made)
    for address, name in boards.TIES.items():
        with acting(actor_of(User.objects.get(email=address))):
            ties.record_tie(association=made[name], relative=True)
    roles = Membership.objects.count()
    return f"{len(made)} associations, {len(persons)} people with {roles} roles in {len(boards.BOARDS)} of them"


@step(25, already=LiaisonAssignment.objects.exists)
def work_with_the_register() -> str:
    """Liaisons, requests, papers, an invitation, a doubtful name, feedback: what waits on the city's desk."""
    liaisons = register_work.name_liaisons()
    requests = register_work.ask_to_act()
    papers = register_work.give_papers()
    register_work.invite()
    register_work.add_doubtful()
    register_work.give_feedback()
    return f"{liaisons} assignments of liaisons, {requests} requests to act, {papers} documents"


def _add_associations() -> dict[str, Association]:
    sectors = {sector.slug: sector for sector in Sector.objects.all()}
    districts = {district.name_fi: district for district in District.objects.all()}
    made: dict[str, Association] = {}
    for place, (sector, record) in enumerate(records()):
        about = (*record.about, "", "")
        made[record.name] = register.add_association(
            name_fi=record.name,
            name_sv=record.sv,
            name_en=record.en,
            legal_form=record.form,
            status=record.status,
            sector=sectors[sector],
            districts=[districts[record.district]],
            summary_fi=record.summary[0],
            summary_sv=record.summary[1],
            summary_en=record.summary[2],
            description_fi=about[0],
            description_sv=about[1],
            description_en=about[2],
            register_number=register_number(place) if record.form in NUMBERED else "",
            business_id=business_id(place) if record.since and place % 5 != 4 else "",
            registered_on=registered_on(record, place),
            size=record.size,
            welcomes_new=record.welcomes_new,
            checked_on=checked_on(place, clock.today()),
        )
        _add_ways(made[record.name], record, place)
    return made


def _add_ways(association: Association, record: Record, place: int) -> None:
    ContactWay.objects.create(
        association=association, kind=ContactKind.EMAIL, value=f"info@{record.domain}", public=True
    )
    if place % 3 != 2:
        ContactWay.objects.create(
            association=association, kind=ContactKind.PHONE, value=phone(place), public=True, order=1
        )
    if place % 4 != 3:
        Link.objects.create(association=association, url=f"https://{record.domain}/")


def _add_activities(made: dict[str, Association]) -> None:
    """For whom, when and where: an association without an entry tells nothing of it, as some do."""
    groups = {group.slug: group for group in TargetGroup.objects.all()}
    districts = {district.name_fi: district for district in District.objects.all()}
    for name, activity in activities.ACTIVITIES.items():
        association = made[name]
        association.languages = activity.languages.split()
        association.accessibility = activity.access.split()
        association.save(update_fields=["languages", "accessibility"])
        association.target_groups.set(groups[slug] for slug in activity.groups.split())
        where = [
            MeetingPlace.objects.create(association=association, name=place, district=districts[district])
            for place, district in (one.split(" @ ") for one in activity.places)
        ]
        for row in activity.times:
            starts, ends = (_clock(written) for written in row.clock.split("–"))
            begins, over = _season(row.season, clock.today())
            ActivityTime.objects.create(
                association=association,
                title_fi=row.title[0],
                title_sv=row.title[1],
                title_en=row.title[2],
                weekday=row.day,
                starts_at=starts,
                ends_at=ends,
                every=row.every,
                season_from=begins,
                season_until=over,
                place=where[row.place] if where else None,
            )
    facets.refresh([association.pk for association in made.values()])


def _clock(written: str) -> time:
    hour, _point, minute = written.partition(".")
    return time(int(hour), int(minute or 0))


def _season(name: activities.Season, today: date) -> tuple[date, date | None]:
    """The season that goes on or comes next: winter from September to May, summer from May to August."""
    if name == "all":
        return date(today.year, 1, 7), None
    if name == "summer":
        year = today.year if today <= date(today.year, 8, 31) else today.year + 1
        return date(year, 5, 2), date(year, 8, 31)
    year = today.year if today > date(today.year, 5, 31) else today.year - 1
    return date(year, 9, 1), date(year + 1, 5, 31)


def _add_people() -> dict[str, User]:
    """Everybody who sits on a board, by name, under the domain of the first association where the name stands."""
    domains = {record.name: record.domain for _sector, record in records()}
    new: dict[str, User] = {}
    known: dict[str, User] = {}
    for association, seats in boards.BOARDS.items():
        for seat in seats:
            if seat.address:
                known[seat.name] = User.objects.get(email=seat.address)
            elif seat.name not in new:
                first, last = seat.name.split(" ", 1)
                email = f"{slugify(first)}.{slugify(last)}@{domains[association]}"
                new[seat.name] = User(email=email, first_name=first, last_name=last, language=seat.language)
    add_people(new.values())
    return new | known


def _add_seats(made: dict[str, Association], persons: dict[str, User]) -> None:
    today = clock.today()
    for association, seats in boards.BOARDS.items():
        for seat in seats:
            people.add_member(
                association=made[association],
                user=persons[seat.name],
                role=seat.role,
                starts_on=seat.starts_on(today),
                ends_on=seat.ends_on(today),
            )


def _add_accounts(made: dict[str, Association]) -> None:
    """One account for everybody who may apply, verified a while ago; the last few are still to be verified."""
    today = clock.today()
    names = list(boards.BOARDS)
    for place, name in enumerate([*names, *sorted(boards.TWO_ACCOUNTS)]):
        # Before the first grants of the demo were paid, which is three years and a half ago at most.
        verified = today - timedelta(days=1300 + place * 13) if place < len(names) - 4 else None
        money.add_bank_account(association=made[name], iban=iban(place), verified_on=verified, starts_on=verified)
