"""Awards as lists, by year."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import ExtractYear

from grants.models import Award, Call
from portal import policy
from portal.ui.fragments import fragment


def granted_cents(call: Call) -> int:
    """Cents of the call's appropriation that awards have taken; what was declined is free again. One query."""
    return Award.objects.in_force().filter(call=call).sum_cents()


@dataclass(frozen=True, slots=True)
class Year:
    """The awards of one year: how many, and their sum in cents."""

    year: int
    count: int
    cents: int


def award_years() -> list[Year]:
    """All years with awards, newest first; they are the same for everyone, and kept until something is granted."""
    return [Year(*row) for row in json.loads(fragment("award-years", ("awards",), "-", _award_years))]


def _award_years() -> str:
    rows = (
        policy.visible(Award)
        .annotate(year=ExtractYear("decided_on"))
        .values("year")
        .annotate(count=Count("pk"), cents=Sum("amount_cents"))
    )
    return json.dumps(list(rows.order_by("-year").values_list("year", "count", "cents")), default=int)


class AwardRow(NamedTuple):
    """What a row of the public list shows, in the page's language. Plain values: a page has fifty of them."""

    decided_on: date
    slug: str
    association: str
    purpose: str
    call: str
    amount_cents: int


def award_rows(awards: QuerySet[Award], language: str) -> list[AwardRow]:
    """The awards as the public list shows them. One query."""
    found = awards.values_list(
        *("decided_on", "association__slug", f"association__name_{language}", "association__name_fi", "purpose"),
        *(f"call__title_{language}", "call__title_fi", "amount_cents"),
    )
    return [
        AwardRow(day, slug, name or name_fi, purpose, title or title_fi, cents)
        for day, slug, name, name_fi, purpose, title, title_fi, cents in found
    ]
