"""Whom one may be in the demo, association by association."""

from __future__ import annotations

from collections.abc import Iterator

from associations.models import Membership
from portal.accounts.demo import Group, Person, register

# Enough to choose from; the page of a demo isn't a register.
MOST_GROUPS = 4


def members() -> Iterator[Group]:
    """People with a role in force today, by association. One query."""
    rows = Membership.objects.in_force().select_related("user", "association").order_by("association__sort_name", "pk")
    found: dict[str, list[Person]] = {}
    for row in rows:
        people = found.setdefault(row.association.name, [])
        people.append(Person(row.user, str(row.get_role_display())))
    for name, people in list(found.items())[:MOST_GROUPS]:
        yield Group(name, people)


register("associations", members, order=20)
