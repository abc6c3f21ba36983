"""The internal notes of a matter."""

from __future__ import annotations

from grants.models import Application, Note
from portal import policy


def notes(application: Application) -> list[Note]:
    """What officers wrote down among themselves, the oldest first; nothing for whom it isn't. One query."""
    rows = policy.visible(Note).filter(application=application)
    return list(rows.select_related("author").order_by("written_at", "pk"))
