"""The directory and its profiles in the map of the site."""

from __future__ import annotations

from collections.abc import Iterator

from associations.models import Association, AssociationQuerySet
from portal import policy
from portal.actor import ANONYMOUS
from portal.ui import sitemap


def _listed() -> AssociationQuerySet:
    # By key: a name that changes moves nobody from one file to another.
    return policy.visible(Association.objects.order_by("pk"), ANONYMOUS)


def _profiles(first: int, last: int) -> Iterator[sitemap.Place]:
    above = sitemap.path_of("associations:directory")
    for slug, changed_at in _listed().values_list("slug", "changed_at")[first:last]:
        yield sitemap.Place(f"{above}{slug}/", changed_at)


sitemap.pages("yhdistykset-sivut", "associations:directory", "associations:open_data")
sitemap.section("yhdistykset", count=lambda: _listed().count(), places=_profiles)
