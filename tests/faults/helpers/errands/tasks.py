"""Its jobs. They leave traces in a folder, in which the test also tells them to go on."""

from __future__ import annotations

import os
from pathlib import Path

from portal.jobs.registry import job
from portal.jobs.runner import Run
from tests.faults.helpers.waiting import until


@job("errands.wait", label="Wait")
def wait(run: Run, folder: str) -> None:
    """Note who runs it, and wait for the file ``go``."""
    traces = Path(folder)
    note(traces / "started", os.getpid())
    until(lambda: (traces / "go").exists(), within=60)
    note(traces / "ended", os.getpid())


@job("errands.count", label="Count")
def count(run: Run, folder: str, total: int) -> None:
    """Note each number once, in steps that a checkpoint keeps; wait at a number for which there is a file."""
    traces = Path(folder)
    for number in range(run.checkpoint.get("next", 0), total):
        if (traces / f"hold-{number}").exists():
            note(traces / "holding", os.getpid())
            until(lambda held=traces / f"hold-{number}": not held.exists(), within=60)  # type: ignore[misc]
        note(traces / "numbers", number)
        run.save({"next": number + 1})
        run.progress(number + 1, total)


def note(file: Path, value: int) -> None:
    """Add a line in one write, so that a kill leaves no half line."""
    with file.open("a") as lines:
        lines.write(f"{value}\n")


def noted(file: Path) -> list[int]:
    """The lines of a file, none where it doesn't exist."""
    return [int(line) for line in file.read_text().split()] if file.exists() else []
