"""What the other tests rely on: the app role is really used, and each test leaves the database as migrated."""

from __future__ import annotations

import os
import subprocess
import sys
import unittest

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import ProgrammingError, connection, transaction
from django.test import TransactionTestCase
from psycopg.conninfo import conninfo_to_dict

from portal import actor
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment

SEED = "SELECT md5(string_agg(t::text, '\n' ORDER BY t.id)) FROM django_content_type t"


def one(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_serves_as_the_app_role(db):
    assert one("SELECT current_user") == settings.DB_APP_ROLE
    assert one("SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user") is False


def test_each_process_has_its_own_database(db):
    assert one("SELECT current_database()") == settings.DATABASES["default"]["NAME"]
    assert conninfo_to_dict(os.environ["DATABASE_URL"])["dbname"] == settings.DATABASES["default"]["NAME"]


@pytest.mark.parametrize("table", ["journal_event", "journal_rowimage"])
def test_truncate_on_the_journal_is_refused(db, table):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        one(f"TRUNCATE {table}")


def test_a_transactional_test_leaves_the_database_as_migrated(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        before = one(SEED), Group.objects.count(), one("SELECT count(*) FROM journal_rowimage")

    class Inner(TransactionTestCase):
        def runTest(self) -> None:
            Group.objects.create(name="left over")
            with transaction.atomic():
                user = get_user_model().objects.create(email="left.over@example.invalid")
                StaffAssignment.objects.create(user=user, role=StaffRole.AUDITOR)
            ContentType.objects.filter(app_label="auth").update(app_label="gone")
            ContentType.objects.filter(app_label="journal").delete()

    with django_db_blocker.unblock():
        # Called, not run(): the call alone sets up and tears down as Django's runner does.
        Inner()(result := unittest.TestResult())
        assert result.wasSuccessful(), result
        assert (one(SEED), Group.objects.count(), one("SELECT count(*) FROM journal_rowimage")) == before
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_owner_sees_what_is_committed(owner_cursor: psycopg.Cursor):
    Group.objects.create(name="committed")
    assert owner_cursor.execute("SELECT current_user, count(*) FROM auth_group GROUP BY 1").fetchone() == (
        "portal_owner",
        1,
    )


def test_the_test_itself_acts(db):
    assert actor.current() == actor.system("test")
    with transaction.atomic():
        assert '"label": "test"' in str(one("SELECT current_setting('portal.actor')"))


@pytest.mark.parametrize("turn", [1, 2])
def test_the_cache_is_empty(turn):
    assert cache.get("turn") is None
    cache.set("turn", turn)
    assert cache.get("turn") == turn


def test_a_started_process_finds_the_same_servers(db):
    code = "from django.conf import settings as s; print(s.DATABASES['default']['NAME'], s.REDIS_URL, s.MEDIA_ROOT)"
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split(" ", 2)
    assert found == [
        settings.DATABASES["default"]["NAME"],
        settings.REDIS_URL,
        f"{settings.MEDIA_ROOT}\n",
    ]
