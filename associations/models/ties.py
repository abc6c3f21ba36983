"""Ties of employees: what shuts them out of matters."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from associations.enums import Organ
from associations.models.register import Association
from portal import clock


class TieQuerySet(models.QuerySet["Tie"]):
    """Ties in force."""

    def in_force(self, day: date | None = None) -> TieQuerySet:
        """Those that hold on the day (today in Helsinki)."""
        on = day or clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def shutting(self, person: int, day: date) -> TieQuerySet:
        """Those that shut the person out of an association on the day.

        Without the bodies: in SQL nothing is "not in" a list that holds a NULL, so one of them would shut everything.
        """
        return self.in_force(day).filter(user=person, association__isnull=False)


class Tie(models.Model):
    """A seat that an officer or a close relative holds in an organ of an association: a disqualification.

    Hallintolaki 434/2003 §28: who holds the seat, or whose close relative does, never handles the matter.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ties")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, null=True, blank=True, related_name="ties")
    # An organ of something that isn't in the register: a company, a foundation, another authority. It shuts no matter
    # by itself; colleagues and auditors read it.
    body = models.CharField(_("other body"), max_length=160, blank=True, default="")
    organ = models.CharField(_("organ"), max_length=20, choices=Organ.choices, default=Organ.BOARD)
    relative = models.BooleanField(_("the seat is a close relative's"), default=False)
    starts_on = models.DateField(_("from"), default=clock.today)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        constraints = [
            models.CheckConstraint(
                name="tie_dates",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The tie can't end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["user", "association", "organ", "relative"],
                condition=Q(ends_on__isnull=True),
                name="tie_once",
                violation_error_message=_("This tie is recorded already."),
            ),
            models.CheckConstraint(
                name="tie_names_a_body",
                condition=Q(association__isnull=False, body="") | (Q(association__isnull=True) & ~Q(body="")),
                violation_error_message=_("Choose an association or name another body."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.association or self.body}"
