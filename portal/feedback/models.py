"""Feedback on accessibility."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.feedback.enums import FEEDBACK_WORKFLOW, FeedbackState
from portal.ui.addresses import stays_here
from portal.workflow import Stateful


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Feedback by its turn."""

    def open(self) -> FeedbackQuerySet:
        """What awaits an answer."""
        return self.filter(state=FeedbackState.OPEN)

    def due_within(self, days: int, day: date | None = None) -> FeedbackQuerySet:
        """Open and due at most so many days after the day (today in Helsinki), or overdue."""
        return self.open().filter(due_on__lte=(day or clock.today()) + timedelta(days=days))

    def in_turn(self) -> FeedbackQuerySet:
        """What is open on top, the one that is due first before others; then the newest."""
        rank = models.Case(models.When(state=FeedbackState.OPEN, then=0), default=1)
        return self.order_by(
            rank, models.Case(models.When(state=FeedbackState.OPEN, then=F("due_on"))), "-received_at", "-pk"
        )


class Feedback(Stateful):
    """What somebody wrote, where it happened, and the answer. It knows no account: anybody may write."""

    workflow = FEEDBACK_WORKFLOW
    tones = {"open": "warn", "answered": "good"}

    text = models.TextField(_("feedback"), max_length=5000)
    page = models.CharField(_("page"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="fi")
    state = models.CharField(_("state"), max_length=12, choices=FeedbackState.choices, default=FeedbackState.OPEN)
    received_at = models.DateTimeField(_("arrived"), default=timezone.now)
    due_on = models.DateField(_("to be answered by"))
    answer = models.TextField(_("answer"), max_length=5000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback on accessibility")
        verbose_name_plural = _("feedback on accessibility")
        constraints = [
            models.CheckConstraint(
                name="feedback_answered_has_its_time",
                condition=Q(state=FeedbackState.OPEN, answered_at__isnull=True)
                | (~Q(state=FeedbackState.OPEN) & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="feedback_open", condition=Q(state=FeedbackState.OPEN)),
        ]

    def __str__(self) -> str:
        return gettext("Feedback %(number)d") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        """Where the city answers."""
        return reverse("feedback:feedback_answer", args=[self.pk])

    @property
    def days_left(self) -> int:
        """Days until the last day for the answer; negative when it has passed."""
        return (self.due_on - clock.today()).days

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been answered by now."""
        return self.state == FeedbackState.OPEN and self.days_left < 0

    @property
    def link(self) -> str:
        """The page as an address of this portal, '' where it is anything else that somebody typed."""
        return self.page if stays_here(self.page) else ""
