"""Whose turn it is, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Mapping

from grants.enums import OPEN_STATES, ApplicationState, Turn


def turn(state: str, *, asked: bool) -> Turn:
    """Who has to do something next; ``asked`` says that a completion request is open."""
    if state not in OPEN_STATES:
        return Turn.NOBODY
    if state == ApplicationState.PROPOSED:
        return Turn.DECIDER
    return Turn.ASSOCIATION if asked else Turn.CITY


def substitutes(person: int, away: Mapping[int, int]) -> tuple[int, ...]:
    """Who stands in for the person, the nearest first: a substitute who is away too has one of their own.

    ``away`` gives who stands in, by who is away. Empty when the person is here.
    """
    found: list[int] = []
    while (person := away.get(person, 0)) and person not in found:
        found.append(person)
    return tuple(found)


def stands_in_for(person: int, away: Mapping[int, int]) -> frozenset[int]:
    """For whom the person stands in: for everybody among whose substitutes they are."""
    return frozenset(one for one in away if one != person and person in substitutes(one, away))
