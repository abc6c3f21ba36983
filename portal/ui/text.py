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
