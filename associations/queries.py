"""Reads that pages share: search, people of an association, figures."""

from __future__ import annotations

import json
from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, Count, F, IntegerField, Max, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.functions import Concat, Length

from associations import rules
from associations.enums import Area
from associations.models import Association, AssociationQuerySet, Membership, Sector, Support
from portal import policy
from portal.accounts.models import User
from portal.journal.models import Event
from portal.translated import expression
from portal.ui.fragments import fragment

# Below this likeness a misspelling finds everything (tried on Finnish names, design.md).
LIKENESS = 0.6
# So many that fit the words as they are written need no misspellings beside them. Comparing a word with every text is
# dear: among 50,000 associations "pori" took 0.8 s with it and takes 7 ms without.
ENOUGH = 25


def stems(words: list[str]) -> list[str]:
    """The Snowball stem of each word, asked from the database in one query."""
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((ts_lexize('finnish_stem', word))[1], word) FROM unnest(%s::text[]) WITH ORDINALITY"
            " AS w (word, at) ORDER BY at",
            [words],
        )
        return [row[0] for row in cursor.fetchall()]


def search(rows: AssociationQuerySet, query: str) -> AssociationQuerySet:
    """Associations that fit the words, best first: parts of words, then Finnish inflections, then misspellings.

    Three tiers over one normalised column; every word must fit in some tier. The third is looked at only where the
    first two find less than a page. Costs two queries, for the stems and for that.
    """
    words = rules.words(query)
    if not words:
        return rows.in_order()
    literal, inflected, likely = Q(), Q(), Q()
    for word, stem in zip(words, stems(words), strict=True):
        part = Q()
        for needle in rules.needles(word, stem):
            part |= Q(search_text__contains=needle)
        literal &= part
        prefix = SearchQuery(f"'{word}':*", config="finnish", search_type="raw")
        inflected &= part | Q(search_vector=prefix)
        likely &= part | Q(search_vector=prefix) | Q(search_text__trigram_word_similar=word)
    sure = rows.filter(inflected)
    found = sure if sure[:ENOUGH].count() == ENOUGH else rows.filter(likely)
    # The names alone: they are short, and who is called so comes before who only mentions it.
    names = Concat("name_fi", Value(" "), "name_sv", Value(" "), "name_en", output_field=TextField())
    return found.alias(
        tier=Case(
            When(literal, then=Value(1)),
            When(inflected, then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        ),
        likeness=TrigramWordSimilarity(" ".join(words), names),
    ).order_by("tier", F("likeness").desc(), Length("name_fi"), "pk")


def people(association: Association, area: Area) -> QuerySet[User]:
    """Those who may act for the association in the area today; a message about it goes to them."""
    holders = Membership.objects.in_force().with_area(area).filter(association=association)
    return User.objects.filter(pk__in=holders.values("user"), is_active=True).order_by("pk")


def sector_names(language: str) -> dict[int, str]:
    """Names of all sectors by key, kept per version: a row of a list asks nothing for its sector."""

    def build() -> str:
        rows = Sector.objects.annotate(label=expression("name", language)).values_list("pk", "label")
        return json.dumps(dict(rows))

    found = fragment("sector-names", ("associations",), language, build)
    return {int(key): name for key, name in json.loads(found).items()}


class Card(NamedTuple):
    """What a row of the directory shows, in the page's language. Plain values: a page has twenty-five of them."""

    slug: str
    name: str
    summary: str
    sector: str
    district: str
    welcomes_new: bool


def cards(rows: QuerySet[Association], language: str) -> list[Card]:
    """The rows as the directory shows them. One query."""
    sectors = sector_names(language)
    found = rows.values_list(
        *("slug", f"name_{language}", "name_fi", f"summary_{language}", "summary_fi"),
        *("sector_id", "district", "welcomes_new"),
    )
    return [
        Card(slug, name or name_fi, summary or summary_fi, sectors.get(sector_id, ""), district, welcomes_new)
        for slug, name, name_fi, summary, summary_fi, sector_id, district, welcomes_new in found
    ]


def events_count() -> int:
    """How many events the journal has.

    It only grows, so what is newer than a kept count is counted exactly and the rest isn't counted anew each time.
    """
    last, number = (int(part) for part in fragment("events-count", (), "-", _events_so_far).split())
    return number + Event.objects.filter(pk__gt=last).count()


def _events_so_far() -> str:
    found = Event.objects.aggregate(last=Max("pk"), number=Count("pk"))
    return f"{found['last'] or 0} {found['number']}"


def support_rows(association: Association) -> list[Support]:
    """The newest rows of the ledger for a profile, at most ten. One query."""
    return list(policy.visible(Support.objects.of(association))[:10])


def support_by_year(association: Association) -> list[tuple[int, int]]:
    """(year, cents) of all support to the association, newest year first."""
    rows = Support.objects.filter(association=association).values("year").annotate(sum=Sum("value_cents"))
    return [(row["year"], row["sum"]) for row in rows.order_by("-year")]
