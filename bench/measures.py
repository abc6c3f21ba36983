"""What a bench has measured: one line of JSON a measure, and a table in which the exceeded bounds stand out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One value of one case. ``bound`` is the highest value that is good, None where there is no such value."""

    bench: str
    case: str
    audience: str
    rows: int
    metric: str
    value: float
    bound: float | None
    unit: str

    @property
    def exceeded(self) -> bool:
        """Whether the value is above its bound."""
        return self.bound is not None and self.value > self.bound

    def line(self) -> str:
        """The measure as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def table(measures: Sequence[Measure]) -> str:
    """The measures by case, one line for each case and size, a column for each metric; ``!`` marks what exceeds."""
    metrics = list(dict.fromkeys(measure.metric for measure in measures))
    lines: dict[tuple[str, str, str, str], dict[str, str]] = {}
    for one in measures:
        line = lines.setdefault((one.bench, one.audience, one.case, str(one.rows)), {})
        line[one.metric] = f"{one.value:g}{' !' if one.exceeded else ''}"
    heads = ("bench", "audience", "case", "rows", *metrics)
    rows = [(*key, *(values.get(metric, "") for metric in metrics)) for key, values in lines.items()]
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    return "\n".join(_drawn(row, widths) for row in (heads, tuple("-" * width for width in widths), *rows))


def _drawn(row: Iterable[str], widths: Sequence[int]) -> str:
    cells = [
        text.ljust(width) if at < 3 else text.rjust(width)
        for at, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def verdict(measures: Sequence[Measure]) -> str:
    """The exceeded bounds in words, or that there are none."""
    bounded = [one for one in measures if one.bound is not None]
    exceeded = [one for one in bounded if one.exceeded]
    if not exceeded:
        return f"All {len(bounded)} bounds are kept."
    told = [
        f"! {one.case} ({one.audience}, {one.rows} rows): {one.metric} is {one.value:g}, the bound {one.bound:g}"
        for one in exceeded
    ]
    return "\n".join([f"{len(exceeded)} of {len(bounded)} bounds are exceeded:", *told])
