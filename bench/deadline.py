"""The bench ``deadline``: 400 drafts handed in within a call's last minute, half of them in its last ten seconds.

An open loop: each submit is sent at its moment, whether those before it have been answered or not. Each draft has an
attachment of one MiB.

The floor is sampled alone, before, and asked as the submits are: by as many people, at the pace of the last ten
seconds. A machine that rests 50 ms between two requests answers each of them more slowly than one that is kept busy,
and that is no fault or merit of the page. The ratio to a floor that is asked without a pause is printed beside it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from bench.load import Target, Unexpected, ask, percentile
from bench.measures import Measure
from bench.stage import Web, stage

DRAFTS, QUICK = 400, 40
MINUTE, LAST = 60.0, 10.0
# The last one is sent this long before the closing moment.
MARGIN = 0.2
FLOOR_SAMPLES = 200

# Issue 5, "Load".
X_FLOOR_P95 = 20.0
TOKEN = "t" * 32


@dataclass(frozen=True, slots=True)
class Sent:
    """One submit: its draft, the status, whether it led to a receipt, and how long it took."""

    pk: int
    status: int
    receipt: bool
    took_ms: float


def run(quick: bool) -> Iterator[Measure]:
    """Measure. Raises stage.Failed and load.Unexpected."""
    number = QUICK if quick else DRAFTS
    minute, last = (MINUTE / 6, LAST / 6) if quick else (MINUTE, LAST)
    with stage() as set_up:
        _tell(f"{number} drafts with their attachments are being made …")
        made = json.loads(set_up.manage("bench_deadline", "prepare", str(number)).splitlines()[-1])
        set_up.tidy()
        with (
            set_up.web("portal.wsgi", "bench.settings", "/healthz") as portal,
            set_up.web("bench.floor.wsgi", "bench.floor.settings", "/1/9/") as floor,
        ):
            _warm(portal, made["drafts"])
            busy_ms, floor_ms = _without_pause(floor), _at_their_pace(floor, last / (number / 2))
            _tell("The call's last minute …")
            closing = set_up.manage("bench_deadline", "close", str(made["call"]), str(minute + 2))
            sent = _last_minute(portal, made["drafts"], json.loads(closing.splitlines()[-1])["closes_at"], minute, last)
            kept = json.loads(set_up.manage("bench_deadline", "count", str(made["call"])).splitlines()[-1])["whole"]
    receipts = {one.pk for one in sent if one.receipt}
    p95, floor_p95, busy_p95 = (percentile(ms, 0.95) for ms in ([one.took_ms for one in sent], floor_ms, busy_ms))
    yield _measure(number, "receipts", len(receipts), None, "count")
    yield _measure(number, "snapshots", len(kept), None, "count")
    yield _measure(number, "not_received", number - len(receipts), 0, "count")
    yield _measure(number, "receipts_without_snapshot", len(receipts - set(kept)), 0, "count")
    yield _measure(number, "errors_5xx", sum(one.status >= 500 or one.status == 0 for one in sent), 0, "count")
    yield _measure(number, "p95_ms", round(p95, 1), None, "ms")
    yield _measure(number, "floor_p95_ms", round(floor_p95, 2), None, "ms")
    yield _measure(number, "x_floor_p95", round(p95 / floor_p95, 1), X_FLOOR_P95, "ratio")
    yield _measure(number, "floor_without_pause_p95_ms", round(busy_p95, 2), None, "ms")
    yield _measure(number, "x_floor_without_pause_p95", round(p95 / busy_p95, 1), None, "ratio")


def _floor(floor: Web) -> float:
    began = time.perf_counter()
    ask(Target(floor.port, "/1/9/"))
    return (time.perf_counter() - began) * 1000


def _without_pause(floor: Web) -> list[float]:
    """How many milliseconds the floor takes with nothing else under way, one request at the heels of the other."""
    return [_floor(floor) for _number in range(FLOOR_SAMPLES)]


def _at_their_pace(floor: Web, pace: float) -> list[float]:
    """The same, a request every ``pace`` seconds, each by somebody else."""
    began = time.time() + 1

    def look(number: int) -> float:
        time.sleep(max(0.0, began + number * pace - time.time()))
        return _floor(floor)

    with ThreadPoolExecutor(FLOOR_SAMPLES) as people:
        return list(people.map(look, range(FLOOR_SAMPLES)))


def _warm(portal: Web, drafts: list[dict[str, Any]]) -> None:
    """Each worker has opened its connection and compiled the pages before the minute begins."""
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda draft: ask(_page(portal, draft, "tarkista/")), drafts[:40]))


def _page(portal: Web, draft: dict[str, Any], page: str, body: str | None = None, status: int = 200) -> Target:
    headers = {"Cookie": f"session={draft['session']}; csrf={TOKEN}"}
    if body is not None:
        headers |= {"Origin": f"http://127.0.0.1:{portal.port}", "Content-Type": "application/x-www-form-urlencoded"}
    return Target(portal.port, f"/fi/hakemukset/{draft['pk']}/{page}", headers, status, body)


def _last_minute(portal: Web, drafts: list[dict[str, Any]], closes_at: float, minute: float, last: float) -> list[Sent]:
    half = len(drafts) // 2
    early = [closes_at - minute + (minute - last) * at / half for at in range(half)]
    late = [closes_at - last + (last - MARGIN) * at / (len(drafts) - half) for at in range(len(drafts) - half)]

    def send(given: tuple[dict[str, Any], float]) -> Sent:
        draft, moment = given
        time.sleep(max(0.0, moment - time.time()))
        began = time.perf_counter()
        try:
            answer = ask(_page(portal, draft, "tarkista/", f"csrfmiddlewaretoken={TOKEN}", 302))
        except Unexpected as unexpected:
            return Sent(draft["pk"], unexpected.status, False, (time.perf_counter() - began) * 1000)
        except OSError:
            return Sent(draft["pk"], 0, False, (time.perf_counter() - began) * 1000)
        led = answer.headers.get("location") == f"/fi/hakemukset/{draft['pk']}/"
        return Sent(draft["pk"], answer.status, led, (time.perf_counter() - began) * 1000)

    # As many people as drafts: none waits for another one's answer.
    with ThreadPoolExecutor(len(drafts)) as people:
        return list(people.map(send, zip(drafts, [*early, *late], strict=True)))


def _measure(rows: int, metric: str, value: float, bound: float | None, unit: str) -> Measure:
    return Measure("deadline", "last minute of a call", "association", rows, metric, value, bound, unit)


def _tell(line: str) -> None:
    # Beside the lines of JSON, which somebody may read by program.
    print(line, file=sys.stderr, flush=True)
