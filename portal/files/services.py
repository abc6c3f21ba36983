"""Storing, reading and removing files, and sweeping up what a rollback leaves behind."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from portal import actor as actors
from portal import clock
from portal.files import checks, clamd, names, registry
from portal.files.checks import FileRefused
from portal.files.models import FOLDER, StoredFile, path_of
from portal.files.types import TYPES

log = structlog.get_logger(__name__)

# A file is written before its row. Younger files may belong to a transaction that is still open.
ORPHAN_AGE = timedelta(days=1)

__all__ = [
    "FileRefused",
    "Offered",
    "chunks",
    "discard",
    "expire",
    "hand_over",
    "read",
    "remove",
    "store",
    "store_all",
    "sweep_orphans",
]


class Offered(NamedTuple):
    """What is to be stored: the content, what the file is called and whose it is."""

    content: bytes | File[bytes]
    name: str
    parent: Model


class _Hashing(File):  # type: ignore[type-arg]
    """Passes the content on and hashes it on the way, so that it is read once."""

    def __init__(self, inner: File[bytes]) -> None:
        super().__init__(inner.file, name=inner.name)
        self.inner = inner
        self.digest = hashlib.sha256()
        self.seen = 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for chunk in self.inner.chunks(chunk_size):
            self.digest.update(chunk)
            self.seen += len(chunk)
            yield chunk


def store(content: bytes | File[bytes], *, name: str, kind: str, parent: Model) -> StoredFile:
    """Check the content, write it under a new key and return its row, written in the caller's transaction.

    Whether the actor may attach to the parent is the caller's matter. Call it before locking rows: a virus check may
    take seconds. The file is written first; when the transaction is rolled back, no row names it and
    :func:`sweep_orphans` removes it.

    Raises :class:`FileRefused` (a sentence for the user) when the file is empty, too large, of a type that the kind
    doesn't take, damaged, with macros, or infected; ImproperlyConfigured for an undeclared kind, or when no
    ``files.py`` says who may open files of this parent.
    """
    return store_all([Offered(content, name, parent)], kind=kind)[0]


def store_all(offered: Sequence[Offered], *, kind: str) -> list[StoredFile]:
    """Store several as :func:`store` does, all or none of them, with one statement for their rows."""
    rows: list[StoredFile] = []
    try:
        for one in offered:
            rows.append(_written(one, kind))  # noqa: PERF401 - those before one that is refused must be known
        return StoredFile.objects.bulk_create(rows)
    except BaseException:
        for row in rows:
            default_storage.delete(row.path)
        raise


def _written(offered: Offered, kind: str) -> StoredFile:
    """Check the content and write it; its row, not saved yet."""
    content, name, parent = offered
    rule = registry.find_kind(kind)
    parent_type = parent._meta.label_lower
    if registry.opening(parent_type, kind) is None:
        raise ImproperlyConfigured(f"No files.py says who opens {kind} files of {parent_type}.")
    file: File[bytes] = ContentFile(content) if isinstance(content, bytes) else content
    size = file.size
    if not size:
        raise FileRefused(_("The file is empty."))
    if size > rule.max_bytes:
        raise FileRefused(
            _("The file is too large (%(size)s). At most %(limit)s can be attached.")
            % {"size": filesizeformat(size), "limit": filesizeformat(rule.max_bytes)}
        )
    content_type = checks.content_type(file, rule.types, ours=rule.ours)
    scanned_at = None
    if not rule.ours and (address := str(getattr(settings, "CLAMD_SOCKET", "") or "")):
        _scan(address, file)
        scanned_at = clock.now()
    key = uuid.uuid4()
    return StoredFile(
        key=key,
        name=names.clean(name, TYPES[content_type]),
        kind=kind,
        content_type=content_type,
        size=size,
        sha256=_write(path_of(key), file, size),
        parent_type=parent_type,
        parent_id=str(parent.pk),
        created_at=clock.now(),
        created_by_id=actors.current().user_id,
        scanned_at=scanned_at,
    )


def _scan(address: str, file: File[bytes]) -> None:
    file.seek(0)
    try:
        found = clamd.scan(address, file.chunks(clamd.CHUNK))
    except clamd.NotAnswering as error:
        log.error("files.virus_check_not_answering", error=str(error))
        raise FileRefused(
            _("The virus check isn't answering, so the file can't be attached just now. Try again in a moment.")
        ) from error
    if found:
        log.warning("files.infected", found=found)
        raise FileRefused(_("The virus check found something harmful in the file, so it was not stored."))


def _write(path: str, file: File[bytes], size: int) -> str:
    file.seek(0)
    hashing = _Hashing(file)
    written = default_storage.save(path, hashing)
    if written != path:
        default_storage.delete(written)
        raise FileExistsError(path)
    if hashing.seen == size:
        return hashing.digest.hexdigest()
    # A storage that reads in its own way (S3) didn't go through our chunks: hash what was given once more.
    again = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        again.update(chunk)
    return again.hexdigest()


def read(stored: StoredFile) -> bytes:
    """The whole content. Raises FileNotFoundError when the storage has lost it."""
    with default_storage.open(stored.path) as file:
        return bytes(file.read())


def chunks(stored: StoredFile) -> Iterator[bytes]:
    """The content piece by piece, so that a large file never lies in memory. Raises FileNotFoundError as read does."""
    with default_storage.open(stored.path) as file:
        yield from file.chunks()


def hand_over(keys: Collection[int], *, parent: Model) -> None:
    """Let files belong to another object of the same model, when two objects become one or part again."""
    StoredFile.objects.filter(pk__in=keys, parent_type=parent._meta.label_lower).update(parent_id=str(parent.pk))


def remove(stored: StoredFile) -> None:
    """Remove a file that a person attached: the row in the caller's transaction, the content after the commit.

    Raises :class:`FileRefused` for what the portal made itself: sealed documents stay.
    """
    if registry.find_kind(stored.kind).ours:
        raise FileRefused(_("A sealed document can't be removed."))
    _delete(stored)


def discard(stored: StoredFile) -> None:
    """Remove what the portal made for a while: the row in the caller's transaction, the content after the commit.

    Raises ImproperlyConfigured for any other kind: documents don't pass.
    """
    if not registry.find_kind(stored.kind).passing:
        raise ImproperlyConfigured(f"Files of the kind {stored.kind} aren't made for a while.")
    _delete(stored)


def expire(stored: StoredFile) -> None:
    """Remove a file whose time is over by the retention plan, whoever made it, as :func:`remove` does.

    Only for a line of the plan (:mod:`portal.retention`). Raises ProtectedError for the document of a decision.
    """
    _delete(stored)


def _delete(stored: StoredFile) -> None:
    path = stored.path
    stored.delete()
    transaction.on_commit(lambda: default_storage.delete(path))


def sweep_orphans() -> int:
    """Remove stored files without a row that are older than a day; how many there were. Safe to run at any time."""
    before = clock.now() - ORPHAN_AGE
    removed = 0
    try:
        folders, _files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    for folder in folders:
        _folders, found = default_storage.listdir(f"{FOLDER}/{folder}")
        named = {name: key for name in found if (key := _key(name)) is not None}
        known = set(StoredFile.objects.filter(key__in=named.values()).values_list("key", flat=True))
        for name, key in named.items():
            path = f"{FOLDER}/{folder}/{name}"
            if key not in known and default_storage.get_modified_time(path) < before:
                default_storage.delete(path)
                removed += 1
    return removed


def _key(name: str) -> uuid.UUID | None:
    # Only names that we gave: whatever else lies in the folder isn't ours to remove.
    try:
        return uuid.UUID(hex=name) if len(name) == 32 else None
    except ValueError:
        return None
