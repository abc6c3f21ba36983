"""What a visitor may ask of the directory, and nothing else (cases.md 23)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from associations import rules
from associations.enums import FACET_NAMES, Facet
from portal.ui.forms import PortalForm

VIEW, WEEK, PAGE = "nakyma", "viikko", "page"
# As links to a sector were written before there were other facets.
FORMER_NAMES = {Facet.SECTOR: ("sector",)}


class SearchForm(PortalForm):
    """The house's look; nothing has to be filled in, so nothing is marked as optional."""

    marks_optional = False

    q = forms.CharField(
        required=False,
        max_length=200,
        label=_("What are you looking for?"),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "maxlength": rules.MAX_QUERY}),
    )


@dataclass(frozen=True)
class Asked:
    """A state of the directory: the words as typed, the chosen values of each facet, which view. It has an address."""

    typed: str
    chosen: Mapping[Facet, tuple[str, ...]]
    week: bool

    @cached_property
    def form(self) -> SearchForm:
        """The field of the words; its faults say why words can't be read."""
        return SearchForm({"q": self.typed} if self.typed else None)

    def query(self) -> str:
        """The state as the part of an address that follows "?", always in the same order; '' for the whole list."""
        # What is longer isn't read, and would stand in each link of the page.
        typed = self.typed[: rules.MAX_QUERY].strip()
        pairs: list[tuple[str, str]] = [("q", typed)] if typed else []
        for name, facet in FACET_NAMES.items():
            pairs += [(name, value) for value in self.chosen.get(facet, ())]
        if self.week:
            pairs.append((VIEW, WEEK))
        return urlencode(pairs, errors="replace")

    def without(self, facet: Facet, value: str) -> Asked:
        """The same without one chosen value."""
        kept = tuple(one for one in self.chosen[facet] if one != value)
        others = {other: values for other, values in self.chosen.items() if other is not facet}
        return Asked(self.typed, {**others, facet: kept} if kept else others, self.week)

    def freely(self) -> Asked:
        """The same words without any choice."""
        return Asked(self.typed, {}, self.week)

    def seen_as(self, *, week: bool) -> Asked:
        """The same in the other view."""
        return Asked(self.typed, self.chosen, week)


def read(sent: QueryDict, choices: Mapping[Facet, Mapping[str, str]]) -> Asked:
    """What an address asks for. Values that aren't offered are no choice: they narrow nothing and are kept nowhere."""
    chosen: dict[Facet, tuple[str, ...]] = {}
    for name, facet in FACET_NAMES.items():
        asked = {value for one in (name, *FORMER_NAMES.get(facet, ())) for value in sent.getlist(one)}
        values = tuple(value for value in choices[facet] if value in asked)
        if values:
            chosen[facet] = values
    return Asked(sent.get("q", ""), chosen, sent.get(VIEW) == WEEK)
