"""What an association or an officer owes or awaits in grants."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from associations.enums import Area
from associations.policy import has_right
from grants import queries
from grants.enums import (
    UNSENT_STATES,
    ApplicationState,
    BatchState,
    CompletionState,
    InstalmentState,
    LineOutcome,
    ListState,
    Phase,
    RecoveryState,
    ReportKind,
    ReportState,
)
from grants.models import (
    Application,
    Batch,
    ChangeRequest,
    CompletionRequest,
    DecisionList,
    Instalment,
    ListLine,
    Payout,
    Recovery,
    Rectification,
    UseReport,
)
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
    changing = ChangeRequest.objects.open().filter(award__application=OuterRef("pk"))
    rows = rows.annotate(due_on=Subquery(asked.values("due_on")[:1]), change_asked=Exists(changing), **_of_payout())
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
    if row.accept_by is not None:
        url = reverse("grants:award_accept", args=[row.pk])
        return _award(row, actor, _("Accept the award"), url, clock.at(row.accept_by, time(23, 59)))
    if row.came_back:
        url = reverse("grants:award_account", args=[row.pk])
        return _award(row, actor, _("A payment came back: choose another account"), url)
    if row.change_asked:
        return Matter(
            title, _("The city decides on the change that you asked for"), row.get_absolute_url(), yours=False
        )
    if row.state not in UNSENT_STATES:
        return Matter(title, f"{row.case_number} · {row.get_state_display()}", row.get_absolute_url(), yours=False)
    if row.call.phase(clock.now()) is Phase.CLOSED:
        return Matter(title, _("A draft that wasn't submitted in time"), row.get_absolute_url(), yours=False)
    url = reverse("grants:application_edit", args=[row.pk])
    return Matter(title, _("A draft: submit it before the call closes"), url, yours=True, due=row.call.closes_at)


def _award(row: Application, actor: Actor, note: str, url: str, due: datetime | None = None) -> Matter:
    # Who may only prepare reads about it, and doesn't sign.
    return Matter(row.call.title, note, url, yours=Area.SIGNING in actor.areas, due=due)


def _of_payout() -> dict[str, Any]:
    """What awaits the association of an award: a last day to accept it, a payment that came back."""
    waiting = Payout.objects.waiting().filter(award__application=OuterRef("pk"))
    returned = Instalment.objects.filter(payout__award__application=OuterRef("pk"), state=InstalmentState.RETURNED)
    return {"accept_by": Subquery(waiting.values("accept_by")[:1]), "came_back": Exists(returned)}


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
    waiting = policy.visible(Application, actor).filter(state__in=awaited)
    # What stands on a list waits there, with the others.
    waiting = waiting.exclude(Exists(ListLine.objects.filter(application=OuterRef("pk"), outcome=LineOutcome.WAITING)))
    keys = _first(waiting, [actor.person_id, *absent])
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


@source
def reports(actor: Actor) -> Iterable[Matter]:
    """Use reports: those that the association has to hand in; for an officer those that wait. One query each."""
    rows = policy.visible(UseReport.objects.with_matter(), actor)
    if actor.acting_for is not None:
        return [_awaited(row) for row in rows.awaited().order_by("awaited_on", "pk")[:50]]
    if not has_right(actor, Right.GRANTS_REVIEW):
        return []
    waiting = rows.filter(state=ReportState.HANDED_IN).order_by("handed_in_at", "pk")[:50]
    return [
        Matter(
            f"{row.award.application.case_number} {row.award.association.name}",
            f"{row.award.call.title} · {_('Use report to look at')}",
            reverse("grants:report_handle", args=[row.pk]),
            yours=True,
        )
        for row in waiting
    ]


# A report that is due much later isn't anybody's turn yet.
_SOON = timedelta(days=60)


def _awaited(report: UseReport) -> Matter:
    due = clock.at(report.awaited_on, time(23, 59))
    if report.state == ReportState.RETURNED:
        note = _("The use report was returned: complete it and hand it in again")
    else:
        note = _("Interim report to hand in") if report.kind == ReportKind.INTERIM else _("Use report to hand in")
    yours = report.state == ReportState.RETURNED or report.awaited_on <= clock.today() + _SOON
    return Matter(report.award.call.title, note, report.get_absolute_url(), yours=yours, due=due)


@source
def decision_lists(actor: Actor) -> Iterable[Matter]:
    """Lists that wait for the decision maker. One query, none for others."""
    if not has_right(actor, Right.GRANTS_DECIDE):
        return []
    rows = policy.visible(DecisionList, actor).filter(state=ListState.PRESENTED).select_related("call")
    return [
        Matter(row.call.title, _("A list of decisions awaits you"), row.get_absolute_url(), yours=True)
        for row in rows.order_by("presented_at", "pk")[:50]
    ]


@source
def rectifications(actor: Actor) -> Iterable[Matter]:
    """Requests for rectification that wait, for those who handle grants. One query, none for others."""
    decides = has_right(actor, Right.GRANTS_DECIDE)
    if not decides and not has_right(actor, Right.GRANTS_REVIEW):
        return []
    rows = policy.visible(Rectification.objects.open(), actor).select_related("application__association")
    return [
        Matter(
            f"{row.application.case_number} {row.application.association.name}",
            _("A request for rectification"),
            row.get_absolute_url(),
            yours=decides,
        )
        for row in rows.order_by("arrived_on", "pk")[:50]
    ]


@source
def payments(actor: Actor) -> Iterable[Matter]:
    """Batches that wait, for who approves payments; awards not accepted in time, for who prepares. One query each."""
    found: list[Matter] = []
    if has_right(actor, Right.GRANTS_PAY):
        rows = policy.visible(Batch, actor).filter(state=BatchState.MADE).exclude(made_by_id=actor.user_id)
        note = _("Payments await your approval")
        found += [Matter(str(row), note, row.get_absolute_url(), yours=True) for row in rows.order_by("pk")[:50]]
    if has_right(actor, Right.GRANTS_PROPOSE) and (number := policy.visible(Payout.objects.late(), actor).count()):
        note = ngettext(
            "%(number)d award wasn't accepted in time", "%(number)d awards weren't accepted in time", number
        ) % {"number": number}
        found.append(Matter(_("Payments"), note, f"{reverse('grants:payment_list')}?state=unanswered", yours=True))
    return found


@source
def change_requests(actor: Actor) -> Iterable[Matter]:
    """Change requests that wait, for those who handle grants. One query, none for others."""
    decides = has_right(actor, Right.GRANTS_DECIDE)
    if not decides and not has_right(actor, Right.GRANTS_REVIEW):
        return []
    rows = policy.visible(ChangeRequest.objects.open().with_matter(), actor)
    note = _("A change request")
    return [
        Matter(
            f"{row.award.application.case_number} {row.award.association.name}",
            f"{note}: {row.get_kind_display()}",
            row.get_absolute_url(),
            # Who prepared the decision doesn't decide on its change.
            yours=decides and row.award.application.proposed_by_id != actor.user_id,
        )
        for row in rows.order_by("received_at", "pk")[:50]
    ]


@source
def recoveries(actor: Actor) -> Iterable[Matter]:
    """Recoveries: what the association answers or pays back; for the city what awaits a decision, and what is late.

    Two queries for an association, one for each of deciding and preparing, none for others.
    """
    rows = policy.visible(Recovery.objects.with_matter(), actor)
    if actor.acting_for is not None:
        signs = Area.SIGNING in actor.areas
        asked = Rectification.objects.open().filter(recovery=OuterRef("pk"))
        shown = rows.open().annotate(disputed=Exists(asked)).prefetch_related("instalments")
        return [_recovery(row, signs=signs) for row in shown.order_by("hear_by", "pk")[:50]]
    found: list[Matter] = []
    if has_right(actor, Right.GRANTS_DECIDE):
        waiting = rows.filter(state=RecoveryState.HEARING).exclude(opened_by_id=actor.user_id)
        ready = waiting.filter(Q(answered_at__isnull=False) | Q(hear_by__lt=clock.today()))
        found += [_collected(row, _("A recovery awaits your decision")) for row in ready.order_by("hear_by", "pk")[:50]]
    if has_right(actor, Right.GRANTS_PROPOSE):
        note = _("What is to be paid back is late")
        found += [_collected(row, note) for row in rows.late().order_by("hear_by", "pk")[:50]]
    return found


def _recovery(row: Any, *, signs: bool) -> Matter:
    url = queries.own_recovery_path(row)
    if row.state == RecoveryState.DECIDED and row.disputed:
        note = _("The city decides on the request for rectification of the recovery")
        return Matter(row.award.call.title, note, url, yours=False)
    if row.state == RecoveryState.DECIDED:
        day = queries.next_due(row)
        late = day is not None and day < clock.today()
        note = _("A grant to be paid back: an instalment is late") if late else _("A grant to be paid back")
        due = clock.at(day, time(23, 59)) if day is not None else None
        return Matter(row.award.call.title, note, url, yours=True, due=due)
    if row.answered_at is not None:
        return Matter(row.award.call.title, _("The city decides on a recovery"), url, yours=False)
    due = clock.at(row.hear_by, time(23, 59))
    return Matter(row.award.call.title, _("The city means to recover a grant: answer"), url, yours=signs, due=due)


@source
def aid(actor: Actor) -> Iterable[Matter]:
    """Rows of de minimis aid that the central register should have got. Two queries for who prepares, else none."""
    if not has_right(actor, Right.GRANTS_PROPOSE):
        return []
    number = queries.overdue_aid(queries.register_days(), clock.today(), actor).count()
    if not number:
        return []
    note = ngettext(
        "%(number)d row should have been reported to the central register",
        "%(number)d rows should have been reported to the central register",
        number,
    ) % {"number": number}
    return [Matter(_("De minimis aid"), note, f"{reverse('grants:aid_rows')}?part=overdue", yours=True)]


def _collected(row: Recovery, note: str) -> Matter:
    title = f"{row.award.application.case_number} {row.award.association.name}"
    return Matter(title, note, row.get_absolute_url(), yours=True)
