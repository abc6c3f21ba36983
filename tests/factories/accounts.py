"""People: city employees by role."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from portal.accounts.enums import StaffRole
from portal.accounts.middleware import actor_of
from portal.accounts.models import StaffAssignment, User
from portal.actor import Actor


class UserFactory(DjangoModelFactory[User]):
    """A person without any role."""

    class Meta:
        model = User

    first_name = "Maija"
    last_name = factory.Sequence(lambda n: f"Meikäläinen{n}")
    email = factory.Sequence(lambda n: f"maija{n}@people.example")


def employee(*roles: StaffRole, **fields: Any) -> User:
    """A city employee with the roles in force."""
    user: User = UserFactory.create(**fields)
    for role in roles:
        StaffAssignment.objects.create(user=user, role=role)
    return user


def as_employee(user: User) -> Actor:
    """The employee as the actor of a request."""
    return actor_of(user)
