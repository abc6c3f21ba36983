"""Who at the city is the liaison of whom."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from associations.enums import Part
from associations.models.register import Association, Sector
from portal import clock


class LiaisonQuerySet(models.QuerySet["LiaisonAssignment"]):
    """Dated assignments."""

    def in_force(self, day: date | None = None) -> LiaisonQuerySet:
        """Those that hold on the day (today in Helsinki), both ends included."""
        on = day or clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class LiaisonAssignment(models.Model):
    """A city employee is the liaison of an association, or of a sector, in all or one part of the operating model.

    The nearest wins: association before sector before neither, and with the part before without. The substitute
    stands in from ``away_from`` to ``away_until``, both included.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="liaison_assignments",
        verbose_name=_("liaison"),
    )
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, null=True, blank=True, related_name="liaison_assignments"
    )
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )
    part = models.CharField(_("part of the operating model"), max_length=20, choices=Part.choices, blank=True)
    starts_on = models.DateField(_("from"), default=clock.today)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("substitute"),
    )
    away_from = models.DateField(_("substitute from"), null=True, blank=True)
    away_until = models.DateField(_("substitute until"), null=True, blank=True)

    objects = LiaisonQuerySet.as_manager()

    class Meta:
        verbose_name = _("liaison's assignment")
        verbose_name_plural = _("liaisons' assignments")
        constraints = [
            models.CheckConstraint(
                name="liaison_dates",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The assignment can't end before it begins."),
            ),
            models.CheckConstraint(
                name="liaison_of_one_kind",
                condition=Q(association__isnull=True) | Q(sector__isnull=True),
                violation_error_message=_("Choose an association or a sector, not both."),
            ),
            models.CheckConstraint(
                name="liaison_substitute",
                condition=Q(substitute__isnull=True, away_from__isnull=True, away_until__isnull=True)
                | (
                    Q(substitute__isnull=False, away_from__isnull=False)
                    & (Q(away_until__isnull=True) | Q(away_until__gte=F("away_from")))
                    & ~Q(substitute=F("user"))
                ),
                violation_error_message=_("A substitute is somebody else, with the days of the absence."),
            ),
        ]
        indexes = [models.Index(fields=["association", "sector"], name="liaison_target")]

    def __str__(self) -> str:
        return f"{self.user} – {self.association or self.sector or _('all associations')}"
