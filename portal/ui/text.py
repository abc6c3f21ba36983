"""Text that can be stored, printed and mailed: what a text field lets in (cases.md 28, 31, 32)."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Every character with the Unicode property Bidi_Control: they make a name read as another one.
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Line and paragraph separators break logs and mail headers as a newline does.
_LINE_ENDS = frozenset("\u2028\u2029")
_LAYOUT = frozenset("\n\t")
_REPLACEMENT = "\ufffd"
# Drawn as nothing or as a blank, though they aren't format characters by category.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Scripts that one word of a living language mixes.
_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}, {"CJK", "HANGUL"}, {"CJK", "BOPOMOFO"})


def tidy(value: str) -> str:
    """The text in one spelling: composed characters (NFC) and plain line ends, so that lengths and searches agree."""
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


def fault(value: str, *, multiline: bool = False) -> str:
    """A sentence on the first character that can't be stored; '' when the text is fine."""
    for character in value:
        if character in BIDI_CONTROLS:
            return _(
                "The text has an invisible character that changes the direction of writing. "
                "Type the text again instead of copying it."
            )
        if character == _REPLACEMENT:
            return _("A part of the text couldn't be read. Type it again instead of copying it.")
        category = unicodedata.category(character)
        if character in _LINE_ENDS or (category == "Cc" and character not in _LAYOUT):
            return _(
                "The text has a control character that can't be stored. Type the text again instead of copying it."
            )
        if category == "Cs" or (category == "Cn" and ord(character) & 0xFFFE == 0xFFFE):
            return _("The text has a broken character that can't be stored. Type it again instead of copying it.")
        if character in _LAYOUT and not multiline:
            return _("Write this on one line.")
    return ""


def check_line(value: str) -> None:
    """Validator of a one-line field."""
    if found := fault(value):
        raise ValidationError(found, code="unstorable")


def check_text(value: str) -> None:
    """Validator of a field of several lines."""
    if found := fault(value, multiline=True):
        raise ValidationError(found, code="unstorable")


def is_invisible(character: str) -> bool:
    """Whether nothing is drawn for the character: zero-width joiners, soft hyphens, fillers, variation selectors."""
    return (
        unicodedata.category(character) == "Cf"
        or character in _BLANKS
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def scripts(word: str) -> list[str]:
    """The scripts of the word's letters as Unicode names them ("LATIN", "CYRILLIC"), in their order.

    A letter in disguise (full-width, mathematical bold) is of a script of its own.
    """
    found: dict[str, None] = {}
    for character in word:
        if unicodedata.category(character).startswith("L"):
            found[unicodedata.name(character, "UNKNOWN").split()[0]] = None
    return list(found)


def mixes_scripts(word: str) -> bool:
    """Whether letters of several scripts stand in one word, as no language writes it (Unicode TS 39, mixed script)."""
    found = set(scripts(word))
    return len(found) > 1 and not any(found <= together for together in _TOGETHER)
