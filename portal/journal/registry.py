"""What the apps declare in their ``journal.py``: verbs with their sentences, tables with their columns."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Verb:
    """A kind of event and its sentence, with ``%(actor)s``, ``%(object)s`` and the names of its details.

    ``public`` verbs may be shown to the association whose matter it is; others stay with the city.
    """

    name: str
    sentence: Text
    public: bool


_verbs: dict[str, Verb] = {}
_tables: dict[str, tuple[str, ...]] = {}

# Columns that no image may hold, whatever an app declares: secrets aren't history.
NEVER = ("password", "secret", "token", "session_key", "access_code")


def verb(name: str, sentence: Text, *, public: bool = False) -> None:
    """Declare a verb (``"grants.application_submitted"``). Raises ImproperlyConfigured when the name is taken."""
    if name in _verbs:
        raise ImproperlyConfigured(f"The verb {name} is declared twice.")
    _verbs[name] = Verb(name, sentence, public)


def find(name: str) -> Verb:
    """The declared verb. Raises ImproperlyConfigured for one that nobody declared."""
    try:
        return _verbs[name]
    except KeyError:
        raise ImproperlyConfigured(f"No journal.py declares the verb {name}.") from None


def known() -> dict[str, Verb]:
    """All declared verbs by name."""
    return dict(_verbs)


def images(model: str, *columns: str) -> None:
    """Declare that changes of these columns of a model (``"grants.Award"``) are recorded as row images.

    The migration of the app installs the trigger (:class:`portal.journal.operations.RecordRows`); a test compares
    both. Raises ImproperlyConfigured for a column that holds a secret.
    """
    for column in columns:
        if any(word in column for word in NEVER):
            raise ImproperlyConfigured(f"{model}.{column} must not be recorded.")
    _tables[model] = columns


def tables() -> dict[str, tuple[str, ...]]:
    """Declared columns by database table."""
    return {apps.get_model(model)._meta.db_table: columns for model, columns in _tables.items()}
