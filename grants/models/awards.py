"""Awards: what was given. Public, without persons."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from grants.enums import PayoutState
from grants.models.applications import Application
from grants.models.calls import Call
from portal.decisions.models import Decision


class AwardQuerySet(models.QuerySet["Award"]):
    """Reading awards."""

    def newest_first(self) -> AwardQuerySet:
        """By the day of decision, stable."""
        return self.order_by("-decided_on", "-pk")

    def in_force(self) -> AwardQuerySet:
        """Those that the association hasn't declined: what the city owes, and what takes from the appropriation."""
        return self.filter(Q(payout__isnull=True) | ~Q(payout__state=PayoutState.DECLINED))

    def sum_cents(self) -> int:
        """The awards together, in cents. One query."""
        return int(self.aggregate(sum=Sum("amount_cents"))["sum"] or 0)

    def with_parties(self) -> AwardQuerySet:
        """With call and association, as every row of the public list shows them."""
        return self.select_related("call", "association")


class Award(models.Model):
    """A granted sum. Call and association stand here too, so that the public list needs no other table's rows."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="award")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="awards")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="awards")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    amount_cents = models.BigIntegerField(_("sum"))
    decided_on = models.DateField(_("decided on"))
    purpose = models.CharField(_("purpose"), max_length=300)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [models.CheckConstraint(name="award_amount", condition=Q(amount_cents__gt=0))]
        indexes = [
            models.Index(fields=["-decided_on", "-id"], name="award_recent"),
            models.Index(fields=["association", "-decided_on"], name="award_association"),
        ]

    def __str__(self) -> str:
        return f"{self.association} {self.amount_cents / 100:.2f} €"
