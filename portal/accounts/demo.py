"""Whom one may be in the demo: city employees by role, and whoever else the apps name.

``demo.register("associations", groups)``: the function returns groups of people. Called only where settings.DEMO.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User


class Person(NamedTuple):
    """Somebody to sign in as, with a word on them."""

    user: User
    note: str


class Group(NamedTuple):
    """People under a heading."""

    heading: str
    people: list[Person]


Build = Callable[[], Iterable[Group]]

_sources: dict[str, tuple[int, Build]] = {}


def register(name: str, build: Build, *, order: int = 100) -> None:
    """Declare people. The same name declared again replaces the former."""
    _sources[name] = (order, build)


def groups() -> list[Group]:
    """All groups that have people, in order."""
    sources = sorted(_sources.values(), key=lambda one: one[0])
    return [group for _order, build in sources for group in build() if group.people]


def employees() -> list[Group]:
    """City employees with a role in force today, and all that they hold. One query."""
    held: dict[User, list[str]] = {}
    rows = StaffAssignment.objects.in_force().select_related("user").filter(user__is_active=True)
    for row in rows.order_by("user__last_name", "user__first_name", "user_id"):
        held.setdefault(row.user, []).append(row.role)
    order = {role.value: place for place, role in enumerate(StaffRole)}
    people = [
        Person(user, ", ".join(str(StaffRole(role).label) for role in sorted(roles, key=order.__getitem__)))
        for user, roles in sorted(held.items(), key=lambda item: min(order[role] for role in item[1]))
    ]
    return [Group(_("The city"), people)]


register("employees", employees, order=10)
