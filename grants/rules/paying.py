"""How an award is split into instalments, when each is due, and what a bank takes as text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

HUNDRED = 100
# EndToEndId of ISO 20022 (Max35Text).
REFERENCE_LENGTH = 35
NAME_LENGTH, TEXT_LENGTH = 70, 140
# The Latin set of the EPC's SEPA guidelines (EPC217-08), and å, ä, ö, which banks in Finland take as they are.
_ALLOWED = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ÅÄÖåäö]")
_KEPT = frozenset("åäöÅÄÖ")
_LETTERS = {
    **{"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ł": "l"},
    **{"Ł": "L", "þ": "th", "Þ": "Th", "ı": "i", "&": "+", "’": "'", "‘": "'", "“": "'", "”": "'", "–": "-", "—": "-"},
}


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment as the terms of a call have it: its number from 1, and its cents."""

    number: int
    cents: int


def split(amount_cents: int, percents: Sequence[int]) -> list[Part]:
    """The award in instalments by their per cent; each is rounded down to a cent and the last one takes the rest.

    An instalment that would be nothing is left out, which only a few cents can bring about. Raises ValueError for a
    sum that isn't above zero, or per cent that aren't from 1 up or don't add up to 100.
    """
    if amount_cents <= 0:
        raise ValueError("Only a sum above zero is paid.")
    if sum(percents) != HUNDRED or min(percents) < 1:
        raise ValueError("Instalments are at least 1 per cent each, and 100 together.")
    first = [amount_cents * percent // HUNDRED for percent in percents[:-1]]
    all_of_them = [*first, amount_cents - sum(first)]
    return [Part(number, cents) for number, cents in enumerate(all_of_them, 1) if cents]


def share_anew(cents: int, planned: Sequence[int]) -> list[int]:
    """What is left of a corrected award, shared among planned instalments as they were: the last one takes the rest.

    Zero means that the instalment falls away. Raises ValueError for a negative sum, or nothing to share among.
    """
    whole = sum(planned)
    if cents < 0 or whole <= 0:
        raise ValueError("There is nothing to share, or nobody to share it among.")
    first = [cents * one // whole for one in planned[:-1]]
    return [*first, cents - sum(first)]


def first_day(
    accepted_on: date, *, after_days: int | None = None, fixed_on: date | None = None, waits_until: date | None = None
) -> date:
    """The day from which an instalment may be paid, in Helsinki: never before it was accepted.

    ``after_days`` counts from acceptance; ``fixed_on`` is the day of the call's terms; ``waits_until`` the last day of
    the rectification period, after which alone it may be paid.
    """
    days = [accepted_on + timedelta(days=after_days or 0)]
    if fixed_on is not None:
        days.append(fixed_on)
    if waits_until is not None:
        days.append(waits_until + timedelta(days=1))
    return max(days)


def bank_text(text: str, length: int) -> str:
    """The text as banks take it: å, ä, ö stay, other letters lose their marks, what has no Latin letter becomes a dot.

    At most ``length`` characters, never empty, no blank at either end, and no slash first or twice (EPC217-08).
    """
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        plain = letter
        if letter not in _KEPT:
            plain = _LETTERS.get(letter, unicodedata.normalize("NFKD", letter))
            plain = "".join(part for part in plain if not unicodedata.combining(part))
        letters.append(_ALLOWED.sub(".", " " if plain.isspace() else plain))
    tidy = re.sub(r" +", " ", re.sub(r"/{2,}", "/", "".join(letters))).lstrip(" /")
    return tidy[:length].rstrip() or "."


def end_to_end_id(instalment: int, attempt: int) -> str:
    """The reference of one attempt to pay an instalment: always the same for the same attempt, never for another."""
    return f"AVUSTUS-{instalment}-{attempt}"


def message_id(batch: int) -> str:
    """The file's own identifier, by which a bank knows a file that it gets twice."""
    return f"AVUSTUSERA-{batch}"
