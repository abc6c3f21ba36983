"""The preparing officer of a matter, when it isn't who took it into review."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from grants import queries
from grants.enums import OPEN_STATES
from grants.models import Application
from portal import actor as actors
from portal import policy
from portal.accounts.models import User
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.workflow import Refused, edit


@transaction.atomic
def assign(*, application: Application, officer: User, reason: str, version: int | None = None) -> Application:
    """Make another officer the preparing one, while the matter is open. The officer is told.

    Raises :class:`Refused` without a reason, for a decided or withdrawn matter, and for somebody who doesn't review,
    prepares the matter already or is shut out of it by a tie (Hallintolaki 434/2003 §28: that sentence must not tell
    which of these it is); Http404 or PermissionDenied from the policy; Stale when the page is old.
    """
    fresh = Application.objects.select_for_update(of=("self",)).with_parties().get(pk=application.pk)
    policy.require("grants.assign_application", fresh)
    if fresh.state not in OPEN_STATES:
        raise Refused(_("This matter is closed: nobody prepares it any more."))
    if not reason.strip():
        raise Refused(_("Say why the preparing officer changes."))
    if officer.pk == fresh.handled_by_id or not queries.able_officers(fresh).filter(pk=officer.pk).exists():
        raise Refused(_("%(person)s can't be given this matter.") % {"person": officer})
    stored = edit(
        fresh,
        permission="grants.assign_application",
        verb="grants.officer_assigned",
        changes={"handled_by_id": officer.pk},
        version=version,
        reason=reason.strip(),
        details={"officer": str(officer)},
    )
    if officer.pk != actors.current().person_id:
        outbox.owe(
            "grants.assigned",
            subject=stored,
            # With who stands in, should the officer be away.
            recipients=queries.handlers(stored).exclude(pk=actors.current().person_id),
            context={
                "association": plain.texts(fresh.association, "name"),
                "call": plain.texts(fresh.call, "title"),
                "case_number": stored.case_number,
                "by": actors.current().label,
            },
            path=queries.handling_path(stored),
            discriminator=str(stored.version),
        )
    return stored
