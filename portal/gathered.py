"""One page that gathers everything about an object: each app declares its sections in ``gathered.py``.

A section is a template and what it shows. The page asks for the sections of its object and draws them in order; the
ground knows no app, and a new cooperation method brings its own section.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from portal.actor import Actor

Text = str | Promise
# What the section shows; None leaves it out for this actor.
Show = Callable[[Actor, Any], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Section:
    """A declared section. Costs at most three queries."""

    model: str
    key: str
    title: Text
    template: str
    show: Show
    order: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of one object, ready to be drawn."""

    key: str
    title: str
    template: str
    context: dict[str, Any]


_sections: dict[tuple[str, str], Section] = {}


def section(model: str, key: str, *, title: Text, template: str, order: int) -> Callable[[Show], Show]:
    """Declare a section about objects of the model (``"associations.Association"``); a key declared again replaces."""

    def register(show: Show) -> Show:
        _sections[(model.lower(), key)] = Section(model.lower(), key, title, template, show, order)
        return show

    return register


def of(actor: Actor, obj: Model) -> list[Shown]:
    """The sections about the object that this actor sees, in order."""
    mine = [one for one in _sections.values() if one.model == obj._meta.label_lower]
    found = []
    for one in sorted(mine, key=lambda section: (section.order, section.key)):
        context = one.show(actor, obj)
        if context is not None:
            found.append(Shown(one.key, str(one.title), one.template, context))
    return found
