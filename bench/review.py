"""The bench ``review``: 60,000 applications over eight years from 5,000 associations, read by officers and all."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from bench.cases import read
from bench.measures import Measure
from bench.pages import FULL, QUERIES, QUICK, UNCACHED, Pair, measured
from bench.stage import stage

NAME = "review"
# Issue 6, "Speed".
ASSOCIATIONS, FEW = 5_000, 500


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


def _tell(line: str) -> None:
    # Beside the lines of JSON, which somebody may read by program.
    print(line, file=sys.stderr, flush=True)
