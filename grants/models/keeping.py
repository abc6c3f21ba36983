"""What has been erased of a matter by the retention plan. Not who or what: only that it was, and how much."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.enums import ErasedPart
from grants.models.applications import Application


class Erasure(models.Model):
    """A part of a matter whose time was over. Never changed; a matter that came alive again may have another.

    ``numbers`` are how many rows or files there were, by the label of their model.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="erasures")
    part = models.CharField(_("what was erased"), max_length=10, choices=ErasedPart.choices)
    erased_at = models.DateTimeField(_("erased"))
    numbers = models.JSONField(_("how many"), default=dict)

    class Meta:
        verbose_name = _("erasure by the retention plan")
        verbose_name_plural = _("erasures by the retention plan")
        ordering = ["erased_at", "pk"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.get_part_display()}"
