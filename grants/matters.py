"""What an association or an officer owes or awaits in grants."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from associations.policy import has_right
from grants.enums import ApplicationState, Phase
from grants.models import Application
from portal import clock, policy
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.matters import Matter, source

S = ApplicationState


@source
def applications(actor: Actor) -> Iterable[Matter]:
    """The association's applications that aren't closed; for the city what awaits the employee. One query each."""
    if actor.acting_for is not None:
        return _of_association(actor)
    return _of_employee(actor)


def _of_association(actor: Actor) -> list[Matter]:
    rows = policy.visible(Application, actor).exclude(state=S.WITHDRAWN).select_related("call")
    return [_matter(row) for row in rows.order_by("-started_at")[:50]]


def _matter(row: Application) -> Matter:
    title = row.call.title
    if row.state != S.DRAFT:
        return Matter(title, f"{row.case_number} · {row.get_state_display()}", row.get_absolute_url(), yours=False)
    if row.call.phase(clock.now()) is Phase.CLOSED:
        return Matter(title, _("A draft that wasn't submitted in time"), row.get_absolute_url(), yours=False)
    url = reverse("grants:application_edit", args=[row.pk])
    return Matter(title, _("A draft: submit it before the call closes"), url, yours=True, due=row.call.closes_at)


def _of_employee(actor: Actor) -> list[Matter]:
    awaited = [S.SUBMITTED, S.IN_REVIEW] if has_right(actor, Right.GRANTS_REVIEW) else []
    if has_right(actor, Right.GRANTS_DECIDE):
        awaited.append(S.PROPOSED)
    if not awaited:
        return []
    rows = policy.visible(Application, actor).filter(state__in=awaited).select_related("call", "association")
    return [
        Matter(
            f"{row.case_number} {row.association.name}",
            f"{row.call.title} · {row.get_state_display()}",
            reverse("grants:application_handle", args=[row.pk]),
            yours=True,
        )
        for row in rows.order_by("submitted_at", "pk")[:50]
    ]
