"""Acting as: a session acts for one association or for the city, shown on every page, changed in two clicks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, QuerySet, Value
from django.http import HttpRequest
from django.utils.translation import gettext as _

from associations.models import Membership, Tie
from portal import clock
from portal.actor import Actor
from portal.prepared import Prepared
from portal.translated import expression

SESSION_KEY = "acting_for"
CITY = "city"

_READ = ("association_id", "areas", "label", "sort", "pk")


def _held(person: int, day: date) -> QuerySet[Any, Any]:
    seats = Membership.objects.in_force(day).filter(user=person)
    named = seats.annotate(label=expression("association__name"), sort=F("association__sort_name"))
    return named.order_by("sort", "pk").values_list(*_READ)


def _held_or_tied(person: int, day: date) -> QuerySet[Any, Any]:
    """With the associations in whose organs an employee, or a close relative, has a seat that gives no right here."""
    ties = Tie.objects.shutting(person, day)
    bare = ties.annotate(areas=Value([], ArrayField(CharField())), label=Value(""), sort=Value("")).order_by()
    rows: QuerySet[Any, Any] = _held(person, day).order_by().union(bare.values_list(*_READ), all=True)
    return rows.order_by("sort", "pk")


_HELD, _HELD_OR_TIED = Prepared(_held, int, date), Prepared(_held_or_tied, int, date)


@dataclass(frozen=True, slots=True)
class Party:
    """One of those for whom a person may act: an association (its key) or the city (None)."""

    key: int | None
    label: str
    areas: frozenset[str] = frozenset()

    @property
    def value(self) -> str:
        """As a form sends it."""
        return CITY if self.key is None else str(self.key)


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom this request acts, and the other choices; None where the person acts for nobody."""

    party: Party | None
    parties: tuple[Party, ...]
    tied_to: frozenset[int] | None = None

    @property
    def label(self) -> str:
        """The name shown in the header of every page."""
        return self.party.label if self.party else _("nobody")

    @property
    def can_switch(self) -> bool:
        """Whether there is a choice at all."""
        return len(self.parties) > 1


def parties_of(actor: Actor) -> tuple[Party, ...]:
    """All for whom the person may act today: the city first, then associations by name. One query."""
    return _parties(actor, _HELD.tuples(actor.person_id, clock.today()))


def _parties(actor: Actor, rows: Iterable[tuple[Any, ...]]) -> tuple[Party, ...]:
    found: dict[int, Party] = {}
    for key, given, name, *_place in rows:
        areas = frozenset(given) | (found[key].areas if key in found else frozenset())
        found[key] = Party(key, name, areas)
    city = (Party(None, _("the city")),) if actor.staff_roles else ()
    return (*city, *found.values())


def acting(request: HttpRequest, actor: Actor) -> Acting:
    """For whom the session acts. A choice that no longer holds falls back to the first that does (cases.md 24)."""
    if actor.staff_roles:
        rows = _HELD_OR_TIED.tuples(actor.person_id, clock.today())
        # A tie is no seat of the portal's own: it has no name and gives no party.
        parties = _parties(actor, [row for row in rows if row[2]])
        tied_to = frozenset(row[0] for row in rows)
    else:
        parties, tied_to = parties_of(actor), None
    chosen = request.session.get(SESSION_KEY)
    party = next((one for one in parties if one.value == chosen), parties[0] if parties else None)
    return Acting(party, parties, tied_to)


def as_party(actor: Actor, party: Party | None) -> Actor:
    """The actor acting for the party."""
    if party is None or party.key is None:
        return actor
    return replace(actor, acting_for=party.key, acting_for_label=party.label, areas=party.areas)


def switch(request: HttpRequest, value: str) -> Acting | None:
    """Act for another party from now on; None when the person may not act for it."""
    found: Acting = request.acting  # type: ignore[attr-defined]
    if value not in {party.value for party in found.parties}:
        return None
    request.session[SESSION_KEY] = value
    return acting(request, request.actor)  # type: ignore[attr-defined]
