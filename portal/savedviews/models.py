"""The kept filters."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A longer query is no list of chosen filters.
QUERY_LENGTH = 1000


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Reading views."""

    def seen_by(self, employee: int | None) -> SavedViewQuerySet:
        """The employee's own, and what colleagues share."""
        return self.filter(Q(user=employee) | Q(shared=True))


class SavedView(models.Model):
    """A list's filters under a name. ``page`` is the name of the list's address, ``query`` what follows the "?"."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=80)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=QUERY_LENGTH)
    shared = models.BooleanField(_("shared with colleagues"), default=False)
    # The list opens so for its owner when nothing is chosen.
    is_default = models.BooleanField(_("opens first"), default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "name"],
                name="savedviews_name_once",
                violation_error_message=_("You have a view with this name already."),
            ),
            models.UniqueConstraint(
                fields=["user", "page"], condition=Q(is_default=True), name="savedviews_one_opens_first"
            ),
        ]
        indexes = [models.Index(fields=["page"], name="savedviews_shared", condition=Q(shared=True))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list, filtered so."""
        return f"{reverse(self.page)}?{self.query}"
