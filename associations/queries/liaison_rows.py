"""Liaisons' assignments for the city's pages: the list, who answers for what, and the gaps."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from associations.enums import Part
from associations.models import Association, LiaisonAssignment, LiaisonQuerySet, Sector
from portal import clock
from portal.accounts.models import StaffAssignment, User
from portal.ui.fragments import fragment

# Everything, whatever the part of the operating model.
WHOLE = ""


def employees(day: date | None = None) -> QuerySet[User]:
    """Active people with a staff role in force on the day (today in Helsinki), by name."""
    held = StaffAssignment.objects.in_force(day).filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(held), is_active=True).order_by("last_name", "first_name", "pk")


def _in_office(day: date | None = None) -> Exists:
    """Whether the liaison of an assignment is an employee with a role in force on the day (today in Helsinki)."""
    return Exists(StaffAssignment.objects.in_force(day).filter(user=OuterRef("user"), user__is_active=True))


def standing(day: date | None = None) -> LiaisonQuerySet:
    """Assignments in force on the day (today in Helsinki) of people whose staff role is in force too."""
    return LiaisonAssignment.objects.in_force(day).filter(_in_office(day))


def gaps(day: date | None = None) -> LiaisonQuerySet:
    """Assignments in force on the day of people whose staff role has ended: nobody answers there."""
    return LiaisonAssignment.objects.in_force(day).filter(~_in_office(day))


def away(day: date | None = None) -> LiaisonQuerySet:
    """Assignments in force on the day in which a substitute stands in."""
    on = day or clock.today()
    absent = LiaisonAssignment.objects.in_force(on).filter(away_from__lte=on)
    return absent.exclude(away_until__lt=on)


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers for one part, or one sector, where nothing nearer is said; None for a gap."""

    label: str
    person: str | None
    # The substitute who stands in today, '' when the person is here.
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answers for what where an association has no liaison of its own."""

    parts: list[Answer]
    sectors: list[Answer]


def answers(day: date | None = None) -> Answers:
    """The table "who answers for what". Two queries: the nearest of the assignments without an association wins."""
    on = day or clock.today()
    rows = standing(on).filter(association__isnull=True).select_related("user", "substitute").order_by("pk")
    found = {(row.sector_id, row.part): row for row in rows}
    parts = [_answer(str(part.label), found.get((None, part)) or found.get((None, WHOLE)), on) for part in Part]
    sectors = [
        _answer(sector.name, found.get((sector.pk, WHOLE)) or found.get((None, WHOLE)), on)
        for sector in Sector.objects.all()
    ]
    return Answers(parts, sectors)


def _answer(label: str, row: LiaisonAssignment | None, day: date) -> Answer:
    if row is None:
        return Answer(label, None)
    return Answer(label, str(row.user), str(row.substitute) if is_away(row, day) else "")


def is_away(row: LiaisonAssignment, day: date | None = None) -> bool:
    """Whether the substitute stands in on the day (today in Helsinki)."""
    on = day or clock.today()
    return row.away_from is not None and row.away_from <= on and (row.away_until is None or row.away_until >= on)


@dataclass(frozen=True, slots=True)
class General:
    """The liaisons for everything, by sector and for all, as a list of associations needs them."""

    by_sector: Mapping[int, tuple[int, str]]
    for_all: tuple[int, str] | None

    def of(self, sector_id: int) -> tuple[int, str] | None:
        """Key and name of who answers for associations of the sector that have no liaison of their own."""
        return self.by_sector.get(sector_id) or self.for_all

    def sectors_of(self, user_id: int) -> list[int]:
        """The sectors that the person answers for as a whole."""
        return [sector for sector, (key, _name) in self.by_sector.items() if key == user_id]


def general(day: date | None = None) -> General:
    """The liaisons for everything where an association has none of its own. One query."""
    return whole((), day)[1]


def whole(associations: Iterable[int], day: date | None = None) -> tuple[dict[int, tuple[int, str]], General]:
    """Key and name of the own liaison for everything of each association that has one, and :class:`General`.

    One query, of people whose staff role is in force.
    """
    wanted = Q(association__isnull=True) | Q(association__in=list(associations))
    rows = standing(day).filter(wanted, part=WHOLE).order_by("-pk")
    own: dict[int, tuple[int, str]] = {}
    by_sector: dict[int, tuple[int, str]] = {}
    for_all = None
    # The stubs take every foreign key for one that is never empty.
    names: Any = rows.values_list("association_id", "sector_id", "user_id", "user__first_name", "user__last_name")
    for association, sector, user, first, last in names:
        who = (user, f"{first} {last}".strip())
        if association is not None:
            own[association] = who
        elif sector is not None:
            by_sector[sector] = who
        else:
            for_all = who
    return own, General(by_sector, for_all)


def of_page(associations: Collection[int], day: date | None = None) -> tuple[dict[int, tuple[int, str]], General]:
    """As :func:`whole`, with what is general kept per version and day.

    One query where one of the associations has a liaison of its own, otherwise none.
    """
    on = day or clock.today()
    general, with_own = _read(fragment(f"liaisons-general-{on}", ("associations",), "-", lambda: _as_text(on)))
    mine = with_own.intersection(associations)
    return (whole(mine, on)[0] if mine else {}), general


def _as_text(on: date) -> str:
    found = general(on)
    own = standing(on).filter(association__isnull=False, part=WHOLE).order_by("association")
    keys = list(own.values_list("association", flat=True).distinct())
    return json.dumps([list(found.by_sector.items()), found.for_all, keys])


@lru_cache(maxsize=4)
def _read(text: str) -> tuple[General, frozenset[int]]:
    by_sector, for_all, with_own = json.loads(text)
    sectors = {sector: (key, name) for sector, (key, name) in by_sector}
    return General(sectors, tuple(for_all) if for_all else None), frozenset(with_own)


def choices() -> list[tuple[int, str]]:
    """Key and name of all who are somebody's liaison today, by name. One query."""
    people = User.objects.filter(pk__in=standing().values("user")).order_by("last_name", "first_name", "pk")
    return [(pk, f"{first} {last}".strip()) for pk, first, last in people.values_list("pk", "first_name", "last_name")]


