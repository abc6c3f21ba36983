"""Search in tiers, over the narrow rows of the directory."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchQueryCombinable, TrigramWordSimilarity
from django.db.models import Case, F, FloatField, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable

from associations import rules
from associations.enums import Facet
from associations.models import AssociationQuerySet, Listing
from associations.queries import vocabulary
from portal.translated import active
from portal.ui.fragments import fragment

# So many that fit the words as they are written need no misspellings beside them. Comparing a word with every name is
# dear: among 50,000 associations it takes as long as all the rest of the page.
ENOUGH = 25
_CONFIGS = ("finnish", "swedish", "english")

# Where a word was found; the sum over all words orders what is found. Who names a district means it.
AT_A_BEGINNING, IN_A_NAME, NEARLY_IN_A_NAME, IN_A_SENTENCE, IN_A_TEXT, BY_A_FACET, MISSPELT = range(7)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the search: what stands for it in texts, and the facets that it names."""

    typed: str
    needles: tuple[str, ...]
    facets: tuple[str, ...]

    @property
    def telling(self) -> list[str]:
        """The needles that are enough to look for: whatever holds a longer one holds the shorter one in it."""
        return shortest(self.needles)

    @property
    def is_short(self) -> bool:
        """Two letters begin too many stems: such a word is found only as it is written."""
        return len(self.typed) < 3


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a search; ``loosely`` lets misspellings in."""

    words: tuple[Word, ...] = ()
    loosely: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def mark(self) -> str:
        """Tells these words from others in a key, without showing in it what somebody typed."""
        typed = " ".join(word.typed for word in self.words)
        return hashlib.sha256(f"{self.loosely} {typed}".encode()).hexdigest()[:32] if typed else ""

    def condition(self, prefix: str = "") -> Q:
        """Every word must fit in some tier. ``prefix`` leads to the row of the directory."""
        found = Q()
        for word in self.words:
            found &= self._fits(word, prefix)
        return found

    def order(self, prefix: str = "") -> list[Any]:
        """The best first: by where the words stand, misspelt ones by their likeness, then the shortest name."""
        if not self:
            return [f"{prefix}sort_name", "pk"]
        place = reduce(add, (self._place(word, prefix) for word in self.words))
        found: list[Any] = [place]
        if self.loosely:
            found.append(reduce(add, (_likeness(word, prefix) for word in self.words)).desc())  # type: ignore[attr-defined]
        return [*found, F(f"{prefix}name_length"), F("pk")]

    def _fits(self, word: Word, prefix: str) -> Q:
        found = Q()
        for needle in word.telling:
            found |= Q(**{f"{prefix}text__contains": needle})
        if not word.is_short:
            found |= Q(**{f"{prefix}vector": _stemmed(word)})
        # Three letters resemble too much.
        if self.loosely and len(word.typed) > 3:
            found |= Q(**{f"{prefix}names__trigram_word_similar": word.typed})
        if word.facets:
            found |= Q(**{f"{prefix}facets__overlap": list(word.facets)})
        return found

    def _place(self, word: Word, prefix: str) -> Combinable:
        names, text = f"{prefix}names__contains", f"{prefix}text__contains"
        at_a_beginning = Q(**{names: f" {word.typed}"})
        if districts := [facet for facet in word.facets if facet.startswith(f"{Facet.DISTRICT}:")]:
            at_a_beginning |= Q(**{f"{prefix}facets__overlap": districts})
        others = [Q(**{names: needle}) for needle in shortest(word.needles[1:])]
        sentences = [Q(**{text: needle}) for needle in word.telling]
        cases = [
            When(at_a_beginning, then=Value(AT_A_BEGINNING)),
            When(Q(**{names: word.typed}), then=Value(IN_A_NAME)),
            *([When(reduce(or_, others), then=Value(NEARLY_IN_A_NAME))] if others else []),
            When(reduce(or_, sentences), then=Value(IN_A_SENTENCE)),
        ]
        if not word.is_short:
            cases.append(When(Q(**{f"{prefix}vector": _stemmed(word)}), then=Value(IN_A_TEXT)))
        if self.loosely and word.facets:
            cases.append(When(Q(**{f"{prefix}facets__overlap": list(word.facets)}), then=Value(BY_A_FACET)))
        last = MISSPELT if self.loosely else BY_A_FACET
        return Case(*cases, default=Value(last), output_field=IntegerField())


def shortest(needles: Sequence[str]) -> list[str]:
    """Those of the needles in which no other one stands, in their order; each once."""
    return [one for one in dict.fromkeys(needles) if not any(other in one and other != one for other in needles)]


def _stemmed(word: Word) -> SearchQueryCombinable:
    queries = [SearchQuery(f"'{word.typed}':*", config=config, search_type="raw") for config in _CONFIGS]
    found: SearchQueryCombinable = queries[0] | queries[1] | queries[2]
    return found


def _likeness(word: Word, prefix: str) -> Combinable:
    return TrigramWordSimilarity(word.typed, f"{prefix}names", output_field=FloatField())


def read(query: str) -> Words:
    """What was typed, with misspellings let in where the words as they are written find too little.

    At most two queries, where nothing is kept of these words: those of :func:`understood`, and whether they are enough.
    """
    strictly = understood(query)
    if not strictly:
        return strictly
    enough = fragment(f"search-enough-{strictly.mark}", ("associations",), "-", lambda: _enough(strictly), endless=True)
    return strictly if enough else Words(strictly.words, loosely=True)


def understood(query: str) -> Words:
    """What was typed, as it is written: common words ("ja", "och") count only where there is nothing else.

    At most one query, for the words' stems, where nothing is kept of them.
    """
    typed = rules.words(query)
    if not typed:
        return Words()
    known, language = vocabulary.vocabulary(), active()
    found = list(zip(typed, vocabulary.stems_of(*typed), strict=True))
    telling = [(word, stems) for word, stems in found if stems.of(language)] or found
    return Words(tuple(_understood(word, stems, known) for word, stems in telling))


def _enough(words: Words) -> str:
    found = Listing.objects.listed().filter(words.condition())[:ENOUGH].count()
    return "enough" if found == ENOUGH else ""


def _understood(word: str, stems: vocabulary.Stems, known: vocabulary.Vocabulary) -> Word:
    also = known.also.get(word, [])
    needles = rules.needles(word, (stems.fi, stems.sv, stems.en), also)
    return Word(word, tuple(needles), tuple(known.facets_of([word, *also], stems)))


def narrowed(words: Words, chosen: Mapping[Facet, Sequence[str]], prefix: str = "") -> Q:
    """What the directory shows for words and chosen facets: several values of one facet are "or", facets "and"."""
    found = Q(**{f"{prefix}listed": True})
    if words:
        found &= words.condition(prefix)
    for letter, values in chosen.items():
        found &= Q(**{f"{prefix}facets__overlap": [f"{letter}:{value}" for value in values]})
    return found


def search(rows: AssociationQuerySet, query: str) -> AssociationQuerySet:
    """The rows that fit the words, best first; without words in order. For lists beside the directory.

    Costs the queries of :func:`read`.
    """
    words = read(query)
    if not words:
        return rows.in_order()
    return rows.filter(words.condition("listing__")).order_by(*words.order("listing__"))
