"""Real Celery workers, each in a process group of its own, so that it can be killed whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.helpers.waiting import happens

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Worker:
    """A running worker and its log."""

    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """kill -9 to the whole group, as a power cut or the kernel's memory killer would."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def said(self, words: str) -> bool:
        """Whether the words are in the log."""
        return words in self.log.read_text(errors="replace")


@dataclass
class Workers:
    """Starts workers with the fault tests' settings; ends them all at the end of the test."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    started: list[Worker] = field(default_factory=list)

    def start(self, queues: str, *, pool: str = "prefork", concurrency: int = 1, beat: bool = False) -> Worker:
        """Start a worker; with ``beat`` it also sweeps, every second."""
        number = len(self.started)
        log = self.folder / f"worker-{number}.log"
        command = [sys.executable, "-m", "celery", "--app=portal", "worker", f"--queues={queues}", f"--pool={pool}"]
        command += [f"--concurrency={concurrency}", f"--hostname=fault{number}@test"]
        command += ["--without-gossip", "--without-mingle", "--loglevel=INFO"]
        if beat:
            command += ["--beat", f"--schedule={self.folder / f'beat-{number}'}"]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **self.environment, "DJANGO_SETTINGS_MODULE": "tests.faults.helpers.settings"},
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        worker = Worker(process, log)
        self.started.append(worker)
        ready = happens(lambda: worker.said("ready.") or process.poll() is not None, within=40)
        assert ready, log.read_text(errors="replace")[-3000:]
        assert process.poll() is None, log.read_text(errors="replace")[-3000:]
        return worker

    def stop(self) -> None:
        """End all that were started here."""
        for worker in self.started:
            worker.kill()
