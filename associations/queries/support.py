"""The ledger of support, for pages."""

from __future__ import annotations

from django.db.models import Sum

from associations.models import Association, Support
from portal import policy
from portal.actor import ANONYMOUS
from portal.prepared import Prepared

# Everyone sees the ledger.
_NEWEST = Prepared(lambda association: policy.visible(Support.objects.of(association), ANONYMOUS)[:10], int)


def support_rows(association: Association) -> list[Support]:
    """The newest rows of the ledger for a profile, at most ten. One query."""
    return _NEWEST.rows(association.pk)


def support_by_year(association: Association) -> list[tuple[int, int]]:
    """(year, cents) of all support to the association, newest year first."""
    rows = Support.objects.filter(association=association).values("year").annotate(sum=Sum("value_cents"))
    return [(row["year"], row["sum"]) for row in rows.order_by("-year")]
