"""Who at the city is an association's liaison."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, Subquery

from associations.enums import Part
from associations.models import Association, LiaisonAssignment
from portal import clock, policy
from portal.accounts.models import StaffAssignment
from portal.actor import ANONYMOUS
from portal.ui.fragments import fragment


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
    fits = Q(association=association) | Q(association__isnull=True)
    return _nearest(_for(association, _assigned(fits, on)), part)


def liaisons_of(association: Association, day: date | None = None) -> list[tuple[str, Liaison]]:
    """The liaison in all matters first, with '', then with its label each part that has somebody else.

    Labels are in the active language. One query where the association has a liaison of its own; the others are kept
    per version and day.
    """
    on = day or clock.today()
    text = fragment(f"liaisons-{on}", ("associations",), "-", lambda: _shared_as_text(on))
    shared, with_own = _shared(text)
    own = _assigned(Q(association=association), on) if association.pk in with_own else []
    rows = _for(association, [*own, *shared])
    general = _nearest(rows, "")
    found = [("", general)] if general else []
    for part in Part:
        one = _nearest(rows, part)
        if one is not None and one != general:
            found.append((str(part.label), one))
    return found


class _Assigned(NamedTuple):
    """An assignment in force on a day, and who answers by it on that day."""

    association_id: int | None
    sector_id: int | None
    part: str
    liaison: Liaison


def _assigned(fits: Q, on: date) -> list[_Assigned]:
    rows = (
        policy.visible(LiaisonAssignment.objects.in_force(on), ANONYMOUS)
        .filter(fits)
        .select_related("user", "substitute")
        .annotate(title=_title_of("user", on), substitute_title=_title_of("substitute", on))
        .order_by("-starts_on", "-pk")
    )
    people = ((row, _on_duty(row, on)) for row in rows)
    return [_Assigned(row.association_id, row.sector_id, row.part, who) for row, who in people if who is not None]


def _shared_as_text(on: date) -> str:
    with_own = LiaisonAssignment.objects.in_force(on).exclude(association=None).order_by()
    shared = [[row.sector_id, row.part, asdict(row.liaison)] for row in _assigned(Q(association__isnull=True), on)]
    return json.dumps([shared, sorted(set(with_own.values_list("association", flat=True)))])


@lru_cache(maxsize=4)
def _shared(text: str) -> tuple[list[_Assigned], frozenset[int]]:
    """The assignments of a sector or of all, and the associations that have one of their own."""
    shared, with_own = json.loads(text)
    rows = [_Assigned(None, sector, part, Liaison(**liaison)) for sector, part, liaison in shared]
    return rows, frozenset(with_own)


def _title_of(person: str, on: date) -> Subquery:
    held = StaffAssignment.objects.in_force(on).filter(user=OuterRef(person)).exclude(title="")
    return Subquery(held.order_by("starts_on", "pk").values("title")[:1])


def _for(association: Association, rows: Iterable[_Assigned]) -> list[_Assigned]:
    """Those that speak of the association, of its main sector or of all."""
    return [row for row in rows if row.association_id or row.sector_id in {None, association.sector_id}]


def _nearest(rows: Iterable[_Assigned], part: str) -> Liaison | None:
    fitting = [row for row in rows if row.part in {"", part}]
    # Sorting keeps the order of those that are alike.
    fitting.sort(key=lambda row: (row.association_id is None, row.sector_id is None, row.part == ""))
    return fitting[0].liaison if fitting else None


def _on_duty(row: Any, on: date) -> Liaison | None:
    away = row.away_from is not None and row.away_from <= on and (row.away_until is None or on <= row.away_until)
    user, title = (row.substitute, row.substitute_title) if away else (row.user, row.title)
    if not user.is_active:
        return None
    return Liaison(user.pk, str(user), title or "", user.email, str(row.user) if away else "")
