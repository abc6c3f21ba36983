"""A grant call: data, so that an officer makes and changes it without code."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from associations.enums import Part
from grants import rules
from grants.enums import CALL_WORKFLOW, CallKind, CallState, Phase
from grants.models.principles import Aim, Principles
from portal import clock
from portal.translated import Translated
from portal.workflow import Stateful


class CallQuerySet(models.QuerySet["Call"]):
    """Reading calls."""

    def published(self) -> CallQuerySet:
        """Those that the public sees."""
        return self.exclude(state=CallState.DRAFT)

    def open(self, now: datetime | None = None) -> CallQuerySet:
        """Those to which one can apply at the instant (now)."""
        at = now or clock.now()
        return self._lasting().filter(opens_at__lte=at, closes_at__gte=at)

    def _lasting(self) -> CallQuerySet:
        return self.filter(state=CallState.PUBLISHED, exhausted_at__isnull=True)

    def open_or_coming(self, now: datetime | None = None) -> CallQuerySet:
        """Open calls and those that open later, the one that closes first on top."""
        at = now or clock.now()
        return self._lasting().filter(closes_at__gte=at).order_by("closes_at", "pk")


class Call(Stateful):
    """A grant call (avustushaku)."""

    workflow = CALL_WORKFLOW

    kind = models.CharField(_("category"), max_length=20, choices=CallKind.choices)
    state = models.CharField(_("state"), max_length=20, choices=CallState.choices, default=CallState.DRAFT)
    title_fi = models.CharField(_("title"), max_length=160)
    title_sv = models.CharField(_("title in Swedish"), max_length=160, blank=True)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    title = Translated()
    summary_fi = models.CharField(_("in one sentence"), max_length=300, blank=True)
    summary_sv = models.CharField(_("in one sentence, in Swedish"), max_length=300, blank=True)
    summary_en = models.CharField(_("in one sentence, in English"), max_length=300, blank=True)
    summary = Translated()
    terms_fi = models.TextField(_("who may apply and for what"), max_length=6000, blank=True)
    terms_sv = models.TextField(_("who may apply and for what, in Swedish"), max_length=6000, blank=True)
    terms_en = models.TextField(_("who may apply and for what, in English"), max_length=6000, blank=True)
    terms = Translated()
    # What the decision names: the authority that decides and the provisions it stands on (Hallintolaki §44).
    authority = models.CharField(_("deciding authority"), max_length=160, blank=True)
    basis_fi = models.CharField(_("provisions"), max_length=500, blank=True)
    basis_sv = models.CharField(_("provisions in Swedish"), max_length=500, blank=True)
    basis_en = models.CharField(_("provisions in English"), max_length=500, blank=True)
    basis = Translated()
    # Of whom rectification of the decisions is asked: the committee, its section or the board under which whoever
    # decides works (Kuntalaki 410/2015 §134).
    rectifier_fi = models.CharField(_("rectifying authority"), max_length=160, blank=True, default="", db_default="")
    rectifier_sv = models.CharField(
        _("rectifying authority, in Swedish"), max_length=160, blank=True, default="", db_default=""
    )
    rectifier_en = models.CharField(
        _("rectifying authority, in English"), max_length=160, blank=True, default="", db_default=""
    )
    rectifier = Translated()
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    appropriation_cents = models.BigIntegerField(_("appropriation"), default=0)
    amounts_cents = ArrayField(
        models.BigIntegerField(), verbose_name=_("sums that can be applied for"), default=list, blank=True
    )
    # Continuous: open until the closing moment, or until the appropriation is used up, whichever comes first.
    while_lasts = models.BooleanField(_("open while the appropriation lasts"), default=False)
    exhausted_at = models.DateTimeField(_("appropriation used up"), null=True, blank=True)
    share_percent = models.PositiveSmallIntegerField(_("at most this share of the costs, %"), null=True, blank=True)
    awards_a_year = models.PositiveSmallIntegerField(
        _("awards of the category per association and year"), null=True, blank=True
    )
    principles = models.ForeignKey(
        Principles, on_delete=models.PROTECT, related_name="calls", null=True, blank=True, verbose_name=_("principles")
    )
    aims = models.ManyToManyField(Aim, related_name="calls", blank=True, verbose_name=_("goals and emphases"))
    parts = ArrayField(
        models.CharField(max_length=20, choices=Part.choices),
        verbose_name=_("parts of the operating model"),
        default=list,
        blank=True,
    )
    # Where some are named, only they score.
    reviewers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name=_("reviewers")
    )
    scores_needed = models.PositiveSmallIntegerField(_("independent scores per application"), default=2)
    de_minimis = models.BooleanField(_("may be de minimis aid"), default=False)
    # By when the use of a grant is reported, at the end and on the way: a day, or months after the decision.
    report_due_on = models.DateField(_("use report by"), null=True, blank=True)
    report_months = models.PositiveSmallIntegerField(_("use report, months after the decision"), null=True, blank=True)
    interim_due_on = models.DateField(_("interim report by"), null=True, blank=True)
    interim_months = models.PositiveSmallIntegerField(
        _("interim report, months after the decision"), null=True, blank=True
    )
    # How awards are paid: at once so many days after acceptance, or in parts: {"percent": 60, "on": "2027-03-01" or
    # None, "report": False}, where "report" waits for the interim report.
    pay_days = models.PositiveSmallIntegerField(_("days from acceptance to payment"), default=14)
    pay_parts = models.JSONField(_("instalments"), default=list, blank=True)
    pay_waits = models.BooleanField(_("payment waits for the end of the rectification period"), default=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant call")
        verbose_name_plural = _("grant calls")
        constraints = [
            models.CheckConstraint(
                name="call_moments",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("The call must close after it opens."),
            ),
            models.CheckConstraint(
                name="call_appropriation",
                condition=Q(appropriation_cents__gte=0),
                violation_error_message=_("The appropriation can't be negative."),
            ),
            models.CheckConstraint(
                name="call_scores_needed",
                condition=Q(scores_needed__gte=1) & Q(scores_needed__lte=9),
                violation_error_message=_("An application is scored by one to nine officers."),
            ),
            models.CheckConstraint(
                name="call_share",
                condition=Q(share_percent__isnull=True) | Q(share_percent__gte=1) & Q(share_percent__lte=100),
                violation_error_message=_("The share is from 1 to 100 per cent."),
            ),
            models.CheckConstraint(
                name="call_awards_a_year",
                condition=Q(awards_a_year__isnull=True) | Q(awards_a_year__gte=1),
                violation_error_message=_("An association may get at least one award."),
            ),
            models.CheckConstraint(
                name="call_report_terms",
                # Of a call that asks for a report one of the two, and the interim one in the same way and before it.
                condition=Q(report_due_on=None, report_months=None, interim_due_on=None, interim_months=None)
                | ~Q(kind=CallKind.START_UP)
                & (
                    Q(report_months=None, interim_months=None, report_due_on__isnull=False)
                    & (Q(interim_due_on=None) | Q(interim_due_on__lt=F("report_due_on")))
                    | Q(report_due_on=None, interim_due_on=None, report_months__isnull=False, report_months__gte=1)
                    & (Q(interim_months=None) | Q(interim_months__gte=1, interim_months__lt=F("report_months")))
                ),
                violation_error_message=_("The terms of the use report don't fit together."),
            ),
            models.CheckConstraint(name="call_exhausted", condition=Q(exhausted_at__isnull=True) | Q(while_lasts=True)),
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="call_state_closes")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page of the call."""
        return reverse("grants:call_detail", args=[self.pk])

    def phase(self, now: datetime | None = None) -> Phase:
        """Coming, open or closed at the instant (now); a call that isn't published is closed."""
        if self.state != CallState.PUBLISHED or self.exhausted_at is not None:
            return Phase.CLOSED
        return rules.phase(now or clock.now(), self.opens_at, self.closes_at)

    @property
    def asks_report(self) -> bool:
        """Whether a grant of this call is followed by a use report."""
        return self.report_due_on is not None or self.report_months is not None

    @property
    def is_open(self) -> bool:
        """Whether one can apply now."""
        return self.phase() is Phase.OPEN


class Extension(models.Model):
    """A later closing moment for all, with its reason: most often an outage of the portal (13/2003 §10).

    The call's own ``closes_at`` is always the moment that counts; this tells how it came about.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="extensions")
    former_closes_at = models.DateTimeField(_("closed before"))
    closes_at = models.DateTimeField(_("closes"))
    reason_fi = models.CharField(_("reason"), max_length=400)
    reason_sv = models.CharField(_("reason in Swedish"), max_length=400, blank=True)
    reason_en = models.CharField(_("reason in English"), max_length=400, blank=True)
    reason = Translated()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("extended on"))

    class Meta:
        verbose_name = _("extension of a call")
        verbose_name_plural = _("extensions of calls")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="extension_later",
                condition=Q(closes_at__gt=F("former_closes_at")),
                violation_error_message=_("The new moment must be later than the former one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call}: {self.closes_at:%Y-%m-%d %H:%M}"
