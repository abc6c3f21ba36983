"""Lists of decisions: which proposals can be gathered, what stands on a list, and in which order it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Length, Round

from grants.enums import ApplicationState, LineOutcome
from grants.models import Application, Award, Call, DecisionList, ListLine, Review
from portal import policy
from portal.decisions.models import Decision


def _mean(of: str) -> Any:
    """The mean of the scores of an application's last round, to one decimal, as pages show it."""
    last = Review.objects.filter(application=OuterRef(of), round=F("application__round"))
    given = last.order_by().values("application")
    return Round(Subquery(given.annotate(mean=Avg("total")).values("mean")), precision=1)


def gatherable(call: Call) -> QuerySet[Application]:
    """Proposals of the call that the actor may see and that are on no unfinished list, the best score first."""
    on_list = ListLine.objects.filter(application=OuterRef("pk"), outcome=LineOutcome.WAITING)
    rows = policy.visible(Application).filter(call=call, state=ApplicationState.PROPOSED)
    rows = rows.exclude(Exists(on_list)).annotate(score=_mean("pk"))
    # Case numbers of a series grow in length before they grow in letters.
    return rows.order_by(F("score").desc(nulls_last=True), Length("case_number"), "case_number", "pk")


def in_order(lines: QuerySet[ListLine]) -> QuerySet[ListLine]:
    """Lines by score, ties by case number: the order in which money goes."""
    rows = lines.annotate(score=_mean("application"))
    number = "application__case_number"
    return rows.order_by(F("score").desc(nulls_last=True), Length(number), number, "pk")


def waiting_in_order(list_id: int) -> list[int]:
    """The keys of the lines that wait and that nothing has refused, in the order of deciding. One query."""
    rows = ListLine.objects.filter(decision_list=list_id, outcome=LineOutcome.WAITING, refused="")
    return list(in_order(rows).values_list("pk", flat=True))


def unsealed(list_id: int) -> list[int]:
    """The keys of the list's decisions whose document isn't sealed yet, the earliest first. One query."""
    rows = Decision.objects.filter(
        sealed=None, pk__in=ListLine.objects.filter(decision_list=list_id).values("decision")
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


class ListRow(NamedTuple):
    """What a row of the page of lists shows. Plain values."""

    key: str
    call: str
    authority: str
    meeting_on: date | None
    state: str
    number: int
    cents: int
    gathered_at: datetime


def list_rows(lists: QuerySet[DecisionList], language: str) -> list[ListRow]:
    """Lists with the number and the sum of what the actor may see on them. Two queries."""
    found = list(lists.select_related("call"))
    counted = (
        policy.visible(ListLine)
        .filter(decision_list__in=found)
        .exclude(outcome=LineOutcome.TAKEN_OFF)
        .values("decision_list")
        .annotate(number=Count("pk"), cents=Coalesce(Sum("cents"), 0))
    )
    sums = {row["decision_list"]: row for row in counted.order_by()}
    none = {"number": 0, "cents": 0}
    return [
        ListRow(
            str(row.pk),
            row.call.title,
            row.authority,
            row.meeting_on,
            row.state,
            int((has := sums.get(row.pk, none))["number"]),
            int(has["cents"]),
            row.gathered_at,
        )
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class ListSums:
    """A list in numbers, of what the actor may see on it; sums in cents. ``left`` is what the call's awards leave."""

    waiting: int
    waiting_cents: int
    granting: int
    refused: int
    decided: int
    decided_cents: int
    taken_off: int
    left: int

    @property
    def left_after(self) -> int:
        """What is left when all that waits has been decided; negative where it doesn't fit."""
        return self.left - self.waiting_cents

    @property
    def total(self) -> int:
        """How many are on the list."""
        return self.waiting + self.decided


def list_sums(found: DecisionList) -> ListSums:
    """The list in numbers. Two queries."""
    waits, done = Q(outcome=LineOutcome.WAITING), Q(outcome=LineOutcome.DECIDED)
    numbers = (
        policy.visible(ListLine)
        .filter(decision_list=found)
        .aggregate(
            waiting=Count("pk", filter=waits),
            waiting_cents=Coalesce(Sum("cents", filter=waits), 0),
            granting=Count("pk", filter=waits & Q(cents__gt=0)),
            refused=Count("pk", filter=waits & ~Q(refused="")),
            decided=Count("pk", filter=done),
            decided_cents=Coalesce(Sum("cents", filter=done), 0),
            taken_off=Count("pk", filter=Q(outcome=LineOutcome.TAKEN_OFF)),
        )
    )
    given = Award.objects.filter(call=found.call_id).cents()
    whole = {name: int(value) for name, value in numbers.items()}
    return ListSums(**whole, left=found.call.appropriation_cents - given)


def list_lines(found: DecisionList) -> QuerySet[ListLine]:
    """What the actor may see on the list, in the order of deciding."""
    return in_order(policy.visible(ListLine).filter(decision_list=found))


class LineRow(NamedTuple):
    """What a line of a list shows. Plain values."""

    key: int
    application: int
    case_number: str
    association: str
    score: Decimal | None
    requested_cents: int
    cents: int
    outcome: str
    refused: str
    reason: str
    # The document for the post, once it is made.
    pdf: str
    pdf_name: str


def line_rows(lines: QuerySet[ListLine], language: str) -> list[LineRow]:
    """Lines as the list's page shows them, with the documents of those that are decided. One query."""
    found = lines.values_list(
        *("pk", "application_id", "application__case_number", f"application__association__name_{language}"),
        *("application__association__name_fi", "score", "application__requested_cents", "cents", "outcome", "refused"),
        *("taken_off_reason", "decision__sealed__key", "decision__sealed__name"),
    )
    return [
        LineRow(
            pk, of, number, name or name_fi, score, asked, cents, outcome, refused, reason, str(key or ""), file or ""
        )
        for pk, of, number, name, name_fi, score, asked, cents, outcome, refused, reason, key, file in found
    ]


def pending_line(application: Application) -> ListLine | None:
    """The line on which the application waits for a decision, with its list. One query."""
    rows = ListLine.objects.filter(application=application, outcome=LineOutcome.WAITING)
    return rows.select_related("decision_list").first()


def decision_of(application: Application) -> Decision | None:
    """The newest version of the decision on the application. One query."""
    return Decision.objects.about(application).first()


def authority_of(application: Application) -> str:
    """Which authority decided on the application: its list's, or its call's. One query."""
    rows = ListLine.objects.filter(application=application, outcome=LineOutcome.DECIDED).order_by("-pk")
    return rows.values_list("decision_list__authority", flat=True).first() or application.call.authority


def calls_with_proposals() -> list[Call]:
    """Calls with proposals that the actor may see and that are on no unfinished list, by title. One query."""
    on_list = ListLine.objects.filter(application=OuterRef("pk"), outcome=LineOutcome.WAITING)
    rows = policy.visible(Application).filter(state=ApplicationState.PROPOSED).exclude(Exists(on_list))
    return list(Call.objects.filter(pk__in=rows.order_by().values("call")).order_by("title_fi", "pk")[:50])
