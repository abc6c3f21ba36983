"""How the award was accepted and paid. Of account numbers only the last four digits are told."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from grants import rules
from grants.models import Award, BatchLine, Instalment, Payout
from grants.services.dossier.parts import Fact, Item, Matter, Theme, day, facts, moment, money, person, said
from portal import policy


def _instalments(matter: Matter) -> QuerySet[Instalment]:
    return policy.visible(Instalment).filter(payout__award__application=matter.application)


def _count(matter: Matter) -> int:
    # A revoked award stands in its matter.
    return Award.objects.filter(application=matter.application).count() + _instalments(matter).count()


def _items(matter: Matter) -> Iterator[Item]:
    award = Award.objects.filter(application=matter.application).select_related("decision").first()
    if award is None:
        return
    at = award.decision.decided_at
    payouts = policy.visible(Payout).filter(award=award).select_related("account", "answered_by")
    yield _award(award, payouts.first())
    lines = policy.visible(BatchLine.objects.select_related("batch__approved_by", "batch__made_by")).order_by("attempt")
    for row in _instalments(matter).order_by("number").prefetch_related(Prefetch("lines", lines)):
        tries = [fact for one in row.lines.all() for fact in _line(one)]
        yield Item(
            _("Instalment %(number)d") % {"number": row.number},
            at,
            facts(
                money("amount", _("Sum"), row.amount_cents),
                said("state", _("State"), row.state, row.get_state_display()),
                day("due_on", pgettext("payment", "Due"), row.due_on),
                day("paid_on", _("Paid on"), row.paid_on),
                *tries,
            ),
        )


def _award(award: Award, payout: Payout | None) -> Item:
    told = facts(
        money("amount", pgettext("award", "Sum granted"), award.amount_cents),
        day("decided_on", _("Decided on"), award.decided_on),
        said("purpose", _("Purpose"), award.purpose),
        day("revoked_on", _("Revoked on"), award.revoked_on),
    )
    if payout is not None:
        account = payout.account
        told += facts(
            said("state", _("State of payment"), payout.state, payout.get_state_display()),
            day("accept_by", _("Accept by"), payout.accept_by),
            moment("answered_at", _("Answered"), payout.answered_at),
            person("answered_by", _("Answered by"), payout.answered_by),
            said("account", _("Bank account"), rules.masked(account.iban) if account else None),
            said("holder", _("Account holder"), account.holder if account else None),
            said("decline_reason", _("Why it was declined"), payout.decline_reason),
            said("stop_reason", _("Why payment was stopped"), payout.stop_reason),
        )
    return Item(_("Award and acceptance"), award.decision.decided_at, told)


def _line(one: BatchLine) -> Iterator[Fact | None]:
    batch, number = one.batch, one.attempt
    values = {
        "batch": batch.pk,
        "batch_state": batch.state,
        "made_by": str(batch.made_by),
        "approved_by": str(batch.approved_by) if batch.approved_by else None,
        "approved_at": batch.approved_at,
        "pay_on": batch.pay_on,
        "sent_on": batch.sent_on,
        "amount_cents": one.amount_cents,
        "account": rules.masked(one.iban),
        "holder": one.holder,
        "reference": one.end_to_end_id,
        "left_out": one.out_reason,
        "returned_on": one.returned_on,
        "return_reason": one.return_reason,
    }
    told = facts(
        said("", _("Batch"), batch.pk, f"{batch.pk} ({batch.get_state_display()})"),
        money("", _("Sum"), one.amount_cents),
        said("", _("Account"), values["account"]),
        said("", _("Account holder"), one.holder),
        said("", _("Reference"), one.end_to_end_id),
        said("", _("Gathered by"), values["made_by"]),
        said("", _("Approved by"), values["approved_by"]),
        day("", _("Day of payment"), batch.pay_on),
        day("", _("Sent to the bank on"), batch.sent_on),
        said("", _("Why it was left out"), one.out_reason, one.get_out_reason_display()),
        day("", _("Returned on"), one.returned_on),
        said("", _("Why it came back"), one.return_reason),
    )
    shown = "\n".join(f"{fact.label}: {fact.shown}" for fact in told)
    yield said(f"payment_{number}", _("Payment (%(number)d)") % {"number": number}, values, shown)


THEMES = (Theme("maksut", gettext_lazy("Acceptance and payments"), _count, _items),)
