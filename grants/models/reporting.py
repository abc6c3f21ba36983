"""Use reports: what an association tells of a grant, part by part, what it handed in, and what was sent back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from grants import rules
from grants.enums import AWAITED_STATES, REPORT_WORKFLOW, PayoutState, ReportKind, ReportState
from grants.models.awards import Award
from portal import clock
from portal.workflow import Stateful

S = ReportState
SUMMARY_LENGTH = 600


class UseReportQuerySet(models.QuerySet["UseReport"]):
    """Reading use reports."""

    def with_matter(self) -> UseReportQuerySet:
        """With the award, its application, call and association, as every page of a report shows them."""
        return self.select_related("award__application", "award__call", "award__association")

    def awaited(self) -> UseReportQuerySet:
        """Those that the association has still to hand in, for the first time or again; none of a grant that fell."""
        taken = Q(award__payout__isnull=True) | ~Q(award__payout__state=PayoutState.DECLINED)
        return self.filter(taken, state__in=AWAITED_STATES, award__revoked_on__isnull=True)

    def late(self, day: date | None = None) -> UseReportQuerySet:
        """Those whose day has gone by on the day (today in Helsinki)."""
        return self.awaited().filter(awaited_on__lt=day or clock.today())


class UseReport(Stateful):
    """What an association tells of the use of a grant (käyttöselvitys): one on the way where asked, one at the end."""

    workflow = REPORT_WORKFLOW
    tones = {S.HANDED_IN: "info", S.RETURNED: "warn"}

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind.choices)
    state = models.CharField(_("state"), max_length=20, choices=S.choices, default=S.DRAFT)
    # By the terms of the call, and as it stands: a returned report has a day of its own. Until its end in Helsinki.
    due_on = models.DateField(_("due"))
    awaited_on = models.DateField(_("awaited by"))
    # Since when it is awaited so: at the decision, and at each return.
    asked_on = models.DateField(_("asked on"))
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # Of what was handed in last, by the dated rule of that day.
    used_cents = models.BigIntegerField(_("used of the grant"), null=True, blank=True)
    deviates = models.BooleanField(_("something stands out"), default=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # What everybody reads of it: an officer sees to it that it names no person.
    public_summary = models.CharField(_("summary as published"), max_length=SUMMARY_LENGTH, blank=True)

    objects = UseReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("use report")
        verbose_name_plural = _("use reports")
        constraints = [
            models.UniqueConstraint(fields=["award", "kind"], name="report_once"),
            models.CheckConstraint(
                name="report_handed_in_state",
                condition=Q(state=S.DRAFT, handed_in_at__isnull=True, handed_in_by__isnull=True)
                | ~Q(state=S.DRAFT)
                & Q(handed_in_at__isnull=False, handed_in_by__isnull=False)
                & Q(used_cents__isnull=False, used_cents__gte=0),
            ),
            models.CheckConstraint(
                name="report_accepted_state",
                condition=Q(state=S.ACCEPTED, accepted_at__isnull=False, accepted_by__isnull=False)
                & ~Q(public_summary="")
                | ~Q(state=S.ACCEPTED) & Q(accepted_at__isnull=True, accepted_by__isnull=True, public_summary=""),
            ),
        ]
        # The officers' list by state, and the reminders of a day.
        indexes = [
            models.Index(fields=["state", "awaited_on", "id"], name="report_list"),
            models.Index(fields=["awaited_on", "id"], name="report_awaited"),
        ]

    def __str__(self) -> str:
        return f"{self.award.application.case_number} ({self.get_kind_display()})"

    def get_absolute_url(self) -> str:
        """The report's page for the association."""
        name = "grants:report_edit" if self.kind == ReportKind.FINAL else "grants:interim_edit"
        return reverse(name, args=[self.award.application_id])

    @property
    def is_awaited(self) -> bool:
        """Whether the association has still to hand it in."""
        return self.state in AWAITED_STATES

    @property
    def is_late(self) -> bool:
        """Whether it is awaited and its day has gone by."""
        return self.is_awaited and self.awaited_on < clock.today()

    @property
    def came_late(self) -> bool:
        """Whether it was handed in after the day by which it was awaited."""
        return self.handed_in_at is not None and clock.local(self.handed_in_at).date() > self.awaited_on

    @property
    def unspent_cents(self) -> int:
        """What is left of the grant by what was handed in last."""
        return self.award.amount_cents - (self.used_cents or 0)


class ReportAnswer(models.Model):
    """One part of a report as it is being written. Each has its own version, so two people never collide."""

    report = models.ForeignKey(UseReport, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(_("key"), max_length=60)
    value = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("part of a use report")
        verbose_name_plural = _("parts of use reports")
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="report_answer_once")]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class ReportSubmission(models.Model):
    """What was handed in, exactly: canonical JSON and its SHA-256. Never changed; after a return there is a new one."""

    report = models.ForeignKey(UseReport, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(_("number"))
    received_at = models.DateTimeField(_("received"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.TextField(_("content"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("use report as handed in")
        verbose_name_plural = _("use reports as handed in")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_submission_once")]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"

    @cached_property
    def content_json(self) -> dict[str, Any]:
        """The content as Python values."""
        parsed: dict[str, Any] = json.loads(self.content)
        return parsed

    @property
    def signed_by(self) -> str:
        """Who handed in, by the name of that day."""
        return str(self.content_json["submitted_by"]["name"])

    def shown(self, language: str) -> list[dict[str, Any]]:
        """What was answered, in words of the language, with files as such."""
        return [
            {
                "section": "",
                "label": row["label"][language],
                "text": row["text"][language],
                "table": None,
                "files": row.get("files") or [],
            }
            for row in self.content_json["answers"]
        ]

    def figures(self, language: str) -> list[tuple[str, rules.Compared]]:
        """Each table's name with its figures beside the budget, by the rule of the day when it was handed in."""
        content = self.content_json
        on_the_way = content["kind"] == ReportKind.INTERIM
        return [
            (
                table["label"][language],
                rules.compare(
                    table["total"][language],
                    [
                        rules.Figure(row["name"][language], row["budget_cents"], row["actual_cents"])
                        for row in table["rows"]
                    ],
                    content["deviation_percent"],
                    on_the_way=on_the_way,
                ),
            )
            for table in content["figures"]
        ]


class ReportReturn(models.Model):
    """What was missing when a report was sent back, and by when it was asked again. Never changed."""

    report = models.ForeignKey(UseReport, on_delete=models.PROTECT, related_name="returns")
    items = models.JSONField(_("what is missing"))
    # Until the end of this day in Helsinki.
    due_on = models.DateField(_("due"))
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(_("returned"))

    class Meta:
        verbose_name = _("return of a use report")
        verbose_name_plural = _("returns of use reports")
        ordering = ["returned_at", "pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.due_on:%Y-%m-%d}"