CHOICES = [
    ("", _("In force")),
    ("coming", _("To come")),
    ("ended", _("Ended")),
    ("away", _("Away now")),
    ("gap", _("Gaps")),
]


def listed(chosen: str, day: date | None = None) -> LiaisonQuerySet:
    """Assignments for the list, by a value of :data:`CHOICES`: those of all first, then by sector and association."""
    on = day or clock.today()
    rows = {
        "coming": LiaisonAssignment.objects.filter(starts_on__gt=on),
        "ended": LiaisonAssignment.objects.filter(ends_on__lt=on),
        "away": away(on),
        "gap": gaps(on),
    }.get(chosen, LiaisonAssignment.objects.in_force(on))
    joined = rows.annotate(holds_office=_in_office(on)).select_related("user", "substitute", "sector", "association")
    return joined.order_by(
        F("association__sort_name").asc(nulls_first=True),
        F("sector__order").asc(nulls_first=True),
        "part",
        "starts_on",
        "pk",
    )


@dataclass(frozen=True, slots=True)
class Row:
    """An assignment as the list shows it."""

    assignment: LiaisonAssignment
    target: str
    away: bool
    gap: bool
    open: bool


def list_rows(rows: Iterable[LiaisonAssignment], day: date | None = None) -> list[Row]:
    """The assignments with what they are for. No query besides their own."""
    on = day or clock.today()
    made = []
    for row in rows:
        target = row.association.name if row.association else row.sector.name if row.sector else _all()
        ended = row.ends_on is not None and row.ends_on < on
        gap = not ended and row.starts_on <= on and not row.holds_office  # type: ignore[attr-defined]
        made.append(Row(row, target, not ended and is_away(row, on), gap, not ended))
    return made


def _all() -> str:
    return gettext("all associations")


def of_association(association: Association, day: date | None = None) -> list[Row]:
    """All that bears on one association: its own assignments also past ones, its sector's and the general in force."""
    on = day or clock.today()
    mine = Q(association=association)
    wider = Q(association__isnull=True) & (Q(sector=association.sector_id) | Q(sector__isnull=True))
    in_force = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    rows = LiaisonAssignment.objects.filter(mine | (wider & in_force)).annotate(holds_office=_in_office(on))
    nearest = rows.select_related("user", "substitute", "sector", "association").order_by(
        F("association").asc(nulls_last=True), F("sector").asc(nulls_last=True), "part", "-starts_on", "pk"
    )
    return list_rows(nearest, on)
