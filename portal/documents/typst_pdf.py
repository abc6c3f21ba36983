"""Making PDF documents with typst: PDF/A-2a for the archive and PDF/UA-1 for assistive technology at once.

One compiler is kept per process: the first document takes about 40 ms, later ones a few.
"""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from portal.documents.words import words

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS = ["a-2a", "ua-1"]

# Control characters but the line feed, and lone surrogates.
_UNWANTED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

# The compiler may be used by one thread at a time.
_lock = threading.Lock()


class Unprintable(Exception):
    """The document can't be made: most often a character without a glyph that no form refused (glyphs.py)."""


def make_pdf(
    template: str, data: Mapping[str, Any], language: str, title: str, made_at: datetime | None = None
) -> bytes:
    """The document made from ``templates/<template>.typ`` and plain JSON data, its fixed words in the language.

    The same arguments give the same bytes. ``made_at`` (aware; now where none is given) becomes the document's date.
    Strings are brought to Unicode's composed form and lose control characters. Raises :class:`Unprintable`.
    """
    stamp = (made_at or datetime.now(UTC)).astimezone(UTC)
    document = {"language": language, "words": words(template, language), **_plain({"title": title, **data})}
    source = f'#import "/{template}.typ": document\n#document(data)'
    return compile_pdf(source, json.dumps(document, ensure_ascii=False), stamp)


def compile_pdf(source: str, data: str, made_at: datetime) -> bytes:
    """Compile a source, in which ``data`` is what the JSON text says. Raises :class:`Unprintable`."""
    # As a string of the source: the compiler's own inputs are part of its library, and whatever it remembers of earlier
    # documents is forgotten when that changes.
    quoted = data.replace("\\", "\\\\").replace('"', '\\"')
    with _lock:
        try:
            made = _compiler().compile(
                input=f'#let data = json(bytes("{quoted}"))\n{source}'.encode(),
                format="pdf",
                pdf_standards=STANDARDS,
                timestamp=int(made_at.timestamp()),
            )
        except typst.TypstError as error:
            raise Unprintable(error.message) from error
    return cast("bytes", made)


@cache
def _compiler() -> Any:
    # Only the fonts inside the wheel: a document must look the same, and be possible, on every machine.
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return typst.Compiler(root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def clean(text: str) -> str:
    """Composed form, without control characters and lone surrogates; line ends as ``\\n``, at most one empty line."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    lines = "\n".join(line.strip() for line in _UNWANTED.sub("", composed).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
