"""Awards: what was given. Public, without persons."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from grants.enums import PayoutState
from grants.models.applications import Application
from grants.models.calls import Call
from portal.decisions.models import Decision

# The association may still take the award, or has taken it; one from before payment was in the portal has no payout.
NOT_DECLINED = Q(payout__isnull=True) | ~Q(payout__state=PayoutState.DECLINED)


class AwardQuerySet(models.QuerySet["Award"]):
    """Reading awards."""

    def newest_first(self) -> AwardQuerySet:
        """By the day of decision, stable."""
        return self.order_by("-decided_on", "-pk")

    def with_parties(self) -> AwardQuerySet:
        """With call and association, as every row of the public list shows them."""
        return self.select_related("call", "association")

    def in_force(self) -> AwardQuerySet:
        """Those that stand: what the city owes, and what takes from the appropriation.

        A correction or rectification to nothing revokes an award, the association may decline it, and its row stays.
        """
        return self.filter(NOT_DECLINED, revoked_on__isnull=True)

    def cents(self) -> int:
        """The sum of those that stand. One query."""
        return int(self.in_force().aggregate(sum=Sum("amount_cents"))["sum"] or 0)


class Award(models.Model):
    """A granted sum. Call and association stand here too, so that the public list needs no other table's rows.

    The sum and the decision are those of the newest version. A revoked award keeps the last sum that it had; it counts
    nowhere (:meth:`AwardQuerySet.in_force`).
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="award")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="awards")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="awards")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    amount_cents = models.BigIntegerField(_("sum"))
    decided_on = models.DateField(_("decided on"))
    purpose = models.CharField(_("purpose"), max_length=300)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.CheckConstraint(name="award_amount", condition=Q(amount_cents__gt=0)),
            models.CheckConstraint(
                name="award_revoked", condition=Q(revoked_on__isnull=True) | Q(revoked_on__gte=F("decided_on"))
            ),
        ]
        indexes = [
            models.Index(fields=["-decided_on", "-id"], name="award_recent"),
            models.Index(fields=["association", "-decided_on"], name="award_association"),
            # The register by call or category, and by sum.
            models.Index(fields=["call", "-decided_on", "-id"], name="award_call"),
            models.Index(fields=["-amount_cents", "-id"], name="award_sum"),
            # What is typed is looked for in any part of the purpose, capitals aside.
            GinIndex(OpClass(Upper("purpose"), name="gin_trgm_ops"), name="award_purpose"),
        ]

    def __str__(self) -> str:
        return f"{self.association} {self.amount_cents / 100:.2f} €"

    def get_absolute_url(self) -> str:
        """The award's page in the public register."""
        return reverse("grants:award_detail", args=[self.pk])

    @property
    def cents_in_force(self) -> int:
        """What the association has been granted as things stand; 0 of a revoked award."""
        return 0 if self.revoked_on is not None else self.amount_cents
