"""Who may act for an association."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from associations.enums import Area, Role
from associations.models import Association, Membership
from portal.accounts.models import User


def people(association: Association, area: Area) -> QuerySet[User]:
    """Those who may act for the association in the area today; a message about it goes to them."""
    holders = Membership.objects.in_force().with_area(area).filter(association=association)
    return User.objects.filter(pk__in=holders.values("user"), is_active=True).order_by("pk")


def account_watchers(association: Association) -> QuerySet[User]:
    """Who is told when an account changes: all main users, and treasurers whatever their rights."""
    held = Membership.objects.in_force().filter(association=association)
    watchers = held.filter(Q(areas__contains=[Area.PEOPLE]) | Q(role=Role.TREASURER))
    return User.objects.filter(pk__in=watchers.values("user"), is_active=True).order_by("pk")
