"""Lists of decisions: gathered and presented by an officer, shortened by the decision maker."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grants import queries
from grants.enums import ApplicationState, LineOutcome, ListState
from grants.models import Application, Call, DecisionList, ListLine
from portal import actor as actors
from portal import clock, policy
from portal.journal import services as journal
from portal.workflow import Refused, transition

# So many a page can show at once and a person can read before a meeting.
MOST = 2_000


@transaction.atomic
def start(
    *, call: Call, authority: str = "", meeting_on: date | None = None, applications: Collection[int] | None = None
) -> DecisionList:
    """Begin a list of the call's proposals: those named by key, or all that are on no list.

    ``authority`` is the call's where it is left out; ``meeting_on`` is the committee's day in Helsinki, None for an
    officeholder. Raises :class:`Refused` without an authority or a proposal, Http404 or PermissionDenied.
    """
    policy.require("grants.gather_list", call)
    found = _held(call, applications)
    named = (authority or call.authority).strip()
    if not named:
        raise Refused(_("Say who decides: the call names no deciding authority."))
    made = DecisionList.objects.create(
        call=call,
        authority=named,
        meeting_on=meeting_on,
        gathered_by_id=actors.current().person_id,
        gathered_at=clock.now(),
    )
    journal.record("grants.list_started", made)
    _gather(made, found)
    return made


@transaction.atomic
def gather(*, decision_list: DecisionList, applications: Collection[int] | None = None) -> int:
    """Put more proposals on a list that isn't presented; how many there were. Raises as :func:`start`."""
    policy.require("grants.gather_list", decision_list)
    # Applications before lists, as everywhere.
    found = _held(decision_list.call, applications)
    fresh = _locked(decision_list)
    _require_gathered(fresh)
    return _gather(fresh, found)


def _held(call: Call, applications: Collection[int] | None) -> list[Application]:
    """The proposals, locked in the order of keys: nothing is taken back or decided while it is put on a list."""
    found = queries.gatherable(call)
    if applications is not None:
        found = found.filter(pk__in=list(applications))
    keys = sorted(found.values_list("pk", flat=True)[:MOST])
    rows = Application.objects.select_for_update(of=("self",)).filter(pk__in=keys, state=ApplicationState.PROPOSED)
    held = list(rows.order_by("pk"))
    if not held:
        raise Refused(_("There are no proposals that could be put on the list."))
    return held


def _gather(decision_list: DecisionList, found: list[Application]) -> int:
    rows = [ListLine(decision_list=decision_list, application=one, cents=one.proposed_cents or 0) for one in found]
    try:
        with transaction.atomic():
            ListLine.objects.bulk_create(rows)
    except IntegrityError:
        raise Refused(_("Somebody else put one of these on another list in between. Look again.")) from None
    journal.record("grants.list_gathered", decision_list, details={"number": len(rows)})
    return len(rows)


@transaction.atomic
def drop(*, line: ListLine) -> None:
    """Take an application off a list that isn't presented; its proposal stays. Raises :class:`Refused` later."""
    fresh = _locked(line.decision_list)
    policy.require("grants.gather_list", fresh)
    # The bar speaks of the line: a matter that is shut to the officer isn't on the list for them.
    found = policy.get_or_404(ListLine.objects.select_related("application"), pk=line.pk, decision_list=fresh)
    _require_gathered(fresh)
    if found.outcome != LineOutcome.WAITING:
        raise Refused(_("This application isn't waiting on the list any more."))
    found.delete()
    journal.record("grants.line_dropped", fresh, details={"case_number": found.application.case_number})


def present(*, decision_list: DecisionList, version: int | None = None) -> DecisionList:
    """Present the list to the decision maker; its proposals can't be taken back one by one from then on.

    Raises :class:`Refused` for an empty list, Stale, Http404 or PermissionDenied.
    """

    def rule(locked: DecisionList) -> None:
        if not locked.lines.filter(outcome=LineOutcome.WAITING).exists():
            raise Refused(_("There is nothing on the list to decide."))

    changes = {"presented_at": clock.now(), "presented_by_id": actors.current().person_id}
    return transition(decision_list, "present", changes=changes, version=version, rule=rule)


def take_back(*, decision_list: DecisionList, reason: str) -> DecisionList:
    """Take a presented list back, with a reason. Raises :class:`Refused` without one or once it is being decided."""

    def rule(locked: DecisionList) -> None:
        if not reason.strip():
            raise Refused(_("Say why the list is taken back."))

    changes = {"presented_at": None, "presented_by_id": None}
    return transition(decision_list, "take_back", changes=changes, reason=reason.strip(), rule=rule)


@transaction.atomic
def take_off(*, line: ListLine, reason: str) -> ListLine:
    """The decision maker takes an application off a presented list, with a reason; its proposal stays.

    Raises :class:`Refused` without a reason, or when the list isn't presented; Http404 or PermissionDenied.
    """
    application = Application.objects.select_for_update(of=("self",)).get(pk=line.application_id)
    policy.require("grants.take_off_list", application)
    found = _locked(line.decision_list)
    if not reason.strip():
        raise Refused(_("Say why it is taken off the list."))
    if found.state != ListState.PRESENTED:
        raise Refused(_("Only a list that awaits the decision maker can be changed by them."))
    fresh = found.lines.select_for_update(of=("self",)).filter(pk=line.pk, outcome=LineOutcome.WAITING).first()
    if fresh is None:
        raise Refused(_("This application isn't waiting on the list any more."))
    fresh.outcome = LineOutcome.TAKEN_OFF
    fresh.taken_off_by_id = actors.current().person_id
    fresh.taken_off_reason, fresh.refused = reason.strip(), ""
    fresh.save(update_fields=["outcome", "taken_off_by", "taken_off_reason", "refused"])
    journal.record("grants.taken_off_list", application, reason=reason.strip())
    # A page that shows what the list was is old now.
    found.version += 1
    found.save(update_fields=["version"])
    _close_when_empty(found)
    return fresh


def _close_when_empty(found: DecisionList) -> None:
    outcomes = set(found.lines.values_list("outcome", flat=True))
    if LineOutcome.WAITING in outcomes:
        return
    if LineOutcome.DECIDED in outcomes:
        transition(found, "finish", changes={"finished_at": clock.now()})
    else:
        transition(found, "empty", changes={"presented_at": None, "presented_by_id": None})


def release(application: Application) -> None:
    """Let go of an application whose proposal is taken back. In the caller's transaction, under its row's lock.

    Raises :class:`Refused` when its list is presented: then only the decision maker takes it off.
    """
    line = queries.pending_line(application)
    if line is None:
        return
    found = _locked(line.decision_list)
    if found.state != ListState.GATHERED:
        raise Refused(
            _("The proposal is on a list that awaits the decision maker. Take the list back first, with a reason.")
        )
    ListLine.objects.filter(pk=line.pk).delete()
    journal.record("grants.line_dropped", found, details={"case_number": application.case_number})


def follow(application: Application) -> None:
    """Let the list on which an application is gathered have the sum of its changed proposal. As :func:`release`."""
    line = queries.pending_line(application)
    if line is None:
        return
    _require_gathered(_locked(line.decision_list))
    ListLine.objects.filter(pk=line.pk).update(cents=application.proposed_cents or 0)


def _locked(decision_list: DecisionList) -> DecisionList:
    return DecisionList.objects.select_for_update(of=("self",)).get(pk=decision_list.pk)


def _require_gathered(found: DecisionList) -> None:
    if found.state != ListState.GATHERED:
        raise Refused(_("The list has been presented. Take it back before you change it."))
