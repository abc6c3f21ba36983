"""How a state looks: its words, and a tone that only supports them (WCAG 2.1, 1.4.1)."""

from __future__ import annotations

from typing import Any

TONES = ("neutral", "info", "good", "warn", "bad")

# By the state's word. A model that means something else by one says so in its own `tones`.
_USUAL = {
    "submitted": "info",
    "received": "info",
    "in_review": "info",
    "review": "info",
    "scored": "info",
    "proposed": "info",
    "scheduled": "info",
    "running": "info",
    "sending": "info",
    "open": "good",
    "published": "good",
    "granted": "good",
    "accepted": "good",
    "approved": "good",
    "verified": "good",
    "decided": "good",
    "paid": "good",
    "active": "good",
    "sent": "good",
    "done": "good",
    "incomplete": "warn",
    "completion_requested": "warn",
    "waiting": "warn",
    "late": "warn",
    "paused": "warn",
    "rejected": "bad",
    "refused": "bad",
    "failed": "bad",
    "overdue": "bad",
}


def tone_of(obj: Any, state: str) -> str:
    """The tone of a state of this object; "neutral" where nothing else is said."""
    return getattr(obj, "tones", {}).get(state) or _USUAL.get(state, "neutral")
