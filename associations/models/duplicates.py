"""Suspected duplicates, and merges that can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.enums import PairReason, PairState
from associations.models.register import Association


class DuplicatePair(models.Model):
    """Two associations that may be one. ``first`` is the older row, so that a pair is found once."""

    first = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("why"), max_length=10, choices=PairReason.choices)
    # 0 to 100: how much alike the names are.
    likeness = models.PositiveSmallIntegerField(_("likeness"), default=0)
    state = models.CharField(_("state"), max_length=12, choices=PairState.choices, default=PairState.OPEN)
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)

    class Meta:
        verbose_name = _("suspected duplicate")
        verbose_name_plural = _("suspected duplicates")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(name="duplicate_pair_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="duplicate_pair_handled_has_its_time",
                condition=Q(state=PairState.OPEN) | Q(handled_at__isnull=False, handled_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["-likeness", "id"], name="duplicate_pair_open", condition=Q(state=PairState.OPEN)),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"


class Merge(models.Model):
    """One association took in another. ``moved`` names each row that changed hands, ``fields`` what was filled in.

    Undoing gives back exactly these rows and restores these fields; what came later stays where it is.
    """

    kept = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("merged"), default=timezone.now)
    # {"associations.membership.association": [pk, …]}; {"name": [before, after]}.
    moved = models.JSONField(default=dict)
    fields = models.JSONField(default=dict)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        constraints = [
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept=F("absorbed"))),
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at__isnull=True), name="merge_absorbed_once"
            ),
            models.CheckConstraint(
                name="merge_undone_has_its_time",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["-made_at", "-id"], name="merge_newest")]

    def __str__(self) -> str:
        return f"{self.absorbed} → {self.kept}"
