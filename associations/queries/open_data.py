"""Associations as open data: what the directory shows to everyone, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse
from django.utils import translation

from associations.enums import ContactKind, LinkKind
from associations.models import ActivityTime, Association, AssociationQuerySet, ContactWay, Link, MeetingPlace
from associations.queries.profiles import REFERENCES, slugs
from associations.queries.search import search
from portal import policy
from portal.actor import ANONYMOUS
from portal.translated import LANGUAGES, in_language

CHUNK = 500

# The columns of the CSV file, in order.
COLUMNS = (
    *("id", "url", "name_fi", "name_sv", "name_en", "legal_form", "register_number", "business_id"),
    *("registered_office", "registered_on", "sector", "sectors", "districts", "target_groups", "languages"),
    *("summary_fi", "summary_sv", "summary_en", "welcomes_new", "size", "accessibility"),
    *("website", "email", "phone", "checked_on", "added_at", "changed_at"),
)

# Those of them that stand in tables of their own: facets tell them without a query.
RELATED = {"id", "sector", "districts", "target_groups"}

Texts = dict[str, str] | str
Firsts = dict[tuple[int, str], str]


def listed() -> AssociationQuerySet:
    """What a visitor without a name sees, whoever asks: open data is the same for everyone."""
    return policy.visible(Association.objects.all(), ANONYMOUS)


def found(
    *,
    q: str = "",
    sector: str = "",
    district: str = "",
    language: str = "",
    target_group: str = "",
    changed_since: datetime | None = None,
) -> AssociationQuerySet:
    """The listed ones that fit, in a stable order: by words best first, otherwise by name."""
    facets = {"s": sector, "d": district, "l": language, "g": target_group}
    asked = [f"{kind}:{value}" for kind, value in facets.items() if value]
    rows = listed()
    if asked:
        rows = rows.filter(facets__contains=asked)
    if changed_since is not None:
        rows = rows.filter(changed_at__gte=changed_since)
    return search(rows, q) if q else rows.in_order()


def with_details(rows: AssociationQuerySet) -> AssociationQuerySet:
    """The rows with all that :func:`record` reads: four more queries, however many rows there are."""
    return rows.select_related("sector").prefetch_related(
        Prefetch("places", MeetingPlace.objects.select_related("district")),
        Prefetch("times", ActivityTime.objects.in_season().select_related("place").in_order()),
        Prefetch("contact_ways", policy.visible(ContactWay.objects.all(), ANONYMOUS)),
        "links",
    )


def record(association: Association, language: str | None) -> dict[str, Any]:
    """One association, its texts in one language or, without one, in all three. No query after `with_details`."""
    places: Any = association.places.all()
    times: Any = association.times.all()
    return {
        "id": association.slug,
        "url": _in(language, lambda code: address(association.slug, code)),
        "name": text(association, "name", language),
        "summary": text(association, "summary", language),
        "description": text(association, "description", language),
        "joining": text(association, "joining", language),
        "legal_form": association.legal_form,
        "register_number": association.register_number,
        "business_id": association.business_id,
        "registered_office": association.registered_office,
        "registered_on": association.registered_on,
        "sector": association.sector.slug,
        "sectors": slugs(association.facets, "s"),
        "districts": slugs(association.facets, "d"),
        "target_groups": slugs(association.facets, "g"),
        "languages": association.languages,
        "accessibility": association.accessibility,
        "accessibility_note": text(association, "accessibility_note", language),
        "size": association.size,
        "welcomes_new": association.welcomes_new,
        "logo": _logo(association),
        "places": [
            {
                "name": place.name,
                "address": place.address,
                "postal_code": place.postal_code,
                "district": place.district.slug if place.district else None,
            }
            for place in places
        ],
        "times": [
            {
                "title": text(time, "title", language),
                "weekday": time.weekday,
                "starts_at": f"{time.starts_at:%H:%M}",
                "ends_at": f"{time.ends_at:%H:%M}",
                "every_weeks": time.every,
                "season_from": time.season_from,
                "season_until": time.season_until,
                "place": time.place.name if time.place else None,
            }
            for time in times
        ],
        "calendar": f"{settings.PORTAL_URL}{reverse('association_times', args=[association.slug])}",
        "contact_ways": [
            {"kind": way.kind, "label": way.label, "value": way.value} for way in association.contact_ways.all()
        ],
        "links": [{"kind": link.kind, "url": link.url} for link in association.links.all()],
        "checked_on": association.checked_on,
        "added_at": association.added_at,
        "changed_at": association.changed_at,
    }


def reference(kind: str, language: str | None) -> list[dict[str, Any]]:
    """All sectors ("s"), districts ("d") or target groups ("g") in their order. One query."""
    rows = REFERENCES[kind]._default_manager.all()
    return [{"id": row.slug, "name": text(row, "name", language)} for row in rows]


def csv_rows() -> Iterator[list[str]]:
    """The rows of the CSV file, by name.

    Read through a cursor of the database's, as plain values: model objects hold each other in circles, so that a
    long file would take as much memory as all of them.
    """
    columns = {field.name for field in Association._meta.get_fields()} & set(COLUMNS) - RELATED
    found = listed().in_order().values("pk", "slug", "sector__slug", "facets", *columns).iterator(chunk_size=CHUNK)
    while rows := list(islice(found, CHUNK)):
        keys = [row["pk"] for row in rows]
        ways = _first(policy.visible(ContactWay.objects.filter(association__in=keys), ANONYMOUS), "value")
        links = _first(Link.objects.filter(association__in=keys), "url")
        for row in rows:
            yield _csv_row(row, ways, links)


def address(slug: str, language: str) -> str:
    """The profile's address in a language."""
    return f"{settings.PORTAL_URL}{_directory(language)}{slug}/"


def text(obj: Model, name: str, language: str | None) -> Texts:
    """The text in the language (Finnish where that is empty) or, without one, as it stands in all three."""
    if language is not None:
        return in_language(obj, name, language)
    return {code: str(getattr(obj, f"{name}_{code}")) for code in LANGUAGES}


def _in(language: str | None, write: Any) -> Texts:
    return str(write(language)) if language is not None else {code: str(write(code)) for code in LANGUAGES}


def _logo(association: Association) -> str | None:
    if association.logo_key is None:
        return None
    return f"{settings.PORTAL_URL}{reverse('association_logo', args=[association.slug])}"


@lru_cache(maxsize=8)
def _directory(language: str) -> str:
    with translation.override(language):
        return reverse("associations:directory")


def _first(rows: QuerySet[Any], column: str) -> Firsts:
    """The first value of each association and kind. One query."""
    found = rows.order_by("-order", "-pk").values_list("association", "kind", column)
    return {(key, kind): value for key, kind, value in found}


def _csv_row(row: dict[str, Any], ways: Firsts, links: Firsts) -> list[str]:
    values = {
        **row,
        "id": row["slug"],
        "url": address(row["slug"], "fi"),
        "sector": row["sector__slug"],
        "sectors": slugs(row["facets"], "s"),
        "districts": slugs(row["facets"], "d"),
        "target_groups": slugs(row["facets"], "g"),
        "website": links.get((row["pk"], LinkKind.WEBSITE), ""),
        "email": ways.get((row["pk"], ContactKind.EMAIL), ""),
        "phone": ways.get((row["pk"], ContactKind.PHONE), ""),
    }
    return [_cell(values[column]) for column in COLUMNS]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return "" if value is None else str(value)
