"""Names of the reference data and the official's search words, kept per version: a search asks nothing for them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import connection, models
from django.utils.text import capfirst

from associations import rules
from associations.enums import Accessibility, Facet, Language, Weekday
from associations.models import District, SearchWord, Sector, TargetGroup
from associations.models.register import Reference
from portal.translated import LANGUAGES, expression
from portal.ui.fragments import fragment

_REFERENCE: dict[Facet, type[Reference]] = {
    Facet.SECTOR: Sector,
    Facet.DISTRICT: District,
    Facet.TARGET_GROUP: TargetGroup,
}
_CODES: dict[Facet, type[models.TextChoices] | type[models.IntegerChoices]] = {
    Facet.LANGUAGE: Language,
    Facet.ACCESSIBILITY: Accessibility,
    Facet.WEEKDAY: Weekday,
}
_STEMMERS = {"fi": "finnish_stem", "sv": "swedish_stem", "en": "english_stem"}

# Words of searches, so that made-up ones can't fill a process.
MOST_REMEMBERED = 2000

Choices = dict[Facet, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Stems:
    """A word by each language's stemmer; '' where the word is so common that the stemmer leaves it out."""

    fi: str
    sv: str
    en: str

    def of(self, language: str) -> str:
        """By the language's own stemmer."""
        return str(getattr(self, language))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``also``: what to look for besides a word. ``names``: (word of a name, its stem, the facet that it names)."""

    also: dict[str, list[str]]
    names: list[tuple[str, str, str]]
    _found: dict[tuple[tuple[str, ...], Stems], list[str]] = field(default_factory=dict, compare=False)

    def facets_of(self, needles: Sequence[str], stems: Stems) -> list[str]:
        """The facets that a word names: "urheilu" and "idrott" are sport. A beginning of four letters is enough.

        Remembered, since a word is compared with hundreds of names; the list isn't to be changed.
        """
        asked = (tuple(needles), stems)
        if asked not in self._found:
            if len(self._found) >= MOST_REMEMBERED:
                self._found.clear()
            self._found[asked] = self._facets_of(needles, stems)
        return self._found[asked]

    def _facets_of(self, needles: Sequence[str], stems: Stems) -> list[str]:
        spoken = {stems.fi, stems.sv, stems.en} - {""}
        found = {
            facet
            for name, stem, facet in self.names
            if stem in spoken or any(name == one or (len(one) >= 4 and name.startswith(one)) for one in needles)
        }
        return sorted(found)


@lru_cache(maxsize=MOST_REMEMBERED)
def stems_of(*words: str) -> list[Stems]:
    """As :func:`stems`, remembered: a stemmer always says the same. At most one query; the list isn't to be changed."""
    return stems(words)


def stems(words: Sequence[str]) -> list[Stems]:
    """Each word by the three stemmers. One query."""
    columns = ", ".join(f"ts_lexize('{stemmer}', word)" for stemmer in _STEMMERS.values())
    statement = f"SELECT {columns} FROM unnest(%s::text[]) WITH ORDINALITY AS w (word, at) ORDER BY at"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(words)])
        return [Stems(*("".join(lexemes or ()) for lexemes in row)) for row in cursor.fetchall()]


def choices(language: str) -> Choices:
    """What may be chosen, facet by facet in the order of the page: value → name. The active language must be it."""
    return _choices(fragment("directory-choices", ("associations",), language, lambda: _as_text(language)))


def vocabulary() -> Vocabulary:
    """What words mean, for all languages together."""
    return _vocabulary(fragment("search-vocabulary", ("associations",), "-", _words_as_text))


@lru_cache(maxsize=8)
def _choices(text: str) -> Choices:
    return {Facet(letter): values for letter, values in json.loads(text).items()}


@lru_cache(maxsize=8)
def _vocabulary(text: str) -> Vocabulary:
    kept = json.loads(text)
    return Vocabulary(kept["also"], [(name, stem, facet) for name, stem, facet in kept["names"]])


def _as_text(language: str) -> str:
    found: dict[str, dict[str, str]] = {}
    for facet in Facet:
        if facet in _REFERENCE:
            rows = _REFERENCE[facet]._default_manager.annotate(label=expression("name", language))
            found[facet] = dict(rows.values_list("slug", "label"))
        elif facet in _CODES:
            found[facet] = {str(choice.value): str(capfirst(choice.label)) for choice in _CODES[facet]}
        else:
            found[facet] = {"1": ""}
    return json.dumps(found)


def _words_as_text() -> str:
    also: dict[str, list[str]] = {}
    for word, other in SearchWord.objects.values_list("word", "also"):
        also.setdefault(word, []).append(other)
    spoken: list[tuple[str, str, str]] = []
    for facet, model in _REFERENCE.items():
        for row in model._default_manager.all():
            for language in LANGUAGES:
                words = rules.words(getattr(row, f"name_{language}"))
                # "Meri-Pori" isn't what somebody means who types "Pori".
                if facet is not Facet.DISTRICT or len(words) == 1:
                    spoken += [(word, language, f"{facet}:{row.slug}") for word in words]
    found = stems([word for word, _language, _facet in spoken])
    names = [
        (word, stem.of(language), facet)
        for (word, language, facet), stem in zip(spoken, found, strict=True)
        # "ja" and "med" name nothing.
        if stem.of(language)
    ]
    return json.dumps({"also": also, "names": names})
