"""What the pages of data protection show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q

from portal import clock, personal, retention
from portal.privacy.models import RetentionItem, RetentionRun
from portal.retention import Kind


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is taken away with a person, or stays: how much there is, and why it stays."""

    label: str
    count: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What erasing a person would do: the dry run of one request."""

    erased: list[Line]
    kept: list[Line]
    hindered: list[str]


def preview(person: Any) -> Preview:
    """What would go, what would stay and why, and what stands in the way. One query a line."""
    return Preview(
        [Line(str(one.label), one.count(person)) for one in personal.erasures()],
        [Line(str(one.label), count, str(one.why)) for one in personal.all_kept() if (count := one.count(person))],
        personal.hindering(person),
    )


def over_since(months: int, day: date) -> datetime:
    """The instant before which a time of so many months is over on the day: that day's midnight in Helsinki."""
    return clock.at(day - relativedelta(months=months), time(0))


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of the plan in a run: how many rows were due, listed, erased and left."""

    kind: str
    label: str
    months: int
    before: datetime | None
    due: int
    listed: int
    erased: int
    left: int
    problem: str


def counted(run: RetentionRun) -> list[Counted]:
    """The run by lines of the plan. One query."""
    rows = RetentionItem.objects.filter(run=run).order_by().values("kind")
    found = {
        row["kind"]: row
        for row in rows.annotate(
            listed=Count("pk"),
            erased=Count("pk", filter=Q(erased_at__isnull=False)),
            left=Count("pk", filter=~Q(note="")),
        )
    }
    lines = []
    for name, told in sorted(run.counts.items()):
        row = found.get(name, {"listed": 0, "erased": 0, "left": 0})
        lines.append(
            Counted(
                name,
                str(retention.find(name).label) if retention.known(name) else name,
                told["months"],
                datetime.fromisoformat(told["before"]),
                told["due"],
                row["listed"],
                row["erased"],
                row["left"],
                told.get("problem", ""),
            )
        )
    return lines


@dataclass(frozen=True, slots=True)
class Item:
    """A listed row as the page shows it."""

    label: str
    erased_at: datetime | None
    note: str


def items(kind: Kind, rows: Sequence[RetentionItem]) -> list[Item]:
    """The listed rows with what they are called now. One query."""
    model = kind.find(clock.now()).model
    objects = model._base_manager.select_related(*kind.joined).in_bulk([row.row_pk for row in rows])
    name = str(model._meta.verbose_name)
    return [
        Item(
            f"{name} {row.row_pk}: {objects[row.row_pk]}" if row.row_pk in objects else f"{name} {row.row_pk}",
            row.erased_at,
            row.note,
        )
        for row in rows
    ]
