"""What the city asks of applications, and who handles them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from associations.models import Membership, Tie
from grants import rules
from grants.models import Application, Review, Score
from portal import actor as actors
from portal import policy
from portal.accounts.enums import Right, StaffRole, rights_of
from portal.accounts.models import StaffAssignment, User

# The longest waiting first, stable.
QUEUE_ORDER = ("submitted_at", "pk")


class QueueRow(NamedTuple):
    """What a row of the officers' queue shows, in the page's language. Plain values: a page has fifty of them."""

    # As it stands in the address.
    key: str
    case_number: str
    association: str
    call: str
    submitted_at: datetime
    requested_cents: int
    state: str


def queue_rows(applications: QuerySet[Application], language: str) -> list[QueueRow]:
    """The page of applications as the queue shows them. Two queries.

    The page's keys come first: in one query the database would join and sort all that wait, to show fifty.
    """
    keys = list(applications.values_list("pk", flat=True))
    found = (
        Application.objects.filter(pk__in=keys)
        .order_by(*QUEUE_ORDER)
        .values_list(
            *("pk", "case_number", f"association__name_{language}", "association__name_fi"),
            *(f"call__title_{language}", "call__title_fi", "submitted_at", "requested_cents", "state"),
        )
    )
    return [
        QueueRow(str(pk), number, name or name_fi, title or title_fi, at, cents, state)
        for pk, number, name, name_fi, title, title_fi, at, cents, state in found
    ]


@dataclass(frozen=True, slots=True)
class Given:
    """How many independent scores are in, how many the call asks, and whether the actor has given theirs."""

    number: int
    needed: int
    mine: bool

    @property
    def missing(self) -> int:
        """How many the application still needs before a proposal."""
        return max(0, self.needed - self.number)


def given(application: Application) -> Given:
    """The scores of the round that are in, counted. One query."""
    counted = application.reviews.filter(round=application.round).aggregate(
        number=Count("pk"), mine=Count("pk", filter=Q(reviewer_id=actors.current().person_id))
    )
    return Given(counted["number"], application.call.scores_needed, counted["mine"] > 0)


@dataclass(frozen=True, slots=True)
class Scores:
    """The reviews that the actor may see, with mean and spread of the round when all of it are in.

    ``earlier`` are those of the first round while there is a second one.
    """

    reviews: list[Review]
    given: int
    needed: int
    earlier: list[Review]

    @property
    def complete(self) -> bool:
        """Whether the call's number of independent scores is in."""
        return self.given >= self.needed

    @property
    def mean(self) -> Decimal | None:
        """The mean of all scores, once they are in."""
        return rules.mean([review.total for review in self.reviews]) if self.complete and self.reviews else None

    @property
    def spread(self) -> Decimal | None:
        """How far the scores are apart, once they are in."""
        return rules.spread([review.total for review in self.reviews]) if self.complete and self.reviews else None


def scores(application: Application, counted: Given) -> Scores:
    """What the current actor may see of the application's scores. Two queries."""
    rows = policy.visible(Review).filter(application=application).select_related("reviewer")
    points = Prefetch("scores", Score.objects.select_related("criterion").order_by("pk"))
    seen = list(rows.prefetch_related(points).order_by("given_at"))
    last = [review for review in seen if review.round == application.round]
    earlier = [review for review in seen if review.round < application.round]
    return Scores(last, counted.number, counted.needed, earlier)


def reviewing_employees() -> QuerySet[User]:
    """Employees who may review grants today, by name."""
    roles = [role for role in StaffRole if Right.GRANTS_REVIEW in rights_of(frozenset({role}))]
    held = StaffAssignment.objects.in_force().filter(role__in=roles)
    rows = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return rows.order_by("last_name", "first_name", "pk")


def able_employees(association_id: int) -> QuerySet[User]:
    """Those of them whom no tie shuts out of the association's matters (Hallintolaki 434/2003 §28)."""
    seats = Membership.objects.in_force().filter(association_id=association_id)
    ties = Tie.objects.in_force().filter(association_id=association_id)
    return reviewing_employees().exclude(pk__in=seats.values("user")).exclude(pk__in=ties.values("user"))


def handlers(application: Application) -> QuerySet[User]:
    """To whom at the city a word about the application goes: its preparing officer, or all who review.

    Never to somebody whom a tie shuts out of the matter (Hallintolaki 434/2003 §28).
    """
    able = able_employees(application.association_id)
    officer = able.filter(pk=application.handled_by_id or 0)
    return officer if application.handled_by_id and officer.exists() else able


def handling_path(application: Application) -> str:
    """The city's page of the application, for a message."""
    return reverse("grants:application_handle", args=[application.pk])
