"""The public register of awards: what is found, its sums, and its rows."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from associations.enums import Status
from associations.models import Association, Listing
from associations.queries import search
from associations.rules import laid_bare
from grants.models import Application, Award, AwardQuerySet, Call
from grants.queries.standing import AS_DECIDED, LATER, standings_of, summed
from portal import clock, policy
from portal.decisions.models import Decision
from portal.prepared import Prepared, any_of
from portal.translated import active, expression
from portal.ui.fragments import fragment

# What the register's pages say of associations and calls changes with these.
TOPICS = ("associations", "awards", "calls")

NEWEST, OLDEST, LARGEST, SMALLEST, BY_NAME = "", "vanhin", "suurin", "pienin", "nimi"
ORDERS: dict[str, tuple[str, ...]] = {
    NEWEST: ("-decided_on", "-pk"),
    OLDEST: ("decided_on", "pk"),
    LARGEST: ("-amount_cents", "-pk"),
    SMALLEST: ("amount_cents", "pk"),
    BY_NAME: ("association__sort_name", "association", "-decided_on", "-pk"),
}

# Of more that are found than so many, a page is read by walking along the order.
MANY = 500
# Of so many chosen values there are only some thousands of choices. What is typed, or chosen beyond that, has no end.
MOST_KEPT = 2


@dataclass(frozen=True)
class Asked:
    """What may be asked of the register, and nothing else (cases.md 23). Empty means: whatever it is.

    ``sector``, ``district`` and ``association`` are the slugs of addresses, ``call`` is a key.
    """

    typed: str = ""
    year: int = 0
    kind: str = ""
    call: int = 0
    sector: str = ""
    district: str = ""
    association: str = ""
    order: str = NEWEST

    @cached_property
    def words(self) -> search.Words:
        """What was typed, understood as in the directory. At most one query, where nothing is kept of the words."""
        return search.understood(self.typed)

    @cached_property
    def has_end(self) -> bool:
        """Whether such questions have an end, so that the answers to all of them may be kept."""
        chosen = [self.year, self.kind, self.call, self.sector, self.district]
        return not self.typed and not self.association and sum(map(bool, chosen)) <= MOST_KEPT

    @cached_property
    def mark(self) -> str:
        """Tells what is found from other findings in a key, without showing in it what somebody typed."""
        return hashlib.sha256(repr(astuple(replace(self, order=NEWEST))).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Year:
    """The awards of one year: how many, and in cents what holds of them now."""

    year: int
    count: int
    cents: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How many awards were found, and in cents what holds of them now: in all, by year, category and sector's slug.

    ``loosely`` says that misspellings were let in.
    """

    count: int
    cents: int
    years: Mapping[int, int]
    kinds: Mapping[str, int]
    sectors: Mapping[str, int]
    loosely: bool


class AwardRow(NamedTuple):
    """What a row of the register shows, in the page's language. Plain values: a page has fifty of them."""

    # As it stands in the address.
    key: str
    decided_on: date
    # '' for one that the public directory doesn't show: its profile is no page for everyone.
    slug: str
    association: str
    purpose: str
    call_key: str
    call: str
    amount_cents: int
    # What holds of the sum now, and what happened to it, a sentence each.
    cents: int
    notes: tuple[str, ...]


def award_years() -> list[Year]:
    """All years with awards, newest first; they are the same for everyone, and kept until something is granted."""
    return [Year(*row) for row in json.loads(fragment("award-years", ("awards",), "-", _award_years))]


def _award_years() -> str:
    counts: Counter[int] = Counter()
    sums: Counter[int] = Counter()
    for year, _kind, _sector, count, cents in summed(policy.visible(Award.objects.all())):
        counts[year] += count
        sums[year] += cents
    return json.dumps([(year, counts[year], sums[year]) for year in sorted(counts, reverse=True)])


def award_calls(language: str) -> list[tuple[int, str]]:
    """Key and title of the calls from which something has been granted, newest first; kept per version."""

    def build() -> str:
        given = policy.visible(Award).order_by().values("call")
        rows = Call.objects.filter(pk__in=given).annotate(label=expression("title", language))
        return json.dumps(list(rows.order_by("-closes_at", "-pk").values_list("pk", "label")))

    return [(key, title) for key, title in json.loads(fragment("award-calls", ("awards", "calls"), language, build))]


def recipient(slug: str, language: str) -> str | None:
    """The name of the association at the address, None where it has got nothing. One query."""
    rows = Association.objects.filter(slug=slug, pk__in=policy.visible(Award).values("association"))
    found = rows.annotate(label=expression("name", language)).values_list("label", "name_doubt").first()
    return None if found is None else as_published(*found)


def as_published(name: str, doubt: str) -> str:
    """The association's name; one that an officer hasn't looked at, without what isn't seen in it (cases.md 32)."""
    return laid_bare(name) if doubt else name


