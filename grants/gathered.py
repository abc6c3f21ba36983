"""What grants tell of an association on the city's page about it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from associations.models import Association
from associations.policy import has_right
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
