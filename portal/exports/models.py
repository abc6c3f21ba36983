"""What was asked for."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import clock
from portal.exports import registry
from portal.jobs.enums import State
from portal.jobs.models import Job


class ExportQuerySet(models.QuerySet["Export"]):
    """Exports by their time."""

    def expired(self, day: date | None = None) -> ExportQuerySet:
        """Those whose last day is over on the day (today in Helsinki)."""
        return self.filter(expires_on__lt=day or clock.today())

    def newest_first(self) -> ExportQuerySet:
        """For the page."""
        return self.order_by("-asked_at", "-pk")


class Export(models.Model):
    """A list asked for as a file. The file hangs on this row; how far the work is stands with its job."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=80)
    # What follows the "?" in the address of the list.
    query = models.TextField(max_length=1000, blank=True, default="")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    asked_at = models.DateTimeField(gettext_lazy("asked for"), default=timezone.now)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    rows = models.PositiveIntegerField(gettext_lazy("rows"), null=True)
    ready_at = models.DateTimeField(gettext_lazy("ready"), null=True)
    # The last day on which it can be fetched.
    expires_on = models.DateField(gettext_lazy("kept until"))

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("download")
        verbose_name_plural = gettext_lazy("downloads")
        constraints = [
            models.CheckConstraint(
                name="exports_ready_has_rows",
                condition=models.Q(ready_at__isnull=True, rows__isnull=True)
                | models.Q(ready_at__isnull=False, rows__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-asked_at", "-id"], name="exports_of_a_person"),
            models.Index(fields=["expires_on"], name="exports_expiry"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What people call this list; its name when the app that declared it is gone."""
        found = registry.known().get(self.kind)
        return str(found.label) if found else self.kind

    @property
    def list_url(self) -> str:
        """The list in the portal, filtered the same way; '' when the app that declared it is gone."""
        found = registry.known().get(self.kind)
        if found is None:
            return ""
        return f"{reverse(found.page)}?{self.query}" if self.query else reverse(found.page)

    @property
    def is_expired(self) -> bool:
        """Whether its last day is over."""
        return self.expires_on < clock.today()

    @property
    def state(self) -> str:
        """``ready``, ``expired``, ``failed``, or the state of the work that goes on."""
        if self.is_expired:
            return "expired"
        if self.ready_at is not None:
            return "ready"
        return self.job.state if self.job and self.job.state in {State.QUEUED, State.RUNNING} else "failed"

    @property
    def is_unfinished(self) -> bool:
        """Whether it will be ready later."""
        return self.state in {State.QUEUED, State.RUNNING}

    def get_state_display(self) -> str:
        """The state in words."""
        return {
            "expired": _("no longer kept"),
            "ready": _("ready"),
            "failed": _("failed"),
            State.RUNNING: _("being made"),
        }.get(self.state, _("waiting"))
