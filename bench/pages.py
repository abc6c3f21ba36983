"""The bench ``pages``: what the portal's pages cost, as multiples of the floor, at 500 and at 50,000 associations."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import median

from bench.cases import ASSOCIATION, PUBLIC, STAFF, Case, read
from bench.load import Round, Target, ask, load, percentile
from bench.measures import Measure
from bench.stage import Web, stage

NAME = "pages"
CONNECTIONS = 8
ROUNDS = 5
UNCACHED = {"X-Bench-Uncached": "1"}

# Issue 3, section 5; how many times the floor a page may cost stands with the page (visits.py).
X_FLOOR_WARM = 2.0
QUERIES = {PUBLIC: 8, ASSOCIATION: 15, STAFF: 15}
GROWTH = 1.5
RSS_MIB = 150.0

# The page whose 304 is measured: all kept pages are answered alike.
REVALIDATED = "directory"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured, and for how long a round goes on."""

    few: int
    many: int
    seconds: float


FULL = Scale(500, 50_000, 0.5)
QUICK = Scale(50, 1_050, 0.2)


@dataclass(frozen=True, slots=True)
class Compared:
    """A page and the floor, measured in turns."""

    x_floor: float
    rps: float
    floor_rps: float
    p50_ms: float
    p95_ms: float
    size: int


def run(quick: bool) -> Iterator[Measure]:
    """Measure everything. Raises stage.Failed and load.Unexpected."""
    scale = QUICK if quick else FULL
    with stage() as set_up:
        small: dict[str, float] = {}
        for rows in (scale.few, scale.many):
            _tell(f"{rows} associations are being made …")
            cases = read(set_up.fill(rows))
            with (
                set_up.web("portal.wsgi", "bench.settings", "/healthz") as portal,
                set_up.web("bench.floor.wsgi", "bench.floor.settings", "/1/9/") as floor,
            ):
                pair = Pair(portal, floor, scale.seconds)
                if rows == scale.few:
                    for measure in _small(pair, cases, rows):
                        if measure.metric == "x_floor":
                            small[measure.case] = measure.value
                        yield measure
                else:
                    yield from _large(pair, cases, rows, small)


def _small(pair: Pair, cases: Iterable[Case], rows: int) -> Iterator[Measure]:
    """Only what the larger data set is compared with."""
    for case in cases:
        if case.unfiltered:
            yield from measured(NAME, case, rows, pair.compare(case, UNCACHED))


def _large(pair: Pair, cases: Iterable[Case], rows: int, small: Mapping[str, float]) -> Iterator[Measure]:
    for case in cases:
        found = pair.compare(case, UNCACHED)
        yield from measured(NAME, case, rows, found)
        yield _measure(case, rows, "queries", case.queries, QUERIES[case.audience], "count")
        if case.name in small:
            yield _measure(case, rows, "growth", round(found.x_floor / small[case.name], 2), GROWTH, "ratio")
        if case.kept:
            yield _measure(case, rows, "x_floor_warm", pair.compare(case, {}).x_floor, X_FLOOR_WARM, "ratio")
    for case in cases:
        if case.kept and case.name == REVALIDATED:
            again = replace(case, name=f"{case.name}, 304")
            yield _measure(again, rows, "x_floor_warm", pair.revalidate(case).x_floor, X_FLOOR_WARM, "ratio")
    whole = Case("web worker", "all", "", 0)
    yield _measure(whole, rows, "rss_mib", round(pair.portal.rss_mib(), 1), RSS_MIB, "MiB")


class Pair:
    """The portal and the floor, both served by a gunicorn of their own over the same database."""

    def __init__(self, portal: Web, floor: Web, seconds: float) -> None:
        self.portal = portal
        self.floor = floor
        self.seconds = seconds

    def compare(self, case: Case, headers: Mapping[str, str]) -> Compared:
        """The case against the floor."""
        return self._rounds(Target(self.portal.port, case.path, {**case.headers, **headers}))

    def revalidate(self, case: Case) -> Compared:
        """The case as a browser that has the page already asks for it."""
        etag = ask(Target(self.portal.port, case.path)).headers["etag"]
        return self._rounds(Target(self.portal.port, case.path, {"If-None-Match": etag}, status=304))

    def _rounds(self, page: Target) -> Compared:
        size = len(ask(page).body)
        floor = Target(self.floor.port, f"/1/{size}/")
        for target in (page, floor):
            # Each worker has now compiled the page, filled its caches and opened its connection.
            load(target, connections=CONNECTIONS, seconds=self.seconds / 2)
        rounds = [(self._load(floor), self._load(page)) for _number in range(ROUNDS)]
        took = [one for _floor, round_of_page in rounds for one in round_of_page.took_ms]
        return Compared(
            x_floor=round(median([bare.rps / made.rps for bare, made in rounds]), 2),
            rps=round(median([made.rps for _bare, made in rounds]), 1),
            floor_rps=round(median([bare.rps for bare, _made in rounds]), 1),
            p50_ms=round(percentile(took, 0.5), 1),
            p95_ms=round(percentile(took, 0.95), 1),
            size=size,
        )

    def _load(self, target: Target) -> Round:
        return load(target, connections=CONNECTIONS, seconds=self.seconds)


def measured(bench: str, case: Case, rows: int, found: Compared) -> Iterator[Measure]:
    """What a page cost, line by line; the ratio to the floor has the case's bound."""
    for metric, value, bound, unit in (
        ("x_floor", found.x_floor, case.x_floor, "ratio"),
        ("rps", found.rps, None, "1/s"),
        ("floor_rps", found.floor_rps, None, "1/s"),
        ("p50_ms", found.p50_ms, None, "ms"),
        ("p95_ms", found.p95_ms, None, "ms"),
        ("bytes", found.size, None, "B"),
    ):
        yield Measure(bench, case.name, case.audience, rows, metric, value, bound, unit)


def _measure(case: Case, rows: int, metric: str, value: float, bound: float | None, unit: str) -> Measure:
    return Measure(NAME, case.name, case.audience, rows, metric, value, bound, unit)


def _tell(line: str) -> None:
    # Beside the lines of JSON, which somebody may read by program.
    print(line, file=sys.stderr, flush=True)
