"""Holding a row or a table that a worker needs, so that it can be killed at a known place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

Waits = Callable[[], bool]


@contextmanager
def held(table: str, key: int) -> Iterator[Waits]:
    """Somebody else holds the row; gives the question whether a worker waits for it."""
    with _gate(sql.SQL("SELECT 1 FROM {} WHERE id = {} FOR UPDATE").format(sql.Identifier(table), key)) as waits:
        yield waits


@contextmanager
def shut(table: str) -> Iterator[Waits]:
    """Nobody writes to the table; gives the question whether a worker waits to."""
    with _gate(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(table))) as waits:
        yield waits


@contextmanager
def _gate(order: sql.Composed) -> Iterator[Waits]:
    here = str(conninfo_to_dict(os.environ["DATABASE_URL"])["dbname"])
    address = make_conninfo(os.environ["DATABASE_SUPERUSER_URL"], dbname=here)
    with psycopg.connect(address) as gate, psycopg.connect(address, autocommit=True) as watcher:
        gate.execute(order)
        pid = gate.info.backend_pid

        def waits() -> bool:
            blocked = "SELECT count(*) FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))"
            return watcher.execute(blocked, [pid]).fetchone() == (1,)

        yield waits
        gate.rollback()
