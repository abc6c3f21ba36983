"""The decision: one transaction for decision, award, ledger, journal and letter."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from grants import rules
from grants.enums import LineOutcome
from grants.models import Application, Award, Call, ListLine
from grants.services import awarding, decision_texts, deminimis, lasting
from grants.services.sittings import Sitting
from portal import clock, policy
from portal.decisions.enums import Way
from portal.decisions.models import Decision
from portal.ui import formats
from portal.workflow import Refused, transition

appropriation_left = lasting.appropriation_left


def decide(
    *, application: Application, reasons: str, way: str = Way.E_NOTICE, version: int | None = None
) -> Application:
    """Decide as proposed: grant the proposed sum, or don't grant where zero was proposed.

    Makes the decision (Hallintolaki 434/2003 §§44–47), the award, the ledger's row and the message with the last day
    for rectification, which follows from the ``way`` of notification. The call's row is locked first, so two deciders
    at once never exceed the appropriation. Raises :class:`Refused` when the sum doesn't fit any more (in the
    appropriation, or below the ceiling of de minimis aid), the reasons are empty or the application is on a list of
    decisions, Stale when the page is old.
    """

    def rule(locked: Application) -> None:
        if locked.list_lines.filter(outcome=LineOutcome.WAITING).exists():
            raise Refused(_("The application is on a list of decisions. It is decided with the list, or taken off it."))

    sitting = Sitting(application.call.authority, way)
    return _decide(application, application.proposed_cents or 0, reasons, sitting, version=version, rule=rule)


def decide_line(*, line: ListLine, sitting: Sitting) -> Decision:
    """Decide an application as its list says it, with the reasons of the proposal; its decision.

    The document is sealed by the list's work, and not by a job of its own.
    Raises as :func:`decide`, and :class:`Refused` where the proposal isn't the one that was presented.
    """
    made: list[Decision] = []
    with transaction.atomic():
        _decide(
            line.application,
            line.cents,
            line.application.proposal_reasons,
            sitting,
            then=made.append,
            ask_to_seal=False,
        )
        fresh = ListLine.objects.select_for_update(of=("self",)).get(pk=line.pk, outcome=LineOutcome.WAITING)
        fresh.outcome, fresh.decision, fresh.refused = LineOutcome.DECIDED, made[0], ""
        fresh.save(update_fields=["outcome", "decision", "refused"])
    return made[0]


def _decide(
    application: Application,
    cents: int,
    reasons: str,
    sitting: Sitting,
    *,
    version: int | None = None,
    rule: Callable[[Application], None] | None = None,
    then: Callable[[Decision], None] | None = None,
    ask_to_seal: bool = True,
) -> Application:
    with transaction.atomic():
        # Always the call before the application: one order of locks, no deadlock.
        call = Call.objects.select_for_update(of=("self",)).get(pk=application.call_id)

        def check(locked: Application) -> None:
            if locked.proposed_cents != cents:
                raise Refused(_("The proposal has changed. Open the page again."))
            if not reasons.strip():
                raise Refused(_("A decision needs reasons."))
            if rule is not None:
                rule(locked)
            check_fits(call, cents, already=Award.objects.filter(call=call).cents())
            deminimis.check_ceiling(locked, cents, day=clock.local(sitting.decided_at).date(), held=True)

        def store(stored: Application) -> None:
            decision = decision_texts.make(stored, cents, reasons.strip(), sitting, ask_to_seal=ask_to_seal)
            if cents:
                awarding.give(stored, decision, cents)
            decision_texts.tell(stored, decision)
            if then is not None:
                then(decision)

        return transition(
            application,
            "grant" if cents else "reject",
            changes={"decided_at": sitting.decided_at},
            version=version,
            rule=check,
            then=store,
            details={"cents": cents},
        )


def check_fits(call: Call, cents: int, *, already: int) -> None:
    """Raises :class:`Refused` when the sum doesn't fit within what the awards so far leave. Under the call's lock."""
    if not rules.fits(cents, already_cents=already, appropriation_cents=call.appropriation_cents):
        raise Refused(
            _("The appropriation has %(left)s left. The sum doesn't fit any more.")
            % {"left": formats.money(call.appropriation_cents - already)}
        )


def may_decide(application: Application) -> bool:
    """Whether the current actor may take the decision that the application awaits."""
    return policy.allows("grants.decide_application", application)
