"""A list of decisions: proposals of one call that are decided together."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.enums import LIST_WORKFLOW, UNFINISHED_LISTS, LineOutcome, ListState
from grants.models.applications import Application
from grants.models.calls import Call
from portal.decisions.enums import Way
from portal.decisions.models import Decision
from portal.jobs.models import Job
from portal.workflow import Stateful


class DecisionListQuerySet(models.QuerySet["DecisionList"]):
    """Reading lists of decisions."""

    def unfinished(self) -> DecisionListQuerySet:
        """Those that aren't decided."""
        return self.filter(state__in=UNFINISHED_LISTS)

    def newest_first(self) -> DecisionListQuerySet:
        """By when they were begun, stable."""
        return self.order_by("-gathered_at", "-pk")


class DecisionList(Stateful):
    """Proposals that go to one officeholder or committee together (päätöslista)."""

    workflow = LIST_WORKFLOW
    tones = {"presented": "warn", "deciding": "info"}

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="decision_lists")
    state = models.CharField(_("state"), max_length=20, choices=ListState.choices, default=ListState.GATHERED)
    authority = models.CharField(_("deciding authority"), max_length=160)
    # The committee's day; None where an officeholder decides, on the day that it happens.
    meeting_on = models.DateField(_("day of the meeting"), null=True, blank=True)
    # As the committee writes it in its minutes: all applications of a list are decided under one section.
    minutes_section = models.CharField(_("section of the minutes"), max_length=20, blank=True)
    way = models.CharField(_("way of notification"), max_length=10, choices=Way.choices, blank=True)
    gathered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gathered_at = models.DateTimeField(_("begun"))
    presented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    presented_at = models.DateTimeField(_("presented"), null=True, blank=True)
    # Who confirmed the count and the sum: the decisions are made in their name.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DecisionListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of decisions")
        verbose_name_plural = _("lists of decisions")
        constraints = [
            models.CheckConstraint(
                name="decision_list_presented",
                condition=Q(state=ListState.GATHERED, presented_at__isnull=True)
                | ~Q(state=ListState.GATHERED) & Q(presented_at__isnull=False, presented_by__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_list_confirmed",
                condition=~Q(state__in=[ListState.DECIDING, ListState.DECIDED])
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(way=""),
            ),
            models.CheckConstraint(
                name="decision_list_finished",
                condition=Q(state=ListState.DECIDED, finished_at__isnull=False)
                | ~Q(state=ListState.DECIDED) & Q(finished_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["-gathered_at", "-id"], name="decision_list_recent")]

    def __str__(self) -> str:
        return f"{self.call} – {self.authority} #{self.pk}"

    def get_absolute_url(self) -> str:
        """The list's page."""
        return reverse("grants:decision_list_detail", args=[self.pk])


class ListLine(models.Model):
    """An application on a list of decisions, with the sum that the decision maker sees there."""

    decision_list = models.ForeignKey(DecisionList, on_delete=models.PROTECT, related_name="lines")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="list_lines")
    cents = models.BigIntegerField(_("sum proposed"))
    outcome = models.CharField(max_length=10, choices=LineOutcome.choices, default=LineOutcome.WAITING)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="list_line", null=True, blank=True)
    # Why it couldn't be decided when the list was; gone when it is tried again.
    refused = models.TextField(_("why it wasn't decided"), blank=True)
    taken_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_off_reason = models.TextField(_("why it was taken off"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("application on a list of decisions")
        verbose_name_plural = _("applications on lists of decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(outcome=LineOutcome.WAITING),
                name="list_line_unfinished_once",
                violation_error_message=_("The application is on another list already."),
            ),
            models.CheckConstraint(name="list_line_cents", condition=Q(cents__gte=0)),
            models.CheckConstraint(
                name="list_line_decided",
                condition=Q(outcome=LineOutcome.DECIDED, decision__isnull=False)
                | ~Q(outcome=LineOutcome.DECIDED) & Q(decision__isnull=True),
            ),
            models.CheckConstraint(
                name="list_line_taken_off",
                condition=Q(outcome=LineOutcome.TAKEN_OFF, taken_off_by__isnull=False) & ~Q(taken_off_reason="")
                | ~Q(outcome=LineOutcome.TAKEN_OFF) & Q(taken_off_by__isnull=True, taken_off_reason=""),
            ),
            models.CheckConstraint(name="list_line_refused", condition=Q(refused="") | Q(outcome=LineOutcome.WAITING)),
        ]

    def __str__(self) -> str:
        return f"{self.decision_list_id}: {self.application}"
