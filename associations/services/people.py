"""Giving people roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from associations.enums import DEFAULT_AREAS, Area, Role
from associations.models import Association, Membership
from portal import clock
from portal.accounts.models import User
from portal.journal import services as journal


@transaction.atomic
def add_member(
    *,
    association: Association,
    user: User,
    role: Role,
    areas: Iterable[Area] | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give a person a role; without ``areas`` the rights that the role starts with."""
    given = DEFAULT_AREAS[role] if areas is None else frozenset(areas)
    membership = Membership.objects.create(
        association=association,
        user=user,
        role=role,
        areas=sorted(given),
        starts_on=starts_on or clock.today(),
        ends_on=ends_on,
    )
    journal.record("associations.member_added", membership)
    return membership
