"""What everyone sees of one association."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import Http404

from associations.models import ActivityTime, Association, ContactWay, District, Link, MeetingPlace, Sector, TargetGroup
from portal import clock, policy
from portal.actor import ANONYMOUS, Actor
from portal.prepared import Prepared
from portal.translated import expression
from portal.ui.fragments import fragment

# The beginnings of an association's facets (services/facets.py), and what they name.
REFERENCES = {"s": Sector, "d": District, "g": TargetGroup}

Named = tuple[str, str]

_PLACES = Prepared(lambda association: MeetingPlace.objects.filter(association=association), int)
_TIMES = Prepared(
    lambda association, day: ActivityTime.objects.filter(association=association).in_season(day).in_order(), int, date
)
_WAYS = Prepared(lambda association: policy.visible(ContactWay.objects.filter(association=association), ANONYMOUS), int)
_LINKS = Prepared(lambda association: Link.objects.filter(association=association), int)


@dataclass(frozen=True, slots=True)
class Profile:
    """An association with all that it tells the public. Sectors (the main one first), districts and target groups are
    pairs of slug and name in the page's language; times are those of seasons that aren't over, as a week goes.
    """

    association: Association
    sectors: list[Named]
    districts: list[Named]
    target_groups: list[Named]
    places: list[MeetingPlace]
    times: list[ActivityTime]
    ways: list[ContactWay]
    links: list[Link]


def find(slug: str, actor: Actor | None = None) -> Association:
    """The association at the address, or the one that has what belonged to it: then its slug is another one.

    Raises Http404 for what this actor (the current one by default) may not see. One query unless it was merged.
    """
    rows = Association.objects.all()
    found = next(iter(policy.visible(rows, actor).filter(slug=slug).order_by()), None)
    if found is not None and found.merged_into_id is None:
        return found
    absorbed = Association.objects.filter(slug=slug, merged_into__isnull=False).first()
    # What was absorbed may have been absorbed again, never in a circle: each merge is into one that stands.
    while absorbed is not None and absorbed.merged_into_id is not None:
        kept = absorbed.merged_into_id
        absorbed = Association.objects.filter(pk=kept, merged_into__isnull=False).first()
        if absorbed is None:
            return policy.get_or_404(rows, actor, pk=kept)
    raise Http404


def profile(association: Association, language: str) -> Profile:
    """All that everyone may see, also when the reader may see more. Four queries."""
    names = reference_names(language)
    sectors, districts = references("s"), references("d")
    if association.sector_id in sectors:
        association.sector = sectors[association.sector_id]
    places = _PLACES.rows(association.pk)
    for place in places:
        if place.district_id in districts:
            place.district = districts[place.district_id]
    by_key = {place.pk: place for place in places}
    times = _TIMES.rows(association.pk, clock.today())
    for time in times:
        if time.place_id in by_key:
            time.place = by_key[time.place_id]
    main = association.sector
    further = [one for one in _named(association, names, "s") if one[0] != main.slug]
    return Profile(
        association=association,
        sectors=[(main.slug, names["s"].get(main.slug, main.name)), *further],
        districts=_named(association, names, "d"),
        target_groups=_named(association, names, "g"),
        places=places,
        times=times,
        ways=_WAYS.rows(association.pk),
        links=_LINKS.rows(association.pk),
    )


def slugs(facets: Iterable[str], kind: str) -> list[str]:
    """What an association's facets name of a kind: "s" sectors, "d" districts, "g" target groups."""
    return [facet[2:] for facet in facets if facet.startswith(f"{kind}:")]


def reference_names(language: str) -> dict[str, dict[str, str]]:
    """Names of all sectors, districts and target groups by slug and in their order, kept per version."""

    def build() -> str:
        rows = {
            kind: dict(model._default_manager.annotate(label=expression("name", language)).values_list("slug", "label"))
            for kind, model in REFERENCES.items()
        }
        return json.dumps(rows)

    return _names(fragment("reference-names", ("associations",), language, build))


@lru_cache(maxsize=8)
def _names(text: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def references(kind: str) -> dict[int, Any]:
    """All sectors ("s"), districts ("d") or target groups ("g") by key, kept per version: to be read, never changed."""

    def build() -> str:
        return json.dumps(list(REFERENCES[kind]._default_manager.values()), default=str)

    return _read(kind, fragment(f"references-{kind}", ("associations",), "-", build))


@lru_cache(maxsize=8)
def _read(kind: str, text: str) -> dict[int, Any]:
    model: Any = REFERENCES[kind]
    return {row["id"]: model(**row) for row in json.loads(text)}


def _named(association: Association, names: dict[str, dict[str, str]], kind: str) -> list[Named]:
    mine = set(slugs(association.facets, kind))
    return [(slug, name) for slug, name in names[kind].items() if slug in mine]
