"""Associations on the first page."""

from __future__ import annotations

from typing import Any

from associations.models import Sector
from portal.ui.home import block


def ways_in() -> dict[str, Any]:
    """The search, and the sectors to browse."""
    return {"sectors": list(Sector.objects.all())}


block("associations/public/_home_search.html", ways_in, order=10)
