"""Requests of people about their own data, and runs of the retention plan."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.privacy.enums import REQUEST_WORKFLOW, RUN_WORKFLOW, RequestState, RunState
from portal.workflow import Stateful


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Requests by their turn."""

    def open(self) -> DataRequestQuerySet:
        """Those that await the city."""
        return self.filter(state=RequestState.OPEN)

    def in_turn(self) -> DataRequestQuerySet:
        """Open ones first, the one that is due first on top; then the others, the newest first."""
        return self.order_by(
            models.Case(models.When(state=RequestState.OPEN, then=0), default=1), F("due_on"), "-asked_at", "-pk"
        )


class DataRequest(Stateful):
    """A person asks to be erased (GDPR, article 17). The row outlives the person's name: it shows that we answered."""

    workflow = REQUEST_WORKFLOW
    tones = {"open": "warn"}

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    reason = models.TextField(_("what the person says"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RequestState.choices, default=RequestState.OPEN)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_on = models.DateField(_("to be answered by"))
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField(_("answered"), null=True, blank=True)
    # Why the city said no; shown to the person.
    answer = models.TextField(_("reasons"), max_length=2000, blank=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about one's own data")
        verbose_name_plural = _("requests about one's own data")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state=RequestState.OPEN),
                name="privacy_request_once",
                violation_error_message=_("You have asked for this already. The city is looking at it."),
            ),
            models.CheckConstraint(
                name="privacy_request_handled_has_its_time",
                condition=~Q(state__in=[RequestState.DONE, RequestState.REFUSED])
                | Q(handled_at__isnull=False, handled_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="privacy_request_open", condition=Q(state=RequestState.OPEN)),
        ]

    def __str__(self) -> str:
        return gettext("Request to be erased %(number)d") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        """Where the city handles it."""
        return reverse("privacy:request_handle", args=[self.pk])

    @property
    def is_overdue(self) -> bool:
        """Whether the day by which it should have been answered has passed."""
        return self.state == RequestState.OPEN and self.due_on < clock.today()


class RetentionRun(Stateful):
    """One run of the plan: a dry run that lists what is due, and on the same day, what is done about it.

    ``counts`` holds by kind how many rows were due (``due``), of which so many were listed, and the months and the
    instant that it went by.
    """

    workflow = RUN_WORKFLOW
    tones = {"counting": "info", "ready": "warn", "erasing": "info"}

    state = models.CharField(_("state"), max_length=10, choices=RunState.choices, default=RunState.COUNTING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    asked_at = models.DateTimeField(_("started"), default=timezone.now)
    # Helsinki's: what was listed may be erased on this day only, since the lists grow old.
    day = models.DateField(_("day"), default=clock.today)
    counts = models.JSONField(default=dict)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    job = models.ForeignKey("jobs.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("run of the retention plan")
        verbose_name_plural = _("runs of the retention plan")
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(state__in=[RunState.COUNTING, RunState.ERASING]),
                name="privacy_run_one_at_work",
                violation_error_message=_("Another run is at work."),
            ),
            models.CheckConstraint(
                name="privacy_run_done_has_its_time",
                condition=Q(state=RunState.DONE, finished_at__isnull=False)
                | (~Q(state=RunState.DONE) & Q(finished_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["-asked_at", "-id"], name="privacy_run_newest")]

    def __str__(self) -> str:
        return gettext("Retention run %(number)d") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        """What it lists and did."""
        return reverse("privacy:run_detail", args=[self.pk])

    def may_be_carried_out(self, day: date | None = None) -> bool:
        """Whether its list is still good: made today, and not used."""
        return self.state == RunState.READY and self.day == (day or clock.today())


class RetentionItem(models.Model):
    """One row that was due: by its kind and key, without a copy of what it says."""

    run = models.ForeignKey(RetentionRun, on_delete=models.CASCADE, related_name="items", db_index=False)
    kind = models.CharField(max_length=80)
    row_pk = models.BigIntegerField()
    erased_at = models.DateTimeField(null=True)
    # Why it wasn't erased.
    note = models.CharField(_("note"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("item of a retention run")
        verbose_name_plural = _("items of retention runs")
        constraints = [models.UniqueConstraint(fields=["run", "kind", "row_pk"], name="privacy_item_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_pk}"
