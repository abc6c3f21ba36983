"""De minimis aid (EU 2023/2831): what applicants declare, and what the city has given by its ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from associations.models import Support
from grants import rules
from grants.enums import AidInstrument
from grants.models.applications import Application


class AidDeclarationQuerySet(models.QuerySet["AidDeclaration"]):
    """Reading declarations."""

    def newest(self) -> AidDeclarationQuerySet:
        """Of each association the one that was handed in last: it tells of what has come since the others."""
        handed_in = self.filter(application__submitted_at__isnull=False)
        later = AidDeclaration.objects.filter(
            Q(application__submitted_at__gt=OuterRef("application__submitted_at"))
            | Q(application__submitted_at=OuterRef("application__submitted_at"), pk__gt=OuterRef("pk")),
            application__association=OuterRef("application__association"),
        )
        return handed_in.filter(~Exists(later))


class AidDeclaration(models.Model):
    """What the applicant says of its economic activity, of who is one undertaking with it, and of aid by others.

    It may be changed while the application is a draft; what was handed in stands in the submission, under its hash.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="aid_declaration")
    version = models.PositiveIntegerField(default=1, editable=False)
    economic_activity = models.BooleanField(_("economic activity"))
    # One on a line, as they were written; the Business IDs among them lead to associations of the register.
    undertakings = models.TextField(_("undertakings that are one with the association"), max_length=2000, blank=True)
    business_ids = ArrayField(models.CharField(max_length=9), default=list, blank=True)
    given_at = models.DateTimeField(_("given"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = AidDeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = _("declaration of de minimis aid")
        verbose_name_plural = _("declarations of de minimis aid")
        indexes = [
            # Those that name other undertakings, which are few.
            models.Index(fields=["application"], name="aid_declaration_tied", condition=~Q(business_ids=[])),
        ]

    def __str__(self) -> str:
        return str(self.application)


class DeclaredAid(models.Model):
    """A piece of aid by another granter, as the applicant declared it."""

    declaration = models.ForeignKey(AidDeclaration, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveSmallIntegerField(_("number"))
    granter = models.CharField(_("granter"), max_length=160)
    granted_on = models.DateField(_("granted on"))
    amount_cents = models.BigIntegerField(_("sum"))
    instrument = models.CharField(_("instrument"), max_length=20, choices=AidInstrument.choices)

    class Meta:
        verbose_name = _("declared aid")
        verbose_name_plural = _("declared aid")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["declaration", "number"], name="declared_aid_number_once"),
            models.CheckConstraint(name="declared_aid_amount", condition=Q(amount_cents__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.granter} {self.amount_cents / 100:.2f} €"


class AidNote(models.Model):
    """What the ledger doesn't know of a row of de minimis aid: from when it counts, and when it was reported.

    A row without a note counts from its own day and hasn't been reported.
    """

    support = models.OneToOneField(Support, on_delete=models.PROTECT, related_name="aid_note")
    # Of a row that lowers an award, the day of the award: both fall out of the three years together.
    counts_from = models.DateField(_("granted on"))
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("note on a row of aid")
        verbose_name_plural = _("notes on rows of aid")
        constraints = [
            models.CheckConstraint(
                name="aid_note_reported_state",
                condition=Q(reported_on__isnull=True, reported_by__isnull=True)
                | Q(reported_on__isnull=False, reported_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.support)


class CityAidQuerySet(models.QuerySet["CityAid"]):
    """Reading what the city has given as de minimis aid."""

    def with_day(self) -> CityAidQuerySet:
        """With ``counts_from``, the day on which the right was given (article 3(3))."""
        return self.filter(de_minimis=True).annotate(counts_from=Coalesce("aid_note__counts_from", "given_on"))

    def counted_since(self, day: date) -> CityAidQuerySet:
        """What was given after the day (:func:`grants.rules.counted_after` names it for three years)."""
        rows: Any = self.with_day()
        # No row counts from later than its own day; said here, since the ledger's index knows that one.
        found: CityAidQuerySet = rows.filter(given_on__gt=day, counts_from__gt=day)
        return found

    def counted_on(self, day: date) -> CityAidQuerySet:
        """What belongs to the three years that end on the day."""
        rows: Any = self.counted_since(rules.counted_after(day))
        found: CityAidQuerySet = rows.filter(counts_from__lte=day)
        return found

    def for_register(self) -> CityAidQuerySet:
        """Rows that the central register wants: of aid given since it began."""
        return self.counted_since(rules.REGISTER_BEGINS - rules.ONE_DAY)

    def unreported(self) -> CityAidQuerySet:
        """Those of them that no one has reported."""
        return self.for_register().filter(aid_note__reported_on__isnull=True)

    def reported(self) -> CityAidQuerySet:
        """Those of them that have been reported."""
        return self.for_register().filter(aid_note__reported_on__isnull=False)

    def oldest_first(self) -> CityAidQuerySet:
        """By the ledger's day, stable."""
        return self.order_by("given_on", "pk")

    def with_facts(self) -> CityAidQuerySet:
        """With what each row of a list and of the register shows."""
        return self.select_related("association__sector", "aid_note")


class CityAid(Support):
    """The ledger's rows of de minimis aid, for those who handle grants: here a bar shuts out, there all may read."""

    objects = CityAidQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        proxy = True
        verbose_name = _("de minimis aid")
        verbose_name_plural = _("de minimis aid")
