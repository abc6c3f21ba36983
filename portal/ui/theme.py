"""The one accent colour: shades of it, and how well it can be read.

The colour is a setting, so it can't stand in a style sheet, and the content policy forbids inline style: a tiny
style sheet is made from it (``/teema.css``), with its version in the address.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

_HEX = re.compile(r"#[0-9a-fA-F]{6}")

# WCAG 2.1, 1.4.3 (text). The accent carries white text and stands as text on white.
LEAST_CONTRAST = 4.5

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)


def parse(text: str) -> Colour:
    """``#0b4f8a`` as red, green and blue. Raises ValueError for anything else."""
    if not _HEX.fullmatch(text):
        raise ValueError(f"{text!r} is not a colour of the form #rrggbb.")
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2.1 defines it."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: Colour, with_colour: Colour, share: float) -> Colour:
    """The colour with a share (0 to 1) of the other in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, with_colour, strict=True))
    return (red, green, blue)


def as_hex(colour: Colour) -> str:
    """Red, green and blue as ``#0b4f8a``."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


@lru_cache(maxsize=8)
def style_sheet(accent: str) -> str:
    """The custom properties that portal.css builds on. Raises ValueError when the accent isn't a colour."""
    colour = parse(accent)
    dark = mix(colour, BLACK, 0.25)
    shades = {
        "--accent": as_hex(colour),
        "--accent-rgb": "{}, {}, {}".format(*colour),
        "--accent-dark": as_hex(dark),
        "--accent-dark-rgb": "{}, {}, {}".format(*dark),
        "--accent-deep": as_hex(mix(colour, BLACK, 0.5)),
        "--accent-line": as_hex(mix(colour, WHITE, 0.7)),
        "--accent-soft": as_hex(mix(colour, WHITE, 0.9)),
        "--accent-faint": as_hex(mix(colour, WHITE, 0.95)),
    }
    return ":root{" + ";".join(f"{name}:{value}" for name, value in shades.items()) + "}\n"


@lru_cache(maxsize=8)
def version(accent: str) -> str:
    """A short mark of the style sheet's content, for its address."""
    return hashlib.sha256(style_sheet(accent).encode()).hexdigest()[:12]
