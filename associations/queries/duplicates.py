"""Suspected duplicates and merges as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, QuerySet

from associations.enums import PairState, Status
from associations.models import Association, DuplicatePair, Membership, Merge
from associations.policy import shut_to
from associations.queries.merging import FIELDS, label, relations, shown
from portal import actor as actors
from portal import policy


def open_pairs() -> QuerySet[DuplicatePair]:
    """Pairs that nobody has handled and of which neither is merged, the likeliest first."""
    rows = policy.visible(DuplicatePair).filter(state=PairState.OPEN)
    living = rows.exclude(first__status=Status.MERGED).exclude(second__status=Status.MERGED)
    return living.select_related("first__sector", "second__sector").order_by("-likeness", "pk")


class Side(NamedTuple):
    """One of a pair, and how many people act for it."""

    association: Association
    people: int


class ShownPair(NamedTuple):
    """A pair side by side; ``shut`` when a tie keeps the reader from handling it."""

    pair: DuplicatePair
    sides: tuple[Side, Side]
    shut: bool


def shown_pairs(pairs: Iterable[DuplicatePair]) -> list[ShownPair]:
    """The pairs of a page with their people. Three queries beside that for the pairs."""
    rows = list(pairs)
    keys = {key for pair in rows for key in (pair.first_id, pair.second_id)}
    held = Membership.objects.in_force().filter(association__in=keys)
    people = dict(held.order_by().values_list("association").annotate(Count("user", distinct=True)))
    shut = shut_to(actors.current())
    return [
        ShownPair(
            pair,
            (Side(pair.first, people.get(pair.first_id, 0)), Side(pair.second, people.get(pair.second_id, 0))),
            bool({pair.first_id, pair.second_id} & shut),
        )
        for pair in rows
    ]


def merges() -> QuerySet[Merge]:
    """All merges, newest first."""
    rows = policy.visible(Merge).select_related("kept", "absorbed", "made_by", "undone_by")
    return rows.order_by("-made_at", "-pk")


def moved(merge: Merge) -> list[tuple[str, int]]:
    """(what, how many) moved."""
    numbers = [(relation.label, len(merge.moved.get(relation.key, []))) for relation in relations()]
    return sorted(pair for pair in numbers if pair[1])


def stayed(merge: Merge) -> list[tuple[str, int]]:
    """(what, how many) is still with the absorbed one, since the kept one had the same; one query a kind of row."""
    if merge.undone_at is not None:
        return []
    numbers = [(relation.label, relation.rows(merge.absorbed_id).count()) for relation in relations()]
    return sorted(pair for pair in numbers if pair[1])


def changed_fields(merge: Merge) -> list[tuple[str, str, str]]:
    """(label, before, after) of the fields that the kept one took."""
    taken = [(name, *merge.fields[name]) for name in FIELDS if name in merge.fields]
    return [(label(name), shown(name, before), shown(name, after)) for name, before, after in taken]
