"""Reads that pages of grants share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import ExtractYear

from grants import rules
from grants.models import Application, Award, Review
from portal import policy


@dataclass(frozen=True, slots=True)
class Year:
    """The awards of one year: how many, and their sum in cents."""

    year: int
    count: int
    cents: int


def award_years() -> list[Year]:
    """All years with awards, newest first. One query."""
    rows = (
        policy.visible(Award)
        .annotate(year=ExtractYear("decided_on"))
        .values("year")
        .annotate(count=Count("pk"), cents=Sum("amount_cents"))
    )
    return [Year(row["year"], row["count"], row["cents"]) for row in rows.order_by("-year")]


@dataclass(frozen=True, slots=True)
class Scores:
    """The reviews that the actor may see, with mean and spread when all are in."""

    reviews: list[Review]
    given: int
    needed: int

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


def scores(application: Application) -> Scores:
    """What the current actor may see of the application's scores. Three queries."""
    rows = policy.visible(Review).filter(application=application).select_related("reviewer")
    reviews = list(rows.prefetch_related("scores__criterion").order_by("given_at"))
    return Scores(reviews, application.reviews.count(), application.call.scores_needed)
