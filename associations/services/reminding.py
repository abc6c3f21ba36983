"""Reminders to confirm the facts, once a year and again by the dated rules."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from associations.enums import Area, ContactKind, Status
from associations.models import Association, ContactWay, Membership
from portal import clock
from portal.accounts.models import User
from portal.dated.queries import value
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.outbox.models import Message

KIND = "associations.confirm_facts"
# So many associations are looked at with one set of queries.
BATCH = 200


@dataclass(frozen=True, slots=True)
class _Sent:
    """How many reminders of the year an association has had, and the day of the last."""

    number: int = 0
    last: date = date.min


def remind_unconfirmed(day: date, after: int = 0) -> int | None:
    """Remind the next associations (by key, after the given one) whose facts nobody has checked in the day's year.

    From the month of the rule on: at first, then every so many days, so many times a year at most. Returns the last
    key looked at, None when there is nothing left. Running it again on a day owes nothing twice.
    """
    if day.month < value("associations.confirmation_month", day):
        return None
    rows = list(_silent(day).filter(pk__gt=after).order_by("pk")[:BATCH])
    if not rows:
        return None
    every, most = value("associations.confirmation_every_days", day), value("associations.confirmation_reminders", day)
    keys = [row.pk for row in rows]
    sent, people, ways = _sent(keys, day.year), _people(keys, day), _ways(keys)
    for row in rows:
        had = sent.get(row.pk, _Sent())
        if had.number and (had.number >= most or had.last + timedelta(days=every) > day):
            continue
        _owe(row, people.get(row.pk) or ways.get(row.pk, []), f"{day.year}-{had.number + 1}", bool(people.get(row.pk)))
    return keys[-1]


def _silent(day: date) -> QuerySet[Association]:
    acting = Membership.objects.in_force(day).with_area(Area.PROFILE).filter(association=OuterRef("pk"))
    written = ContactWay.objects.filter(association=OuterRef("pk"), kind=ContactKind.EMAIL)
    unchecked = Q(checked_on__isnull=True) | Q(checked_on__lt=date(day.year, 1, 1))
    # Who can't be reached at all isn't even looked at: an imported register has thousands of these.
    return Association.objects.filter(unchecked, Exists(acting) | Exists(written), status=Status.ACTIVE)


def _sent(keys: list[int], year: int) -> dict[int, _Sent]:
    rows = Message.objects.filter(
        kind=KIND,
        subject_type=Association._meta.label_lower,
        subject_id__in=[str(key) for key in keys],
        discriminator__startswith=f"{year}-",
    ).order_by()
    found = rows.values("subject_id").annotate(number=Count("discriminator", distinct=True), last=Max("created_at"))
    return {int(row["subject_id"]): _Sent(row["number"], clock.local(row["last"]).date()) for row in found}


def _people(keys: list[int], day: date) -> dict[int, list[User | str]]:
    held = Membership.objects.in_force(day).with_area(Area.PROFILE).filter(association__in=keys, user__is_active=True)
    found: dict[int, list[User | str]] = defaultdict(list)
    for membership in held.select_related("user").order_by("association", "user"):
        found[membership.association_id].append(membership.user)
    return found


def _ways(keys: list[int]) -> dict[int, list[User | str]]:
    """The addresses that the association itself gave, for when nobody acts for it."""
    found: dict[int, list[User | str]] = defaultdict(list)
    rows = ContactWay.objects.filter(association__in=keys, kind=ContactKind.EMAIL).order_by(
        "association", "order", "pk"
    )
    for association, address in rows.values_list("association", "value"):
        found[association].append(address)
    return found


@transaction.atomic
def _owe(association: Association, recipients: list[User | str], discriminator: str, acted_for: bool) -> None:
    page = f"/fi/omat/yhdistys/{association.pk}/vahvista/" if acted_for else association.get_absolute_url()
    outbox.owe(
        KIND,
        subject=association,
        recipients=recipients,
        context={
            "association": plain.texts(association, "name"),
            "checked_on": association.checked_on,
            "acted_for": acted_for,
        },
        path=page,
        discriminator=discriminator,
    )
