"""A call with its questions and criteria: data, so that an officer changes them without code."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants import rules
from grants.enums import CALL_WORKFLOW, CallKind, CallState, Phase, QuestionKind
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
        return self.filter(state=CallState.PUBLISHED, opens_at__lte=at, closes_at__gte=at)

    def open_or_coming(self, now: datetime | None = None) -> CallQuerySet:
        """Open calls and those that open later, the one that closes first on top."""
        at = now or clock.now()
        return self.filter(state=CallState.PUBLISHED, closes_at__gte=at).order_by("closes_at", "pk")


class Call(Stateful):
    """A grant call (avustushaku)."""

    workflow = CALL_WORKFLOW

    kind = models.CharField(_("category"), max_length=20, choices=CallKind.choices)
    state = models.CharField(_("state"), max_length=20, choices=CallState.choices, default=CallState.DRAFT)
    title_fi = models.CharField(_("title"), max_length=160)
    title_sv = models.CharField(_("title in Swedish"), max_length=160, blank=True)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    title = Translated()
    summary_fi = models.CharField(_("in one sentence"), max_length=300)
    summary_sv = models.CharField(_("in one sentence, in Swedish"), max_length=300, blank=True)
    summary_en = models.CharField(_("in one sentence, in English"), max_length=300, blank=True)
    summary = Translated()
    terms_fi = models.TextField(_("who may apply and for what"), max_length=6000)
    terms_sv = models.TextField(_("who may apply and for what, in Swedish"), max_length=6000, blank=True)
    terms_en = models.TextField(_("who may apply and for what, in English"), max_length=6000, blank=True)
    terms = Translated()
    # What the decision names: the authority that decides and the provisions it stands on (Hallintolaki §44).
    authority = models.CharField(_("deciding authority"), max_length=160)
    basis_fi = models.CharField(_("provisions"), max_length=500)
    basis_sv = models.CharField(_("provisions in Swedish"), max_length=500, blank=True)
    basis_en = models.CharField(_("provisions in English"), max_length=500, blank=True)
    basis = Translated()
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    appropriation_cents = models.BigIntegerField(_("appropriation"))
    amounts_cents = ArrayField(models.BigIntegerField(), verbose_name=_("sums that can be applied for"))
    scores_needed = models.PositiveSmallIntegerField(_("independent scores per application"), default=2)
    de_minimis = models.BooleanField(_("may be de minimis aid"), default=False)

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
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="call_state_closes")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page of the call."""
        return reverse("grants:call_detail", args=[self.pk])

    def phase(self, now: datetime | None = None) -> Phase:
        """Coming, open or closed at the instant (now); a call that isn't published is closed."""
        if self.state != CallState.PUBLISHED:
            return Phase.CLOSED
        return rules.phase(now or clock.now(), self.opens_at, self.closes_at)

    @property
    def is_open(self) -> bool:
        """Whether one can apply now."""
        return self.phase() is Phase.OPEN


class Question(models.Model):
    """One question of a call. Its key names the answer for good; only texts are corrected once the call is open."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(_("key"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20, choices=QuestionKind.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    label_fi = models.CharField(_("question"), max_length=200)
    label_sv = models.CharField(_("question in Swedish"), max_length=200, blank=True)
    label_en = models.CharField(_("question in English"), max_length=200, blank=True)
    label = Translated()
    help_fi = models.CharField(_("help"), max_length=400, blank=True)
    help_sv = models.CharField(_("help in Swedish"), max_length=400, blank=True)
    help_en = models.CharField(_("help in English"), max_length=400, blank=True)
    help = Translated()
    required = models.BooleanField(_("must be answered"), default=True)
    max_length = models.PositiveIntegerField(_("at most this many characters"), default=2000)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "key"],
                name="question_key_once",
                violation_error_message=_("The call has a question with this key already."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Criterion(models.Model):
    """One criterion of a call with its weight and scoring guide. Published with the call."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    label_fi = models.CharField(_("criterion"), max_length=160)
    label_sv = models.CharField(_("criterion in Swedish"), max_length=160, blank=True)
    label_en = models.CharField(_("criterion in English"), max_length=160, blank=True)
    label = Translated()
    guide_fi = models.CharField(_("scoring guide"), max_length=400, blank=True)
    guide_sv = models.CharField(_("scoring guide in Swedish"), max_length=400, blank=True)
    guide_en = models.CharField(_("scoring guide in English"), max_length=400, blank=True)
    guide = Translated()
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    max_points = models.PositiveSmallIntegerField(_("highest points"), default=10)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="criterion_weight",
                condition=Q(weight__gte=1) & Q(max_points__gte=1),
                violation_error_message=_("Weight and highest points are at least 1."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
