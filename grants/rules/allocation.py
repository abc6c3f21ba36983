"""How an appropriation is shared."""

from __future__ import annotations


def fits(award_cents: int, *, already_cents: int, appropriation_cents: int) -> bool:
    """Whether an award still fits within the appropriation, in whole cents."""
    return award_cents >= 0 and already_cents + award_cents <= appropriation_cents
