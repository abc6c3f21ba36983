"""Award models as dated data, and what was computed with them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants import rules
from grants.enums import AwardMethod, CallKind, ShareNote
from grants.models.applications import Application
from grants.models.calls import Call
from portal import clock
from portal.translated import Translated


class AwardModelQuerySet(models.QuerySet["AwardModel"]):
    """Dated models."""

    def in_force(self, day: date | None = None) -> AwardModelQuerySet:
        """Those that hold on the day (today in Helsinki), both ends included."""
        on = day or clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), valid_from__lte=on)


class AwardModel(models.Model):
    """How scores become sums, from a day on. One in force isn't changed: a new version begins.

    ``bands`` are ``[{"from": "80.0", "percent": 75}, …]``, scores of 0 to 100.
    """

    name_fi = models.CharField(_("name"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    name = Translated()
    method = models.CharField(_("method"), max_length=10, choices=AwardMethod.choices)
    kinds = ArrayField(
        models.CharField(max_length=20, choices=CallKind.choices),
        verbose_name=_("categories"),
        default=list,
        blank=True,
    )
    least_score = models.DecimalField(_("nothing below this score"), max_digits=4, decimal_places=1, default=Decimal(0))
    bands = models.JSONField(_("shares by score"), default=list, blank=True)
    fixed_cents = models.BigIntegerField(_("sum for each"), null=True, blank=True)
    most_cents = models.BigIntegerField(_("highest sum"), null=True, blank=True)
    unit_cents = models.BigIntegerField(_("rounded down to full"), default=100)
    valid_from = models.DateField(_("valid from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="followed_by", null=True, blank=True, verbose_name=_("follows")
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = AwardModelQuerySet.as_manager()

    class Meta:
        verbose_name = _("award model")
        verbose_name_plural = _("award models")
        constraints = [
            models.CheckConstraint(
                name="awardmodel_numbers",
                condition=Q(unit_cents__gte=1, least_score__gte=0, least_score__lte=100)
                & (Q(most_cents__isnull=True) | Q(most_cents__gt=0)),
            ),
            models.CheckConstraint(
                name="awardmodel_method",
                condition=Q(method=AwardMethod.FIXED, fixed_cents__gt=0)
                | Q(method=AwardMethod.SHARE) & ~Q(bands=[])
                | Q(method=AwardMethod.POINTS),
            ),
            models.CheckConstraint(
                name="awardmodel_days",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("valid_from")),
                violation_error_message=_("The last day can't be before the first one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The city's page of the model."""
        return reverse("grants:award_model_detail", args=[self.pk])

    @property
    def terms(self) -> rules.Terms:
        """The numbers as the rules read them."""
        return rules.Terms(
            method=AwardMethod(self.method),
            least_score=self.least_score,
            unit_cents=self.unit_cents,
            most_cents=self.most_cents,
            fixed_cents=self.fixed_cents or 0,
            bands=tuple(rules.Band(Decimal(band["from"]), int(band["percent"])) for band in self.bands),
        )

    @property
    def has_begun(self) -> bool:
        """Whether it has been in force: then it isn't changed any more."""
        return self.valid_from <= clock.today()


class Allocation(models.Model):
    """A sharing that became proposals: the model and the numbers used, as they stood. Never changed."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="allocations")
    model = models.ForeignKey(AwardModel, on_delete=models.PROTECT, related_name="allocations")
    appropriation_cents = models.BigIntegerField(_("money to share"))
    # The model's numbers as they were used.
    terms = models.JSONField(_("numbers used"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))
    job = models.ForeignKey("jobs.Job", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.call}: {self.model} {self.made_at:%Y-%m-%d}"


class AllocationRow(models.Model):
    """What one application would get: its place, its score and the sum, and whether the proposal was made."""

    allocation = models.ForeignKey(Allocation, on_delete=models.CASCADE, related_name="rows")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField(_("place"))
    score = models.DecimalField(_("score"), max_digits=4, decimal_places=1)
    cents = models.BigIntegerField(_("sum"))
    note = models.CharField(_("why"), max_length=20, choices=ShareNote.choices)

    class Meta:
        verbose_name = _("row of an allocation")
        verbose_name_plural = _("rows of allocations")
        constraints = [
            models.UniqueConstraint(fields=["allocation", "application"], name="allocation_row_once"),
            models.CheckConstraint(name="allocation_row_cents", condition=Q(cents__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {self.cents}"
