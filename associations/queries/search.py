"""Search in three tiers."""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, F, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Concat, Length

from associations import rules
from associations.models import AssociationQuerySet

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
