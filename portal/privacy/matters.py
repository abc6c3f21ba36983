"""Requests that await an employee."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from django.urls import reverse
from django.utils.translation import gettext as _

from portal import clock, policy
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.matters import Matter, source
from portal.privacy.models import DataRequest


@source
def requests(actor: Actor) -> Iterable[Matter]:
    """Open requests, for whoever handles them. One query for these, none for others."""
    if not policy.allows("accounts.hold_right", Right.PRIVACY_HANDLE, actor):
        return []
    rows = DataRequest.objects.open().exclude(user_id=actor.person_id).order_by("due_on", "pk")[:50]
    return [
        Matter(
            str(row),
            _("A person asks to be erased"),
            reverse("privacy:request_handle", args=[row.pk]),
            yours=True,
            due=clock.at(row.due_on, time(23, 59)),
        )
        for row in rows
    ]
