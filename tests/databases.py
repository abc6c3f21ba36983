"""The databases of a test run: the owner migrates a template once, each pytest process clones it.

The tests then work as the app role, like production. Django's flush can't clean up after them, since TRUNCATE is
refused and deletions would be journalled; a function that exists in test databases only does it instead.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from portal.provision import prepare_database
from tests import servers

ROOT = Path(__file__).resolve().parent.parent

# Triggers and foreign keys sleep inside (replica), which only a superuser may order; hence SECURITY DEFINER.
CLEAN = """
CREATE SCHEMA test_seed;
GRANT USAGE ON SCHEMA test_seed TO PUBLIC;
DO $body$
DECLARE
    name text;
    filled boolean;
BEGIN
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('CREATE TABLE test_seed.%I AS TABLE public.%I', name, name);
        END IF;
    END LOOP;
END
$body$;
GRANT SELECT ON ALL TABLES IN SCHEMA test_seed TO PUBLIC;
CREATE FUNCTION test_seed.clean() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET session_replication_role = replica AS $body$
DECLARE
    name text;
    columns text;
    filled boolean;
BEGIN
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('DELETE FROM public.%I', name);
        END IF;
    END LOOP;
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'test_seed'::regnamespace AND relkind = 'r' LOOP
        SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
            WHERE attrelid = format('public.%I', name)::regclass AND attnum > 0
            AND NOT attisdropped AND attgenerated = '';
        EXECUTE format('INSERT INTO public.%I (%s) SELECT %s FROM test_seed.%I', name, columns, columns, name);
    END LOOP;
END
$body$;
"""


def make() -> None:
    """Make this process's database; the first one to come builds the template that the others copy."""
    superuser = os.environ["DATABASE_SUPERUSER_URL"]
    owner = conninfo_to_dict(os.environ["DATABASE_OWNER_URL"])
    template, mine = f"{servers.run_name()}_template", str(owner["dbname"])
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", (template,))
        if not _exists(connection, template):
            _build(connection, template, str(owner["user"]))
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                sql.Identifier(mine), sql.Identifier(template), sql.Identifier(str(owner["user"]))
            )
        )


def drop() -> None:
    """Remove this process's database."""
    name = conninfo_to_dict(os.environ["DATABASE_URL"])["dbname"]
    with psycopg.connect(os.environ["DATABASE_SUPERUSER_URL"], autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(str(name))))


def migrate(owner_url: str) -> None:
    """Run the migrations as the owner, in a process of their own since this one serves as the app role.

    Raises RuntimeError with the command's last words.
    """
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0", "--skip-checks"],
        cwd=ROOT,
        env={
            **os.environ,
            "PORTAL_AS_OWNER": "1",
            "DATABASE_OWNER_URL": owner_url,
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The migrations failed:\n{done.stderr[-4000:]}")


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None


def _build(connection: psycopg.Connection, template: str, owner: str) -> None:
    # Under another name until it is whole, so that a failed migration leaves no half template to copy.
    unfinished = f"{template}_unfinished"
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(unfinished)))
    connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(unfinished), sql.Identifier(owner)))
    superuser = make_conninfo(os.environ["DATABASE_SUPERUSER_URL"], dbname=unfinished)
    app = str(conninfo_to_dict(os.environ["DATABASE_URL"])["user"])
    prepare_database(superuser, database=unfinished, owner=owner, app=app)
    migrate(make_conninfo(os.environ["DATABASE_OWNER_URL"], dbname=unfinished))
    with psycopg.connect(superuser, autocommit=True) as inside:
        inside.execute(CLEAN)
    connection.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(template))
    )
