"""Grants on the first page."""

from __future__ import annotations

from typing import Any

from grants.models import Award, Call
from portal import policy
from portal.ui.home import block


def open_calls() -> dict[str, Any]:
    """The three calls that close first, and the newest awards."""
    return {"calls": list(policy.visible(Call.objects.open_or_coming())[:3])}


def newest_awards() -> dict[str, Any]:
    """The five newest awards that stand."""
    return {"awards": list(policy.visible(Award.objects.in_force().with_parties().newest_first())[:5])}


block("grants/public/_home_calls.html", open_calls, order=20)
block("grants/public/_home_awards.html", newest_awards, order=30)
