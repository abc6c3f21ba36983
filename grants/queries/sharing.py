"""What the ranking of a call and the sharing of its money show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.db.models import Avg, Count, F, Max, Min, Q
from django.urls import reverse

from associations.policy import shut_from
from grants import rules
from grants.enums import AidLevel, ApplicationState, ShareNote
from grants.models import Application, AwardModel, Call
from grants.queries.deminimis import aid_standings
from portal import policy

S = ApplicationState
# What is proposed or decided has a sum of its own; the rest has what was applied for.
_WITH_SUM = frozenset({S.PROPOSED, S.GRANTED, S.REJECTED})


class Ranked(NamedTuple):
    """An application of a call with its place. Plain values: a call has hundreds of them.

    ``score`` and ``spread`` are None until the scores of the round are in; ``rank`` too. Sums are cents.
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


@dataclass(frozen=True, slots=True)
class Ranking:
    """All applications of a call that the actor may see, the highest score first; then those without all scores."""

    rows: list[Ranked]
    needed: int
    appropriation_cents: int

    @property
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

    @property
    def first_below(self) -> int | None:
        """The first application below the line; None where the money suffices for all that are scored."""
        return next((row.pk for row in self.scored if not row.above_line), None)


def ranking(call: Call, language: str) -> Ranking:
    """The call's applications by score, with the line where money ends. Two queries.

    Where it gives de minimis aid, with the three-year sums of those who are near the ceiling: four or five more.
    """
    last = Q(reviews__round=F("round"))
    found = (
        policy.visible(Application)
        .filter(call=call, submitted_at__isnull=False)
        .exclude(state=S.WITHDRAWN)
        .order_by()
        .annotate(
            given=Count("reviews", filter=last),
            mean=Avg("reviews__total", filter=last),
            highest=Max("reviews__total", filter=last),
            lowest=Min("reviews__total", filter=last),
        )
        .values_list(
            *("pk", "case_number", f"association__name_{language}", "association__name_fi", "state"),
            *("requested_cents", "costs_cents", "proposed_cents", "award__amount_cents", "round"),
            *("given", "mean", "highest", "lowest", "association"),
        )
    )
    # The address of each is that of the queue and its key: a name is looked up once.
    pages = reverse("grants:queue")
    rows = [_ranked(call, pages, *row) for row in found]
    if call.de_minimis:
        rows = _with_aid(rows)
    return Ranking(_placed(rows, call.appropriation_cents), call.scores_needed, call.appropriation_cents)


def _ranked(
    call: Call,
    pages: str,
    pk: int,
    number: str,
    name: str,
    name_fi: str,
    state: str,
    requested: int,
    costs: int | None,
    proposed: int | None,
    granted: int | None,
    scoring_round: int,
    given: int,
    mean: Decimal | None,
    highest: Decimal | None,
    lowest: Decimal | None,
    association: int,
) -> Ranked:
    # The scores of those on whom a proposal was made are in, whatever the call says later.
    whole = given > 0 and (given >= call.scores_needed or state in _WITH_SUM)
    limit = None if costs is None or call.share_percent is None else costs * call.share_percent // 100
    return Ranked(
        pk=pk,
        url=f"{pages}{pk}/",
        case_number=number,
        association=name or name_fi,
        state=state,
        requested_cents=requested,
        limit_cents=limit,
        sum_cents=(granted if state == S.GRANTED else proposed) or 0 if state in _WITH_SUM else requested,
        given=given,
        needed=call.scores_needed,
        score=mean.quantize(Decimal("0.1"), ROUND_HALF_UP) if whole and mean is not None else None,
        spread=highest - lowest if whole and highest is not None and lowest is not None else None,
        round=scoring_round,
        rank=None,
        cumulative_cents=None,
        above_line=False,
        association_pk=association,
    )


def _with_aid(rows: list[Ranked]) -> list[Ranked]:
    found = aid_standings({row.association_pk for row in rows})
    near = {key: row for key, row in found.items() if row.level != AidLevel.BELOW}
    return [
        row._replace(aid_level=near[row.association_pk].level, aid_cents=near[row.association_pk].cents)
        if row.association_pk in near
        else row
        for row in rows
    ]


def _placed(rows: Sequence[Ranked], appropriation_cents: int) -> list[Ranked]:
    scores = {row.pk: row.score for row in rows if row.score is not None}
    places = rules.ranks(scores)
    lowest = rules.above_line(
        [(scores[row.pk], row.sum_cents) for row in rows if row.pk in scores], appropriation_cents
    )
    scored = sorted((row for row in rows if row.pk in places), key=lambda row: (places[row.pk], row.case_number))
    placed, cumulative = [], 0
    for row in scored:
        cumulative += row.sum_cents
        above = lowest is not None and scores[row.pk] >= lowest
        placed.append(row._replace(rank=places[row.pk], cumulative_cents=cumulative, above_line=above))
    return placed + sorted((row for row in rows if row.pk not in places), key=lambda row: row.case_number)


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


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A model tried on the applications that await a proposal, with so much money to share (cents)."""

    model: AwardModel
    money_cents: int
    rows: list[WouldGet]

    @property
    def sum_cents(self) -> int:
        """What the model gives in all."""
        return sum(one.cents for one in self.rows)

    @property
    def left_cents(self) -> int:
        """What is left over."""
        return self.money_cents - self.sum_cents

    @property
    def number(self) -> int:
        """How many would get something."""
        return sum(one.cents > 0 for one in self.rows)

    @property
    def without(self) -> int:
        """How many would get nothing."""
        return len(self.rows) - self.number


def what_if(ranking: Ranking, model: AwardModel, money_cents: int) -> WhatIf:
    """What the applications that are scored and await a proposal would get. No query."""
    waiting = [row for row in ranking.scored if row.state == S.IN_REVIEW]
    claims = [rules.Claim(row.pk, row.score or Decimal(0), row.requested_cents, row.limit_cents) for row in waiting]
    shares = rules.share(claims, model.terms, money_cents)
    # A label is translated once, and not for each of hundreds of rows.
    why = {note: str(note.label) for note in ShareNote}
    return WhatIf(model, money_cents, [_would_get(row, shares[row.pk], why) for row in waiting])


def _would_get(row: Ranked, share: rules.Share, why: dict[ShareNote, str]) -> WouldGet:
    return WouldGet(
        pk=row.pk,
        url=row.url,
        association=row.association,
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


def shut_out_of_call(call: Call, person_id: int) -> bool:
    """Whether a tie shuts the person out of an application of the call: then they can't share its money."""
    tied = shut_from(person_id)
    sent = call.applications.filter(submitted_at__isnull=False).exclude(state=S.WITHDRAWN)
    return bool(tied) and sent.filter(association__in=tied).exists()
