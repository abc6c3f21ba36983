"""Requests for rectification (oikaisuvaatimus) of decisions on grants."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.enums import RECTIFICATION_WORKFLOW, Channel, RectificationOutcome, RectificationState
from grants.models.applications import Application
from grants.models.recovering import Recovery
from portal.decisions.models import Decision
from portal.workflow import Stateful

S = RectificationState


class RectificationQuerySet(models.QuerySet["Rectification"]):
    """Reading requests for rectification."""

    def open(self) -> RectificationQuerySet:
        """Those that nobody has decided on."""
        return self.filter(state=S.RECEIVED)


class Rectification(Stateful):
    """What a party or a member of the municipality asks to be changed in a decision (Kuntalaki 410/2015 §§134–140)."""

    workflow = RECTIFICATION_WORKFLOW
    tones = {"withdrawn": "neutral"}

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="rectifications")
    # Where it is the decision to recover the grant; otherwise it is the one on the application itself.
    recovery = models.ForeignKey(
        Recovery, on_delete=models.PROTECT, related_name="rectifications", null=True, blank=True
    )
    # The version of the decision that is asked to be changed.
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=20, choices=S.choices, default=S.RECEIVED)
    channel = models.CharField(_("how it came"), max_length=10, choices=Channel.choices)
    # False: the party itself. True: a member of the municipality, who is named as far as the request must be answered.
    by_member = models.BooleanField(_("made by a member of the municipality"), default=False)
    asker_name = models.CharField(_("who asks"), max_length=160, blank=True)
    asked = models.TextField(_("what is to be changed"), max_length=4000)
    grounds = models.TextField(_("grounds"), max_length=8000)
    # As the answer to a question for files.
    files = models.JSONField(_("files"), default=list, blank=True)
    # Of what didn't come in the portal only the day is known. The closing hour of the office isn't modelled: a request
    # that came on the last day is in time.
    received_at = models.DateTimeField(_("received"))
    arrived_on = models.DateField(_("day of arrival"))
    # The last day of the asker's period, None where it hasn't begun; what makes it in time or late.
    last_day = models.DateField(_("last day to ask for rectification"), null=True, blank=True)
    late_reason = models.TextField(_("why it is late"), max_length=1000, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("sent or recorded by")
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=RectificationOutcome.choices, blank=True)
    result = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="rectified", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(_("decided or withdrawn"), null=True, blank=True)

    objects = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for rectification")
        verbose_name_plural = _("requests for rectification")
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state=S.RECEIVED, by_member=False, recovery__isnull=True),
                name="rectification_open_once",
                violation_error_message=_("A request for rectification of this decision is being handled already."),
            ),
            models.UniqueConstraint(
                fields=["recovery"],
                condition=Q(state=S.RECEIVED, by_member=False),
                name="rectification_recovery_once",
                violation_error_message=_("A request for rectification of this decision is being handled already."),
            ),
            models.CheckConstraint(
                name="rectification_decided_state",
                condition=Q(state=S.DECIDED, result__isnull=False, decided_by__isnull=False) & ~Q(outcome="")
                | ~Q(state=S.DECIDED) & Q(result__isnull=True, decided_by__isnull=True, outcome=""),
            ),
            models.CheckConstraint(
                name="rectification_closed_state",
                condition=Q(state=S.RECEIVED, closed_at__isnull=True)
                | ~Q(state=S.RECEIVED) & Q(closed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "arrived_on", "id"], name="rectification_queue"),
            models.Index(fields=["application", "arrived_on"], name="rectification_application"),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.arrived_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """The city's page of the request."""
        return reverse("grants:rectification_detail", args=[self.pk])

    @property
    def in_time(self) -> bool:
        """Whether it arrived on the last day of its period at the latest; before a period has begun it is in time."""
        return self.last_day is None or self.arrived_on <= self.last_day
