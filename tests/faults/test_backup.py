"""Backup and restore into an empty database: row counts and file hashes equal (cases.md 8)."""

from __future__ import annotations

import hashlib
import os
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment
from portal.ops import archive
from portal.ops.archive import Manifest, Refused
from portal.ops.backup import backup
from portal.ops.restore import restore

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

FILES = {"2026/liite ä.pdf": b"%PDF-1.7\n" * 200_000, "2026/empty": b"", "x/y/z.bin": bytes(range(256))}
JOURNAL = ("journal_event", "journal_rowimage")
EVENT = (
    "INSERT INTO journal_event (at, verb, actor_kind, actor_label, acting_for_label, object_type, object_id,"
    " object_label, details, reason, request_id)"
    " VALUES (now(), 'test.done', 'system', 'test', '', 'accounts.user', '1', 'Äijö', '{}', '', '')"
)


@dataclass
class Place:
    """A database and a folder of files."""

    database: str
    media: Path

    def url(self, role: str) -> str:
        """The address of the database for the owner, the app role or the superuser."""
        names = {"owner": "DATABASE_OWNER_URL", "app": "DATABASE_URL", "superuser": "DATABASE_SUPERUSER_URL"}
        return make_conninfo(os.environ[names[role]], dbname=self.database)


@pytest.fixture
def portal(tmp_path: Path) -> Place:
    """A portal with rows, journal entries and files."""
    with transaction.atomic():
        for number in range(7):
            user = get_user_model().objects.create(email=f"person{number}@example.invalid", first_name="Äijö")
            StaffAssignment.objects.create(user=user, role=StaffRole.AUDITOR)
    place = Place(str(conninfo_to_dict(os.environ["DATABASE_URL"])["dbname"]), tmp_path / "media")
    with psycopg.connect(place.url("app")) as app:
        app.execute(EVENT)
    for name, content in FILES.items():
        (place.media / name).parent.mkdir(parents=True, exist_ok=True)
        (place.media / name).write_bytes(content)
    return place


@pytest.fixture
def empty(portal: Place, tmp_path: Path) -> Iterator[Place]:
    """Where to restore: a database and a folder that don't exist yet."""
    place = Place(f"{portal.database}_restored", tmp_path / "elsewhere")
    yield place
    with psycopg.connect(os.environ["DATABASE_SUPERUSER_URL"], autocommit=True) as superuser:
        superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(place.database)))


def save(place: Place, target: Path) -> Manifest:
    return backup(target, database_url=place.url("owner"), media_root=place.media)


def put_back(source: Path, place: Place, *, force: bool = False) -> Manifest:
    return restore(
        source,
        superuser_url=os.environ["DATABASE_SUPERUSER_URL"],
        owner_url=place.url("owner"),
        app_url=place.url("app"),
        media_root=place.media,
        force=force,
    )


def counts(place: Place) -> dict[str, int]:
    with psycopg.connect(place.url("owner")) as connection:
        return archive.count_rows(connection)


def digests(place: Place) -> dict[str, str | None]:
    """The content of each table as one hash, whatever the order of its rows."""
    query = sql.SQL("SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\")) FROM {} t")
    found = {}
    with psycopg.connect(place.url("superuser")) as connection:
        for name in archive.count_rows(connection):
            row = connection.execute(query.format(sql.Identifier(name))).fetchone()
            assert row is not None
            found[name] = row[0]
    return found


def rights(place: Place) -> list[tuple[object, ...]]:
    """Owner and access list of each relation and function, and the rights on what will be made."""
    with psycopg.connect(place.url("superuser")) as connection:
        return connection.execute(
            "SELECT 'r', relname, relowner::regrole::text, relacl::text FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace"
            " UNION ALL SELECT 'f', proname, proowner::regrole::text, proacl::text FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'journal%'"
            " UNION ALL SELECT 'd', defaclobjtype::text, defaclrole::regrole::text, defaclacl::text FROM pg_default_acl"
            " ORDER BY 1, 2, 3, 4"
        ).fetchall()


