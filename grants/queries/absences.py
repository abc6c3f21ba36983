"""Who is away today, and who stands in."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from grants import rules
from grants.models import Absence
from portal import clock
from portal.accounts.models import User
from portal.prepared import Prepared

# A handful of rows, which the queue and the desk of each officer ask.
_AWAY = Prepared(
    lambda day: Absence.objects.filter(starts_on__lte=day, ends_on__gte=day).values_list("user_id", "substitute_id"),
    date,
)


def _away() -> dict[int, int]:
    return dict(_AWAY.tuples(clock.today()))


def stands_in_for(person_id: int) -> frozenset[int]:
    """Those whose matters the person looks after today beside their own. One query."""
    return rules.stands_in_for(person_id, _away())


def stand_ins(person_id: int) -> tuple[int, ...]:
    """Who looks after the person's matters today; nobody when the person is here. One query."""
    return rules.substitutes(person_id, _away())


class AbsenceRow(NamedTuple):
    """An absence as the list shows it; ``now`` says that it has begun."""

    pk: int
    person: str
    substitute: str
    starts_on: date
    ends_on: date
    now: bool


def absence_rows(absences: QuerySet[Absence]) -> list[AbsenceRow]:
    """The page of absences. One query."""
    today = clock.today()
    return [
        AbsenceRow(row.pk, str(row.user), str(row.substitute), row.starts_on, row.ends_on, row.starts_on <= today)
        for row in absences.select_related("user", "substitute")
    ]


def away_now(officer: User | None) -> Absence | None:
    """The absence of the officer today, with who stands in. One query, none without an officer."""
    if officer is None:
        return None
    return Absence.objects.in_force().filter(user=officer).select_related("substitute").first()
