"""What the apps declare in their ``rules_dated.py``."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Rule:
    """A number with its unit in words ("days"), what holds until an official says otherwise, and its limits."""

    name: str
    label: Text
    unit: Text
    initial: int
    least: int
    most: int


_rules: dict[str, Rule] = {}
_groups: dict[str, Text] = {}


def group(beginning: str, label: Text) -> None:
    """Say how rules whose names begin so (``"associations"``) are headed on their page."""
    _groups[beginning] = label


def groups() -> dict[str, Text]:
    """The headings by the beginning of the names."""
    return dict(_groups)


def rule(name: str, *, label: Text, unit: Text, initial: int, least: int = 0, most: int = 10_000) -> None:
    """Declare a rule (``"associations.invitation_days"``).

    Raises ImproperlyConfigured when the name is taken or the initial value is outside of its own limits.
    """
    if name in _rules:
        raise ImproperlyConfigured(f"The rule {name} is declared twice.")
    if not least <= initial <= most:
        raise ImproperlyConfigured(f"The rule {name} begins outside of its limits.")
    _rules[name] = Rule(name, label, unit, initial, least, most)


def find(name: str) -> Rule:
    """The declared rule. Raises ImproperlyConfigured for one that nobody declared."""
    try:
        return _rules[name]
    except KeyError:
        raise ImproperlyConfigured(f"No rules_dated.py declares the rule {name}.") from None


def known() -> dict[str, Rule]:
    """All declared rules by name."""
    return dict(_rules)
