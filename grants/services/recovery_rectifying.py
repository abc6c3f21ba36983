"""A request for rectification of a decision to recover a grant is decided: kept, lowered or undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from grants import queries, rules
from grants.enums import RECOVERED_STATES, RecoveryState, RectificationOutcome
from grants.models import Application, Award, Payout, Recovery, RecoveryPayment, Rectification
from grants.services import paying, recovering, recovery_texts
from grants.services.rectifying import check, sentence, tell_decided
from grants.services.sittings import Sitting
from portal import actor as actors
from portal import clock, policy
from portal.decisions.enums import Remedy
from portal.decisions.models import Decision
from portal.journal import services as journal
from portal.ui import formats
from portal.workflow import Refused, edit, transition

S = RecoveryState


def decide(
    *,
    rectification: Rectification,
    outcome: str,
    reasons: str,
    sitting: Sitting,
    cents: int | None = None,
    pay_again: date | None = None,
    shown_in_time: bool = False,
    version: int | None = None,
) -> Rectification:
    """Decide on a request: recover ``cents`` instead, 0 for nothing; keep the decision; leave the request unexamined.

    Each is the next version of the decision with the reasons and the instruction for the appeal (Kuntalaki 410/2015
    §135). Ledger and instalments follow: what is less is taken from the last instalments, then from what was taken
    before it was paid, which is planned again; what has come back beyond the new sum is noted as returned. Open
    instalments fall due on ``pay_again`` (Helsinki) at the earliest. Nobody asks for more to be recovered, so the sum
    never rises. Raises :class:`Refused` with a sentence, Stale, Http404 or PermissionDenied.
    """
    with transaction.atomic():
        application = Application.objects.select_for_update(of=("self",)).get(pk=rectification.application_id)
        recovery = Recovery.objects.select_related("award").get(rectifications=rectification)
        list(Payout.objects.select_for_update(of=("self",)).filter(award=recovery.award_id).values_list("pk"))
        recovery = Recovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk)
        fresh = Rectification.objects.select_for_update(of=("self",)).get(pk=rectification.pk)
        policy.require("grants.decide_rectification", fresh)
        changed = outcome == RectificationOutcome.CHANGED
        made: list[Decision] = []

        def rule(locked: Rectification) -> None:
            check(locked, outcome, reasons, shown_in_time=shown_in_time)
            if changed:
                _check_sum(recovery, cents)

        def then(stored: Rectification) -> None:
            details = {"outcome": outcome, "shown_in_time": shown_in_time}
            journal.record("grants.rectification_decided", application, details=details)
            tell_decided(stored, made[0])

        if "decide" in fresh.possible() and (version is None or fresh.version == version):
            rule(fresh)
            with override(queries.language_of(application)):
                said = sentence(fresh, outcome)
                why = _("A request for rectification was made against the earlier decision. %(what)s") % {"what": said}
            moved = pay_again if outcome != RectificationOutcome.NOT_EXAMINED else None
            new = _Version(recovery, (cents or 0) if changed else recovery.recovered_cents or 0, moved)
            made.append(_make(new, application, reasons, sitting, outcome=said, corrects=why))
        changes = {
            "outcome": outcome,
            "result": made[0] if made else None,
            "decided_by_id": actors.current().person_id,
            "closed_at": clock.now(),
        }
        return transition(fresh, "decide", changes=changes, version=version, rule=rule, then=then)


def _check_sum(recovery: Recovery, cents: int | None) -> None:
    if recovery.state not in RECOVERED_STATES:
        raise Refused(_("Nothing was recovered by this decision. To recover something, hear the association anew."))
    if cents is None:
        raise Refused(_("Give the new sum."))
    before = recovery.recovered_cents or 0
    if not 0 <= cents < before:
        raise Refused(_("The new sum is less than %(sum)s.") % {"sum": formats.money(before)})


class _Version:
    """What a new version of the decision makes of the recovery, in cents. Reads it as it stands before."""

    def __init__(self, recovery: Recovery, cents: int, pay_again: date | None) -> None:
        self.recovery = recovery
        self.cents = cents
        self.less = (recovery.recovered_cents or 0) - cents
        # First less is paid back, then less was taken from what wasn't paid.
        self.netted = min(recovery.netted_cents, cents)
        self.given_back = recovery.netted_cents - self.netted
        self.owed = cents - self.netted
        self.returned = max(recovery.received_cents - self.owed, 0)
        self.received = recovery.received_cents - self.returned
        before = [
            rules.PayBack(row.number, row.amount_cents, row.due_on) for row in queries.instalments_in_force(recovery)
        ]
        self.parts: Sequence[rules.PayBack] = before
        if self.less or (pay_again is not None and recovery.state == S.DECIDED):
            self.parts = rules.plan_again(before, self.owed, self.received, pay_again or date.min)
        self.planned_anew = list(self.parts) != before
        if pay_again is not None and any(one.due_on == pay_again for one in self.parts):
            recovering.check_first(pay_again)


def _make(
    new: _Version, application: Application, reasons: str, sitting: Sitting, *, outcome: str, corrects: str
) -> Decision:
    recovery = new.recovery
    decision = recovery_texts.make(
        recovery,
        application,
        recovery_texts.Said(new.cents, new.netted, new.parts, new.returned),
        reasons.strip(),
        sitting,
        outcome=outcome,
        corrects=corrects,
        previous=recovery.decision,
        remedy=Remedy.APPEAL,
    )
    if new.returned:
        _note_returned(recovery, new.returned)
    changes = {"decision": decision, "plan": recovery.plan + 1 if new.planned_anew else recovery.plan}
    if new.less:
        done = _lower(new, changes)
        recovering.record_in_ledger(done, new.less, decision)
    else:
        done = edit(recovery, permission="grants.decide_recovery", verb="grants.recovery_kept", changes=changes)
    if new.planned_anew:
        recovering.store_plan(done, new.parts)
    if new.given_back:
        award = Award.objects.get(pk=done.award_id)
        paying.replan(award, award.cents_in_force)
    recovering.tell_of_decision(done)
    return decision


def _lower(new: _Version, changes: dict[str, Any]) -> Recovery:
    recovery = new.recovery
    settled = new.received == new.owed
    if not new.cents:
        name = "undo"
        changes |= {"recovered_cents": None, "netted_cents": 0, "received_cents": 0}
    else:
        name = "settle" if settled else "lower" if recovery.state == S.DECIDED else "lower_rest"
        changes |= {"recovered_cents": new.cents, "netted_cents": new.netted, "received_cents": new.received}
    if settled:
        # What was written off isn't owed any more.
        changes |= {"closed_at": recovery.closed_at or clock.now(), "write_off_reason": "", "written_off_by_id": None}
    details = {"from": recovery.recovered_cents, "to": new.cents}
    done = transition(recovery, name, changes=changes, details=details)
    journal.record("grants.recovery_undone" if not new.cents else "grants.recovery_lowered", done.award.application)
    return done


def _note_returned(recovery: Recovery, cents: int) -> None:
    """What came back beyond the new sum goes out again by the city's books; here it is one row more."""
    with override(queries.language_of(recovery.award.application)):
        reason = _("The decision was changed: the city returns what was paid back beyond it.")
    RecoveryPayment.objects.create(
        recovery=recovery,
        received_on=clock.today(),
        amount_cents=-cents,
        reason=reason,
        recorded_by_id=actors.current().person_id,
        recorded_at=clock.now(),
    )
