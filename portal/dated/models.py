"""The values that officials gave."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.dated import registry


class DatedValue(models.Model):
    """What a rule says from a day on. Rows in force aren't changed: a new one begins."""

    name = models.CharField(_("rule"), max_length=80)
    value = models.IntegerField(_("value"))
    valid_from = models.DateField(_("valid from"))
    # Why it was changed, and by whose decision.
    reason = models.CharField(_("reason"), max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("value of a rule")
        verbose_name_plural = _("values of rules")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "valid_from"],
                name="dated_value_once",
                violation_error_message=_("The rule has a value from that day already."),
            ),
        ]

    def __str__(self) -> str:
        found = registry.known().get(self.name)
        return f"{found.label if found else self.name}: {self.value} ({self.valid_from:%d.%m.%Y}–)"
