"""Deciding a list: confirmed by a person, carried out in their name by a job, one application a transaction."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import override

from grants import queries
from grants.enums import LineOutcome, ListState
from grants.models import DecisionList, ListLine
from grants.services import deciding
from grants.services.sittings import WAYS, Sitting
from portal import actor as actors
from portal import clock, policy
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions import services as decisions
from portal.decisions.enums import Way
from portal.documents.typst_pdf import Unprintable
from portal.jobs import services as jobs
from portal.jobs.enums import UNFINISHED
from portal.jobs.runner import Run
from portal.workflow import Refused, transition

JOB = "grants.decide_list"
# So many decisions have their documents made and stored together: far cheaper than one by one, and ready in a second.
SHEAF = 10


def confirm(
    *, decision_list: DecisionList, way: str, minutes_section: str = "", version: int | None = None
) -> DecisionList:
    """Confirm the list, of which the count and the sum were shown in this version, and ask for its decisions.

    What was refused before is tried again. Raises :class:`Refused` without anything to decide, for a meeting on a day
    to come, without the section of a committee's minutes or with another way of notification; Stale, Http404 or
    PermissionDenied.
    """

    def rule(locked: DecisionList) -> None:
        if way not in WAYS:
            raise Refused(_("Choose how the associations are notified."))
        if locked.meeting_on is not None and not minutes_section.strip():
            raise Refused(_("Give the section of the minutes under which the committee decided."))
        _sitting(locked).require_held()
        if not locked.lines.filter(outcome=LineOutcome.WAITING).exists():
            raise Refused(_("There is nothing on the list to decide."))

    def then(stored: DecisionList) -> None:
        stored.lines.filter(outcome=LineOutcome.WAITING).exclude(refused="").update(refused="")
        _ask(stored)

    changes = {
        "way": way,
        "minutes_section": minutes_section.strip(),
        "confirmed_by_id": actors.current().person_id,
        "confirmed_at": clock.now(),
    }
    return transition(decision_list, "decide", changes=changes, version=version, rule=rule, then=then)


@transaction.atomic
def resume(*, decision_list: DecisionList) -> DecisionList:
    """Ask again for work that has failed or was cancelled; it goes on where it stopped, in the same person's name.

    Raises :class:`Refused` when nothing has stopped, Http404 or PermissionDenied.
    """
    fresh = DecisionList.objects.select_for_update(of=("self",)).select_related("job").get(pk=decision_list.pk)
    policy.require("grants.decide_list", fresh)
    if not has_stopped(fresh):
        raise Refused(_("The work hasn't stopped, so it can't be started again."))
    _ask(fresh)
    return fresh


def has_stopped(decision_list: DecisionList) -> bool:
    """Whether nobody works on a list that is being decided."""
    if decision_list.state != ListState.DECIDING:
        return False
    return decision_list.job is None or decision_list.job.state not in UNFINISHED


def _ask(stored: DecisionList) -> None:
    stored.job = jobs.defer(JOB, stored.pk, stored.confirmed_by_id, key=f"list-{stored.pk}")
    stored.save(update_fields=["job"])


def carry_out(run: Run, pk: int, person_id: int) -> None:
    """Decide what waits on the list, the best score first, in the name of the person who confirmed it.

    Documents are sealed as soon as a sheaf of decisions is made. A killed run leaves whole decisions only, and the next
    one seals what was left unsealed and goes on with the lines that wait. What is refused keeps its sentence and
    leaves the list open for the rest. Raises Cancelled when somebody has cancelled the job.
    """
    found = DecisionList.objects.select_related("call").get(pk=pk)
    if found.state != ListState.DECIDING:
        return
    left = queries.unsealed(pk)
    for at in range(0, len(left), SHEAF):
        _seal(left[at : at + SHEAF])
    sitting = _sitting(found)
    waiting = queries.waiting_in_order(pk)
    total = found.lines.exclude(outcome=LineOutcome.TAKEN_OFF).count()
    for at in range(0, len(waiting), SHEAF):
        run.progress(total - len(waiting) + at, total)
        tried = [_decide(key, sitting, person_id) for key in waiting[at : at + SHEAF]]
        _seal([made for made in tried if made is not None])
    run.progress(total, total)
    _close(pk)


def _decide(key: int, sitting: Sitting, person_id: int) -> int | None:
    """Decide one line; the key of its decision, None when it was refused, which the line then tells."""
    made = _tried(key, sitting, person_id)
    if not isinstance(made, str):
        return made
    with transaction.atomic():
        ListLine.objects.filter(pk=key, outcome=LineOutcome.WAITING).update(refused=made)
    return None


def _seal(made: list[int]) -> None:
    try:
        decisions.seal_all(made)
    except Unprintable:
        for decision in made:
            _seal_alone(decision)


def _seal_alone(decision_id: int) -> None:
    try:
        decisions.seal(decision_id)
    except Unprintable:
        # One letter that can't be made doesn't hold up the others: its own job tells of it where somebody looks.
        with transaction.atomic():
            jobs.defer("decisions.seal", decision_id, key=f"decisions.seal:{decision_id}")


def _tried(key: int, sitting: Sitting, person_id: int) -> int | str:
    """Decide one line; the key of its decision, or the sentence of what refuses it."""
    line = ListLine.objects.select_related("application__call", "application__association").get(pk=key)
    person = User.objects.get(pk=person_id)
    # The roles and ties that the person has now, not those of the moment of confirming (cases.md 24).
    with acting(actor_of(person)), override(person.language):
        if not person.is_active:
            return _("Whoever confirmed the list isn't allowed to decide any more.")
        try:
            return deciding.decide_line(line=line, sitting=sitting).pk
        except Http404:
            return _("Whoever confirmed the list is disqualified in this matter. Somebody else decides it.")
        except PermissionDenied:
            return _("Whoever confirmed the list isn't allowed to decide this application.")
        except Refused as refusal:
            return str(refusal)


def _close(pk: int) -> None:
    with transaction.atomic():
        found = DecisionList.objects.select_for_update(of=("self",)).get(pk=pk)
        if found.lines.filter(outcome=LineOutcome.WAITING).exists():
            transition(found, "leave", held=True)
        else:
            transition(found, "finish", changes={"finished_at": clock.now()}, held=True)


def _sitting(found: DecisionList) -> Sitting:
    return Sitting(found.authority, found.way or Way.E_NOTICE, found.meeting_on, found.minutes_section)
