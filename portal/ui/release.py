"""A mark of the running program, so that no page outlives the code, templates, styles or messages that made it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

_MATTERS = frozenset({".py", ".html", ".txt", ".css", ".js", ".svg", ".mo"})


@cache
def mark() -> str:
    """The same on all servers that run the same files; made once per process."""
    base = Path(settings.BASE_DIR)
    folders = {Path(app.path) for app in apps.get_app_configs() if base in Path(app.path).parents}
    folders |= {base / "templates", base / "static", base / "locale", base / "portal" / "settings"}
    look = (settings.ACCENT_COLOUR, settings.CITY_CONTACT, settings.CITY_CONTACT_NAMES, settings.DEMO)
    digest = hashlib.sha256(repr(look).encode())
    for folder in sorted(folders):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _MATTERS and ".venv" not in path.parts:
                stat = path.stat()
                digest.update(f"{path.relative_to(base)}:{stat.st_size}:{int(stat.st_mtime)}".encode())
    return digest.hexdigest()[:12]
