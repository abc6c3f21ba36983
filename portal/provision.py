"""The two database roles: an owner that migrates and an app role that serves.

`python -m portal.provision` makes them on a server of one's own (docker-compose.yml); embedded.py calls
:func:`provision` for the demo and the tests. Running it again changes nothing.
"""

from __future__ import annotations

import os

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict


def provision(superuser_url: str, *, owner_url: str, app_url: str) -> None:
    """Make both roles and the database, and let the app role read and write the owner's future tables.

    All three are libpq addresses; the roles' names and passwords and the database's name are taken from the last
    two. Raises psycopg.Error when the server refuses.
    """
    owner, app = conninfo_to_dict(owner_url), conninfo_to_dict(app_url)
    database = str(owner["dbname"])
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role, extra in ((owner, sql.SQL("CREATEDB")), (app, sql.SQL("NOCREATEDB"))):
            _make_role(connection, str(role["user"]), str(role.get("password") or ""), extra)
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone()
        if found is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(database), sql.Identifier(str(owner["user"]))
                )
            )
    prepare_database(superuser_url, database=database, owner=str(owner["user"]), app=str(app["user"]))


def prepare_database(superuser_url: str, *, database: str, owner: str, app: str) -> None:
    """Extensions, and the app role's rights on what the owner will make in the database."""
    with psycopg.connect(superuser_url, dbname=database, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        connection.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        names = {"owner": sql.Identifier(owner), "app": sql.Identifier(app)}
        for statement in (
            "GRANT ALL ON SCHEMA public TO {owner}",
            "GRANT USAGE ON SCHEMA public TO {app}",
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
            " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
        ):
            connection.execute(sql.SQL(statement).format(**names))


def _make_role(connection: psycopg.Connection, name: str, password: str, extra: sql.SQL) -> None:
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
    verb = sql.SQL("ALTER ROLE") if found else sql.SQL("CREATE ROLE")
    secret = sql.SQL("PASSWORD {}").format(sql.Literal(password)) if password else sql.SQL("")
    connection.execute(sql.SQL("{} {} LOGIN NOSUPERUSER {} {}").format(verb, sql.Identifier(name), extra, secret))


if __name__ == "__main__":
    provision(
        os.environ["DATABASE_SUPERUSER_URL"],
        owner_url=os.environ["DATABASE_OWNER_URL"],
        app_url=os.environ["DATABASE_URL"],
    )
