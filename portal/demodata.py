"""What fills the demo: each app's ``demo_data.py`` declares steps, and who can sign in when they are done.

`load_demo` runs the steps, `demo_users` and the demo's page of roles name the people. Nothing of this runs elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

# One for all people of the demo: it is printed when the demo starts and opens nothing else.
PASSWORD = "yhdessa-porissa"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the demo's data. ``load`` returns what it made, in words for the line of progress."""

    order: int
    name: str
    load: Callable[[], str]
    already: Callable[[], bool] | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in, and what there is to try as this person."""

    role: str
    name: str
    email: str


_steps: dict[str, Step] = {}
_people: dict[str, tuple[int, Callable[[], Iterable[Person]]]] = {}


def step(order: int, *, already: Callable[[], bool] | None = None) -> Callable[[Callable[[], str]], Callable[[], str]]:
    """Declare a step; lower orders run first. ``already`` says that such data is there: then nothing is loaded."""

    def register(load: Callable[[], str]) -> Callable[[], str]:
        name = f"{load.__module__}.{load.__qualname__}"
        _steps[name] = Step(order, name, load, already)
        return load

    return register


def sign_ins(order: int) -> Callable[[Callable[[], Iterable[Person]]], Callable[[], Iterable[Person]]]:
    """Declare the function that names an app's people, in the active language; lower orders stand first."""

    def register(find: Callable[[], Iterable[Person]]) -> Callable[[], Iterable[Person]]:
        _people[find.__module__] = (order, find)
        return find

    return register


def steps() -> list[Step]:
    """All declared steps in their order."""
    autodiscover_modules("demo_data")
    return sorted(_steps.values(), key=lambda one: (one.order, one.name))


def people() -> list[Person]:
    """Everybody who is shown as able to sign in, in the active language; nobody before the data is loaded."""
    autodiscover_modules("demo_data")
    found = sorted(_people.values(), key=lambda one: one[0])
    return [person for _order, find in found for person in find()]
