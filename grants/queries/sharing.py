"""What the ranking of a call and the sharing of its money show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from associations.policy import shut_to
from grants import rules
from grants.enums import AidLevel, ApplicationState, ShareNote
from grants.models import Application, Award, AwardModel, Call, Review
from grants.queries.deminimis import aid_standings
from portal import actor as actors
from portal import clock
from portal.prepared import Prepared, any_of
from portal.translated import active

S = ApplicationState
# What is proposed or decided has a sum of its own; the rest has what was applied for.
_WITH_SUM = frozenset({S.PROPOSED, S.GRANTED, S.REJECTED})
_TENTH = Decimal("0.1")


class Ranked(NamedTuple):
    """An application of a call with its place. Plain values: a call has hundreds of them.

    ``score`` and ``spread`` are None until the scores of the round are in; ``rank`` too. Sums are cents. The name of
    the association is filled in for what is shown.
    """

    pk: int
    url: str
    case_number: str
    association: str
    state: str
    requested_cents: int
    limit_cents: int | None
    sum_cents: int
    given: int
    needed: int
    score: Decimal | None
    spread: Decimal | None
    round: int
    rank: int | None
    cumulative_cents: int | None
    above_line: bool
    association_pk: int
    # How near the undertaking is to the ceiling of de minimis aid, and what it has got; '' where there is none.
    aid_level: str = ""
    aid_cents: int = 0


class WouldGet(NamedTuple):
    """What one application would get by a model, in cents, and why."""

    pk: int
    url: str
    association: str
    rank: int
    score: Decimal
    requested_cents: int
    cents: int
    note: str
    why: str


Row = TypeVar("Row", Ranked, WouldGet)


class _Facts(NamedTuple):
    """An application as it is read, with the scores of its round; sums in cents."""

    pk: int
    case_number: str
    state: str
    requested: int
    costs: int | None
    proposed: int | None
    round: int
    association: int
    granted: int | None
    scores: list[Decimal]


@dataclass(frozen=True)
class Ranking:
    """All applications of a call that the actor may see, the highest score first; then those without all scores."""

    rows: list[Ranked]
    needed: int
    appropriation_cents: int
    # Whether a tie shuts the actor out of an application of the call, which then isn't in the rows.
    shut_out: bool

    @cached_property
    def scored(self) -> list[Ranked]:
        """Those whose scores are in."""
        return [row for row in self.rows if row.score is not None]

    @property
    def unscored(self) -> int:
        """How many still need scores."""
        return sum(row.score is None for row in self.rows)

    @property
    def requested_cents(self) -> int:
        """What all of them apply for."""
        return sum(row.requested_cents for row in self.rows)

    @cached_property
    def first_below(self) -> int | None:
        """The first application below the line; None where the money suffices for all that are scored."""
        return next((row.pk for row in self.scored if not row.above_line), None)


def _applications(call: int) -> QuerySet[Any, Any]:
    """Those that the call has to rank, with the scores of the round that each is in.

    Awards and scores are looked up one by one, since a call has few of all that there are.
    """
    award = Award.objects.filter(application=OuterRef("pk")).values("amount_cents")
    scores = Review.objects.filter(application=OuterRef("pk"), round=OuterRef("round")).values("total")
    return _sent(Application.objects.filter(call=call)).values_list(
        *("pk", "case_number", "state", "requested_cents", "costs_cents", "proposed_cents", "round", "association"),
        *(Subquery(award), ArraySubquery(scores)),
    )


def _names(keys: list[int]) -> QuerySet[Any, Any]:
    found = Application.objects.filter(pk=any_of(keys))
    return found.values_list("pk", f"association__name_{active()}", "association__name_fi")


def _sent(applications: QuerySet[Application]) -> QuerySet[Application]:
    return applications.filter(submitted_at__isnull=False).exclude(state=S.WITHDRAWN).order_by()


_APPLICATIONS = Prepared(_applications, int)
_NAMES = Prepared(_names, list)
_MODELS = Prepared(lambda day: AwardModel.objects.in_force(day).order_by("name_fi", "pk"), date)


def ranking(call: Call) -> Ranking:
    """The call's applications by score, with the line where money ends, for an employee who may read them.

    One query, where the request knows the actor's ties. Where the call gives de minimis aid, with the three-year sums
    of those who are near the ceiling: four or five more.
    """
    shut = shut_to(actors.current())
    found = [_Facts(*row) for row in _APPLICATIONS.tuples(call.pk)]
    seen = [row for row in found if row.association not in shut]
    rows = _placed(call, seen)
    if call.de_minimis:
        rows = _with_aid(rows)
    return Ranking(rows, call.scores_needed, call.appropriation_cents, shut_out=len(seen) < len(found))


def _placed(call: Call, rows: Sequence[_Facts]) -> list[Ranked]:
    """Those with all scores by place, then the others; equal ones by case number."""
    scores = {row.pk: _mean(row.scores) for row in rows if _is_scored(call, row)}
    sums = {row.pk: _sum(row) for row in rows}
    places = rules.ranks(scores)
    lowest = rules.above_line([(score, sums[pk]) for pk, score in scores.items()], call.appropriation_cents)
    # The address of each is that of the queue and its key: a name is looked up once.
    pages = reverse("grants:queue")
    placed, cumulative = [], 0
    for row in sorted(rows, key=lambda row: (places.get(row.pk, len(places) + 1), row.case_number)):
        score = scores.get(row.pk)
        cumulative += sums[row.pk]
        limit = row.costs * call.share_percent // 100 if row.costs is not None and call.share_percent else None
        placed.append(
            Ranked(
                row.pk,
                f"{pages}{row.pk}/",
                row.case_number,
                "",
                row.state,
                row.requested,
                limit,
                sums[row.pk],
                len(row.scores),
                call.scores_needed,
                score,
                None if score is None else max(row.scores) - min(row.scores),
                row.round,
                places.get(row.pk),
                None if score is None else cumulative,
                score is not None and lowest is not None and score >= lowest,
                row.association,
            )
        )
    return placed


def _is_scored(call: Call, row: _Facts) -> bool:
    # The scores of those on whom a proposal was made are in, whatever the call says later.
    given = len(row.scores)
    return given > 0 and (given >= call.scores_needed or row.state in _WITH_SUM)


def _mean(scores: Sequence[Decimal]) -> Decimal:
    return (sum(scores, Decimal(0)) / len(scores)).quantize(_TENTH, ROUND_HALF_UP)


def _sum(row: _Facts) -> int:
    if row.state not in _WITH_SUM:
        return row.requested
    return (row.granted if row.state == S.GRANTED else row.proposed) or 0


def named(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page with the associations' names, in the active language. One query.

    Of hundreds that are ranked or computed a page shows fifty.
    """
    names = {pk: name or name_fi for pk, name, name_fi in _NAMES.tuples([row.pk for row in rows])}
    return [row._replace(association=names.get(row.pk, "")) for row in rows]


