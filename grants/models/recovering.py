"""Recovery (takaisinperintä) of grants that were paid: the hearing, the decision, and what comes back."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.enums import (
    OPEN_RECOVERIES,
    RECOVERED_STATES,
    RECOVERY_WORKFLOW,
    RecoveryGround,
    RecoveryState,
    RectificationState,
)
from grants.models.awards import Award
from portal import clock
from portal.decisions.models import Decision
from portal.workflow import Stateful

S = RecoveryState
# In the order of the states, so that the constraint's text stays the same.
_OPEN = [one.value for one in S if one in OPEN_RECOVERIES]
_RECOVERED = [one.value for one in S if one in RECOVERED_STATES]


class RecoveryQuerySet(models.QuerySet["Recovery"]):
    """Reading recoveries."""

    def open(self) -> RecoveryQuerySet:
        """Those that are heard about or paid back."""
        return self.filter(state__in=_OPEN)

    def with_matter(self) -> RecoveryQuerySet:
        """With application, call and association, as every page shows them."""
        return self.select_related("award__application", "award__call", "award__association")

    def with_late(self, day: date | None = None) -> RecoveryQuerySet:
        """With ``late_cents``: what fell due before the day (today in Helsinki) and hasn't come, at least 0."""
        in_force = RecoveryInstalment.objects.filter(recovery=OuterRef("pk"), plan=OuterRef("plan"))
        due = in_force.filter(due_on__lt=day or clock.today()).order_by()
        summed = due.values("recovery").annotate(sum=Sum("amount_cents")).values("sum")
        return self.annotate(late_cents=Greatest(Coalesce(Subquery(summed), Value(0)) - F("received_cents"), Value(0)))

    def late(self, day: date | None = None) -> RecoveryQuerySet:
        """Those to be paid back of which something is late on the day (today in Helsinki).

        While somebody's request for rectification of the decision is handled nothing is late.
        """
        return self.with_late(day).filter(Q(late_cents__gt=0), state=S.DECIDED).undisputed()

    def undisputed(self) -> RecoveryQuerySet:
        """Those of which nobody's request for rectification waits to be decided."""
        return self.exclude(rectifications__state=RectificationState.RECEIVED)


