"""The bench ``review``: 60,000 applications over eight years from 5,000 associations, read by officers and all.

Then four hundred of them are decided in one list, and letters are timed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from bench.cases import STAFF, read
from bench.measures import Measure
from bench.pages import FULL, QUERIES, QUICK, UNCACHED, Pair, measured
from bench.stage import stage

NAME = "review"
# Issue 6, "Speed".
ASSOCIATIONS, FEW = 5_000, 500
LETTERS_A_SECOND, TYPST_A_SECOND = 60, 188


def run(quick: bool) -> Iterator[Measure]:
    """Measure. Raises stage.Failed and load.Unexpected."""
    seconds = QUICK.seconds if quick else FULL.seconds
    with stage() as set_up:
        set_up.fill(FEW if quick else ASSOCIATIONS)
        _tell("Eight years of applications are being made …")
        rows = int(json.loads(set_up.manage("bench_review", "fill").splitlines()[-1])["applications"])
        set_up.tidy()
        cases = read(set_up.manage("bench_review", "cases"))
        with (
            set_up.web("portal.wsgi", "bench.settings", "/healthz") as portal,
            set_up.web("bench.floor.wsgi", "bench.floor.settings", "/1/9/") as floor,
        ):
            pair = Pair(portal, floor, seconds)
            for case in cases:
                yield from measured(NAME, case, rows, pair.compare(case, UNCACHED))
                bound = QUERIES[case.audience]
                yield Measure(NAME, case.name, case.audience, rows, "queries", case.queries, bound, "count")
        yield from _decided(json.loads(set_up.manage("bench_review", "decide").splitlines()[-1]))
        yield from _letters(json.loads(set_up.manage("bench_review", "letters").splitlines()[-1]))


def _decided(told: dict[str, float]) -> Iterator[Measure]:
    """Four hundred in one list: all decided, each with its letter and its message."""
    name, rows = "list of decisions", int(told["asked"])
    for metric in ("decided", "letters", "messages"):
        yield Measure(NAME, name, STAFF, rows, metric, told[metric], None, "count")
        yield Measure(NAME, name, STAFF, rows, f"lacking_{metric}", rows - told[metric], 0, "count")
    yield Measure(NAME, name, STAFF, rows, "seconds", told["seconds"], None, "s")


def _letters(told: dict[str, float]) -> Iterator[Measure]:
    """A letter made, hashed and stored, by one process; beside it the compiler's work alone.

    The issue's sixty a second stand beside 188 of the compiler alone on the machine where they were tried. What
    doesn't hang on the machine is how many times the compiler's work a letter may cost.
    """
    rows = int(told["letters"])
    for metric, value, bound, unit in (
        ("ms", told["ms"], round(1000 / LETTERS_A_SECOND, 1), "ms"),
        ("median_ms", told["median_ms"], None, "ms"),
        ("cpu_ms", told["cpu_ms"], None, "ms"),
        ("alone_ms", told["alone_ms"], None, "ms"),
        ("a_second", round(1000 / told["ms"], 1), None, "1/s"),
        ("x_typst", round(told["ms"] / told["alone_ms"], 2), round(TYPST_A_SECOND / LETTERS_A_SECOND, 2), "ratio"),
    ):
        yield Measure(NAME, "letters", STAFF, rows, metric, value, bound, unit)


def _tell(line: str) -> None:
    # Beside the lines of JSON, which somebody may read by program.
    print(line, file=sys.stderr, flush=True)
