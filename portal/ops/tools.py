"""Programs outside Python that some checks need, and where they are looked for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path


def chromium() -> str | None:
    """A Chromium: $CHROMIUM, or one on the path; best the one that never opens windows, since it is faster."""
    given = os.environ.get("CHROMIUM")
    if given:
        return shutil.which(given)
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def vnu() -> list[str] | None:
    """The command that starts the vnu HTML checker: Java and $VNU_JAR, which .ci/run sets."""
    java, jar = shutil.which("java"), os.environ.get("VNU_JAR", "")
    return [java, "-jar", jar] if java and jar and Path(jar).is_file() else None


def xgettext() -> str | None:
    """GNU gettext's collector of texts."""
    return shutil.which("xgettext")


def nginx() -> str | None:
    """nginx, which on Debian lies where only root's path leads."""
    return shutil.which("nginx", path=os.environ.get("PATH", os.defpath) + os.pathsep + "/usr/sbin")


def giving_schemas() -> str | None:
    """The folder with the 360Giving data standard's schemas, which lies beside the tree where somebody has put it."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "schemas"
    return str(folder) if (folder / "360-giving-package-schema.json").is_file() else None


def _vnu_alone() -> str | None:
    command = vnu()
    return command[-1] if command else None


# What is missing, what it leaves out, and the marker of the tests that need it.
NEEDED: list[tuple[str, str, str | None, Callable[[], str | None]]] = [
    ("Chromium (or CHROMIUM=path)", "browser tests", "browser", chromium),
    ("Java and vnu (VNU_JAR=path)", "HTML validity tests", "vnu", _vnu_alone),
    ("nginx", "tests of the proxy in front", "nginx", nginx),
    ("gettext", "the check for missing translations", None, xgettext),
]

# The same for what is no program and can't be installed: left out and named in every place that lacks it, CI too.
BESIDE: list[tuple[str, str, str | None, Callable[[], str | None]]] = [
    ("../shared/schemas", "the check of open data against the 360Giving schemas", "giving_schemas", giving_schemas),
]