class Recovery(Stateful):
    """The city means to have back what it paid of an award: the association is heard, and the matter is decided."""

    workflow = RECOVERY_WORKFLOW
    tones = {"hearing": "warn", "decided": "bad", "collected": "good", "written_off": "neutral", "dropped": "neutral"}

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="recoveries")
    state = models.CharField(_("state"), max_length=20, choices=S.choices, default=S.HEARING)
    ground = models.CharField(_("ground"), max_length=12, choices=RecoveryGround.choices)
    # What the association is heard about; the decision recovers this or less.
    asked_cents = models.BigIntegerField(_("sum"))
    reasons = models.TextField(_("reasons"), max_length=4000)
    # Until the end of this day in Helsinki.
    hear_by = models.DateField(_("heard until"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    opened_at = models.DateTimeField(_("opened"))
    answer = models.TextField(_("answer of the association"), max_length=8000, blank=True)
    # As the answer to a question for files.
    files = models.JSONField(_("files"), default=list, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    recovered_cents = models.BigIntegerField(_("sum recovered"), null=True, blank=True)
    # What of it hadn't been paid yet and never will be; the rest is paid back.
    netted_cents = models.BigIntegerField(_("taken from what wasn’t paid"), default=0, db_default=0)
    # Which of its plans of paying back is in force: a decision on a request for rectification may make another.
    plan = models.PositiveSmallIntegerField(_("plan of paying back"), default=1, db_default=1)
    # The sum of the payments, kept here so that a list needs no other table's rows.
    received_cents = models.BigIntegerField(_("received"), default=0)
    write_off_reason = models.TextField(_("why the rest was written off"), max_length=2000, blank=True)
    written_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("recovery")
        verbose_name_plural = _("recoveries")
        constraints = [
            models.UniqueConstraint(
                fields=["award"],
                condition=Q(state__in=_OPEN),
                name="recovery_open_once",
                violation_error_message=_("A recovery of this grant is open already."),
            ),
            models.CheckConstraint(
                name="recovery_sums",
                condition=Q(asked_cents__gt=0, received_cents__gte=0, netted_cents__gte=0)
                & (
                    Q(recovered_cents__isnull=True, received_cents=0, netted_cents=0)
                    | Q(
                        recovered_cents__gt=0,
                        recovered_cents__lte=F("asked_cents"),
                        received_cents__lte=F("recovered_cents") - F("netted_cents"),
                    )
                ),
            ),
            models.CheckConstraint(
                name="recovery_answered_state",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="recovery_decided_state",
                condition=Q(state=S.HEARING, decision__isnull=True, decided_by__isnull=True)
                | ~Q(state=S.HEARING) & Q(decision__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="recovery_recovered_state",
                condition=Q(state__in=_RECOVERED, recovered_cents__isnull=False)
                | ~Q(state__in=_RECOVERED) & Q(recovered_cents__isnull=True),
            ),
            models.CheckConstraint(
                name="recovery_four_eyes",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("opened_by")),
                violation_error_message=_("Who opened the recovery can’t decide on it."),
            ),
            models.CheckConstraint(
                name="recovery_collected_state",
                condition=Q(state=S.COLLECTED, received_cents=F("recovered_cents") - F("netted_cents"))
                | ~Q(state=S.COLLECTED)
                & (Q(recovered_cents__isnull=True) | Q(received_cents__lt=F("recovered_cents") - F("netted_cents"))),
            ),
            models.CheckConstraint(
                name="recovery_written_off_state",
                condition=Q(state=S.WRITTEN_OFF, written_off_by__isnull=False) & ~Q(write_off_reason="")
                | ~Q(state=S.WRITTEN_OFF) & Q(written_off_by__isnull=True, write_off_reason=""),
            ),
            models.CheckConstraint(
                name="recovery_closed_state",
                condition=Q(state__in=_OPEN, closed_at__isnull=True) | ~Q(state__in=_OPEN) & Q(closed_at__isnull=False),
            ),
        ]
        indexes = [
            # Whether an award's association is being heard is asked of each instalment that is due.
            models.Index(fields=["award"], name="recovery_hearing", condition=Q(state="hearing")),
            models.Index(fields=["state", "hear_by", "id"], name="recovery_queue"),
        ]

    def __str__(self) -> str:
        return str(self.award.application)

    def get_absolute_url(self) -> str:
        """The city's page of the recovery."""
        return reverse("grants:recovery_detail", args=[self.pk])

    @property
    def left_cents(self) -> int:
        """What has still to be paid back; 0 where nothing is recovered. What was written off isn't taken away."""
        return self.owed_cents - self.received_cents

    @property
    def owed_cents(self) -> int:
        """What the decision has the association pay back: all that is recovered but what hadn't been paid to it."""
        return (self.recovered_cents or 0) - self.netted_cents

    @property
    def may_be_decided(self) -> bool:
        """Whether the association has answered or its last day is over (Hallintolaki 434/2003 §34)."""
        return self.state == S.HEARING and (self.answered_at is not None or self.hear_by < clock.today())


class RecoveryInstalment(models.Model):
    """One instalment of what is paid back, as it was decided. Never changed: another plan has rows of its own."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="instalments")
    plan = models.PositiveSmallIntegerField(_("plan"), default=1, db_default=1)
    number = models.PositiveSmallIntegerField(_("number"))
    amount_cents = models.BigIntegerField(_("sum"))
    # Until the end of this day in Helsinki.
    due_on = models.DateField(_("due"))

    class Meta:
        verbose_name = _("instalment to be paid back")
        verbose_name_plural = _("instalments to be paid back")
        ordering = ["recovery", "plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["recovery", "plan", "number"], name="recovery_instalment_once"),
            models.CheckConstraint(name="recovery_instalment_amount", condition=Q(amount_cents__gt=0)),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="recovery_instalment_due")]

    def __str__(self) -> str:
        return f"{self.recovery} / {self.number}"


class RecoveryPayment(models.Model):
    """What has come back, as an officer recorded it. Never changed: a wrong row is corrected by a negative one."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="payments")
    received_on = models.DateField(_("received on"))
    amount_cents = models.BigIntegerField(_("sum"))
    reason = models.TextField(_("why it is corrected"), max_length=1000, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("payment that came back")
        verbose_name_plural = _("payments that came back")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="recovery_payment_amount",
                condition=Q(amount_cents__gt=0, reason="") | Q(amount_cents__lt=0) & ~Q(reason=""),
                violation_error_message=_("A correction is negative and says why."),
            ),
        ]
        indexes = [models.Index(fields=["recovery", "recorded_at", "id"], name="recovery_payments")]

    def __str__(self) -> str:
        return f"{self.recovery} {self.received_on:%Y-%m-%d}"
