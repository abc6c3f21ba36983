"""File names that people give, made safe to show and to save (cases.md 27, 28, 30)."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 120

# Control, format (bidi, zero width), surrogate, private-use and unassigned characters; line and paragraph separators.
_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Refused in names by Windows, or with a meaning in a shell, a header or markup.
_AWKWARD = re.compile(r"[<>:\"|?*;`$]")


def clean(name: str, endings: tuple[str, ...]) -> str:
    """The name without path parts and invisible characters, at most 120 characters, ending as its type does.

    ``endings`` are those that fit the content; a name with another ending gets the first one added, so that a saved
    file opens as what it is (``report.exe`` holding a PDF becomes ``report.exe.pdf``).
    """
    last = re.split(r"[/\\]", name)[-1]
    # Blanks of all sorts become one space before control characters go, so that words don't run together.
    spaced = re.sub(r"\s+", " ", last)
    visible = "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNWANTED)
    tidy = re.sub(r" +", " ", unicodedata.normalize("NFC", visible))
    # A leading dot hides a file; a leading dash is an option to a program.
    plain = _AWKWARD.sub("_", tidy).lstrip(" .-").rstrip(" .") or "tiedosto"
    ending = next((known for known in endings if plain.lower().endswith(known)), "")
    stem = plain[: -len(ending)] if ending else plain
    # A bare ending ("pdf" from ".pdf") keeps its letters as the stem.
    ending = plain[len(stem) :] or endings[0]
    return (stem.strip() or "tiedosto")[: MAX_LENGTH - len(ending)].rstrip(" .") + ending
