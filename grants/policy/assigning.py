"""Who names the preparing officer."""

from __future__ import annotations

from associations.policy import has_right
from grants.models import Application
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.policy import permission


@permission("grants.assign_application")
def _assign(actor: Actor, application: Application) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE)
