"""Who may act for an association."""

from __future__ import annotations

from datetime import date
from functools import cache

from django.db.models import Q, QuerySet

from associations.enums import Area, Role
from associations.models import Association, Invitation, Membership
from portal import clock
from portal.accounts.models import User
from portal.prepared import Prepared


def people(association: Association, area: Area) -> QuerySet[User]:
    """Those who may act for the association in the area today."""
    return _people(association.pk, area, clock.today())


def recipients(association: Association, area: Area) -> list[User]:
    """Those of :func:`people`, for a message. One query, translated once."""
    return _recipients(area).rows(association.pk, clock.today())


@cache
def _recipients(area: Area) -> Prepared[User]:
    return Prepared(lambda pk, day: _people(pk, area, day), int, date)


def _people(association_id: int, area: Area, day: date) -> QuerySet[User]:
    holders = Membership.objects.in_force(day).with_area(area).filter(association_id=association_id)
    return User.objects.filter(pk__in=holders.values("user"), is_active=True).order_by("pk")


def account_watchers(association: Association) -> QuerySet[User]:
    """Who is told when an account changes: all main users, and treasurers whatever their rights."""
    held = Membership.objects.in_force().filter(association=association)
    watchers = held.filter(Q(areas__contains=[Area.PEOPLE]) | Q(role=Role.TREASURER))
    return User.objects.filter(pk__in=watchers.values("user"), is_active=True).order_by("pk")


def board(association_id: int) -> QuerySet[Membership]:
    """Roles that aren't over, by the person's name, for the page of people."""
    rows = Membership.objects.not_over().filter(association_id=association_id).select_related("user")
    return rows.order_by("user__last_name", "user__first_name", "user_id", "pk")


def invitations(association_id: int) -> QuerySet[Invitation]:
    """Those that nobody has accepted or taken back, the newest first; the too old ones among them."""
    rows = Invitation.objects.filter(association_id=association_id, accepted_at=None, revoked_at=None)
    return rows.order_by("-invited_at", "-pk")
