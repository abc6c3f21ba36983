"""The surroundings of a bench: servers, tables, static files and web servers of its own, all gone afterwards.

Nothing that runs on the machine already is used, whatever the environment names: a bench fills databases and
empties them.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from portal import embedded
from portal.ops import messages

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2

# The data are read, and made anew each time: nothing has to outlive a power cut.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"}


class Failed(Exception):
    """The surroundings don't come up; the message holds the end of a log."""


@dataclass
class Web:
    """A gunicorn that answers."""

    process: subprocess.Popen[bytes]
    port: int

    def workers(self) -> list[int]:
        """The process numbers of its workers."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(word) for word in listed.split()]

    def rss_mib(self) -> float:
        """The memory that its largest worker holds now."""
        return max(_rss_mib(pid) for pid in self.workers())

    def stop(self) -> None:
        """End it with its workers."""
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Stage:
    """Servers in a temporary folder, and what is needed to start the portal over them."""

    def __init__(self, folder: Path, servers: embedded.Servers) -> None:
        self.folder = folder
        self.servers = servers
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in _OF_THE_PORTAL},
            **servers.environment(),
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "PORTAL_VAR_DIR": str(folder / "var"),
            "LOG_LEVEL": "INFO",
        }

    def manage(self, *arguments: str, **environment: str) -> str:
        """What a management command prints. Raises :class:`Failed`."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Failed(f"{arguments[0]} failed:\n{done.stderr[-3000:]}")
        return done.stdout

    def fill(self, associations: int) -> str:
        """Fill the database up to so many associations; the pages to measure, as JSON. Raises :class:`Failed`.

        PostgreSQL then tidies and counts its tables, as it would by itself within minutes. Only their owner may ask for
        that.
        """
        self.manage("bench_fill", str(associations))
        self.tidy()
        return self.manage("bench_cases")

    def tidy(self) -> None:
        """Let PostgreSQL tidy and count its tables."""
        with psycopg.connect(self.servers.url("portal_owner"), autocommit=True) as owner:
            owner.execute("VACUUM ANALYZE")

    @contextlib.contextmanager
    def web(self, module: str, settings: str, path: str) -> Iterator[Web]:
        """Serve the WSGI application of a module until the block ends; it is ready when the path is answered."""
        log = self.folder / f"{module}.log"
        with socket.create_server(("127.0.0.1", 0), backlog=128) as door, log.open("wb") as output:
            command = [
                *(sys.executable, "-m", "gunicorn", f"{module}:application"),
                # The socket is inherited, so that no other program can take the port in between.
                *("--bind", f"fd://{door.fileno()}", "--workers", str(WORKERS), "--worker-class", "sync"),
                *("--no-control-socket", "--worker-tmp-dir", "/dev/shm"),  # noqa: S108 - as in production
            ]
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**self.environment, "DJANGO_SETTINGS_MODULE": settings},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                pass_fds=(door.fileno(),),
            )
            web = Web(process, int(door.getsockname()[1]))
            try:
                _wait(web, path, log)
                yield web
            finally:
                web.stop()


# What would lead to other servers, or to another set-up than the one that is measured.
_OF_THE_PORTAL = frozenset(
    {
        *("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SUPERUSER_URL", "DB_APP_ROLE", "REDIS_URL"),
        *("PORTAL_AS_OWNER", "DJANGO_SETTINGS_MODULE", "WEB_CONCURRENCY", "GUNICORN_CMD_ARGS"),
    }
)


@contextlib.contextmanager
def stage() -> Iterator[Stage]:
    """Start the servers, make the tables and gather the static files; end and remove all of it afterwards.

    Raises :class:`Failed` or embedded.NotStarted.
    """
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
    try:
        servers = embedded.start(folder, options=FAST)
        try:
            found = Stage(folder, servers)
            messages.compile_all()
            found.manage("migrate", "--verbosity=0", PORTAL_AS_OWNER="1")
            found.manage("collectstatic", "--verbosity=0", "--no-input")
            yield found
        finally:
            servers.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(web: Web, path: str, log: Path, patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and web.process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", web.port), timeout=10) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            if connection.recv(64):
                return
        time.sleep(0.05)
    raise Failed(f"The web server did not come up:\n{log.read_text(errors='replace')[-3000:]}")


def _rss_mib(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
