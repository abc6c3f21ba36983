"""The directory's filters: what a visitor may ask, and nothing else (cases.md 23)."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from associations import rules
from associations.models import Association, Sector
from associations.queries import search
from portal.ui.forms import PortalForm


class SearchForm(PortalForm):
    """The house's look; nothing has to be filled in, so nothing is marked as optional."""

    marks_optional = False


class DirectoryFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Words and a sector. The order follows from the words; it isn't a parameter."""

    q = django_filters.CharFilter(
        method="by_words",
        label=_("What are you looking for?"),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "maxlength": rules.MAX_QUERY}),
    )
    sector = django_filters.ModelChoiceFilter(
        queryset=lambda request: Sector.objects.all(),
        to_field_name="slug",
        label=_("Sector"),
        empty_label=_("All sectors"),
    )

    class Meta:
        model = Association
        fields = ["q", "sector"]
        form = SearchForm

    def filter_queryset(self, queryset: Any) -> Any:
        """The rows that fit; none for words that can't be read, beside which the field says why."""
        return queryset.none() if "q" in self.form.errors else super().filter_queryset(queryset)

    def by_words(self, rows: Any, name: str, value: str) -> QuerySet[Association]:
        """Search in three tiers."""
        return search.search(rows, value)
