"""Feedback that awaits an employee."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from django.utils.translation import gettext as _

from portal import clock, policy
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.feedback.models import Feedback
from portal.matters import Matter, source


@source
def feedback(actor: Actor) -> Iterable[Matter]:
    """Open feedback, for whoever answers it. One query for these, none for others."""
    if not policy.allows("accounts.hold_right", Right.FEEDBACK_ANSWER, actor):
        return []
    rows = policy.visible(Feedback, actor).open().order_by("due_on", "pk")[:50]  # type: ignore[attr-defined]
    return [
        Matter(
            str(row),
            _("Overdue: the law gives 14 days") if row.is_overdue else _("Feedback on accessibility awaits an answer"),
            row.get_absolute_url(),
            yours=True,
            due=clock.at(row.due_on, time(23, 59)),
        )
        for row in rows
    ]
