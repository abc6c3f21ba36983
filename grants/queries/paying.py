"""Reads about payouts, instalments and batches of payments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from associations.enums import Status
from associations.models import BankAccount, Support
from grants.enums import BatchState, InstalmentState, OutReason, PayoutState
from grants.models import (
    Application,
    Award,
    Batch,
    BatchLine,
    Call,
    Instalment,
    Payout,
    Recovery,
    RecoveryInstalment,
    RecoveryPayment,
)
from grants.queries.standing import AS_DECIDED, standings, summed
from portal import clock, policy
from portal.actor import ANONYMOUS
from portal.decisions.models import Decision
from portal.prepared import Prepared, any_of
from portal.translated import active
from portal.ui import formats


def terms_in_words(call: Call) -> list[str]:
    """How awards of the call are paid, a sentence each. No query."""
    if call.pay_parts:
        found = [_part_in_words(part) for part in call.pay_parts]
    else:
        found = [
            ngettext(
                "in one sum %(days)d day after acceptance",
                "in one sum %(days)d days after acceptance",
                call.pay_days,
            )
            % {"days": call.pay_days}
        ]
    return [*found, _("not before the end of the rectification period")] if call.pay_waits else found


def _part_in_words(part: dict[str, Any]) -> str:
    if part["report"]:
        return _("%(percent)d %% when the interim report has been accepted") % {"percent": part["percent"]}
    if part["on"]:
        day = formats.day(date.fromisoformat(part["on"]))
        return _("%(percent)d %% on %(day)s") % {"percent": part["percent"], "day": day}
    return _("%(percent)d %% after acceptance") % {"percent": part["percent"]}


@dataclass(frozen=True, slots=True)
class Paying:
    """How a granted application is paid. ``payout`` is None for awards from before payment was in the portal."""

    award: Award
    payout: Payout | None
    instalments: list[Instalment]

    @property
    def is_late(self) -> bool:
        """Whether the last day to accept is over, and nobody has answered."""
        payout = self.payout
        return payout is not None and payout.state == PayoutState.AWAITING and payout.accept_by < clock.today()

    @property
    def returned(self) -> list[Instalment]:
        """What the bank has sent back, and waits for another account."""
        return [one for one in self.instalments if one.state == InstalmentState.RETURNED]


_AWARD = Prepared(lambda pk: Award.objects.filter(application=pk).select_related("decision", "call"), int)
_PAYOUT = Prepared(lambda pk: Payout.objects.filter(award=pk).select_related("account", "answered_by"), int)


def paying_of(application: Application) -> Paying | None:
    """How the application's award is paid; None without an award. Three queries."""
    award = next(iter(_AWARD.rows(application.pk)), None)
    if award is None:
        return None
    payout = next(iter(_PAYOUT.rows(award.pk)), None)
    if payout is None:
        return Paying(award, None, [])
    payout.award = award
    # The newest attempt first: what became of it is what a page tells.
    lines = Prefetch("lines", BatchLine.objects.select_related("batch").order_by("-attempt"))
    return Paying(award, payout, list(payout.instalments.order_by("number").prefetch_related(lines)))


def own_payout(application: Application) -> Payout | None:
    """The payout that this actor may see, with its award. One query."""
    rows = Payout.objects.select_related("award__call", "award__decision", "award__association", "account")
    return policy.visible(rows).filter(award__application=application).first()


def accept_by(application: Application) -> date | None:
    """The last day to accept the award; None where nothing waits to be accepted. One query."""
    return Payout.objects.waiting().filter(award__application=application).values_list("accept_by", flat=True).first()


def why_not_yet(account: BankAccount) -> str:
    """Why an account in use can't be chosen to be paid to; '' when it can."""
    return "" if account.verified_on else _("The city hasn't verified this account yet.")


def fault_of(line: BatchLine | Instalment, day: date, heard: Collection[int] = frozenset()) -> OutReason | None:
    """Why a payment can't be made on the day; None when it can. ``heard``: awards about which somebody is heard.

    No query where the payout's account and association are there.
    """
    payout = (line.instalment if isinstance(line, BatchLine) else line).payout
    if payout.award_id in heard:
        return OutReason.HEARD
    if payout.state != PayoutState.ACCEPTED:
        return OutReason.STOPPED
    if payout.award.association.status != Status.ACTIVE:
        return OutReason.NOT_ACTIVE
    return _fault_of_account(payout.account, day)


def _fault_of_account(account: BankAccount | None, day: date) -> OutReason | None:
    if account is None or account.starts_on > day or (account.ended_on is not None and account.ended_on <= day):
        return OutReason.NOT_IN_USE
    return None if account.verified_on is not None else OutReason.UNVERIFIED


