"""Storing: what is written, what is refused, what a rollback leaves and who sweeps it up."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import IntegrityError, transaction

from portal import actor, clock
from portal.accounts.models import User
from portal.files import clamd, registry, services, types
from portal.files.checks import FileRefused
from portal.files.models import StoredFile
from tests.factories.decisions import person
from tests.files import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent() -> User:
    return person()


def stored_paths(settings):
    root = Path(settings.MEDIA_ROOT)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_row_and_a_file_under_its_key(parent, settings):
    with actor.acting(actor.Actor("user", user_id=parent.pk, label="Päivi")):
        stored = services.store(made.PDF, name="../../tilit.pdf", kind="document", parent=parent)
    stored.refresh_from_db()
    assert (stored.name, stored.kind, stored.content_type) == ("tilit.pdf", "document", types.PDF)
    assert (stored.size, stored.sha256) == (len(made.PDF), hashlib.sha256(made.PDF).hexdigest())
    assert (stored.parent_type, stored.parent_id) == ("accounts.user", str(parent.pk))
    assert (stored.created_by, stored.scanned_at) == (parent, None)
    assert stored_paths(settings) == [f"stored/{stored.key.hex[:2]}/{stored.key.hex}"]
    assert services.read(stored) == made.PDF
    assert list(StoredFile.objects.of(parent)) == [stored]
    assert list(StoredFile.objects.of(parent).of_kind("sealed")) == []


@pytest.mark.parametrize("name", ["a.pdf", "b.PDF"])
def test_an_upload_that_lies_in_a_temporary_file(parent, name):
    upload = TemporaryUploadedFile(name, "text/html", len(made.PDF), None)
    upload.write(made.PDF)
    stored = services.store(upload, name=name, kind="document", parent=parent)
    # By content, whatever the browser said.
    assert stored.content_type == types.PDF
    assert services.read(stored) == made.PDF


def test_a_storage_that_reads_in_its_own_way_is_hashed_too(parent, monkeypatch):
    monkeypatch.setattr(default_storage, "save", lambda path, file: path)
    stored = services.store(made.PDF, name="a.pdf", kind="document", parent=parent)
    assert stored.sha256 == hashlib.sha256(made.PDF).hexdigest()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "empty"), (made.SVG, "this type"), (made.png(made.HTML), "something else")],
)
def test_refused_and_nothing_written(parent, settings, content, sentence):
    with pytest.raises(FileRefused, match=sentence):
        services.store(content, name="a.pdf", kind="document", parent=parent)
    assert stored_paths(settings) == []
    assert not StoredFile.objects.exists()


def test_too_large_is_told_by_size_before_it_is_read(parent):
    class Unread(ContentFile):  # type: ignore[type-arg]
        def read(self, *args):
            pytest.fail("read")

    huge = Unread(b"")
    huge.size = 2 * 1024**3
    with pytest.raises(FileRefused, match="too large"):
        services.store(huge, name="a.pdf", kind="document", parent=parent)


def test_a_kind_takes_its_own_types(parent):
    with pytest.raises(FileRefused):
        services.store(made.png(), name="a.png", kind="sealed", parent=parent)


def test_what_nobody_declared(parent, monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="kind"):
        services.store(made.PDF, name="a.pdf", kind="documnet", parent=parent)
    monkeypatch.delitem(registry._openings, ("accounts.user", ""))
    with pytest.raises(ImproperlyConfigured, match="opens"):
        services.store(made.PDF, name="a.pdf", kind="document", parent=parent)


class TestVirusCheck:
    @pytest.fixture(autouse=True)
    def _configured(self, settings):
        settings.CLAMD_SOCKET = "clamd.sock"

    def test_clean(self, parent, monkeypatch):
        seen = []

        def scan(address, chunks):
            seen.extend([address, b"".join(chunks)])
            return ""

        monkeypatch.setattr(clamd, "scan", scan)
        stored = services.store(made.PDF, name="a.pdf", kind="document", parent=parent)
        assert seen == ["clamd.sock", made.PDF]
        assert stored.scanned_at is not None

    def test_found(self, parent, settings, monkeypatch):
        monkeypatch.setattr(clamd, "scan", lambda address, chunks: "Eicar")
        with pytest.raises(FileRefused, match="harmful"):
            services.store(made.PDF, name="a.pdf", kind="document", parent=parent)
        assert stored_paths(settings) == []

    def test_not_answering_is_not_clean(self, parent, settings):
        settings.CLAMD_SOCKET = str(Path(settings.MEDIA_ROOT) / "nobody.sock")
        with pytest.raises(FileRefused, match="isn't answering"):
            services.store(made.PDF, name="a.pdf", kind="document", parent=parent)

    def test_what_the_portal_made_is_not_scanned(self, parent, monkeypatch):
        monkeypatch.setattr(clamd, "scan", lambda *_: pytest.fail("scanned"))
        assert services.store(made.PDF, name="a.pdf", kind="sealed", parent=parent).scanned_at is None


def test_a_row_that_cannot_be_written_takes_its_file_with_it(parent, settings, monkeypatch):
    def fails(rows):
        raise IntegrityError

    monkeypatch.setattr(StoredFile.objects, "bulk_create", fails)
    with pytest.raises(IntegrityError):
        services.store(made.PDF, name="a.pdf", kind="document", parent=parent)
    assert stored_paths(settings) == []


def test_several_are_stored_with_one_statement_each_as_it_was_given(parent, django_assert_num_queries):
    given = [services.Offered(made.PDF, "a.pdf", parent), services.Offered(made.png(), "b.png", parent)]
    with django_assert_num_queries(1):
        stored = services.store_all(given, kind="document")
    assert [(row.name, services.read(row)) for row in stored] == [("a.pdf", made.PDF), ("b.png", made.png())]
    assert list(StoredFile.objects.of(parent)) == stored


def test_one_that_is_refused_takes_those_before_it_along(parent, settings):
    given = [services.Offered(made.PDF, "a.pdf", parent), services.Offered(b"", "b.pdf", parent)]
    with pytest.raises(FileRefused):
        services.store_all(given, kind="document")
    assert stored_paths(settings) == []
    assert not StoredFile.objects.exists()


def test_a_rollback_leaves_no_row_and_the_sweep_removes_the_file(parent, settings):
    kept = services.store(made.PDF, name="kept.pdf", kind="document", parent=parent)
    with transaction.atomic():
        services.store(made.png(), name="lost.png", kind="document", parent=parent)
        transaction.set_rollback(True)
    assert list(StoredFile.objects.all()) == [kept]
    lost = next(path for path in stored_paths(settings) if kept.key.hex not in path)
    # It may still belong to an open transaction.
    assert services.sweep_orphans() == 0
    stranger = Path(settings.MEDIA_ROOT) / "stored" / lost.split("/")[1] / "README"
    stranger.write_text("not ours")
    old = (clock.now() - timedelta(days=2)).timestamp()
    for path in stored_paths(settings):
        os.utime(Path(settings.MEDIA_ROOT) / path, (old, old))
    assert services.sweep_orphans() == 1
    assert lost not in stored_paths(settings)
    assert len(stored_paths(settings)) == 2
    assert services.read(kept) == made.PDF


def test_the_sweep_of_an_empty_storage():
    assert services.sweep_orphans() == 0


def test_remove(parent, settings, django_capture_on_commit_callbacks):
    stored = services.store(made.PDF, name="a.pdf", kind="document", parent=parent)
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(stored)
        assert len(stored_paths(settings)) == 1
    assert stored_paths(settings) == []
    assert not StoredFile.objects.exists()


def test_what_is_sealed_stays(parent):
    stored = services.store(made.PDF, name="a.pdf", kind="sealed", parent=parent)
    with pytest.raises(FileRefused):
        services.remove(stored)
    assert StoredFile.objects.filter(pk=stored.pk).exists()


def test_what_the_portal_draws_anew_gives_way(parent, monkeypatch):
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    registry.kind("drawn", label="x", types_allowed=frozenset({types.PNG}), max_bytes=10_000, ours=True, passing=True)
    services.discard(services.store(made.png(), name="a.png", kind="drawn", parent=parent))
    assert not StoredFile.objects.of(parent).exists()
