"""Pure functions of the domain: how an association's name is normalised, sorted and searched."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.text import slugify

MAX_QUERY = 80
MAX_WORDS = 5
_WORD = re.compile(r"[\w&]+", re.UNICODE)
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
