"""A random sample that anybody can draw again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def rank(seed: str, case_number: str) -> str:
    """What a case is ordered by: the SHA-256 of the seed, a line feed and the case number, in UTF-8, as 64 digits."""
    return hashlib.sha256(f"{seed}\n{case_number}".encode()).hexdigest()


def draw(seed: str, case_numbers: Iterable[str], size: int) -> list[str]:
    """The sample: the first ``size`` of the case numbers, ordered by :func:`rank`.

    In a shell: ``printf '%s\\n%s' "$seed" "$case" | sha256sum`` for each case, sorted. The order in which the cases
    are given doesn't matter, and a case that is given twice counts once. Raises ValueError for a size below one or
    above the number of cases.
    """
    cases = set(case_numbers)
    if not 1 <= size <= len(cases):
        raise ValueError(f"{size} of {len(cases)} cases can't be drawn.")
    return sorted(cases, key=lambda case: (rank(seed, case), case))[:size]
