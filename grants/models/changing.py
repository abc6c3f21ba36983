"""Change requests: what an association asks to use its grant for otherwise than was granted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.enums import CHANGE_WORKFLOW, ChangeKind, ChangeState
from grants.models.awards import Award
from portal.decisions.models import Decision
from portal.workflow import Stateful

S = ChangeState


class ChangeRequestQuerySet(models.QuerySet["ChangeRequest"]):
    """Reading change requests."""

    def open(self) -> ChangeRequestQuerySet:
        """Those that nobody has decided on."""
        return self.filter(state=S.ASKED)

    def with_matter(self) -> ChangeRequestQuerySet:
        """With the award, its application, call and association."""
        return self.select_related("award__application", "award__call", "award__association")


class ChangeRequest(Stateful):
    """What is asked to be changed in the use of a grant, why, and what the city decided."""

    workflow = CHANGE_WORKFLOW
    tones = {S.ASKED: "info", S.WITHDRAWN: "neutral"}

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="change_requests")
    state = models.CharField(_("state"), max_length=20, choices=S.choices, default=S.ASKED)
    kind = models.CharField(_("what changes"), max_length=10, choices=ChangeKind.choices)
    asked = models.TextField(_("what is to be changed"), max_length=4000)
    grounds = models.TextField(_("why"), max_length=4000)
    # By the end of which day in Helsinki the use report is asked to be due instead; None where it stays.
    report_day = models.DateField(_("new day of the use report"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("sent by")
    )
    reasons = models.TextField(_("reasons"), max_length=4000, blank=True)
    # The day to which the use report was moved, which needn't be the one that was asked for.
    moved_to = models.DateField(_("the use report was moved to"), null=True, blank=True)
    # Another purpose is a new version of the decision; a refusal is a decision of its own about this request.
    result = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="changed", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(_("decided or withdrawn"), null=True, blank=True)

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        constraints = [
            models.UniqueConstraint(
                fields=["award"],
                condition=Q(state=S.ASKED),
                name="change_open_once",
                violation_error_message=_("A change request of this grant is being handled already."),
            ),
            models.CheckConstraint(
                name="change_decided_state",
                condition=Q(state__in=[S.APPROVED, S.REFUSED], decided_by__isnull=False) & ~Q(reasons="")
                | Q(state__in=[S.ASKED, S.WITHDRAWN], decided_by__isnull=True, reasons=""),
            ),
            models.CheckConstraint(
                name="change_closed_state",
                condition=Q(state=S.ASKED, closed_at__isnull=True) | ~Q(state=S.ASKED) & Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="change_result_state",
                condition=Q(state=S.APPROVED, kind=ChangeKind.PURPOSE, result__isnull=False)
                | Q(state=S.APPROVED, result__isnull=True) & ~Q(kind=ChangeKind.PURPOSE)
                # Of those that were refused before refusals had documents there is none.
                | Q(state=S.REFUSED, moved_to__isnull=True)
                | Q(state__in=[S.ASKED, S.WITHDRAWN], result__isnull=True, moved_to__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["state", "received_at", "id"], name="change_queue")]

    def __str__(self) -> str:
        return f"{self.award.application.case_number} ({self.get_kind_display()})"

    def get_absolute_url(self) -> str:
        """The city's page of the request."""
        return reverse("grants:change_detail", args=[self.pk])
