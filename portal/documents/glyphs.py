"""Which characters the documents can show, so that a form refuses the others before anything is decided with them.

The font lies inside typst, which tells of a missing glyph only by refusing a document. So unknown characters are
tried in one small document, and halves of it where that is refused; what is found is remembered per process.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime

from portal.documents.typst_pdf import Unprintable, clean, compile_pdf

# Enough to name to a person; text in another script would otherwise be tried character by character.
MOST_NAMED = 10
# The memory is bounded, so that nobody fills a process with rare characters.
MOST_REMEMBERED = 20_000

_EPOCH = datetime.fromtimestamp(0, UTC)
_SOURCE = """#import "letter.typ": typeface
#set document(title: "Glyphs")
#set text(..typeface)
#for sign in data [#sign #linebreak()]
"""
_known: dict[str, bool] = {}


def check_glyphs(text: str) -> list[str]:
    """The characters of the text that the documents' font doesn't have, each once, at most ten; empty when all is well.

    Characters that control direction or join others (bidi marks, zero-width) are named as well, as U+202E: they have
    no place in a decision (cases.md 32).
    """
    signs = sorted(set(clean(text)) - {"\n", " "})
    hidden = [sign for sign in signs if unicodedata.category(sign) in {"Cf", "Co", "Cn"} and sign != "\u00ad"]
    shown = [sign for sign in signs if sign not in hidden]
    missing = [sign for sign in shown if _known.get(sign) is False]
    _find_missing([sign for sign in shown if sign not in _known], missing)
    return [f"U+{ord(sign):04X}" for sign in hidden[:MOST_NAMED]] + missing[:MOST_NAMED]


def _find_missing(signs: list[str], missing: list[str]) -> None:
    if not signs or len(missing) >= MOST_NAMED:
        return
    if _printable(signs):
        _remember(signs, True)
    elif len(signs) == 1:
        _remember(signs, False)
        missing.append(signs[0])
    else:
        half = len(signs) // 2
        _find_missing(signs[:half], missing)
        _find_missing(signs[half:], missing)


def _printable(signs: list[str]) -> bool:
    try:
        compile_pdf(_SOURCE, json.dumps(signs), _EPOCH)
    except Unprintable:
        return False
    return True


def _remember(signs: list[str], printable: bool) -> None:
    if len(_known) > MOST_REMEMBERED:
        _known.clear()
    _known.update(dict.fromkeys(signs, printable))
