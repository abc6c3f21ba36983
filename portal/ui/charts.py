"""Bar charts made on the server: an SVG with a title and a description, and a table that says the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.ui import formats

ROW_HEIGHT = 46
BAR_TOP = 24
BAR_HEIGHT = 12
# Longer labels would run into the value on a narrow screen; the table has them whole.
LABEL_LENGTH = 34


class Bar(NamedTuple):
    """One line of the chart."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """What a chart shows. ``written`` writes a value (``formats.money`` for cents)."""

    title: str
    label_heading: str
    value_heading: str
    bars: Sequence[Bar]
    written: Callable[[int], str] = formats.number
    key: str = "chart"

    @property
    def height(self) -> int:
        """The drawing's height in pixels."""
        return ROW_HEIGHT * len(self.bars)

    @property
    def description(self) -> str:
        """What is seen, in a sentence for those who don't see it."""
        if not self.bars:
            return ""
        most = max(self.bars, key=lambda bar: bar.value)
        return _("%(count)d bars. The longest is %(label)s, %(value)s. The table below has the same figures.") % {
            "count": len(self.bars),
            "label": most.label,
            "value": self.written(most.value),
        }

    @property
    def rows(self) -> list[DrawnBar]:
        """The bars with their places in the drawing."""
        most = max((bar.value for bar in self.bars), default=0) or 1
        return [
            DrawnBar(
                label=bar.label,
                short=bar.label if len(bar.label) <= LABEL_LENGTH else f"{bar.label[: LABEL_LENGTH - 1].rstrip()}…",
                value=self.written(bar.value),
                text_y=at * ROW_HEIGHT + 16,
                bar_y=at * ROW_HEIGHT + BAR_TOP,
                # Whole tenths: a decimal comma can't slip into an attribute.
                width=f"{max(bar.value, 0) * 1000 // most / 10:.1f}%",
            )
            for at, bar in enumerate(self.bars)
        ]


class DrawnBar(NamedTuple):
    """A bar as it is drawn."""

    label: str
    short: str
    value: str
    text_y: int
    bar_y: int
    width: str