def published_decision(award: Award) -> Decision | None:
    """The award's decision while its text stands on the web (Kuntalaki 410/2015 §140), else None. One query.

    Of the newest version alone: what a correction has replaced is no longer how it was decided.
    """
    return next(iter(_DECISION.rows(str(award.application_id), clock.today())), None)


def _decision(application: str, day: date) -> QuerySet[Decision]:
    of = {"subject_type": Application._meta.label_lower, "subject_id": application}
    return Decision.objects.filter(**of).current().published(day)


_DECISION = Prepared(_decision, str, date)


def found_awards(asked: Asked, *, loosely: bool = False, many: bool = False) -> AwardQuerySet:
    """The awards that fit, in order; ``loosely`` with misspellings, ``many`` where they are over :data:`MANY`."""
    rows: AwardQuerySet = policy.visible(Award.objects.all())
    if asked.year:
        rows = rows.filter(decided_on__year=asked.year)
    if asked.kind:
        rows = rows.filter(call__kind=asked.kind)
    if asked.call:
        rows = rows.filter(call=asked.call)
    if asked.association:
        rows = rows.filter(association__slug=asked.association)
    if asked.sector:
        rows = rows.filter(association__in=Association.objects.filter(sector__slug=asked.sector).values("pk"))
    if asked.district:
        there = Listing.objects.filter(facets__contains=[f"d:{asked.district}"])
        rows = rows.filter(association__in=there.values("pk"))
    for word in asked.words.words:
        rows = rows.filter(_fits(word, loosely=loosely, many=many))
    return rows.order_by(*ORDERS[asked.order])


def _fits(word: search.Word, *, loosely: bool, many: bool = False) -> Q:
    """In the association's name or in the purpose; with misspellings, in something like a part of the name.

    Each of the two has its own index, which PostgreSQL uses only where they are asked apart. Where many fit, walking
    along the order until a page is full costs less.
    """
    named, purpose = Q(), Q()
    for needle in word.telling:
        named |= Q(names__contains=needle)
        purpose |= Q(purpose__icontains=needle)
    if loosely and len(word.typed) > 3:
        named |= Q(names__trigram_word_similar=word.typed)
    by_name = Q(association__in=Listing.objects.filter(named).values("pk"))
    if many:
        return by_name | purpose
    apart = (Award.objects.filter(condition).order_by().values("pk") for condition in (by_name, purpose))
    return Q(pk__in=next(apart).union(*apart, all=True))


def award_figures(asked: Asked) -> Figures:
    """Number and sums of what is found; kept as long as nothing changes. One query, where nothing is kept.

    Misspellings are let in where the words as they are written are found nowhere: two more queries.
    """

    def build() -> str:
        found = summed(found_awards(asked))
        loosely = not found and bool(asked.words) and not found_awards(Asked(typed=asked.typed)).exists()
        return json.dumps(_figures(summed(found_awards(asked, loosely=True)) if loosely else found, loosely))

    kept = fragment(f"award-figures-{asked.mark}", TOPICS, "-", build, endless=not asked.has_end)
    count, years, kinds, sectors, loosely = json.loads(kept)
    by_year = {int(year): cents for year, cents in years.items()}
    return Figures(count, sum(by_year.values()), by_year, kinds, sectors, loosely)


def _figures(rows: list[tuple[int, str, str, int, int]], loosely: bool) -> list[Any]:
    """The hundreds of rows added up once, and not for everyone who looks."""
    years: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    sectors: Counter[str] = Counter()
    number = 0
    for year, kind, sector, count, cents in rows:
        number += count
        years[year] += cents
        kinds[kind] += cents
        sectors[sector] += cents
    return [number, years, kinds, sectors, loosely]


def _rows(keys: list[int]) -> QuerySet[Any, Any]:
    language = active()
    return Award.objects.filter(pk=any_of(keys)).values_list(
        *LATER,
        *("decided_on", "association__slug", f"association__name_{language}", "association__name_fi"),
        *("association__status", "association__name_doubt", "purpose"),
        *("call", f"call__title_{language}", "call__title_fi", "amount_cents"),
    )


_ROWS = Prepared(_rows, list)


def award_rows(awards: QuerySet[Award]) -> list[AwardRow]:
    """The page of awards as the register shows them, in its order and the active language. Three queries, four at most.

    The keys are sorted and cut first, by an index where there is one; the wide rows are fetched for the page alone.
    """
    keys = list(awards.values_list("pk", flat=True))
    found = _ROWS.tuples(keys)
    became = standings_of(keys, [row[: len(LATER)] for row in found])
    rows = {
        pk: AwardRow(
            str(pk),
            day,
            slug if status == Status.ACTIVE and not doubt else "",
            as_published(name or name_fi, doubt),
            purpose,
            str(call),
            title or title_fi,
            cents,
            (now := became.get(pk, AS_DECIDED)).holds(cents),
            now.sentences(),
        )
        for pk, *_later, day, slug, name, name_fi, status, doubt, purpose, call, title, title_fi, cents in found
    }
    # An award that was revoked between the two queries is gone from the page.
    return [rows[pk] for pk in keys if pk in rows]
