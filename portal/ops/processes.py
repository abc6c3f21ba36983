"""Starting and ending the demo's processes, each the head of a group, so that none of their children is left over."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Group:
    """The processes that were started, in order, and a record of them on disk for the next start."""

    record: Path
    logs: Path
    started: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], *, pass_fds: Sequence[int] = ()
    ) -> None:
        """Start a process whose output goes to ``<name>.log``."""
        with (self.logs / f"{name}.log").open("ab") as output:
            self.started[name] = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=environment,
                start_new_session=True,
                pass_fds=pass_fds,
            )
        self.note(self.started[name].pid)

    def note(self, *pids: int) -> None:
        """Put processes on record, so that a start after a crash can end them."""
        known = {} if not self.record.exists() else json.loads(self.record.read_text())
        known.update({str(pid): _born(pid) for pid in pids})
        self.record.write_text(json.dumps(known))

    def ended(self) -> str | None:
        """The name of a process that has ended by itself, if any."""
        return next((name for name, process in self.started.items() if process.poll() is not None), None)

    def stop(self, patience: float = 15) -> None:
        """End all of them and their children, politely first."""
        for process in self.started.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + patience
        for process in self.started.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            # Also when the head has ended: a child that is stuck would stay.
            kill_group(process.pid)
            process.wait()
        self.started.clear()

    def forget(self) -> None:
        """Take the record away: everything has ended."""
        self.record.unlink(missing_ok=True)


def kill_group(pid: int) -> None:
    """End what is left of the process group at once."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def end_left_over(record: Path, patience: float = 10) -> int:
    """End what a demo left running when it was itself killed. Returns how many processes there were."""
    if not record.exists():
        return 0
    # A number that has gone to another process since is known by its birth, and left alone.
    left = [int(pid) for pid, born in json.loads(record.read_text()).items() if born and _born(int(pid)) == born]
    for pid in left:
        # PostgreSQL takes SIGINT for a quick clean end, and the others end by it as well.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and any(_born(pid) for pid in left):
        time.sleep(0.05)
    for pid in left:
        kill_group(pid)
    record.unlink()
    return len(left)


def _born(pid: int) -> str:
    # Field 22 of /proc/<pid>/stat; '' for one that has ended, or where there is no /proc.
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    fields = state.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]
