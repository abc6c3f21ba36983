"""What the portal holds of a person, and what becomes of it: each app declares its part in ``personal.py``.

:func:`source` gives what is held as plain sections, for the person's own copy (GDPR, articles 15 and 20);
:func:`erasure` takes it away (article 17); :func:`kept` says what the law keeps and why; :func:`hindrance` names the
people who can't be erased yet. The ground knows no app, and a new cooperation method brings its own part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

Text = str | Promise

# So many rows of one kind a copy holds at most; what is left out is counted and can be asked for.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with rows of label and value, plain text in the reader's language."""

    title: str
    rows: list[tuple[str, str]]


@dataclass(slots=True)
class Part:
    """What one source gave."""

    key: str
    label: str
    sections: list[Section]
    left_out: int = 0


Give = Callable[[Any], Iterable[Section]]
Count = Callable[[Any], int]
Erase = Callable[[Sequence[Any]], None]
Who = Callable[[], QuerySet[Any, Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where data of a person comes from. ``what`` says in a few words what it holds."""

    key: str
    label: Text
    what: Text
    give: Give
    order: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """Something that is taken away with a person: how much there is, and how."""

    key: str
    label: Text
    count: Count
    erase: Erase
    order: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that names a person and stays, and the law that asks for it."""

    key: str
    label: Text
    why: Text
    count: Count


@dataclass(frozen=True, slots=True)
class Hindrance:
    """People who can't be erased yet, as a queryset of their keys, and why in a sentence."""

    key: str
    sentence: Text
    who: Who


@dataclass(slots=True)
class _Declared:
    sources: dict[str, Source] = field(default_factory=dict)
    erasures: dict[str, Erasure] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)
    hindrances: dict[str, Hindrance] = field(default_factory=dict)


_declared = _Declared()


def source(key: str, *, label: Text, what: Text, order: int = 100) -> Callable[[Give], Give]:
    """Declare a source; the function gets the user. A key declared again replaces."""

    def register(give: Give) -> Give:
        _declared.sources[key] = Source(key, label, what, give, order)
        return give

    return register


def erasure(key: str, *, label: Text, count: Count, order: int = 100) -> Callable[[Erase], Erase]:
    """Declare how a part is taken away; the function gets users and runs in the caller's transaction, safe to repeat.

    The account itself goes last (order 1000), so that the others still find its address.
    """

    def register(erase: Erase) -> Erase:
        _declared.erasures[key] = Erasure(key, label, count, erase, order)
        return erase

    return register


def kept(key: str, *, label: Text, why: Text) -> Callable[[Count], Count]:
    """Declare what stays and why; the function counts it for a user."""

    def register(count: Count) -> Count:
        _declared.kept[key] = Kept(key, label, why, count)
        return count

    return register


def hindrance(key: str, *, sentence: Text) -> Callable[[Who], Who]:
    """Declare who can't be erased yet; the function gives a queryset of one column of user keys."""

    def register(who: Who) -> Who:
        _declared.hindrances[key] = Hindrance(key, sentence, who)
        return who

    return register


def sources() -> list[Source]:
    """All sources, in order."""
    return sorted(_declared.sources.values(), key=lambda one: (one.order, one.key))


def parts(person: Any) -> Iterator[Part]:
    """What every source gives of the person, in order, each cut at :data:`MOST` rows."""
    for one in sources():
        part = Part(one.key, str(one.label), [])
        room = MOST
        for section in one.give(person):
            rows = section.rows[: max(room, 0)]
            part.left_out += len(section.rows) - len(rows)
            room -= len(rows)
            part.sections.append(Section(section.title, rows))
        yield part


def erasures() -> list[Erasure]:
    """All that is taken away, in order."""
    return sorted(_declared.erasures.values(), key=lambda one: (one.order, one.key))


def forget(people: Sequence[Any]) -> None:
    """Take away all that isn't kept, in the caller's transaction. Whoever is hindered must not be among them."""
    for one in erasures():
        one.erase(people)


def all_kept() -> list[Kept]:
    """All that stays."""
    return sorted(_declared.kept.values(), key=lambda one: one.key)


def hindrances() -> list[Hindrance]:
    """All reasons for which somebody can't be erased yet."""
    return sorted(_declared.hindrances.values(), key=lambda one: one.key)


def hindering(person: Any) -> list[str]:
    """Why this person can't be erased yet, as sentences. One query a reason."""
    return [str(one.sentence) for one in hindrances() if one.who().filter(user_id=person.pk).exists()]