class InstalmentRow(NamedTuple):
    """What a row of the list of payments shows, in the page's language. Plain values: a page has fifty of them."""

    # The city's page of the matter.
    url: str
    case_number: str
    association: str
    call: str
    number: int
    due_on: date | None
    paid_on: date | None
    amount_cents: int
    state: str


INSTALMENT_ORDER = ("due_on", "pk")
_OF_ROW = ("payout__award__application", "payout__award__association", "payout__award__call")


def _rows(keys: list[int]) -> QuerySet[Any, Any]:
    (application, association, call), language = _OF_ROW, active()
    found = Instalment.objects.filter(pk=any_of(keys)).order_by(*INSTALMENT_ORDER)
    return found.values_list(
        *(f"{application}__pk", f"{application}__case_number", f"{association}__name_{language}"),
        *(f"{association}__name_fi", f"{call}__title_{language}", f"{call}__title_fi"),
        *("number", "due_on", "paid_on", "amount_cents", "state"),
    )


_ROWS = Prepared(_rows, list)


def instalment_rows(instalments: QuerySet[Instalment]) -> list[InstalmentRow]:
    """The page of instalments as the list shows them, in the active language.

    Two queries: the page's keys come first, as in the queue.
    """
    found = _ROWS.tuples(list(instalments.values_list("pk", flat=True)))
    # The address of each is that of the queue and its key: a name is looked up once.
    pages = reverse("grants:queue")
    return [
        InstalmentRow(f"{pages}{pk}/", number, name or name_fi, title or title_fi, *rest)
        for pk, number, name, name_fi, title, title_fi, *rest in found
    ]


def due(day: date) -> QuerySet[Instalment]:
    """What this actor may gather that is due on the day, the longest due first, with all that a row shows."""
    rows = policy.visible(Instalment.objects.due(day))
    return rows.select_related(*_OF_ROW, "payout__account")


class Amount(NamedTuple):
    """How many payments, and their sum in cents."""

    number: int = 0
    cents: int = 0


def batch_amounts(batches: Iterable[Batch]) -> dict[int, Amount]:
    """What each batch pays, by key, as far as this actor may see its payments. One query."""
    lines = policy.visible(BatchLine.objects.going()).filter(batch__in=[batch.pk for batch in batches]).order_by()
    found = lines.values("batch").annotate(number=Count("pk"), cents=Sum("amount_cents"))
    return {row["batch"]: Amount(row["number"], row["cents"]) for row in found}


def batch_lines(batch: Batch) -> QuerySet[BatchLine]:
    """The batch's payments that this actor may see, also those left out, in a stable order."""
    return policy.visible(BatchLine.objects.with_parties()).filter(batch=batch).order_by("pk")


def instalments_by_state() -> dict[str, Amount]:
    """How many instalments there are in each state and their sums, as far as this actor may see them. One query."""
    rows = policy.visible(Instalment).order_by().values("state")
    found = rows.annotate(number=Count("pk"), cents=Sum("amount_cents"))
    return {row["state"]: Amount(row["number"], row["cents"]) for row in found}


@dataclass(frozen=True, slots=True)
class Differences:
    """Where sums that must be the same differ; nothing in any of them is how it has to be."""

    # Awards whose instalments don't add up to them, by key.
    awards: list[int]
    # Batches sent to the bank of which a payment has another sum than its instalment had, or is lost, by key.
    batches: list[int]
    # Awards whose rows in the ledger of support aren't what they are worth today less what was recovered, by key.
    ledger: list[int]
    # Recoveries whose row in the ledger, instalments or payments aren't what was decided and received, by key.
    recoveries: list[int]
    # Awards of which the public register says another sum than the ledger, by key; 0 where its whole sum is another.
    register: list[int]

    def __bool__(self) -> bool:
        return bool(self.awards or self.batches or self.ledger or self.recoveries or self.register)


