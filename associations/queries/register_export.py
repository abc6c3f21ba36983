"""The register as it is taken out: all columns, read in pieces, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from associations.enums import ContactKind, LegalForm, Status
from associations.models import AssociationQuerySet, ContactWay
from associations.queries import cards, liaison_rows
from associations.queries.register_list import main_users

# So many associations are read, and looked up in other tables, at a time.
PIECE = 1000
_COLUMNS = (
    *("pk", "name_fi", "name_sv", "name_en", "legal_form", "status", "register_number", "business_id"),
    *("registered_office", "registered_on", "sector_id", "facets", "size", "checked_on", "added_at"),
)


class ExportRow(NamedTuple):
    """What a row of the sheet holds, in the reader's language. Of contact ways only the public ones are taken out."""

    name: str
    name_sv: str
    name_en: str
    legal_form: str
    status: str
    register_number: str
    business_id: str
    registered_office: str
    registered_on: date | None
    sector: str
    districts: str
    size: int | None
    email: str
    phone: str
    main_users: int
    liaison: str
    checked_on: date | None
    added_on: datetime


def export_rows(rows: AssociationQuerySet, language: str) -> Iterator[ExportRow]:
    """The rows in their order. Three queries for each thousand, and one for all through a cursor of the database."""
    forms, statuses = dict(LegalForm.choices), dict(Status.choices)
    sectors, districts = cards.sector_names(language), cards.district_names(language)
    found = rows.values_list(*_COLUMNS).iterator(chunk_size=PIECE)
    while piece := list(islice(found, PIECE)):
        keys = [row[0] for row in piece]
        people, ways = main_users(keys), _public_ways(keys)
        own, general = liaison_rows.whole(keys)
        for pk, name, sv, en, form, status, number, business, office, since, sector, facets, *rest in piece:
            size, checked_on, added_at = rest
            liaison = own.get(pk) or general.of(sector)
            yield ExportRow(
                name,
                sv,
                en,
                str(forms.get(form, form)),
                str(statuses.get(status, status)),
                number,
                business,
                office,
                since,
                sectors.get(sector, ""),
                ", ".join(districts.get(facet[2:], "") for facet in facets if facet.startswith("d:")),
                size,
                ways.get((pk, ContactKind.EMAIL), ""),
                ways.get((pk, ContactKind.PHONE), ""),
                people.get(pk, 0),
                liaison[1] if liaison else "",
                checked_on,
                added_at,
            )


def _public_ways(associations: list[int]) -> dict[tuple[int, Any], str]:
    """The first public address and number of each association."""
    rows = ContactWay.objects.filter(association__in=associations, public=True).order_by("-order", "-pk")
    return {(key, kind): value for key, kind, value in rows.values_list("association_id", "kind", "value")}
