"""Pure functions of the domain: how an association's name is normalised, sorted and searched, when it meets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils.text import slugify

MAX_QUERY = 80
MAX_WORDS = 5
_WORD = re.compile(r"[\w&]+", re.UNICODE)
# Basic Latin, and the letters of Latin-1 and Latin Extended-A: names in Finnish, Swedish, Sámi, Estonian, German.
_PLAIN = re.compile(r"[ -~À-ÖØ-öø-ſ–’”]")
# How compounds for an association end, in Finnish and Swedish.
HEADS = ("seura", "kerho", "yhdistys", "ryhmä", "harrastus", "toiminta", "förening", "föreningen", "klubb", "klubben")


def words(query: str) -> list[str]:
    """The words of a search, lower-cased; at most five, from at most 80 characters (cases.md 31)."""
    return list(_WORD.findall(query[:MAX_QUERY].lower().replace("\x00", "")))[:MAX_WORDS]


def needles(word: str, stems: Iterable[str] = (), also: Iterable[str] = ()) -> list[str]:
    """What to look for as a part of a name or sentence: the word, what belongs to it, its stems where that is safe.

    A stem counts only with 4 letters or more, as a prefix of the word and at most 3 letters shorter; anything looser
    finds half the register. ``also`` are an official's words for it. The first part of a compound that ends in a word
    for any association ("shakkikerho") counts as well.
    """
    found = [word, *also]
    found += [stem for stem in stems if len(stem) >= 4 and word.startswith(stem) and len(word) - len(stem) <= 3]
    found += [word.removesuffix(head) for head in HEADS if word.endswith(head) and len(word) - len(head) >= 4]
    return list(dict.fromkeys(found))


def slug(name: str) -> str:
    """The name as it stands in an address: "Lavian Kyläyhdistys ry" → "lavian-kylayhdistys-ry"."""
    return slugify(name)[:80] or "yhdistys"


def valid_until(year: int | None, checked_on: date, months: int) -> date | None:
    """The last day on which a verified document counts; None for one that doesn't expire (``months`` is 0).

    A document about a year is as old as that year, whenever somebody looks at it: its months run from 31 December.
    One about no year runs from the day on which it was checked.
    """
    if months == 0:
        return None
    start = date(year, 12, 31) if year else checked_on
    # The thirty-first plus months that have none ends on their last day.
    return start + relativedelta(months=months)


def laid_bare(name: str) -> str:
    """The name with every character that can pass for another, or for none, written as its number: ``ry[U+200B]``.

    Latin letters, digits, blanks and common signs stay: what an officer sees is what is there (cases.md 32).
    """
    return "".join(one if _PLAIN.fullmatch(one) else f"[U+{ord(one):04X}]" for one in name)


def first_occurrence(
    since: date, *, weekday: int, every: int = 1, season_from: date | None = None, season_until: date | None = None
) -> date | None:
    """The first day on or after ``since`` on which a weekly time is held; None when its season is over by then.

    ``weekday`` counts as ISO 8601 does. The weeks of ``every`` are counted from the week of ``season_from``, also when
    its first day comes after the weekday of that week.
    """
    start = max(since, season_from or since)
    counted_from = season_from or since
    base = (counted_from - timedelta(days=counted_from.weekday())).toordinal() + weekday - 1
    step = 7 * every
    # Rounded up: a started step is over.
    steps = max(0, -((base - start.toordinal()) // step))
    day = base + steps * step
    return date.fromordinal(day) if day <= (season_until or date.max).toordinal() else None
