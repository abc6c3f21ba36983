"""Reading the environment: the one place that knows how a setting is spelt outside Python."""

import os
from collections.abc import Mapping
from typing import Any

from psycopg.conninfo import conninfo_to_dict


def text(name: str, default: str = "") -> str:
    """The variable's value without surrounding blanks; an empty one counts as not set."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes and on in any case."""
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    """A whole number. Raises ValueError when the variable holds anything else."""
    return int(text(name) or default)


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas, without empty members."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str, **options: Any) -> Mapping[str, Any]:
    """Django's database setting for a libpq address (``postgresql://role:password@host/name``).

    Raises psycopg.ProgrammingError when the address can't be read.
    """
    parts = conninfo_to_dict(url)
    return {
        # Puts the actor of the request or task into each transaction (portal/journal/backend/base.py).
        "ENGINE": "portal.journal.backend",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": {**parts, **options},
    }
