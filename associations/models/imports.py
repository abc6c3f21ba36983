"""Register data brought in from files, row by row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.enums import ImportState, RowAction
from associations.models.register import Association, Sector


class RegisterImport(models.Model):
    """One file of register data: read in the background, looked at by an employee, then carried out.

    Only the jobs and services of imports move its state. ``columns`` says which heading was taken for what; ``counts``
    is how many rows there are of each action.
    """

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    name = models.CharField(_("file"), max_length=120)
    # Rows that name no sector get this one.
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="+", verbose_name=_("sector"))
    state = models.CharField(_("state"), max_length=12, choices=ImportState.choices, default=ImportState.READING)
    columns = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    job = models.ForeignKey("jobs.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    problem = models.TextField(_("what went wrong"), blank=True, default="")
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("register import")
        verbose_name_plural = _("register imports")
        constraints = [
            models.CheckConstraint(
                name="register_import_failed_says_why", condition=~Q(state=ImportState.FAILED) | ~Q(problem="")
            ),
        ]
        indexes = [models.Index(fields=["-made_at", "-id"], name="register_import_newest")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """What it would do, does or did."""
        return reverse("associations:import_detail", args=[self.pk])


class ImportRow(models.Model):
    """A row of the file as it was read, and what it means for the register."""

    register_import = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="rows", db_index=False)
    # As a spreadsheet counts: the heading is row 1.
    number = models.PositiveIntegerField(_("row"))
    name = models.CharField(max_length=160, blank=True, default="")
    register_number = models.CharField(max_length=7, blank=True, default="")
    business_id = models.CharField(max_length=9, blank=True, default="")
    legal_form = models.CharField(max_length=20, blank=True, default="")
    status = models.CharField(max_length=20, blank=True, default="")
    registered_office = models.CharField(max_length=60, blank=True, default="")
    registered_on = models.DateField(null=True, blank=True)
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    action = models.CharField(max_length=10, choices=RowAction.choices, default=RowAction.NEW)
    # Of a change: column → [as the register has it, as the file has it]. Of an error: the sentence's code and values.
    details = models.JSONField(default=dict)
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    done = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints = [models.UniqueConstraint(fields=["register_import", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["register_import", "action", "number"], name="import_row_action")]

    def __str__(self) -> str:
        return f"{self.number}: {self.name}"