def files(place: Place) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in archive.files_in(place.media)}


def test_a_restored_portal_equals_the_saved_one(portal, empty, tmp_path):
    saved = save(portal, tmp_path / "saved.tar")
    assert put_back(tmp_path / "saved.tar", empty) == saved

    assert saved.tables["accounts_user"] == 7
    assert saved.tables["journal_event"] == 1
    assert saved.tables["journal_rowimage"] >= 7
    assert counts(empty) == counts(portal) == saved.tables
    assert digests(empty) == digests(portal)
    assert rights(empty) == rights(portal)
    assert files(empty) == FILES
    assert saved.files == {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}


def test_the_journal_is_as_closed_as_before(portal, empty, tmp_path):
    save(portal, tmp_path / "saved.tar")
    put_back(tmp_path / "saved.tar", empty)
    before = counts(empty)
    chosen = StaffAssignment.objects.values_list("pk", flat=True)[0]
    with psycopg.connect(empty.url("app"), autocommit=True) as app:
        for table in JOURNAL:
            for statement in ("UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    app.execute(sql.SQL(statement).format(sql.Identifier(table)))
        app.execute("UPDATE accounts_staffassignment SET role = 'administrator' WHERE id = %s", [chosen])
        app.execute(EVENT)
    # The triggers and the numbering came back too.
    assert counts(empty) == before | {name: before[name] + 1 for name in JOURNAL}


def test_what_is_there_is_not_replaced_unasked(portal, empty, tmp_path):
    save(portal, tmp_path / "saved.tar")
    put_back(tmp_path / "saved.tar", empty)
    with pytest.raises(Refused, match="holds files already"):
        put_back(tmp_path / "saved.tar", empty)
    with pytest.raises(Refused, match="tables already"):
        put_back(tmp_path / "saved.tar", Place(empty.database, tmp_path / "third"))

    (empty.media / "later").write_bytes(b"made after the backup")
    with psycopg.connect(empty.url("app"), autocommit=True) as app:
        app.execute("INSERT INTO auth_group (name) VALUES ('made after the backup')")
    put_back(tmp_path / "saved.tar", empty, force=True)
    assert files(empty) == FILES
    assert counts(empty) == counts(portal)


def test_a_damaged_archive_touches_nothing(portal, empty, tmp_path):
    save(portal, tmp_path / "saved.tar")
    put_back(tmp_path / "saved.tar", empty)
    before = digests(empty)
    damaged = tmp_path / "damaged.tar"
    with tarfile.open(tmp_path / "saved.tar") as old, tarfile.open(damaged, "w") as new:
        for member in old.getmembers():
            content = old.extractfile(member)
            assert content is not None
            text = content.read()
            path = tmp_path / "member"
            path.write_bytes(text[:-1] + b"!" if member.name == "files/x/y/z.bin" else text)
            new.add(path, member.name)
    with pytest.raises(Refused, match="another SHA-256"):
        put_back(damaged, empty, force=True)
    assert digests(empty) == before
    assert files(empty) == FILES


def test_the_counts_are_of_the_dumps_own_moment(portal, empty, tmp_path, monkeypatch):
    """The portal goes on writing while it is backed up."""
    counted = archive.count_rows

    def count_and_write(connection: psycopg.Connection) -> dict[str, int]:
        Group.objects.create(name="meanwhile")
        return counted(connection)

    monkeypatch.setattr(archive, "count_rows", count_and_write)
    saved = save(portal, tmp_path / "saved.tar")
    monkeypatch.undo()
    assert (saved.tables["auth_group"], counts(portal)["auth_group"]) == (0, 1)
    put_back(tmp_path / "saved.tar", empty)
    assert counts(empty)["auth_group"] == 0


def test_an_archive_is_not_overwritten(portal, tmp_path):
    (tmp_path / "saved.tar").write_bytes(b"older")
    with pytest.raises(Refused, match="exists already"):
        save(portal, tmp_path / "saved.tar")
    assert (tmp_path / "saved.tar").read_bytes() == b"older"
