"""Associations' work in figures, on ``/tietoa/``. Each app declares its own in ``figures.py``.

``figures.register("associations", in_the_register, topics=("associations",))``: the function returns figures and
charts in the active language. What it returns is kept per language until one of the topics is bumped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.ui.charts import BarChart
from portal.ui.fragments import fragment

# The page as a whole hangs on the topics that any figure can hang on.
TOPICS = ("associations", "awards", "calls")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its words. ``value`` is written already (``formats.number``, ``formats.euros``)."""

    label: str
    value: str
    note: str = ""


Build = Callable[[], Iterable[Figure | BarChart]]

_sources: dict[str, tuple[int, Build, tuple[str, ...]]] = {}


def register(name: str, build: Build, *, topics: tuple[str, ...] = (), order: int = 100) -> None:
    """Declare figures. The same name declared again replaces the former.

    Raises ValueError for a topic that isn't among :data:`TOPICS`: the page would stay old.
    """
    if unknown := set(topics) - set(TOPICS):
        raise ValueError(f"The page of figures doesn't hang on {sorted(unknown)}.")
    _sources[name] = (order, build, topics or (name,))


def html(language: str, request: HttpRequest) -> list[SafeString]:
    """All figures, in order, each part kept on its own."""
    return [
        fragment(f"figures-{name}", topics, language, lambda build=build: _drawn(build, request))  # type: ignore[misc]
        for name, (_order, build, topics) in sorted(_sources.items(), key=lambda item: item[1][0])
    ]


def _drawn(build: Build, request: HttpRequest) -> str:
    found = list(build())
    context = {
        "figures": [one for one in found if isinstance(one, Figure)],
        "charts": [one for one in found if isinstance(one, BarChart)],
    }
    return render_to_string("ui/figures.html", context)
