"""What stands in braces in a text of the library."""

from __future__ import annotations

import re
from collections.abc import Mapping

# The sum proposed, the sum applied for, the mean of the scores. Nothing else is ever replaced (cases.md 27).
PLACES = ("sum", "requested", "score")
_PLACE = re.compile(r"\{(" + "|".join(PLACES) + r")\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the known values in their places. What isn't known or no place stays as it was written.

    In one go: a value that itself looks like a place isn't read again.
    """
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def places(text: str) -> list[str]:
    """The places that stand in the text unfilled, with their braces, each once."""
    return list(dict.fromkeys(found[0] for found in _PLACE.finditer(text)))
