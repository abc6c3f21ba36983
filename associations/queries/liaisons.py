"""Who at the city is an association's liaison."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from associations.enums import Part
from associations.models import Association, LiaisonAssignment
from portal import clock, policy
from portal.accounts.models import StaffAssignment


@dataclass(frozen=True, slots=True)
class Liaison:
    """The employee who answers for the city on a day; ``stands_in_for`` names the liaison who is away."""

    user_id: int
    name: str
    title: str
    email: str
    stands_in_for: str = ""


def liaison_of(association: Association, part: str = "", day: date | None = None) -> Liaison | None:
    """The association's liaison in a part of the operating model on the day (today in Helsinki); None for nobody.

    The nearest assignment wins: of the association before that of its main sector before one of all associations,
    and in each with the part before without; without ``part`` only those of all parts count. Of two alike the newer.
    A substitute answers from ``away_from`` to ``away_until``. People who no longer sign in are passed over. One query.
    """
    on = day or clock.today()
    return _nearest(_assignments(association, on), part, on)


def liaisons_of(association: Association, day: date | None = None) -> list[tuple[str, Liaison]]:
    """The liaison in all matters first, with '', then with its label each part that has somebody else. One query.

    Labels are in the active language.
    """
    on = day or clock.today()
    rows = _assignments(association, on)
    general = _nearest(rows, "", on)
    found = [("", general)] if general else []
    for part in Part:
        one = _nearest(rows, part, on)
        if one is not None and one != general:
            found.append((str(part.label), one))
    return found


def _assignments(association: Association, on: date) -> list[Any]:
    rows = policy.visible(LiaisonAssignment.objects.in_force(on))
    fits = Q(association=association) | Q(sector=association.sector_id)
    return list(
        rows.filter(fits | Q(association__isnull=True, sector__isnull=True))
        .select_related("user", "substitute")
        .annotate(title=_title_of("user", on), substitute_title=_title_of("substitute", on))
        .order_by("-starts_on", "-pk")
    )


def _title_of(person: str, on: date) -> Subquery:
    held = StaffAssignment.objects.in_force(on).filter(user=OuterRef(person)).exclude(title="")
    return Subquery(held.order_by("starts_on", "pk").values("title")[:1])


def _nearest(rows: list[Any], part: str, on: date) -> Liaison | None:
    fitting = [row for row in rows if row.part in {"", part}]
    # Sorting keeps the order of those that are alike.
    fitting.sort(key=lambda row: (row.association_id is None, row.sector_id is None, row.part == ""))
    people = (_on_duty(row, on) for row in fitting)
    return next((person for person in people if person is not None), None)


def _on_duty(row: Any, on: date) -> Liaison | None:
    away = row.away_from is not None and row.away_from <= on and (row.away_until is None or on <= row.away_until)
    user, title = (row.substitute, row.substitute_title) if away else (row.user, row.title)
    if not user.is_active:
        return None
    return Liaison(user.pk, str(user), title or "", user.email, str(row.user) if away else "")
