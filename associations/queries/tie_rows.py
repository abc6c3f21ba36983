"""Ties for the city's pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from associations.models import Tie, TieQuerySet
from portal import clock, policy


class When(models.TextChoices):
    """Where a tie stands on a day."""

    NOW = "now", _("in force")
    COMING = "coming", _("to come")
    ENDED = "ended", _("ended")


CHOICES = [("", _("All")), *When.choices]


def when(tie: Tie, day: date | None = None) -> When:
    """Where the tie stands on the day (today in Helsinki)."""
    on = day or clock.today()
    if tie.starts_on > on:
        return When.COMING
    return When.ENDED if tie.ends_on is not None and tie.ends_on < on else When.NOW


class Row(NamedTuple):
    """A tie as the pages show it."""

    tie: Tie
    where: str
    when: When


def own(user_id: int) -> dict[str, list[Row]]:
    """A person's ties by where they stand, the nearest end first. One query."""
    rows = Tie.objects.filter(user_id=user_id).select_related("association").order_by("-starts_on", "-pk")
    found = list(register_rows(rows))
    return {one.value: [row for row in found if row.when is one] for one in When}


def all_of(chosen: str, day: date | None = None) -> TieQuerySet:
    """The ties that the actor may see, of the chosen time (a value of :class:`When`), newest first."""
    on = day or clock.today()
    rows: TieQuerySet = policy.visible(Tie.objects.select_related("association", "user"))
    narrowed = {
        When.NOW.value: Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on)),
        When.COMING.value: Q(starts_on__gt=on),
        When.ENDED.value: Q(starts_on__lte=on, ends_on__lt=on),
    }.get(chosen)
    return (rows if narrowed is None else rows.filter(narrowed)).order_by("-starts_on", "-pk")


def register_rows(ties: Iterable[Tie]) -> list[Row]:
    """The ties with what they are to. No query besides their own."""
    return [Row(tie, tie.association.name if tie.association else tie.body, when(tie)) for tie in ties]
