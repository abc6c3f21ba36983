"""Put an archive back: `make restore FILE=name.tar`, into an empty database and an empty folder of files.

FORCE=1 replaces what is there. The archive is checked against its hashes before anything is touched, and what was
restored against its counts and hashes afterwards. Nothing of the portal may be running meanwhile.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from portal.ops import archive
from portal.ops.archive import DUMP, FILES, MANIFEST, Manifest, Refused
from portal.provision import provision


def restore(
    source: Path, *, superuser_url: str, owner_url: str, app_url: str, media_root: Path, force: bool = False
) -> Manifest:
    """Restore the archive and check it; the database is that of ``owner_url``.

    Raises :class:`Refused` when the archive is damaged, when there is something already, when pg_restore fails, and
    when the counts or hashes differ afterwards.
    """
    if not source.is_file():
        raise Refused(f"There is no archive {source}.")
    media_root.mkdir(parents=True, exist_ok=True)
    if not force:
        _refuse_unless_empty(superuser_url, owner_url, media_root)
    # Inside the folder, which may be a volume of its own: from here the files are moved, not copied.
    with tempfile.TemporaryDirectory(dir=media_root, prefix=".restore-") as folder:
        manifest = _unpack(source, Path(folder))
        _restore_database(Path(folder) / DUMP, superuser_url, owner_url, app_url)
        _put_files(Path(folder) / FILES, media_root, Path(folder))
    _verify(manifest, owner_url, media_root)
    return manifest


def _refuse_unless_empty(superuser_url: str, owner_url: str, media_root: Path) -> None:
    if any(True for _ in archive.files_in(media_root)):
        raise Refused(f"{media_root} holds files already. FORCE=1 replaces them and the database.")
    database = str(conninfo_to_dict(owner_url)["dbname"])
    with psycopg.connect(superuser_url) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone()
    if found is None:
        return
    with psycopg.connect(make_conninfo(superuser_url, dbname=database)) as connection:
        tables = archive.count_rows(connection)
    if tables:
        raise Refused(f"The database {database} holds {len(tables)} tables already. FORCE=1 replaces them.")


def _unpack(source: Path, folder: Path) -> Manifest:
    try:
        with tarfile.open(source) as tar:
            text = tar.extractfile(MANIFEST)
            assert text is not None  # noqa: S101
            manifest = Manifest.read(text.read())
            wanted = {DUMP: manifest.dump_sha256}
            wanted |= {FILES + name: digest for name, digest in manifest.files.items()}
            for name, digest in wanted.items():
                if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                    raise Refused(f"The archive names a file outside its folder: {name}")
                _unpack_one(tar, name, digest, folder / name)
    except (tarfile.TarError, KeyError, ValueError) as error:
        raise Refused(f"{source} is no archive of this portal, or it is damaged: {error}") from error
    return manifest


def _unpack_one(tar: tarfile.TarFile, name: str, digest: str, target: Path) -> None:
    content = tar.extractfile(name)
    if content is None:
        raise Refused(f"The archive holds no file {name}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as copy:
        shutil.copyfileobj(content, copy)
    with target.open("rb") as copy:
        if archive.sha256(copy) != digest:
            raise Refused(f"The archive is damaged: {name} has another SHA-256 than its manifest says.")


def _restore_database(dump: Path, superuser_url: str, owner_url: str, app_url: str) -> None:
    database = str(conninfo_to_dict(owner_url)["dbname"])
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
    provision(superuser_url, owner_url=owner_url, app_url=app_url)
    inside = make_conninfo(superuser_url, dbname=database)
    # As superuser, so that each object gets its owner and the app role its rights as they were.
    done = subprocess.run(  # noqa: S603
        [
            *(archive.program("pg_restore"), "--exit-on-error", "--single-transaction"),
            *(f"--dbname={database}", str(dump)),
        ],
        env=archive.libpq_environment(inside),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(f"pg_restore failed:\n{done.stderr}")
    with psycopg.connect(inside, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _put_files(files: Path, media_root: Path, staging: Path) -> None:
    for old in media_root.iterdir():
        if old == staging:
            continue
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old)
        else:
            old.unlink()
    if files.is_dir():
        for path in files.iterdir():
            path.rename(media_root / path.name)


def _verify(manifest: Manifest, owner_url: str, media_root: Path) -> None:
    with psycopg.connect(owner_url) as connection:
        tables = archive.count_rows(connection)
    files = {}
    for name, path in archive.files_in(media_root):
        with path.open("rb") as content:
            files[name] = archive.sha256(content)
    for what, wanted, found in (("rows", manifest.tables, tables), ("files", manifest.files, files)):
        differing = sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))
        if differing:
            raise Refused(f"After restoring, the {what} differ: {', '.join(differing)}")


def main() -> None:
    """Restore into what the environment names, or into the demo. Raises :class:`Refused`."""
    source = os.environ.get("FILE")
    if not source:
        raise Refused("Name the archive: make restore FILE=name.tar")
    with archive.reachable(write=True):
        if not os.environ.get("DATABASE_SUPERUSER_URL"):
            raise Refused("DATABASE_SUPERUSER_URL must be set: only that role can make the database and its owners.")
        manifest = restore(
            Path(source),
            superuser_url=os.environ["DATABASE_SUPERUSER_URL"],
            owner_url=os.environ["DATABASE_OWNER_URL"],
            app_url=os.environ["DATABASE_URL"],
            media_root=archive.media_root(),
            force=os.environ.get("FORCE") == "1",
        )
    print(archive.report(manifest))
    print("Restored; every count and hash is as in the archive.")


if __name__ == "__main__":
    try:
        main()
    except Refused as refusal:
        sys.exit(str(refusal))
