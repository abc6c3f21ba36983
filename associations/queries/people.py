"""Who may act for an association."""

from __future__ import annotations

from django.db.models import QuerySet

from associations.enums import Area
from associations.models import Association, Membership
from portal.accounts.models import User


def people(association: Association, area: Area) -> QuerySet[User]:
    """Those who may act for the association in the area today; a message about it goes to them."""
    holders = Membership.objects.in_force().with_area(area).filter(association=association)
    return User.objects.filter(pk__in=holders.values("user"), is_active=True).order_by("pk")
