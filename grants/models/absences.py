"""Who is away, from when until when, and who stands in."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from portal import clock


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Absences by day."""

    def in_force(self, day: date | None = None) -> AbsenceQuerySet:
        """Those that hold on the day (today in Helsinki), both ends included."""
        on = day or clock.today()
        return self.filter(starts_on__lte=on, ends_on__gte=on)

    def not_over(self, day: date | None = None) -> AbsenceQuerySet:
        """Those that hold on the day (today in Helsinki) or later; none that was taken back before it began."""
        return self.filter(ends_on__gte=day or clock.today()).exclude(ends_on__lt=F("starts_on"))


class Absence(models.Model):
    """An officer is away, both days included, and a colleague stands in (sijaisuus). Why is nobody's business.

    One that is taken back before it began ends on the day before its first: it holds on no day, and the row stays.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who is away")
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("substitute")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [
            models.CheckConstraint(
                name="absence_dates",
                condition=Q(ends_on__gte=F("starts_on") - timedelta(days=1)),
                violation_error_message=_("The absence can't end before it begins."),
            ),
            models.CheckConstraint(
                name="absence_substitute",
                condition=~Q(substitute=F("user")),
                violation_error_message=_("Nobody stands in for themselves."),
            ),
            ExclusionConstraint(
                name="absence_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (
                        Func("starts_on", "ends_on", Value("[]"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                # A range that ends before it begins is none.
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The person is away at that time already."),
            ),
        ]
        indexes = [models.Index(fields=["ends_on", "starts_on"], name="absence_days")]

    def __str__(self) -> str:
        # Without names: the record keeps what a thing was called.
        return f"{self.starts_on:%d.%m.%Y}–{self.ends_on:%d.%m.%Y}"
