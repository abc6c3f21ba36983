"""Who does it: the one description of the actor that policy, journal, workflow and database share.

A request's middleware, a task and a management command each open :func:`acting`; whatever is written inside names
that actor. The database refuses a write to a journalled table by this program when there is none (journal/).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from django.db import connection

Kind = Literal["user", "anonymous", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a visitor without a name, or the portal itself.

    ``acting_for`` is the primary key of the association for which a person acts in this session, None for the
    city; ``areas`` are the areas in which that association lets the person act. ``tied_to`` are the keys of the
    associations in whose organs an employee or a close relative has a seat today, None where that hasn't been looked
    up. All are set on the floor that knows associations.
    """

    kind: Kind
    user_id: int | None = None
    label: str = ""
    staff_roles: frozenset[str] = frozenset()
    acting_for: int | None = None
    acting_for_label: str = ""
    areas: frozenset[str] = frozenset()
    tied_to: frozenset[int] | None = None
    request_id: str = ""

    @property
    def is_user(self) -> bool:
        """True for a signed-in person."""
        return self.kind == "user"

    @property
    def person_id(self) -> int:
        """The key of the person who acts. Raises LookupError when nobody in person does."""
        if self.user_id is None:
            raise LookupError("This act needs a person, and there is none.")
        return self.user_id

    @property
    def is_staff(self) -> bool:
        """True for a person with at least one staff role in force today who doesn't act for an association."""
        return bool(self.staff_roles) and self.acting_for is None

    def as_setting(self) -> str:
        """The JSON that the database's triggers read; '' for a visitor without a name, who may write nothing."""
        if self.kind == "anonymous":
            return ""
        return json.dumps(
            {
                "kind": self.kind,
                "id": self.user_id,
                "label": self.label,
                "for": self.acting_for,
                "for_label": self.acting_for_label,
                "request": self.request_id,
            },
            ensure_ascii=False,
        )


ANONYMOUS = Actor("anonymous")

_current: ContextVar[Actor | None] = ContextVar("portal_actor", default=None)


def current() -> Actor:
    """The actor of this request, task or command; the anonymous one where nobody is named."""
    return _current.get() or ANONYMOUS


def system(name: str) -> Actor:
    """The portal itself at work, under the name of the task or command (``system("outbox.send")``)."""
    return Actor("system", label=name)


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Name the actor of all that is written inside, also within a transaction that is open already."""
    token = _current.set(actor)
    _tell_open_transaction()
    try:
        yield actor
    finally:
        _current.reset(token)
        _tell_open_transaction()


def _tell_open_transaction() -> None:
    # Only our own backend has the method; a transaction that opens later asks for the actor itself.
    if connection.connection is not None and connection.in_atomic_block and not connection.needs_rollback:
        connection.name_actor()  # type: ignore[attr-defined]