def _with_aid(rows: list[Ranked]) -> list[Ranked]:
    found = aid_standings({row.association_pk for row in rows})
    near = {key: row for key, row in found.items() if row.level != AidLevel.BELOW}
    return [
        row._replace(aid_level=near[row.association_pk].level, aid_cents=near[row.association_pk].cents)
        if row.association_pk in near
        else row
        for row in rows
    ]


@dataclass(frozen=True)
class WhatIf:
    """A model tried on the applications that await a proposal, with so much money to share (cents)."""

    model: AwardModel
    money_cents: int
    waiting: Sequence[Ranked]
    shares: Mapping[int, rules.Share]

    @cached_property
    def rows(self) -> list[WouldGet]:
        """What each would get. Made when they are shown: of the models that are compared, only the sums are."""
        # A label is translated once, and not for each of hundreds of rows.
        why = {note: str(note.label) for note in ShareNote}
        return [_would_get(row, self.shares[row.pk], why) for row in self.waiting]

    @cached_property
    def sum_cents(self) -> int:
        """What the model gives in all."""
        return sum(share.cents for share in self.shares.values())

    @property
    def left_cents(self) -> int:
        """What is left over."""
        return self.money_cents - self.sum_cents

    @cached_property
    def number(self) -> int:
        """How many would get something."""
        return sum(share.cents > 0 for share in self.shares.values())

    @property
    def without(self) -> int:
        """How many would get nothing."""
        return len(self.waiting) - self.number


def award_models(kind: str) -> list[AwardModel]:
    """The models in force today in Helsinki for a category of calls, by name; one without categories is for all."""
    return [model for model in _MODELS.rows(clock.today()) if not model.kinds or kind in model.kinds]


def what_if(ranking: Ranking, model: AwardModel, money_cents: int) -> WhatIf:
    """What the applications that are scored and await a proposal would get. No query."""
    waiting = [row for row in ranking.scored if row.state == S.IN_REVIEW]
    claims = [rules.Claim(row.pk, row.score or Decimal(0), row.requested_cents, row.limit_cents) for row in waiting]
    return WhatIf(model, money_cents, waiting, rules.share(claims, model.terms, money_cents))


def _would_get(row: Ranked, share: rules.Share, why: Mapping[ShareNote, str]) -> WouldGet:
    return WouldGet(
        pk=row.pk,
        url=row.url,
        association="",
        rank=row.rank or 0,
        score=row.score or Decimal(0),
        requested_cents=row.requested_cents,
        cents=share.cents,
        note=str(share.note.value),
        why=why[share.note],
    )


def unshared_cents(ranking: Ranking) -> int:
    """What of the appropriation is neither proposed nor granted yet. No query."""
    return ranking.appropriation_cents - sum(row.sum_cents for row in ranking.rows if row.state in _WITH_SUM)
