"""What everyone sees of one association."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from associations.models import ActivityTime, Association, ContactWay, District, Link, MeetingPlace, Sector, TargetGroup
from portal import policy
from portal.actor import ANONYMOUS, Actor
from portal.translated import expression
from portal.ui.fragments import fragment

# The beginnings of an association's facets (services/facets.py), and what they name.
REFERENCES = {"s": Sector, "d": District, "g": TargetGroup}

Named = tuple[str, str]


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
    rows = Association.objects.select_related("sector")
    found = policy.visible(rows, actor).filter(slug=slug).first()
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
    places = list(association.places.select_related("district"))
    by_key = {place.pk: place for place in places}
    times = list(ActivityTime.objects.filter(association=association).in_season().in_order())
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
        ways=list(policy.visible(association.contact_ways.all(), ANONYMOUS)),
        links=list(association.links.all()),
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

    found: dict[str, dict[str, str]] = json.loads(fragment("reference-names", ("associations",), language, build))
    return found


def _named(association: Association, names: dict[str, dict[str, str]], kind: str) -> list[Named]:
    mine = set(slugs(association.facets, kind))
    return [(slug, name) for slug, name in names[kind].items() if slug in mine]
