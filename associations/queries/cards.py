"""Rows of the directory as plain values."""

from __future__ import annotations

import json
from typing import NamedTuple

from django.db.models import QuerySet

from associations.models import Association, District, Sector
from portal.translated import expression
from portal.ui.fragments import fragment


def sector_names(language: str) -> dict[int, str]:
    """Names of all sectors by key, kept per version: a row of a list asks nothing for its sector."""

    def build() -> str:
        rows = Sector.objects.annotate(label=expression("name", language)).values_list("pk", "label")
        return json.dumps(dict(rows))

    found = fragment("sector-names", ("associations",), language, build)
    return {int(key): name for key, name in json.loads(found).items()}


def district_names(language: str) -> dict[str, str]:
    """Names of all districts by slug, kept per version."""

    def build() -> str:
        rows = District.objects.annotate(label=expression("name", language)).values_list("slug", "label")
        return json.dumps(dict(rows))

    found: dict[str, str] = json.loads(fragment("district-names", ("associations",), language, build))
    return found


class Card(NamedTuple):
    """What a row of the directory shows, in the page's language. Plain values: a page has twenty-five of them."""

    slug: str
    name: str
    summary: str
    sector: str
    district: str
    welcomes_new: bool
    pk: int


def cards(rows: QuerySet[Association], language: str) -> list[Card]:
    """The rows as the directory shows them. One query."""
    sectors = sector_names(language)
    found = rows.values_list(
        *("slug", f"name_{language}", "name_fi", f"summary_{language}", "summary_fi"),
        *("sector_id", "facets", "welcomes_new", "pk"),
    )
    districts = district_names(language)
    return [
        Card(
            slug,
            name or name_fi,
            summary or summary_fi,
            sectors.get(sector_id, ""),
            ", ".join(districts.get(facet[2:], "") for facet in facets if facet.startswith("d:")),
            welcomes_new,
            pk,
        )
        for slug, name, name_fi, summary, summary_fi, sector_id, facets, welcomes_new, pk in found
    ]
