"""What the library offers for a matter."""

from __future__ import annotations

from grants import rules
from grants.enums import PhraseKind
from grants.models import Application, Phrase
from grants.queries.handling import given, scores
from portal import policy
from portal.ui import formats


def offered_phrases(*kinds: PhraseKind) -> list[Phrase]:
    """The texts in use of these kinds, in the order in which they were added. One query."""
    return list(policy.visible(Phrase.objects.offered()).filter(kind__in=kinds))


def phrase_values(application: Application, language: str, cents: int | None) -> dict[str, str]:
    """What stands in the places of a text, as the language writes it; what isn't known yet is left out.

    ``cents`` is the sum proposed. The mean of the scores is there once all are in. Three queries.
    """
    mean = scores(application, given(application)).mean
    found = {
        "sum": formats.money(cents, language),
        "requested": formats.money(application.requested_cents, language),
        "score": "" if mean is None else formats.number(float(mean), 1, language),
    }
    return {name: found[name] for name in rules.PLACES if found[name]}
