"""What an association pays back of a recovered grant: recorded, corrected, written off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grants.enums import RecoveryState
from grants.models import Recovery, RecoveryPayment
from portal import actor as actors
from portal import clock, policy
from portal.journal import services as journal
from portal.ui import formats, pagecache
from portal.workflow import Refused, Stale, edit, transition

_COLLECT = "grants.collect_recovery"


def record_payment(*, recovery: Recovery, cents: int, received_on: date, version: int | None = None) -> Recovery:
    """Record what came on the Helsinki day, at most what is left; when all is in, the recovery is collected.

    Raises :class:`Refused` with a sentence; Stale, Http404 or PermissionDenied.
    """

    def check(locked: Recovery) -> None:
        if locked.state != RecoveryState.DECIDED:
            raise Refused(_("Nothing is to be paid back in this matter now."))
        _check_day(locked, received_on)
        if not 1 <= cents <= locked.left_cents:
            raise Refused(
                _("The sum is more than nothing and at most what is left, %(sum)s.")
                % {"sum": formats.money(locked.left_cents)}
            )

    def save(locked: Recovery) -> Recovery:
        received = locked.received_cents + cents
        if received == locked.owed_cents:
            changes = {"received_cents": received, "closed_at": clock.now()}
            done = transition(locked, "collect", changes=changes)
            journal.record("grants.recovery_collected", done.award.application)
            return done
        return edit(
            locked,
            permission=_COLLECT,
            verb="grants.recovery_payment_recorded",
            changes={"received_cents": received},
            details={"cents": cents},
        )

    return _entered(recovery, cents, received_on, "", version, check, save)


def correct_payment(
    *, recovery: Recovery, cents: int, received_on: date, reason: str, version: int | None = None
) -> Recovery:
    """Take back what was recorded wrongly: a negative row of ``cents`` with its reason.

    A recovery that was collected by it is open again. Raises :class:`Refused` without a reason, for more than was
    recorded, and where another recovery of the grant has been opened meanwhile; Stale, Http404 or PermissionDenied.
    """

    def check(locked: Recovery) -> None:
        if locked.state not in {RecoveryState.DECIDED, RecoveryState.COLLECTED}:
            raise Refused(_("Nothing is to be paid back in this matter now."))
        if not reason.strip():
            raise Refused(_("Say what was wrong."))
        _check_day(locked, received_on)
        if not 1 <= cents <= locked.received_cents:
            raise Refused(
                _("The sum is more than nothing and at most what has been recorded, %(sum)s.")
                % {"sum": formats.money(locked.received_cents)}
            )

    def save(locked: Recovery) -> Recovery:
        changes: dict[str, Any] = {"received_cents": locked.received_cents - cents}
        if locked.state == RecoveryState.COLLECTED:
            try:
                with transaction.atomic():
                    done = transition(locked, "reopen", changes={**changes, "closed_at": None}, reason=reason.strip())
            except IntegrityError:
                raise Refused(_("A recovery of this grant is open already.")) from None
            journal.record("grants.recovery_reopened", done.award.application)
            return done
        return edit(
            locked,
            permission=_COLLECT,
            verb="grants.recovery_payment_corrected",
            changes=changes,
            reason=reason.strip(),
            details={"cents": -cents},
        )

    return _entered(recovery, -cents, received_on, reason.strip(), version, check, save)


def _entered(
    recovery: Recovery,
    cents: int,
    received_on: date,
    reason: str,
    version: int | None,
    check: Callable[[Recovery], None],
    save: Callable[[Recovery], Recovery],
) -> Recovery:
    with transaction.atomic():
        locked = Recovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk)
        policy.require(_COLLECT, locked)
        # A form that is sent twice records one payment.
        if version is not None and locked.version != version:
            raise Stale(locked)
        check(locked)
        RecoveryPayment.objects.create(
            recovery=locked,
            received_on=received_on,
            amount_cents=cents,
            reason=reason,
            recorded_by_id=actors.current().person_id,
            recorded_at=clock.now(),
        )
        return save(locked)


def _check_day(recovery: Recovery, received_on: date) -> None:
    opened = clock.local(recovery.opened_at).date()
    if not opened <= received_on <= clock.today():
        raise Refused(_("The day lies between %(day)s and today.") % {"day": formats.day(opened)})


def write_off(*, recovery: Recovery, reason: str, version: int | None = None) -> Recovery:
    """Give up the rest that hasn't been paid back: the matter is closed.

    The ledger of support isn't changed by it. It says what was given and what was decided to have back; a debt that
    couldn't be collected is a loss of the city's in its bookkeeping, and no new support that somebody decided to give.
    Raises :class:`Refused` without a reason; Stale, Http404 or PermissionDenied.
    """

    details: dict[str, int] = {}

    def rule(locked: Recovery) -> None:
        if not reason.strip():
            raise Refused(_("Say why the rest is written off."))
        # Of the locked row: a payment may have been recorded a moment ago.
        details["cents"] = locked.left_cents

    def then(stored: Recovery) -> None:
        journal.record("grants.recovery_written_off", stored.award.application)
        pagecache.bump("awards")

    return transition(
        recovery,
        "write_off",
        changes={
            "write_off_reason": reason.strip(),
            "written_off_by_id": actors.current().person_id,
            "closed_at": clock.now(),
        },
        reason=reason.strip(),
        version=version,
        rule=rule,
        then=then,
        details=details,
    )
