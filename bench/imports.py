"""The bench ``import``: register data of 100,000 rows, as a multiple of a bare COPY and upsert; memory stays flat."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import psycopg

from bench.measures import Measure
from bench.stage import Stage, stage

FEW, MANY, QUICK = 10_000, 100_000, 2_000

# Issue 4, "Speed".
X_LIMIT = 3.0
# What a tenth of the rows holds at most, ten times as many hold too, but for a few pages of the allocator.
X_MEMORY = 1.15


def run(quick: bool) -> Iterator[Measure]:
    """Measure both sizes, each way from the same beginning. Raises stage.Failed."""
    few, many = (QUICK // 10, QUICK) if quick else (FEW, MANY)
    with stage() as set_up:
        memory = _way(set_up, "ours", few)["rss_mib"]
        limit = _way(set_up, "bare", many)
        found = _way(set_up, "ours", many)
    yield _measure(many, "x_limit", found["seconds"] / limit["seconds"], X_LIMIT, "ratio")
    yield _measure(many, "limit_s", limit["seconds"], None, "s")
    yield _measure(many, "read_s", found["read"], None, "s")
    yield _measure(many, "written_s", found["written"], None, "s")
    yield _measure(many, "rss_mib", found["rss_mib"], None, "MiB")
    yield _measure(many, "x_memory", found["rss_mib"] / memory, X_MEMORY, "ratio")


def _way(set_up: Stage, way: str, rows: int) -> dict[str, float]:
    """What one way took, in a database that knows a part of the rows and nothing else."""
    with psycopg.connect(set_up.servers.url("portal_owner"), autocommit=True) as owner:
        owner.execute(
            "TRUNCATE associations_association, associations_registerimport, accounts_user, journal_rowimage,"
            " journal_event, jobs_job CASCADE"
        )
        set_up.manage("bench_import", "fill", str(rows))
        if way == "ours":
            set_up.manage("bench_import", "begin", str(rows))
        owner.execute("VACUUM ANALYZE")
    print(f"{rows} rows are being brought in ({way}) …", file=sys.stderr, flush=True)
    found: dict[str, float] = json.loads(set_up.manage("bench_import", way, str(rows)).splitlines()[-1])
    return found


def _measure(rows: int, metric: str, value: float, bound: float | None, unit: str) -> Measure:
    return Measure("import", "register data", "staff", rows, metric, round(value, 2), bound, unit)