def differences() -> Differences:
    """Where award, instalments, batches, ledger and register differ. A dozen queries, for tests and auditors."""
    planned = Instalment.objects.counted().filter(payout__award=OuterRef("pk")).order_by().values("payout__award")
    with_payout = Award.objects.in_force().filter(payout__isnull=False)
    # What a decision on recovery took before it was paid is cancelled, and the award stays what it was.
    netted = Recovery.objects.filter(award=OuterRef("pk")).order_by().values("award")
    awards = with_payout.annotate(
        sum=Coalesce(Subquery(planned.annotate(sum=Sum("amount_cents")).values("sum")), Value(0))
        + Coalesce(Subquery(netted.annotate(sum=Sum("netted_cents")).values("sum")), Value(0))
    )
    lines = BatchLine.objects.going().filter(batch__state=BatchState.SENT).order_by()
    paid = lines.filter(returned_on__isnull=True)
    wrong = paid.exclude(instalment__state=InstalmentState.PAID) | paid.exclude(
        amount_cents=F("instalment__amount_cents")
    )
    worth, recorded = _in_ledger()
    return Differences(
        list(awards.exclude(sum=F("amount_cents")).order_by("pk").values_list("pk", flat=True)),
        sorted(set(wrong.values_list("batch", flat=True))),
        sorted(pk for pk, cents in worth.items() if recorded[pk] != cents),
        _recoveries_differ(),
        _register_differs(recorded),
    )


def _register_differs(recorded: dict[int, int]) -> list[int]:
    became, listed = standings(), policy.visible(Award, ANONYMOUS)
    rows = listed.order_by("pk").values_list("pk", "amount_cents")
    differ = [pk for pk, cents in rows if became.get(pk, AS_DECIDED).holds(cents) != recorded[pk]]
    # The sums of the list and its charts are made by the database, and must be those of its rows.
    whole = sum(cents for *_by, cents in summed(Award.objects.filter(pk__in=listed.values("pk"))))
    return differ if whole == sum(recorded[pk] for pk, _cents in rows) else [*differ, 0]


def _in_ledger() -> tuple[dict[int, int], dict[int, int]]:
    """What each award is worth today less what was recovered, and what its rows in the ledger of support sum up to."""
    awards = Award.objects.values_list("pk", "amount_cents", "revoked_on", "payout__state", "application")
    worth, of_application = {}, {}
    for pk, cents, revoked_on, state, application in awards:
        worth[pk] = 0 if revoked_on or state == PayoutState.DECLINED else cents
        of_application[str(application)] = pk
    recoveries: dict[int, int | None] = {}
    for pk, of_award, recovered in Recovery.objects.values_list("pk", "award", "recovered_cents"):
        recoveries[pk] = of_award
        worth[of_award] -= recovered or 0
    # A declined award's row has the payout as its source, a corrected one's the new version of the decision.
    decided = Decision.objects.filter(subject_type=Application._meta.label_lower).values_list("pk", "subject_id")
    rectified = Decision.objects.filter(subject_type=Recovery._meta.label_lower).values_list("pk", "subject_id")
    sources: dict[str, dict[int, int | None]] = {
        Award._meta.label_lower: {pk: pk for pk in worth},
        Payout._meta.label_lower: dict(Payout.objects.values_list("pk", "award")),
        Recovery._meta.label_lower: recoveries,
        Decision._meta.label_lower: {pk: of_application.get(subject) for pk, subject in decided}
        | {pk: recoveries.get(int(subject)) for pk, subject in rectified},
    }
    recorded = dict.fromkeys(worth, 0)
    rows = Support.objects.filter(source_type__in=sources)
    for kind, source, cents in rows.values_list("source_type", "source_id", "value_cents"):
        award = sources[kind].get(int(source))
        if award is not None:
            recorded[award] += cents
    return worth, recorded


def _recoveries_differ() -> list[int]:
    kind = Recovery._meta.label_lower
    versions = dict(Decision.objects.filter(subject_type=kind).values_list("pk", "subject_id"))
    rows = Support.objects.filter(source_type__in=[kind, Decision._meta.label_lower])
    recorded: dict[int, int] = defaultdict(int)
    for source_type, source, cents in rows.values_list("source_type", "source_id", "value_cents"):
        found = source if source_type == kind else versions.get(int(source))
        if found is not None:
            recorded[int(found)] += cents
    in_force = RecoveryInstalment.objects.filter(plan=F("recovery__plan"))
    due = dict(in_force.order_by().values_list("recovery").annotate(Sum("amount_cents")))
    came = dict(RecoveryPayment.objects.order_by().values_list("recovery").annotate(Sum("amount_cents")))
    return [
        pk
        for pk, recovered, netted, received in Recovery.objects.order_by("pk").values_list(
            "pk", "recovered_cents", "netted_cents", "received_cents"
        )
        if (recorded.get(pk, 0), due.get(pk, 0), came.get(pk, 0))
        != (-(recovered or 0), (recovered or 0) - netted, received)
    ]


def unanswered(day: date | None = None) -> QuerySet[Payout]:
    """Awards that weren't accepted in time, as far as this actor may see them, the oldest first."""
    rows = policy.visible(Payout.objects.late(day))
    return rows.select_related("award__application", "award__association", "award__call")
