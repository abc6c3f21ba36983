"""What was asked for as a dossier, and until when it can be fetched."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models.applications import Application
from portal import clock
from portal.jobs.enums import UNFINISHED
from portal.jobs.models import Job


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Reading dossiers."""

    def expired(self, day: date | None = None) -> DossierQuerySet:
        """Those whose last day is over on the day (today in Helsinki)."""
        return self.filter(expires_on__lt=day or clock.today())

    def in_the_making(self) -> DossierQuerySet:
        """Those that will be ready later."""
        return self.filter(ready_at__isnull=True, job__state__in=UNFINISHED)


class Dossier(models.Model):
    """A whole matter as a ZIP, made for the person who asked. The file hangs on this row, the progress on its job."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="dossiers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    asked_at = models.DateTimeField(gettext_lazy("asked for"))
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    # How many files it holds.
    number = models.PositiveIntegerField(gettext_lazy("files"), null=True)
    ready_at = models.DateTimeField(gettext_lazy("ready"), null=True)
    # The last day on which it can be fetched.
    expires_on = models.DateField(gettext_lazy("kept until"))

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("dossier")
        verbose_name_plural = gettext_lazy("dossiers")
        constraints = [
            models.CheckConstraint(
                name="dossier_ready_state",
                condition=Q(ready_at__isnull=True, number__isnull=True)
                | Q(ready_at__isnull=False, number__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["application", "user", "-asked_at"], name="dossier_of_a_person"),
            models.Index(fields=["expires_on"], name="dossier_expiry"),
        ]

    def __str__(self) -> str:
        return str(self.application)

    @property
    def is_expired(self) -> bool:
        """Whether its last day is over."""
        return self.expires_on < clock.today()

    @property
    def state(self) -> str:
        """``ready``, ``failed``, or ``waiting`` while the work goes on."""
        if self.ready_at is not None:
            return "ready"
        return "waiting" if self.job is not None and self.job.state in UNFINISHED else "failed"

    @property
    def is_unfinished(self) -> bool:
        """Whether it will be ready later."""
        return self.state == "waiting"

    def get_state_display(self) -> str:
        """The state in words."""
        return {"ready": _("ready"), "failed": _("failed")}.get(self.state, _("being made"))
