"""What officers write down of a matter among themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application


class Note(models.Model):
    """An internal note on an application. Part of the matter, never changed, never the association's to read."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=4000)
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(name="note_says_something", condition=~Q(text=""))]
        indexes = [models.Index(fields=["application", "written_at"], name="note_application")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.text[:40]}"
