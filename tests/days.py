"""Days of a test's parameters: what is computed when tests are gathered is yesterday's once midnight has passed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from portal import clock


def from_today(given: dict[str, Any]) -> dict[str, Any]:
    """The values, with each that is a ``timedelta`` as the day that comes so much after today in Helsinki."""
    return {name: clock.today() + value if isinstance(value, timedelta) else value for name, value in given.items()}
