"""Waiting for a condition, with a deadline."""

from __future__ import annotations

import time
from collections.abc import Callable


def happens(condition: Callable[[], object], within: float) -> bool:
    """Whether the condition becomes true within so many seconds."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def until(condition: Callable[[], object], within: float = 30, what: str = "") -> None:
    """Go on when the condition is true. Raises AssertionError after so many seconds."""
    assert happens(condition, within), f"{what or condition} did not happen within {within} s"
