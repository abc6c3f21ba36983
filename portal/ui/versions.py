"""Version marks of topics: what a kept page or fragment was made from, so that a change makes it old at once.

A topic ("associations", "calls") has one mark in Valkey. `bump` puts a new mark there once the change is committed.
Pages and fragments are kept together with the marks that held *before* they were made, and are good as long as
these are the current ones. When Valkey is away nothing is good, and everything is made afresh.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from portal.ui import store

_topics: set[str] = set()

# What one request has read: one look-up of all marks serves all its fragments.
_read: ContextVar[dict[str, Mapping[str, str] | None] | None] = ContextVar("portal_versions", default=None)


def declare(*topics: str) -> tuple[str, ...]:
    """Make topics known, so that one look-up reads the marks of all; the same topics in a stable order."""
    _topics.update(topics)
    return tuple(sorted(set(topics)))


def known() -> list[str]:
    """All declared topics, in a stable order."""
    return sorted(_topics)


def bump(*topics: str) -> None:
    """Make everything old that was made from the topics, once the current transaction is committed.

    A mark that can't be written because Valkey is away is logged; kept pages then end with their time (5 minutes).
    """
    declare(*topics)

    def write() -> None:
        # Never a counter: after Valkey lost its memory a counter could come to a number that was used before.
        mark = str(time.time_ns())
        store.write_all({_key(topic): mark for topic in topics})
        kept = _read.get()
        if kept is not None:
            kept.clear()

    transaction.on_commit(write)


def key_of(topic: str) -> str:
    """The key under which the topic's mark is stored."""
    return _key(topic)


def _key(topic: str) -> str:
    return f"version:{topic}"


@contextmanager
def one_request() -> Iterator[None]:
    """Read the marks at most once inside."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def remember(marks: Mapping[str, str]) -> None:
    """Keep marks that the page cache has read together with its page, for the fragments of this request."""
    kept = _read.get()
    if kept is not None:
        kept["marks"] = marks


def current() -> Mapping[str, str] | None:
    """The marks of all declared topics; None when Valkey doesn't answer."""
    kept = _read.get()
    if kept is not None and "marks" in kept:
        return kept["marks"]
    topics = known()
    values = store.read_all([_key(topic) for topic in topics])
    marks = None if values is None else marks_from(topics, values)
    if kept is not None:
        kept["marks"] = marks
    return marks


def marks_from(topics: list[str], values: list[bytes | None]) -> dict[str, str]:
    """The marks by topic. A topic without one gets a new one: Valkey is new, or it has lost its memory."""
    missing = [topic for topic, value in zip(topics, values, strict=True) if value is None]
    made = dict.fromkeys(missing, str(time.time_ns()))
    if made:
        store.write_missing({_key(topic): mark for topic, mark in made.items()})
    return {
        topic: made[topic] if value is None else value.decode() for topic, value in zip(topics, values, strict=True)
    }


def of(topics: tuple[str, ...], marks: Mapping[str, str]) -> str:
    """The marks of these topics as one short text to compare. Raises KeyError for one that wasn't read."""
    return ",".join([marks[topic] for topic in topics])
