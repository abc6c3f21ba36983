"""Pure functions of the domain: names searched and doubted, times, validity, and how two editors' work meets."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Model
from django.utils.text import slugify

from portal.ui import text

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


# Letters and digits that pass for Latin ones (a sensible part of Unicode TS 39's confusables); capitals first, since
# some look alike in one case only.
_CAPITALS = dict(zip("АВЕЗКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abe3kmhopctyxijsabezhikmnoptyx", strict=True))
_LETTERS = dict(zip("аеорсухіјѕԁһӏԛԝοναιρκıɑɡ01|", "aeopcyxijsdhlqwovaipkiagoll", strict=True))
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
_LOOKALIKES = str.maketrans({**_CAPITALS, **_LETTERS, **_DASHES})
_PARTS = re.compile(r"[\s\-\u2010-\u2015/.,:;()&+'’\"”]+")


def plain(name: str) -> str:
    """The name in small letters and single blanks, for comparing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def skeleton(name: str) -> str:
    """What the name looks like: as :func:`plain`, without what isn't seen, and with Latin letters for their twins."""
    seen = "".join(one for one in unicodedata.normalize("NFKD", name) if not text.is_invisible(one))
    # Twice: a capital that has no twin of its own may have one as a small letter.
    return plain(seen.translate(_LOOKALIKES).casefold().translate(_LOOKALIKES))


def doubt(name: str) -> str:
    """What an officer must look at before the public sees the name (cases.md 32); '' where nothing is doubtful.

    In signs that need no translation: the numbers of characters that aren't seen or turn the direction of writing
    ("U+200B"), or the scripts that one word mixes ("LATIN + CYRILLIC: Kuоrо"). At most 200 characters.
    """
    unseen = dict.fromkeys(f"U+{ord(one):04X}" for one in name if text.is_invisible(one))
    if unseen:
        return " ".join(unseen)[:200]
    for word in _PARTS.split(name):
        if text.mixes_scripts(word):
            return f"{' + '.join(text.scripts(word))}: {word}"[:200]
    return ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page showed when it was made: the association's version, and a mark of each of its fields."""

    version: int = 0
    marks: Mapping[str, str] = field(default_factory=dict)


def mark(value: Any) -> str:
    """A short mark by which two values of a field are told apart; none at all is like an empty text."""
    if isinstance(value, Model):
        value = value.pk
    if isinstance(value, (date, time)):
        value = value.isoformat()
    if isinstance(value, list):
        value = sorted(value)
    return hashlib.sha256(json.dumps("" if value is None else value).encode()).hexdigest()[:12]


def seen(version: int, stored: Mapping[str, Any]) -> str:
    """What a page shows, as its form carries it in a hidden field."""
    return "|".join([str(version), *(f"{name}:{mark(value)}" for name, value in stored.items())])


def parse_seen(sent: str) -> Shown:
    """The same read back. What doesn't fit counts as not shown, so that nothing is written over unseen."""
    version, *rest = sent.split("|")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    return Shown(number, dict(part.split(":", 1) for part in rest if ":" in part))


def changes(values: Mapping[str, Any], stored: Mapping[str, Any], shown: Shown) -> dict[str, Any]:
    """What the person changed against what the page showed; what somebody else made of the other fields stays."""
    mine = {name: value for name, value in values.items() if mark(value) != shown.marks.get(name)}
    return {name: value for name, value in mine.items() if mark(value) != mark(stored[name])}


def clashes(changed: Mapping[str, Any], stored: Mapping[str, Any], shown: Shown) -> list[str]:
    """The fields that somebody else changed otherwise after the page was made (cases.md 14)."""
    return [name for name in changed if mark(stored[name]) != shown.marks.get(name)]
