"""The first page as blocks: each app declares its own in ``home.py``, so the ground needs to know no app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the first page: a template and what it shows. Costs at most two queries."""

    template: str
    context: Callable[[], dict[str, Any]]
    order: int


# What any block can hang on: the page is kept until one of them is bumped.
TOPICS = ("associations", "awards", "calls")

_blocks: dict[str, Block] = {}


def block(template: str, context: Callable[[], dict[str, Any]], *, order: int) -> None:
    """Declare a block. The same template declared again replaces the former.

    What it shows must hang on :data:`TOPICS` alone; what changes by the clock names its end ({% good_until %}).
    """
    _blocks[template] = Block(template, context, order)


def blocks() -> list[dict[str, Any]]:
    """The blocks in order, each as its template's name and values."""
    found = sorted(_blocks.values(), key=lambda one: one.order)
    return [{"template": one.template, **one.context()} for one in found]
