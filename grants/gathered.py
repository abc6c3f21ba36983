"""What grants show on the pages that gather everything about an object."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from associations.models import Association, Handover
from associations.policy import has_right
from grants.enums import UNSENT_STATES, ApplicationState
from grants.models import Application
from portal import policy
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.gathered import section

MOST = 50


@section("associations.Association", "grants", title=_("Grants"), template="grants/city/_of_association.html", order=80)
def applications(actor: Actor, association: Association) -> dict[str, Any] | None:
    """Its submitted applications with state and sums, newest first; what a tie bars isn't here. One query."""
    if not has_right(actor, Right.GRANTS_READ):
        return None
    rows = policy.visible(Application, actor).filter(association=association).select_related("call", "award")
    return {"applications": list(rows.order_by("-submitted_at", "-pk")[:MOST])}


_WITH_THE_CITY = [ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW, ApplicationState.PROPOSED]


@section("associations.Handover", "grants", title=_("Grants"), template="grants/association/_handover.html", order=10)
def what_changes_hands(actor: Actor, handover: Handover) -> dict[str, Any] | None:
    """How many applications and drafts the new board takes over, for those who hand over. One query.

    Numbers only: a main user may have no right to read applications.
    """
    rows = Application.objects.filter(association_id=handover.association_id)
    return rows.aggregate(
        drafts=Count("pk", filter=Q(state__in=UNSENT_STATES)),
        open=Count("pk", filter=Q(state__in=_WITH_THE_CITY)),
    )
