"""What an association or an officer owes or awaits in grants."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from associations.enums import Area
from associations.policy import has_right
from grants import queries
from grants.enums import UNSENT_STATES, ApplicationState, CompletionState, Phase
from grants.models import Application, CompletionRequest
from portal import clock, policy
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.matters import Matter, source

S = ApplicationState


@source
def applications(actor: Actor) -> Iterable[Matter]:
    """The association's applications that aren't closed; for the city what awaits the employee. At most two queries."""
    if actor.acting_for is not None:
        return _of_association(actor)
    return _of_employee(actor)


def _of_association(actor: Actor) -> list[Matter]:
    rows = policy.visible(Application, actor).exclude(state=S.WITHDRAWN).select_related("call")
    asked = CompletionRequest.objects.filter(application=OuterRef("pk"), state=CompletionState.OPEN)
    rows = rows.annotate(due_on=Subquery(asked.values("due_on")[:1]))
    return [_matter(row, actor) for row in rows.order_by("-started_at")[:50]]


def _matter(row: Any, actor: Actor) -> Matter:
    title = row.call.title
    if row.due_on is not None:
        due = clock.at(row.due_on, time(23, 59))
        return Matter(title, _("The city asks you to complete the application"), _completion(row), yours=True, due=due)
    if row.state == S.SIGNED and row.call.phase(clock.now()) is not Phase.CLOSED:
        signs = Area.SIGNING in actor.areas
        url = row.get_absolute_url()
        return Matter(title, _("Awaits the second signature"), url, yours=signs, due=row.call.closes_at)
    if row.state not in UNSENT_STATES:
        return Matter(title, f"{row.case_number} · {row.get_state_display()}", row.get_absolute_url(), yours=False)
    if row.call.phase(clock.now()) is Phase.CLOSED:
        return Matter(title, _("A draft that wasn't submitted in time"), row.get_absolute_url(), yours=False)
    url = reverse("grants:application_edit", args=[row.pk])
    return Matter(title, _("A draft: submit it before the call closes"), url, yours=True, due=row.call.closes_at)


def _completion(row: Application) -> str:
    return reverse("grants:completion_edit", args=[row.pk])


def _of_employee(actor: Actor) -> list[Matter]:
    reviews = has_right(actor, Right.GRANTS_REVIEW)
    awaited = [S.SUBMITTED, S.IN_REVIEW] if reviews else []
    if has_right(actor, Right.GRANTS_DECIDE):
        awaited.append(S.PROPOSED)
    if not awaited:
        return []
    absent = queries.stands_in_for(actor.person_id) if reviews else frozenset()
    keys = _first(policy.visible(Application, actor).filter(state__in=awaited), [actor.person_id, *absent])
    rows = Application.objects.filter(pk__in=keys).select_related("call", "association", "handled_by")
    return [_for_employee(row, absent) for row in rows.order_by("submitted_at", "pk")]


def _first(rows: QuerySet[Application], people: list[int]) -> QuerySet[Application, int]:
    """The keys of the fifty that concern the employee most: of these people, then the longest waiting."""
    own = Case(When(handled_by__in=people, then=Value(0)), default=Value(1))
    return rows.order_by(own, "submitted_at", "pk").values_list("pk", flat=True)[:50]


def _for_employee(row: Application, absent: frozenset[int]) -> Matter:
    note = f"{row.call.title} · {row.get_state_display()}"
    if row.handled_by_id in absent:
        away = _("you stand in for %(person)s") % {"person": row.handled_by}
        note = f"{note} · {away}"
    url = reverse("grants:application_handle", args=[row.pk])
    return Matter(f"{row.case_number} {row.association.name}", note, url, yours=True)
