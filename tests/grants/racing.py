"""Two people at once, made certain: a gate holds them where their ways cross, and opens when all stand before it."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.waiting import until

WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    " AND application_name = 'portal'"
)


def at_once(table: str, *acts: Callable[[], Any]) -> list[Any]:
    """What each act returns or raises, all run at once and held before their first row in the table.

    Each act has a thread and a connection of its own, and begins when the one before it waits: at the gate or for
    another act. Fails when one doesn't wait.
    """
    here = str(conninfo_to_dict(os.environ["DATABASE_URL"])["dbname"])
    address = make_conninfo(os.environ["DATABASE_SUPERUSER_URL"], dbname=here)
    with (
        ThreadPoolExecutor(len(acts)) as threads,
        psycopg.connect(address, autocommit=True) as watcher,
        psycopg.connect(address) as gate,
    ):
        gate.execute(sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(sql.Identifier(table)))
        running = []
        for act in acts:
            running.append(threads.submit(_alone, act))
            until(lambda: watcher.execute(WAITING).fetchone() == (len(running),))
        gate.rollback()
        return [one.result() for one in running]


def _alone(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Exception as error:
        return error
    finally:
        connections.close_all()
