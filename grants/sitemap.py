"""Calls and awards in the map of the site."""

from __future__ import annotations

from collections.abc import Iterator

from grants.models import Award
from grants.queries import award_years
from portal import policy
from portal.actor import ANONYMOUS
from portal.ui import sitemap


def _awards(first: int, last: int) -> Iterator[sitemap.Place]:
    above = sitemap.path_of("grants:award_list")
    # By key: a new one moves none from one file to another.
    rows = policy.visible(Award.objects.order_by("pk"), ANONYMOUS)
    for pk in rows.values_list("pk", flat=True)[first:last]:
        yield sitemap.Place(f"{above}{pk}/")


sitemap.pages("avustukset", "grants:call_list", "grants:award_list", "grants:principles_list", "grants:sample_list")
sitemap.section("myonnetyt", count=lambda: sum(year.count for year in award_years()), places=_awards)
