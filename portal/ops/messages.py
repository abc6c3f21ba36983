"""Translations: `python -m portal.ops.messages compile|update|check`.

Babel compiles, everywhere alike, since gettext isn't on every machine. Gathering the texts needs gettext's xgettext,
so only `update` and `check` do. `check` gathers into a copy and names each text that has no Finnish or Swedish, is
marked as unsure (fuzzy), or stands in locale/ without being used.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = ("fi", "sv")
APPS = ("portal", "associations", "grants")
GATHER = [
    *("makemessages", "--no-location", "--no-obsolete", "--no-wrap", "--ignore=tests", "--ignore=bench"),
    *(f"--locale={name}" for name in LANGUAGES),
]


def compile_all(locale: Path = ROOT / "locale") -> int:
    """Compile each django.po that is newer than its django.mo. Returns how many there were to compile."""
    done = 0
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        # Written aside first: a process that starts meanwhile must not read half a file.
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")
        with source.open("rb") as text, unfinished.open("wb") as compiled:
            write_mo(compiled, read_po(text, locale=source.parent.parent.name))
        unfinished.replace(target)
        done += 1
    return done


def update(root: Path = ROOT) -> None:
    """Gather the texts of code and templates into locale/. Raises subprocess.CalledProcessError."""
    for language in LANGUAGES:
        (root / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    # Without settings the command loads none of our apps, and so works while one of them doesn't.
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "django", *GATHER], cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL
    )


def problems(locale: Path, gathered: Path) -> list[str]:
    """What is missing, unsure or unused in ``locale``, measured by the freshly ``gathered`` texts."""
    found = []
    for language in LANGUAGES:
        ours = _read(locale / language / "LC_MESSAGES" / "django.po")
        wanted = _read(gathered / language / "LC_MESSAGES" / "django.po")
        for key, message in wanted.items():
            mine = ours.get(key)
            if mine is None or not _complete(mine):
                found.append(f"{language}: missing: {_name(message)}")
            elif mine.fuzzy:
                found.append(f"{language}: unsure (fuzzy): {_name(message)}")
        found += [f"{language}: not used: {_name(message)}" for key, message in ours.items() if key not in wanted]
    return found


def check() -> list[str]:
    """Gather into a copy of the tree and compare. Raises subprocess.CalledProcessError when gathering fails."""
    with tempfile.TemporaryDirectory(prefix="portal-messages-") as folder:
        copy = Path(folder)
        for name in (*APPS, "templates", "locale"):
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        update(copy)
        return problems(ROOT / "locale", copy / "locale")


def _read(path: Path) -> dict[tuple[object, object], Message]:
    if not path.exists():
        return {}
    with path.open("rb") as text:
        return {(message.context, message.id): message for message in _messages(read_po(text))}


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _complete(message: Message) -> bool:
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(texts) and all(texts)


def _name(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, (tuple, list)) else message.id)


def main(command: str) -> int:
    """Run one of the three commands; returns the exit code."""
    if command == "compile":
        print(f"Translations compiled: {compile_all()}")
        return 0
    if shutil.which("xgettext") is None:
        print("Gathering texts needs gettext (xgettext), which isn't installed.", file=sys.stderr)
        return 1
    if command == "update":
        update()
        return 0
    found = check()
    print("\n".join(found) or "Every text has its Finnish and Swedish.")
    return 1 if found else 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["compile"], ["update"], ["check"]):
        sys.exit("Usage: python -m portal.ops.messages compile|update|check")
    sys.exit(main(sys.argv[1]))
