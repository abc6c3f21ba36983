"""``python -m bench [NAME] [--quick]``: runs one bench, or all of them."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType

from bench import deadline, imports, pages, review
from bench.measures import Measure, table, verdict
from bench.stage import Failed
from portal.embedded import NotStarted

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
BENCHES: dict[str, Callable[[bool], Iterator[Measure]]] = {
    "deadline": deadline.run,
    "import": imports.run,
    "pages": pages.run,
    "review": review.run,
}


def _asked_to_end(number: int, frame: FrameType | None) -> None:
    # As an exception, so that servers and folders are cleared away; being asked twice must not interrupt that.
    for ending in ENDINGS:
        signal.signal(ending, signal.SIG_IGN)
    sys.exit(128 + number)


def main() -> int:
    """Run, print, and return 1 when a bound is exceeded."""
    for ending in ENDINGS:
        signal.signal(ending, _asked_to_end)
    parser = argparse.ArgumentParser(prog="bench", description="Measures the portal against its bounds.")
    parser.add_argument("name", nargs="?", choices=sorted(BENCHES), help="one bench; all without it")
    parser.add_argument("--quick", action="store_true", help="few rows and short rounds, for trying; proves nothing")
    given = parser.parse_args()
    measures = []
    for name in [given.name] if given.name else sorted(BENCHES):
        for measure in BENCHES[name](given.quick):
            print(measure.line(), flush=True)
            measures.append(measure)
    print(f"\n{table(measures)}\n\n{verdict(measures)}", flush=True)
    return 1 if any(measure.exceeded for measure in measures) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Failed, NotStarted) as refusal:
        sys.exit(str(refusal))
