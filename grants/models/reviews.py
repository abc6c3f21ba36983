"""Independent scores: one review per officer and application, with a reason per criterion."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.questions import Criterion


class Review(models.Model):
    """One officer's review. Others see it only when the call's number of reviews of the round is in.

    Where the scores of the first round are far apart there is a second one, whose scores count.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(_("round"), default=1, db_default=1)
    total = models.DecimalField(_("score"), max_digits=4, decimal_places=1)
    given_at = models.DateTimeField(_("given"))

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer", "round"], name="review_once_a_round"),
            models.CheckConstraint(name="review_round", condition=Q(round__gte=1) & Q(round__lte=2)),
            models.CheckConstraint(name="review_total", condition=Q(total__gte=0) & Q(total__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.total}"


class Score(models.Model):
    """Points and the reason on one criterion."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(_("points"))
    reason = models.TextField(_("reason"), max_length=1000)

    class Meta:
        verbose_name = _("points")
        verbose_name_plural = _("points")
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="score_once"),
            models.CheckConstraint(name="score_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.points}"
