"""What has followed from the data set's awards: accepted, paid, and told of in a use report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from associations.models import BankAccount
from bench.cast import Cast
from bench.copying import copy
from grants.enums import ApplicationState, InstalmentState, PayoutState, ReportKind, ReportState
from grants.models import Award, Instalment, Payout, UseReport
from portal import clock

# Of so many reports one waits for an officer, one is late, and the rest are accepted.
REPORTS_OF = 40
SUMMARY = "Kuoro harjoitteli viikoittain ja piti kaksi avointa konserttia."


def follow(acting: Cast, calls: Sequence[int]) -> None:
    """Payouts, instalments and use reports of all awards of these calls. Awards of this year still wait for payment."""
    awards = list(Award.objects.filter(call__in=calls, application__state=ApplicationState.GRANTED).order_by("pk"))
    accounts = dict(BankAccount.objects.order_by("-pk").values_list("association_id", "pk"))
    payouts = copy(_payout(acting, award, accounts[award.association_id]) for award in awards)
    copy(_instalment(award, payout) for award, payout in zip(awards, payouts, strict=True))
    copy(_report(acting, award) for award in awards)


def _payout(acting: Cast, award: Award, account: int) -> Payout:
    return Payout(
        award=award,
        state=PayoutState.ACCEPTED,
        accept_by=award.decided_on + timedelta(days=30),
        answered_at=clock.now(),
        answered_by=acting.officers[0],
        account_id=account,
    )


def _instalment(award: Award, payout: Payout) -> Instalment:
    due = award.decided_on + timedelta(days=21)
    paid = due.year < clock.today().year
    return Instalment(
        payout=payout,
        number=1,
        amount_cents=award.amount_cents,
        state=InstalmentState.PAID if paid else InstalmentState.PLANNED,
        due_on=due,
        paid_on=due if paid else None,
    )


def _report(acting: Cast, award: Award) -> UseReport:
    due = award.decided_on + timedelta(days=300)
    row = UseReport(award=award, kind=ReportKind.FINAL, due_on=due, awaited_on=due, asked_on=award.decided_on)
    if award.pk % REPORTS_OF == 0 or due > clock.today():
        return row
    row.state, row.used_cents = ReportState.HANDED_IN, award.amount_cents
    row.handed_in_at, row.handed_in_by = clock.now(), acting.officers[0]
    if award.pk % REPORTS_OF > 1:
        row.state, row.public_summary = ReportState.ACCEPTED, SUMMARY
        row.accepted_at, row.accepted_by = clock.now(), acting.officers[0]
    return row
