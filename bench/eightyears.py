"""Eight years of applications: the data set of the bench ``review``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction

from associations.enums import Role
from associations.models import Association, Membership
from bench import afterwards, matters
from bench.cast import Cast, call_of, cast
from grants.enums import ApplicationState, AwardMethod, CallKind
from grants.models import Application, AwardModel, Call, Criterion
from portal import clock
from portal.accounts.models import User
from portal.actor import acting, system
from portal.ui import pagecache

S = ApplicationState
YEARS = 8
# Two calls a year, to each of which three of four associations apply.
CALLS_A_YEAR = 2
KINDS = (CallKind.OPERATING, CallKind.EVENT)
# Of eight applications of the past five were granted.
GRANTED_OF, ALL_OF = 5, 8
# So many are ranked, and so many are decided at once; of so many the letters are timed one by one.
RANKED = 400
LETTERS = 200
YEAR = 365
RANKING, DECIDING, WRITING = "Pisteytetty haku", "Esitelty haku", "Kirjeiden haku"


def fill() -> int:
    """Write them for all associations; how many applications there are then. The register stands already."""
    with acting(system("bench")):
        with transaction.atomic():
            people = cast()
            associations = list(Association.objects.order_by("pk"))
            applicants = _applicants()
        for year in range(YEARS):
            for turn in range(CALLS_A_YEAR):
                with transaction.atomic():
                    days = YEAR * (YEARS - year) - 60 * turn
                    call = call_of(f"{KINDS[turn].label} {year + 1}/{turn + 1}", -days - 30, -days, KINDS[turn])
                    matters.follow(people, list(_of_past(people, call, associations, applicants, year + turn)))
                    afterwards.follow(people, [call.pk])
        with transaction.atomic():
            _of_now(people, associations, applicants)
    pagecache.bump("associations", "calls", "awards")
    return Application.objects.count()


def _applicants() -> dict[int, User]:
    seats = Membership.objects.filter(role=Role.TREASURER).select_related("user").order_by("pk")
    return {seat.association_id: seat.user for seat in seats}


def _of_past(
    people: Cast, call: Call, associations: list[Association], applicants: dict[int, User], turn: int
) -> Iterator[Application]:
    for at, association in enumerate(associations):
        if (at + turn) % 4:
            state = S.GRANTED if (at + turn) % ALL_OF < GRANTED_OF else S.REJECTED
            yield _application(people, call, association, applicants[association.pk], at, state)


def _of_now(people: Cast, associations: list[Association], applicants: dict[int, User]) -> None:
    """A call whose applications are scored and wait to be ranked, and two whose proposals wait to be decided."""
    for title, state, number in (
        (RANKING, S.IN_REVIEW, RANKED),
        (DECIDING, S.PROPOSED, RANKED),
        (WRITING, S.PROPOSED, LETTERS),
    ):
        call = call_of(title, -40, -5, CallKind.OPERATING)
        rows = [
            _application(people, call, association, applicants[association.pk], at, state)
            for at, association in enumerate(associations[:number])
        ]
        made = matters.follow(people, rows)
        if state == S.IN_REVIEW:
            matters.score(people, made, matters.by_call(Criterion.objects.filter(call=call).order_by("order", "pk")))
    AwardModel.objects.create(
        name_fi="Pisteen arvo",
        method=AwardMethod.POINTS,
        valid_from=clock.today() - timedelta(days=YEAR),
        made_by=people.officers[0],
    )


def _application(
    people: Cast, call: Call, association: Association, user: User, at: int, state: ApplicationState
) -> Application:
    started = call.closes_at - timedelta(days=9, minutes=at % 5000)
    row = Application(
        call=call,
        association=association,
        started_by=user,
        started_at=started,
        submitted_at=started + timedelta(days=2),
        submitted_by=user,
        state=state,
        case_number=f"PORI/{call.pk}-{at}/02.05.01.04/{call.closes_at.year}",
        requested_cents=100_000,
        handled_by=people.officers[at % len(people.officers)],
    )
    if state != S.IN_REVIEW:
        row.proposed_cents, row.proposed_by = (0 if state == S.REJECTED else 100_000), people.officers[0]
        row.proposal_reasons, row.public_purpose = "Hakemus vastaa julkaistuja perusteita.", matters.PURPOSES[at % 3]
    if state in matters.DECIDED:
        row.decided_at = call.closes_at + timedelta(days=20, minutes=at % 900)
    return row
