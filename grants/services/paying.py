"""The paying of an award: planned with the decision, accepted or declined, stopped, corrected."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from associations.enums import Area, Status
from associations.models import BankAccount
from associations.queries.people import recipients
from grants import queries, rules
from grants.enums import FIXED_INSTALMENTS, BatchState, InstalmentState, OutReason, PayoutState
from grants.models import Award, Batch, BatchLine, Call, Instalment, Payout
from grants.services import deminimis
from grants.services.lasting import follow_appropriation
from portal import actor as actors
from portal import clock, policy
from portal.dated.queries import value
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.ui import formats, pagecache
from portal.workflow import Refused, edit, transition

S = InstalmentState


@transaction.atomic
def plan(award: Award) -> Payout:
    """Plan how a new award is paid, as the terms of its call say. In the decision's transaction.

    Raises Http404 or PermissionDenied for whoever may not decide.
    """
    policy.require("grants.plan_payout", award.application)
    payout = Payout.objects.create(
        award=award, accept_by=award.decided_on + timedelta(days=value("grants.accept_days", award.decided_on))
    )
    parts = award.call.pay_parts or [{"percent": 100, "on": None, "report": False}]
    Instalment.objects.bulk_create(
        Instalment(
            payout=payout,
            number=number,
            amount_cents=share.cents,
            fixed_on=date.fromisoformat(part["on"]) if part["on"] else None,
            awaits_report=part["report"],
        )
        for number, (share, part) in enumerate(_shares(award, parts), 1)
    )
    journal.record("grants.payout_planned", payout)
    return payout


def _shares(award: Award, parts: list[dict[str, Any]]) -> list[tuple[rules.Part, dict[str, Any]]]:
    shares = rules.split(award.amount_cents, [part["percent"] for part in parts])
    return [(share, parts[share.number - 1]) for share in shares]


def accept(*, payout: Payout, account: BankAccount, version: int | None = None) -> Payout:
    """Take the award with its terms, and name the account to which it is paid; also when the last day has gone by.

    Raises :class:`Refused` for an account that can't be paid to or an association that is no longer active, and as
    :func:`~portal.workflow.transition` does.
    """

    def rule(locked: Payout) -> None:
        if locked.award.revoked_on is not None:
            raise Refused(_("A later decision has revoked the award."))
        if locked.award.association.status != Status.ACTIVE:
            raise Refused(_("The association isn't active in the register any more. Write to the city."))
        _check_account(locked, account)

    def then(stored: Payout) -> None:
        for instalment in stored.instalments.select_for_update().filter(awaits_report=False):
            _set_day(stored, instalment)
        _record(stored, "grants.award_accepted")

    changes = {**_answer(), "account_id": account.pk}
    return transition(payout, "accept", changes=changes, version=version, rule=rule, then=then)


def decline(*, payout: Payout, reason: str, version: int | None = None) -> Payout:
    """Don't take the award: nothing is paid, the ledger gets a negative row, the appropriation is free again.

    A continuous call that had used it up opens again.

    Raises :class:`Refused` without a reason, and as :func:`~portal.workflow.transition` does.
    """

    def rule(locked: Payout) -> None:
        if not reason.strip():
            raise Refused(_("Say why the award isn't taken."))

    def then(stored: Payout) -> None:
        for instalment in stored.instalments.select_for_update():
            transition(instalment, "cancel", held=True)
        _take_back(stored)
        _record(stored, "grants.award_declined", reason.strip())
        application = stored.award.application
        outbox.owe(
            "grants.award_declined",
            subject=stored,
            recipients=queries.handlers(application),
            context={**_context(stored), "reason": reason.strip()},
            path=queries.handling_path(application),
        )
        pagecache.bump("awards")
        follow_appropriation(call)

    changes = {**_answer(), "decline_reason": reason.strip()}
    with transaction.atomic():
        # The call before the payout, as a decision does: what becomes free here may be granted there.
        call = Call.objects.select_for_update(of=("self",)).get(pk=payout.award.call_id)
        return transition(
            payout, "decline", changes=changes, version=version, reason=reason.strip(), rule=rule, then=then
        )


def choose_account(*, payout: Payout, account: BankAccount, version: int | None = None) -> Payout:
    """Be paid to another account from now on; what the bank sent back is planned anew.

    Payments of an approved batch go where they were approved to go; one that isn't approved yet loses them, so that
    nobody approves an account that they haven't seen. Raises :class:`Refused` for an account that can't
    be paid to or is the same, and as :func:`~portal.workflow.edit` does.
    """
    with transaction.atomic():
        fresh = Payout.objects.select_for_update(of=("self",)).get(pk=payout.pk)
        policy.require("grants.accept_award", fresh)
        if fresh.state not in {PayoutState.ACCEPTED, PayoutState.STOPPED}:
            raise Refused(_("Only an award that has been accepted is paid."))
        _check_account(fresh, account)
        if account.pk == fresh.account_id:
            raise Refused(_("The award is paid to this account already. Choose another one."))
        done = edit(
            fresh,
            permission="grants.accept_award",
            verb="grants.account_chosen",
            changes={"account_id": account.pk},
            version=version,
        )
        for instalment in done.instalments.select_for_update().filter(state=S.RETURNED):
            transition(instalment, "plan_again", held=True)
        _leave_unapproved(done, OutReason.CHANGED, "take_back")
        _record(done, "grants.account_chosen")
        return done


def stop(*, payout: Payout, reason: str, version: int | None = None) -> Payout:
    """Stop payment for the time being; what waits in a batch that isn't approved is taken out of it.

    Raises :class:`Refused` without a reason, and as :func:`~portal.workflow.transition` does.
    """

    def then(stored: Payout) -> None:
        _leave_unapproved(stored, OutReason.STOPPED, "take_out")
        _record(stored, "grants.payout_stopped", reason.strip())
        _tell(stored, "grants.payout_stopped", reason.strip())

    return transition(
        payout,
        "stop",
        changes={"stop_reason": reason.strip()},
        version=version,
        reason=reason.strip(),
        rule=lambda _locked: _needs_reason(reason),
        then=then,
    )


def go_on(*, payout: Payout, reason: str, version: int | None = None) -> Payout:
    """Let a stopped payment go on. Raises as :func:`stop`, and while the association is heard about a recovery."""

    def rule(locked: Payout) -> None:
        _needs_reason(reason)
        if queries.is_heard(locked.award):
            raise Refused(_("The association is being heard about paying back. Payment goes on when that is decided."))

    def then(stored: Payout) -> None:
        _record(stored, "grants.payout_goes_on", reason.strip())
        _tell(stored, "grants.payout_goes_on", reason.strip())

    return transition(
        payout,
        "go_on",
        changes={"stop_reason": ""},
        version=version,
        reason=reason.strip(),
        rule=rule,
        then=then,
    )


def hold(payout: Payout, reason: str) -> Payout:
    """Stop the payment of what a correction added while the association is heard. Under the payout's lock.

    Raises as :func:`~portal.workflow.transition` does.
    """

    def then(stored: Payout) -> None:
        _record(stored, "grants.payout_stopped", reason)
        _tell(stored, "grants.payout_stopped", reason)

    return transition(payout, "hold", changes={"stop_reason": reason}, reason=reason, held=True, then=then)


def heard_sentence(award: Award) -> str:
    """Why payment waits while the association is heard, in the language of the matter."""
    with translation.override(queries.language_of(award.application)):
        return _("The city is looking into having back what was paid. Payment waits for that.")


@transaction.atomic
def replan(award: Award, cents: int) -> Payout | None:
    """Make the instalments add up to a corrected award; the caller changes the award and its ledger.

    What decisions on recovery took from instalments that weren't paid is left out. What hasn't been paid is shared anew
    as it was; what falls to nothing is cancelled, and where everything was paid a further instalment is planned. What
    is added while the association is heard about paying back is stopped. An award from before payment was in the portal
    has no payout: None.

    Raises :class:`Refused` when more is paid or on its way than the new sum, or the award was declined.
    """
    payout = Payout.objects.select_for_update(of=("self",)).filter(award=award).first()
    if payout is None:
        return None
    policy.require("grants.replan_payout", payout)
    if payout.state == PayoutState.DECLINED:
        raise Refused(_("The association has declined the award, so its sum can't be changed."))
    cents -= queries.netted_cents(award)
    rows = list(payout.instalments.select_for_update().order_by("number"))
    fixed = sum(row.amount_cents for row in rows if row.state in FIXED_INSTALMENTS)
    if cents < fixed:
        raise Refused(
            _("%(sum)s has been paid or is in a batch already. The award can't be made smaller than that.")
            % {"sum": formats.money(fixed)}
        )
    left = [row for row in rows if row.state in {S.PLANNED, S.RETURNED}]
    if left:
        for row, share in zip(left, rules.share_anew(cents - fixed, [row.amount_cents for row in left]), strict=True):
            _correct(payout, row, share)
    elif cents > fixed:
        added = Instalment.objects.create(payout=payout, number=len(rows) + 1, amount_cents=cents - fixed)
        if payout.state != PayoutState.AWAITING:
            _set_day(payout, added)
    journal.record("grants.payout_replanned", payout, details={"cents": cents})
    if cents > fixed and payout.state == PayoutState.ACCEPTED and queries.is_heard(award):
        return hold(payout, heard_sentence(award))
    return payout


def _correct(payout: Payout, instalment: Instalment, cents: int) -> None:
    if not cents:
        transition(instalment, "cancel", held=True)
        return
    if cents != instalment.amount_cents:
        instalment = edit(
            instalment,
            permission="grants.cancel_instalment",
            verb="grants.instalment_corrected",
            changes={"amount_cents": cents},
            details={"from": instalment.amount_cents, "to": cents},
        )
    # A new version of the decision has a period of its own.
    if instalment.due_on is not None and instalment.state == S.PLANNED:
        _set_day(payout, instalment, earliest=instalment.due_on)


@transaction.atomic
def release(award: Award) -> None:
    """The interim report has been accepted: what waited for it is due. Raises Http404 or PermissionDenied."""
    payout = Payout.objects.select_for_update(of=("self",)).filter(award=award).first()
    if payout is None:
        return
    policy.require("grants.release_payout", payout)
    for instalment in payout.instalments.select_for_update().filter(awaits_report=True, state=S.PLANNED):
        instalment.awaits_report = False
        instalment.save(update_fields=["awaits_report"])
        if payout.state != PayoutState.AWAITING:
            _set_day(payout, instalment)
        journal.record("grants.instalment_released", instalment)


def _leave_unapproved(payout: Payout, reason: OutReason, name: str) -> None:
    """Take what waits in a batch that isn't approved out of it. Under the payout's lock."""
    waiting = BatchLine.objects.going().filter(instalment__payout=payout, batch__state=BatchState.MADE)
    # The batch before its lines, so that nobody approves it meanwhile.
    held = list(Batch.objects.select_for_update().filter(lines__in=waiting.values("pk"), state=BatchState.MADE))
    for line in waiting.filter(batch__in=held):
        leave_out(line, reason, name)


def leave_out(line: BatchLine, reason: OutReason, name: str = "take_out") -> None:
    """Take a payment out of its batch: its instalment waits for another one. Under the locks of payout and batch."""
    held = Instalment.objects.select_for_update(of=("self",)).get(pk=line.instalment_id)
    line.out_reason = reason
    line.save(update_fields=["out_reason"])
    transition(held, name, held=True, details={"reason": reason})


def remind_to_accept(day: date) -> int:
    """Remind the associations whose last day to accept is near, once each person; how many awards there are."""
    near = day + timedelta(days=value("grants.accept_reminder_days", day))
    rows = Payout.objects.waiting().filter(accept_by__gte=day, accept_by__lte=near)
    number = 0
    for payout in rows.select_related("award__application", "award__association", "award__call").order_by("pk"):
        with transaction.atomic():
            _tell(payout, "grants.accept_reminder")
        number += 1
    return number


def _check_account(payout: Payout, account: BankAccount) -> None:
    usable = {one.pk: one for one in queries.accounts_in_use(payout.award.association_id)}
    if account.pk not in usable:
        raise Refused(_("This account isn't in use. Choose another one."))
    if why := queries.why_not_yet(usable[account.pk]):
        raise Refused(why)


def _answer() -> dict[str, object]:
    return {"answered_at": clock.now(), "answered_by_id": actors.current().person_id}


def _set_day(payout: Payout, instalment: Instalment, earliest: date | None = None) -> None:
    """The day from which the instalment may be paid, by the terms of the call; ``earliest`` for one that had a day."""
    call: Call = payout.award.call
    in_parts = bool(call.pay_parts)
    accepted = clock.local(payout.answered_at).date() if payout.answered_at else clock.today()
    instalment.due_on = rules.first_day(
        earliest or max(accepted, clock.today()),
        after_days=None if in_parts or earliest else call.pay_days,
        fixed_on=instalment.fixed_on,
        waits_until=payout.award.decision.last_day if call.pay_waits else None,
    )
    instalment.save(update_fields=["due_on"])


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Say why. The association reads it."))


def _take_back(payout: Payout) -> None:
    award = payout.award
    with translation.override("fi"):
        title = _("%(call)s: declined") % {"call": award.call.title_fi}
    deminimis.record_money(award, -award.amount_cents, given_on=clock.today(), title=title[:200], source=payout)


def _record(payout: Payout, verb: str, reason: str = "") -> None:
    """The same in the history of the application, where both sides read it."""
    journal.record(verb, payout.award.application, reason=reason)


def _context(payout: Payout) -> dict[str, object]:
    award = payout.award
    return {
        "association": plain.texts(award.association, "name"),
        "call": plain.texts(award.call, "title"),
        "case_number": award.application.case_number,
        "cents": award.amount_cents,
        "accept_by": payout.accept_by,
    }


def _tell(payout: Payout, kind: str, reason: str = "") -> None:
    application = payout.award.application
    outbox.owe(
        kind,
        subject=payout,
        recipients=recipients(payout.award.association, Area.GRANTS),
        context={**_context(payout), "reason": reason},
        path=application.get_absolute_url(),
        # What happens again is told again.
        discriminator="" if kind == "grants.accept_reminder" else str(payout.version),
    )
