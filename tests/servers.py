"""The servers of a test run, started before Django's settings are read (a pytest plugin named in pyproject.toml).

PostgreSQL is our own unless DATABASE_URL, DATABASE_OWNER_URL and DATABASE_SUPERUSER_URL are set. Valkey is always our
own, since each test empties it. Every pytest process gets its own database and its own Valkey database through the
environment, so that the workers, web servers and commands which a test starts find the same ones.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from portal import embedded

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SUPERUSER_URL")
# Nothing of a test run outlives it; tests of durability start their own pair (the fixture own_servers).
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

_running: embedded.Servers | None = None


def process_name() -> str:
    """The pytest process: ``gw0``, ``gw1``, … under xdist, ``main`` otherwise."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def run_name() -> str:
    """The name of this run, with which all its databases begin."""
    return os.environ["PORTAL_TEST_RUN"]


def found() -> embedded.Servers:
    """The servers of the run; only their addresses, as the processes belong to the first pytest process."""
    return embedded.Servers(Path(os.environ["PORTAL_TEST_FOLDER"]), Path(os.environ["PORTAL_TEST_SOCKETS"]))


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, parser: pytest.Parser, args: list[str]) -> None:
    """Start the servers in the first process, and point each process at its own databases."""
    options = parser.parse_known_args(args)
    if options.help or options.version:
        return
    if process_name() == "main":
        _start()
    _point_here()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End what the first process started, and leave nothing on a server that isn't ours."""
    global _running
    if _running is None or process_name() != "main":
        return
    servers, _running = _running, None
    if servers.postgres is None:
        _drop_databases(os.environ["DATABASE_SUPERUSER_URL"])
    servers.stop()
    shutil.rmtree(servers.folder, ignore_errors=True)


def _start() -> None:
    global _running
    given = [name for name in ADDRESSES if os.environ.get(name)]
    if given and len(given) < len(ADDRESSES):
        raise pytest.UsageError(f"Set all of {', '.join(ADDRESSES)} or none of them; now only {', '.join(given)}.")
    folder = Path(tempfile.mkdtemp(prefix="portal-test-"))
    try:
        _running = embedded.start(folder, postgres=not given, options=FAST)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    addresses = _running.environment()
    for name in given:
        addresses[name] = os.environ[name]
    os.environ.update(addresses)
    os.environ["PORTAL_TEST_RUN"] = f"test_{secrets.token_hex(4)}"
    os.environ["PORTAL_TEST_FOLDER"] = str(_running.folder)
    os.environ["PORTAL_TEST_SOCKETS"] = str(_running.sockets)


def _point_here() -> None:
    database = f"{run_name()}_{process_name()}"
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ[name] = make_conninfo(os.environ[name], dbname=database)
    number = 0 if process_name() == "main" else int(process_name().removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = f"{found().redis_url}?db={number}"


def _drop_databases(superuser_url: str) -> None:
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        rows: Sequence[tuple[str]] = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (run_name(),)
        ).fetchall()
        for (name,) in rows:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
