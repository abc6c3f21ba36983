"""What may be asked of the public register of awards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from associations import rules
from associations.queries import cards
from associations.queries.register_list import sector_choices
from grants.enums import CallKind
from grants.queries import awards
from grants.queries.awards import Asked
from portal.translated import active
from portal.ui.forms import PortalForm

PAGE = "page"
_WHATEVER = _("All")
# As they are called in addresses, and as links to a year were written before there were other filters.
NAMES = {
    **{"typed": "q", "year": "vuosi", "kind": "luokka", "call": "haku", "sector": "toimiala", "district": "alue"},
    **{"association": "yhdistys", "order": "jarjestys"},
}
FORMER_NAMES = {"year": "year"}


class Chip(NamedTuple):
    """A chosen filter in words, and the query that is left without it."""

    text: str
    without: str


class AwardFilterForm(PortalForm):
    """Filters of the register. A value that isn't offered is as good as none, and stands in no link (cases.md 23)."""

    marks_optional = False

    typed = forms.CharField(
        label=_("Association or purpose"),
        required=False,
        max_length=rules.MAX_QUERY,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int)
    kind = forms.ChoiceField(label=_("Category"), required=False)
    call = forms.TypedChoiceField(label=_("Call"), required=False, coerce=int)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    district = forms.ChoiceField(label=_("District"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            (awards.NEWEST, _("newest first")),
            (awards.OLDEST, _("oldest first")),
            (awards.LARGEST, _("largest sum first")),
            (awards.SMALLEST, _("smallest sum first")),
            (awards.BY_NAME, _("by the association’s name")),
        ],
    )
    association = forms.CharField(required=False, max_length=90, widget=forms.HiddenInput)

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(auto_id="id_%s")
        language = active()
        self._offer("year", [(str(one.year), str(one.year)) for one in awards.award_years()])
        self._offer("kind", [(kind.value, capfirst(str(kind.label))) for kind in CallKind])
        self._offer("call", [(str(key), title) for key, title in awards.award_calls(language)])
        self._offer("sector", sector_choices(language))
        self._offer("district", sorted(cards.district_names(language).items(), key=lambda pair: pair[1]))
        self.recipient = ""
        self.data: dict[str, str] = {NAMES[name]: value for name, value in self._read(sent) if value}
        self.is_bound = bool(self.data)

    def add_prefix(self, field_name: str) -> str:
        """The name in the address."""
        # Django asks with the names of ids too.
        return NAMES.get(field_name, field_name)

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _WHATEVER), *choices]

    def _read(self, sent: QueryDict) -> Iterable[tuple[str, str]]:
        for name, field in self.fields.items():
            value = sent.get(NAMES[name], "") or sent.get(FORMER_NAMES.get(name, ""), "")
            offered: Any = getattr(field, "choices", None)
            if offered is None or value in {choice for choice, _words in offered}:
                yield name, value

    def clean_association(self) -> str:
        """The slug of one that has got something; '' for any other. One query."""
        slug: str = self.cleaned_data["association"]
        self.recipient = (awards.recipient(slug, active()) or "") if slug else ""
        return slug if self.recipient else ""

    def asked(self) -> Asked:
        """What is asked, as far as it can be read."""
        self.full_clean()
        found = self.cleaned_data if self.is_bound else {}
        return Asked(**{name: value for name, value in found.items() if value})

    def chips(self) -> list[Chip]:
        """The chosen filters in words, each with the query that is left without it. After :meth:`asked`."""
        found = self.cleaned_data if self.is_bound else {}
        return [
            Chip(self._in_words(name, value), self._without(name))
            for name, value in found.items()
            if value and name != "order"
        ]

    def _in_words(self, name: str, value: Any) -> str:
        if name == "association":
            return self.recipient
        field: Any = self.fields[name]
        words = dict(field.choices)[str(value)] if hasattr(field, "choices") else value
        return f"{field.label}: {words}"

    def _without(self, name: str) -> str:
        left = QueryDict(mutable=True)
        left.update({one: value for one, value in self.data.items() if one != NAMES[name]})
        return left.urlencode()


def mark_of(sent: QueryDict) -> str:
    """Tells what an address asks from other questions in a key, without showing what somebody typed; '' for nothing."""
    given = [(name, sent.get(name, "")) for name in (*NAMES.values(), *FORMER_NAMES.values())]
    if not any(value for _name, value in given):
        return ""
    return hashlib.sha256(repr(given).encode()).hexdigest()[:32]
