"""How names and account numbers stand in a dossier."""

from __future__ import annotations

import re
import unicodedata

# Short enough for every file system and for the folders in which somebody unpacks it.
MAX_STEM = 60
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,5})$")


def portable(name: str) -> str:
    """The name as every system takes it, for decades: letters without accents, digits, dashes, and its ending.

    Never empty, never a path, never hidden (cases.md 27, 28). Unique it becomes by the number before it.
    """
    last = re.split(r"[/\\]", name)[-1].strip()
    found = _ENDING.search(last)
    stem = last[: found.start()] if found else last
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[:MAX_STEM].rstrip("-")
    return f"{plain or 'tiedosto'}.{found.group(1).lower()}" if found else plain or "tiedosto"


def masked(iban: str) -> str:
    """An account number of which only the country and the last four are told; '' for none."""
    return f"{iban[:2]} … {iban[-4:]}" if iban else ""
