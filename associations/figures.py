"""Associations in figures, for the page about the cooperation."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext as _

from associations.models import Association
from portal.translated import expression
from portal.ui import formats
from portal.ui.charts import Bar, BarChart
from portal.ui.figures import Figure, register


def register_in_figures() -> Iterator[Figure | BarChart]:
    """How many there are, and in which sectors. Two queries, kept until the register changes."""
    listed = Association.objects.listed()
    welcoming = listed.filter(welcomes_new=True).count()
    rows = listed.values(label=expression("sector__name")).annotate(number=Count("pk")).order_by("-number", "label")
    bars = [Bar(row["label"], row["number"]) for row in rows]
    yield Figure(_("Associations in the directory"), formats.number(sum(bar.value for bar in bars)))
    yield Figure(_("Associations that welcome new members"), formats.number(welcoming))
    yield BarChart(_("Associations by sector"), _("Sector"), _("Associations"), bars, key="sectors")


register("associations", register_in_figures, topics=("associations",), order=10)
