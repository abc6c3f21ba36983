"""One archive of the database and the files: `make backup FILE=name.tar`.

Works while the portal runs: dump and row counts are of one snapshot, and files are taken after it, so that each file
that a row names is there. What waits in the queue isn't kept; the sweepers find its rows again.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import psycopg

from portal.ops import archive
from portal.ops.archive import DUMP, FILES, MANIFEST, Manifest, Refused


def backup(target: Path, *, database_url: str, media_root: Path) -> Manifest:
    """Write the archive, for which the role of ``database_url`` must own the tables.

    Raises :class:`Refused` when the target exists or pg_dump fails.
    """
    if target.exists():
        raise Refused(f"{target} exists already.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        dump = Path(folder) / DUMP
        tables = _dump(dump, database_url)
        unfinished = Path(folder) / "archive.tar"
        os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))
        with tarfile.open(unfinished, "w") as tar:
            tar.add(dump, DUMP)
            files = dict(_add_files(tar, media_root))
            with dump.open("rb") as content:
                manifest = Manifest(
                    made=datetime.now(UTC).isoformat(timespec="seconds"),
                    dump_sha256=archive.sha256(content),
                    tables=tables,
                    files=files,
                )
            text = manifest.write()
            information = tarfile.TarInfo(MANIFEST)
            information.size = len(text)
            tar.addfile(information, io.BytesIO(text))
        # In one step, so that nobody takes half an archive for a whole one.
        os.replace(unfinished, target)
    return manifest


def _dump(dump: Path, database_url: str) -> dict[str, int]:
    with psycopg.connect(database_url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None  # noqa: S101
        tables = archive.count_rows(connection)
        done = subprocess.run(  # noqa: S603
            [archive.program("pg_dump"), "--format=custom", f"--snapshot={row[0]}", f"--file={dump}"],
            env=archive.libpq_environment(database_url),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise Refused(f"pg_dump failed:\n{done.stderr}")
    return tables


def _add_files(tar: tarfile.TarFile, folder: Path) -> Iterator[tuple[str, str]]:
    for name, path in archive.files_in(folder):
        try:
            content = path.open("rb")
        except FileNotFoundError:
            # Erased by the retention plan since the folder was read.
            continue
        with content:
            # Hashed while it is copied: the hash is of what the archive holds.
            reader = _Hashing(content)
            tar.addfile(tar.gettarinfo(arcname=FILES + name, fileobj=content), reader)
        yield name, reader.digest.hexdigest()


class _Hashing:
    def __init__(self, content: IO[bytes]) -> None:
        self.content = content
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, which are hashed on the way."""
        block = self.content.read(size)
        self.digest.update(block)
        return block


def main() -> None:
    """Back up what the environment names, or the demo. Raises :class:`Refused`."""
    with archive.reachable(write=False):
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        folder = Path(os.environ.get("BACKUP_DIR") or archive.ROOT / ".run")
        target = Path(os.environ.get("FILE") or folder / f"backup-{moment}.tar")
        manifest = backup(
            target,
            database_url=os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"],
            media_root=archive.media_root(),
        )
    print(archive.report(manifest))
    print(f"Backed up into {target}")


if __name__ == "__main__":
    try:
        main()
    except Refused as refusal:
        sys.exit(str(refusal))
