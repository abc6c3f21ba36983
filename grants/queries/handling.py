"""What the city asks of applications, and who handles them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from associations.models import Membership, Tie
from grants import rules
from grants.models import Application, Review, Score
from grants.queries.absences import stand_ins
from portal import actor as actors
from portal import policy
from portal.accounts.enums import Right, StaffRole, rights_of
from portal.accounts.models import StaffAssignment, User


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


def scores(application: Application, counted: Given | None) -> Scores:
    """What the current actor may see of the application's scores. Two queries.

    ``counted`` is None once they are all in: then they are counted as they are seen.
    """
    rows = policy.visible(Review).filter(application=application).select_related("reviewer")
    points = Prefetch("scores", Score.objects.select_related("criterion").order_by("pk"))
    seen = list(rows.prefetch_related(points).order_by("given_at"))
    last = [review for review in seen if review.round == application.round]
    earlier = [review for review in seen if review.round < application.round]
    if counted is None:
        return Scores(last, len(last), len(last), earlier)
    return Scores(last, counted.number, counted.needed, earlier)


def reviewing_roles() -> list[StaffRole]:
    """The staff roles that let their holders review applications."""
    return [role for role in StaffRole if Right.GRANTS_REVIEW in rights_of(frozenset({role}))]


def reviewing_employees(day: date | None = None) -> QuerySet[User]:
    """Employees who may review grants on the day (today in Helsinki), by name."""
    held = StaffAssignment.objects.in_force(day).filter(role__in=reviewing_roles())
    rows = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return rows.order_by("last_name", "first_name", "pk")


def able_officers(application: Application) -> QuerySet[User]:
    """Employees who may review the application today, by name.

    Never somebody whom a tie shuts out of the matter (Hallintolaki 434/2003 §28).
    """
    seats = Membership.objects.in_force().filter(association_id=application.association_id)
    ties = Tie.objects.in_force().filter(association_id=application.association_id)
    return reviewing_employees().exclude(pk__in=seats.values("user")).exclude(pk__in=ties.values("user"))


def handlers(application: Application) -> QuerySet[User]:
    """To whom at the city a word about the application goes: its preparing officer, or all who review.

    Who stands in for an officer who is away hears of it too; somebody whom a tie shuts out never does.
    """
    able, officer = able_officers(application), application.handled_by_id
    if officer is None:
        return able
    named = able.filter(pk__in=[officer, *stand_ins(officer)])
    return named if named.exists() else able


def handling_path(application: Application) -> str:
    """The city's page of the application, for a message."""
    return reverse("grants:application_handle", args=[application.pk])
