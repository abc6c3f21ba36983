"""The embedded servers: any folder, data kept, one server over one folder, up again after a power cut."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest
import redis

from portal import embedded

pytestmark = pytest.mark.fault


def rows(servers: embedded.Servers) -> list[tuple[int]]:
    with psycopg.connect(servers.url("portal_app")) as app:
        return app.execute("SELECT number FROM kept ORDER BY number").fetchall()


@pytest.fixture
def filled(own_servers: embedded.Servers) -> embedded.Servers:
    """A pair with a row and a key; its folder has a space and an ä in its name."""
    with psycopg.connect(own_servers.url("portal_owner"), autocommit=True) as owner:
        owner.execute("CREATE TABLE kept (number integer)")
    with psycopg.connect(own_servers.url("portal_app"), autocommit=True) as app:
        app.execute("INSERT INTO kept VALUES (1)")
    redis.Redis.from_url(own_servers.redis_url).set("kept", "yes")
    return own_servers


def test_a_second_start_keeps_the_data(filled):
    filled.stop()
    again = embedded.start(filled.folder)
    try:
        assert rows(again) == [(1,)]
        assert redis.Redis.from_url(again.redis_url).get("kept") == b"yes"
    finally:
        again.stop()


def test_a_power_cut_loses_nothing_that_was_committed(filled):
    filled.kill_postgres()
    assert (filled.folder / "postgres" / "postmaster.pid").exists()
    filled.start_postgres()
    assert rows(filled) == [(1,)]


def test_two_servers_never_share_a_folder(filled):
    with pytest.raises(embedded.NotStarted, match="running over"):
        embedded.start(filled.folder)
    assert rows(filled) == [(1,)]


def test_a_pid_file_of_another_program_is_no_hindrance(filled):
    filled.stop()
    (filled.folder / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    again = embedded.start(filled.folder)
    try:
        assert rows(again) == [(1,)]
    finally:
        again.stop()


def test_the_app_role_makes_no_tables(filled):
    with psycopg.connect(filled.url("portal_app"), autocommit=True) as app:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TABLE mine (number integer)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE DATABASE mine")


def test_stop_leaves_neither_process_nor_socket(filled):
    postgres, valkey = filled.postgres, filled.valkey
    assert postgres is not None
    assert valkey is not None
    filled.stop()
    assert (postgres.poll(), valkey.poll()) == (0, 0)
    assert not filled.sockets.exists()


def test_a_server_that_cannot_start_says_why(tmp_path: Path):
    with pytest.raises(embedded.NotStarted, match="no_such_setting"):
        embedded.start(tmp_path / "broken", options={"no_such_setting": "1"})
