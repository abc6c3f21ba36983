"""People: city employees by role."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from portal import clock
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
    """A city employee with the roles in force, since long: a test may look at an earlier moment of today."""
    user: User = UserFactory.create(**fields)
    for role in roles:
        StaffAssignment.objects.create(user=user, role=role, starts_on=clock.today() - timedelta(days=400))
    return user


def as_employee(user: User) -> Actor:
    """The employee as the actor of a request."""
    return actor_of(user)
