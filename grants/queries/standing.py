"""What has become of awards, as the public register tells it: declined, changed, recovered, and what holds now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext as _

from grants.enums import PayoutState, RecoveryState, RectificationOutcome, ReportKind, ReportState
from grants.models import NOT_DECLINED, Award, AwardQuerySet, Recovery, UseReport
from portal import clock
from portal.decisions.models import Decision
from portal.prepared import Prepared, any_of
from portal.ui import formats

CORRECTED, RECTIFIED, AGREED = "corrected", "rectified", "changed"


@dataclass(frozen=True, slots=True)
class Standing:
    """What happened to an award after it was decided. Days in Helsinki, sums in cents.

    ``changed`` says how a later version of the decision came about: an error was corrected, a request for rectification
    was accepted, or the association asked for the change. What was written off is still taken from the award, as in the
    ledger of support: it is a debt that wasn't collected.
    """

    declined_on: date | None = None
    changed_on: date | None = None
    changed: str = ""
    recovered_on: date | None = None
    recovered_cents: int = 0
    written_off_on: date | None = None
    written_off_cents: int = 0

    def holds(self, amount_cents: int) -> int:
        """What the association has of the granted sum as things stand."""
        return 0 if self.declined_on is not None else amount_cents - self.recovered_cents

    def changed_after(self, decided_at: datetime) -> datetime:
        """When what is told of the award last changed: with its decision, or with a later day's beginning. UTC."""
        days = (self.declined_on, self.recovered_on, self.written_off_on)
        later = [clock.at(day, time.min).astimezone(UTC) for day in days if day is not None]
        return max([decided_at, *later])

    def sentences(self) -> tuple[str, ...]:
        """What happened, each with its day, in the active language."""
        found = []
        if self.changed_on is not None:
            found.append(_CHANGED[self.changed]() % {"day": formats.day(self.changed_on)})
        if self.declined_on is not None:
            found.append(
                _("The association declined the grant on %(day)s, and nothing is paid.")
                % {"day": formats.day(self.declined_on)}
            )
        if self.recovered_on is not None:
            found.append(
                _("%(sum)s of the grant was decided to be recovered on %(day)s.")
                % {"sum": formats.money(self.recovered_cents), "day": formats.day(self.recovered_on)}
            )
        if self.written_off_on is not None:
            found.append(
                _("Of what was to be recovered, %(sum)s was written off on %(day)s.")
                % {"sum": formats.money(self.written_off_cents), "day": formats.day(self.written_off_on)}
            )
        return tuple(found)


_CHANGED = {
    CORRECTED: lambda: _("The decision was corrected on %(day)s."),
    RECTIFIED: lambda: _("The decision was changed on %(day)s after a request for rectification."),
    AGREED: lambda: _("The use of the grant was changed on %(day)s at the association’s request."),
}

AS_DECIDED = Standing()


def standings(awards: Collection[int] | None = None) -> dict[int, Standing]:
    """What has become of the awards with these keys, or of all, by key. Three queries at most.

    Those to which nothing happened aren't in it. Sorted out here and not in SQL: few awards of many have a history.
    """
    if awards is None:
        return _standings(_later(Award.objects.all()), _recovered(Recovery.objects.all()))
    return standings_of(awards, _LATER.tuples(list(awards)))


def standings_of(awards: Collection[int], later: Iterable[tuple[Any, ...]]) -> dict[int, Standing]:
    """:func:`standings` where a query has read :data:`LATER` of these awards already. Two queries at most."""
    return _standings(later, _TAKEN.tuples(list(awards)))


def _standings(later: Iterable[tuple[Any, ...]], recovered: Iterable[tuple[Any, ...]]) -> dict[int, Standing]:
    rows = list(later)
    changes = _changes([decision for _pk, _state, _at, decision, version in rows if version > 1])
    found: dict[int, Standing] = {}
    for pk, state, answered_at, decision, _version in rows:
        changed_on, changed = changes.get(decision, (None, ""))
        declined_on = _day(answered_at) if state == PayoutState.DECLINED else None
        if declined_on or changed_on:
            found[pk] = Standing(declined_on=declined_on, changed_on=changed_on, changed=changed)
    for of, cents, netted, received, state, decided_at, closed_at in recovered:
        before = found.get(of, AS_DECIDED)
        found[of] = replace(before, recovered_on=_day(decided_at), recovered_cents=before.recovered_cents + cents)
        if state == RecoveryState.WRITTEN_OFF:
            left = before.written_off_cents + cents - netted - received
            found[of] = replace(found[of], written_off_on=_day(closed_at), written_off_cents=left)
    return found


