"""Grants in figures, for the page about the cooperation."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from grants.queries import award_years
from portal.ui import formats
from portal.ui.charts import Bar, BarChart
from portal.ui.figures import Figure, register


def awards_in_figures() -> Iterator[Figure | BarChart]:
    """What has been granted by year. One query, kept until something is granted."""
    years = award_years()
    yield Figure(_("Awards through the portal"), formats.number(sum(year.count for year in years)))
    yield Figure(_("Granted in all"), formats.euros(sum(year.cents for year in years)))
    bars = [Bar(str(year.year), year.cents) for year in reversed(years)]
    yield BarChart(_("Granted by year"), _("Year"), _("Sum"), bars, formats.euros, key="years")


register("grants", awards_in_figures, topics=("awards",), order=20)
