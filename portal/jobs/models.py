"""Jobs and what went wrong in them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.jobs import registry
from portal.jobs.enums import RETRIABLE, UNFINISHED, State


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs by what has to be done with them."""

    def unfinished(self) -> JobQuerySet:
        """Waiting or running."""
        return self.filter(state__in=UNFINISHED)

    def due(self, now: datetime) -> JobQuerySet:
        """Waiting, and their time has come."""
        return self.filter(state=State.QUEUED, not_before__lte=now)

    def newest_first(self) -> JobQuerySet:
        """For the page."""
        return self.order_by("-created_at", "-pk")


class Job(models.Model):
    """One piece of long work.

    ``key``: two unfinished jobs of a name never share one. ``checkpoint`` belongs to the work, which starts again from
    it. ``runner`` is the claim of the process at work; a write that names an older one finds no row.
    """

    name = models.CharField(_("work"), max_length=80)
    args = models.JSONField(default=list)
    key = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    checkpoint = models.JSONField(default=dict)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    runner = models.UUIDField(null=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True)
    not_before = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("started by")
    )
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    cancel_requested = models.BooleanField(default=False)
    last_error = models.TextField(_("what went wrong"), blank=True, default="")

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "key"],
                condition=Q(state__in=UNFINISHED) & ~Q(key=""),
                name="jobs_job_key_once",
                violation_error_message=_("The same work is waiting or running already."),
            ),
            models.CheckConstraint(
                name="jobs_job_running_has_a_runner",
                condition=Q(state=State.RUNNING, runner__isnull=False, heartbeat_at__isnull=False)
                | (~Q(state=State.RUNNING) & Q(runner__isnull=True)),
            ),
            models.CheckConstraint(
                name="jobs_job_finished_has_its_time",
                condition=Q(state__in=UNFINISHED, finished_at__isnull=True)
                | (~Q(state__in=UNFINISHED) & Q(finished_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="jobs_job_failed_says_why", condition=~Q(state=State.FAILED) | ~Q(last_error="")
            ),
        ]
        indexes = [
            # The sweep asks every minute for the few that aren't finished among all that ever ran.
            models.Index(fields=["not_before"], name="jobs_job_unfinished", condition=Q(state__in=UNFINISHED)),
            models.Index(fields=["-created_at", "-id"], name="jobs_job_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.label} #{self.pk}"

    @property
    def label(self) -> str:
        """What people call this work; its name when the app that declared it is gone."""
        found = registry.known().get(self.name)
        return str(found.label) if found else self.name

    @property
    def percent(self) -> int | None:
        """Whole percents done, None while nobody knows how much there is."""
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def can_be_cancelled(self) -> bool:
        """Waiting or running, and nobody has asked yet."""
        return self.state in UNFINISHED and not self.cancel_requested

    @property
    def can_be_retried(self) -> bool:
        """Failed or cancelled."""
        return self.state in RETRIABLE


class JobError(models.Model):
    """What went wrong with one item (a row of a file, an application), in a sentence for people."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="errors", db_index=False)
    item = models.CharField(_("item"), max_length=120)
    sentence = models.TextField(_("what went wrong"))
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("error in a job")
        verbose_name_plural = _("errors in jobs")
        constraints = [
            # A job that starts again from its checkpoint meets the same item again.
            models.UniqueConstraint(fields=["job", "item"], name="jobs_joberror_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.sentence}"