# What tells whether something became of an award after it was decided, but for recoveries.
LATER = ("pk", "payout__state", "payout__answered_at", "decision", "decision__version")
_RECOVERED = (
    *("award", "recovered_cents", "netted_cents", "received_cents"),
    *("state", "decision__decided_at", "closed_at"),
)
_VERSIONS = (
    *("pk", "version", "decided_at", "rectified__outcome", "changed"),
    *("previous__version", "previous__decided_at", "previous__changed"),
)


def _later(awards: AwardQuerySet) -> QuerySet[Any, Any]:
    rows = awards.filter(Q(payout__state=PayoutState.DECLINED) | Q(decision__version__gt=1)).order_by()
    return rows.values_list(*LATER)


def _recovered(recoveries: QuerySet[Recovery]) -> QuerySet[Any, Any]:
    return recoveries.filter(recovered_cents__gt=0).order_by("pk").values_list(*_RECOVERED)


_LATER = Prepared(lambda keys: _later(Award.objects.filter(pk=any_of(keys))), list)
_TAKEN = Prepared(lambda keys: _recovered(Recovery.objects.filter(award=any_of(keys))), list)
_MADE_ANEW = Prepared(lambda keys: Decision.objects.filter(pk=any_of(keys)).values_list(*_VERSIONS), list)


def _changes(decisions: list[int]) -> dict[int, tuple[date | None, str]]:
    """When and how each of the decisions came to change the one before. No query where there is none."""
    if not decisions:
        return {}
    return {pk: _change(*versions) for pk, *versions in _MADE_ANEW.tuples(decisions)}


def _change(
    version: int,
    decided_at: datetime,
    outcome: str | None,
    agreed: int | None,
    before: int | None,
    before_at: datetime | None,
    before_agreed: int | None,
) -> tuple[date | None, str]:
    """When and how the decision was last changed. A request that wasn't accepted makes a version that changes nothing.

    The version before such a one may have changed something; none is rectified twice.
    """
    if outcome == RectificationOutcome.CHANGED:
        return _day(decided_at), RECTIFIED
    if outcome is not None:
        version, decided_at, agreed = before or 1, before_at or decided_at, before_agreed
    if version == 1:
        return None, ""
    return _day(decided_at), AGREED if agreed is not None else CORRECTED


def _day(at: datetime) -> date:
    return clock.local(at).date()


def use_summary(award: Award) -> str:
    """What came of the award, as its accepted use report says for everyone; '' before that. One query."""
    return next((summary for (summary,) in _USE.tuples(award.pk)), "")


def _use(award: int) -> QuerySet[Any, Any]:
    accepted = UseReport.objects.filter(award=award, kind=ReportKind.FINAL, state=ReportState.ACCEPTED)
    return accepted.order_by("pk").values_list("public_summary")


_USE = Prepared(_use, int)


def summed(awards: AwardQuerySet) -> list[tuple[int, str, str, int, int]]:
    """Number and sum in cents of the awards by year, category and the slug of the sector. One query.

    A declined award is counted and adds nothing to a sum; what is recovered is taken off in rows of its own, of which
    the number is 0. These are a few hundred rows at most, from which all sums follow.
    """
    by = ("year", "kind", "sector")
    given = (
        awards.order_by()
        .values(year=ExtractYear("decided_on"), kind=F("call__kind"), sector=F("association__sector__slug"))
        .annotate(count=Count("pk"), cents=Coalesce(Sum("amount_cents", filter=NOT_DECLINED), Value(0)))
    )
    taken = (
        Recovery.objects.filter(recovered_cents__isnull=False, award__in=awards.order_by().values("pk"))
        .order_by()
        .values(
            year=ExtractYear("award__decided_on"),
            kind=F("award__call__kind"),
            sector=F("award__association__sector__slug"),
        )
        .annotate(count=Value(0), cents=-Sum("recovered_cents"))
    )
    rows = given.values_list(*by, "count", "cents").union(taken.values_list(*by, "count", "cents"), all=True)
    return [(year, kind, sector, count, int(cents)) for year, kind, sector, count, cents in rows]
