"""Bank accounts, and the ledger of support."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from associations.enums import SupportKind
from associations.models.register import Association
from portal import clock


class BankAccountQuerySet(models.QuerySet["BankAccount"]):
    """Accounts to which one can pay."""

    def in_use(self, day: date | None = None) -> BankAccountQuerySet:
        """Those that hold on the day (today in Helsinki), in the order in which they were added."""
        on = day or clock.today()
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), starts_on__lte=on).order_by("pk")

    def awaiting(self) -> BankAccountQuerySet:
        """Those that no officer has verified yet."""
        return self.filter(verified_on__isnull=True, ended_on__isnull=True)


class BankAccount(models.Model):
    """An account to which the city may pay. Verified by an officer, ended rather than changed."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="bank_accounts")
    iban = models.CharField(_("bank account (IBAN)"), max_length=34)
    holder = models.CharField(_("account holder"), max_length=160)
    starts_on = models.DateField(_("used from"), default=clock.today)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The first day on which it isn't used any more.
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["association", "iban"],
                condition=Q(ended_on__isnull=True),
                name="bank_account_once",
                violation_error_message=_("The association has this account already."),
            ),
            models.CheckConstraint(
                name="bank_account_dates",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")),
                violation_error_message=_("An account can't end before it is used."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="bank_account_awaiting",
                condition=Q(verified_on__isnull=True, ended_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return " ".join(self.iban[at : at + 4] for at in range(0, len(self.iban), 4))


class SupportQuerySet(models.QuerySet["Support"]):
    """Reading the ledger."""

    def of(self, association: Association | int) -> SupportQuerySet:
        """What one association has had, newest first."""
        return self.filter(association=association).order_by("-given_on", "-pk")


class Support(models.Model):
    """One row of the ledger of support: everything that the city gives an association, in money or in kind.

    The methods write to it through :func:`associations.services.money.record_support`; everyone reads it. A correction
    is a new row with a negative value, so that sums always add up.
    """

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="support")
    kind = models.CharField(_("kind"), max_length=20, choices=SupportKind.choices)
    value_cents = models.BigIntegerField(_("value"))
    given_on = models.DateField(_("date"))
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("what"), max_length=200)
    source_type = models.CharField(max_length=80)
    source_id = models.CharField(max_length=40)
    # EU 2023/2831: the granter records de minimis aid and its three-year sum.
    de_minimis = models.BooleanField(_("de minimis aid"), default=False)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("support")
        constraints = [
            models.UniqueConstraint(fields=["source_type", "source_id"], name="support_source_once"),
            models.CheckConstraint(
                name="support_year",
                condition=Q(year=F("given_on__year")),
                violation_error_message=_("The year must be the year of the date."),
            ),
        ]
        indexes = [
            models.Index(fields=["association", "-given_on"], name="support_association"),
            # The three-year sums, and what the central register wants.
            models.Index(fields=["given_on", "id"], name="support_de_minimis", condition=Q(de_minimis=True)),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"
