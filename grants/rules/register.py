"""What the public register says, as plain text and numbers."""

from __future__ import annotations


def published_text(outcome: str, public_reasons: str) -> str:
    """The text of a published decision: the outcome, and the reasons that an officer has checked, where there are."""
    return "\n\n".join(text for text in (outcome.strip(), public_reasons.strip()) if text)


def euros(cents: int) -> str:
    """Cents as programs read euros: "500.00", exact to the cent whatever the sum."""
    sign, whole = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{whole // 100}.{whole % 100:02d}"
