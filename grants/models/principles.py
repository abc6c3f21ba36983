"""Grant principles: a published document with a number, and the goals and emphases that calls serve."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.enums import PRINCIPLES_WORKFLOW, AimKind, PrinciplesState
from portal import clock
from portal.translated import Translated
from portal.workflow import Stateful


class PrinciplesQuerySet(models.QuerySet["Principles"]):
    """Reading principles."""

    def published(self) -> PrinciplesQuerySet:
        """Those that the public sees, the newest on top."""
        return self.filter(state=PrinciplesState.PUBLISHED).order_by("-valid_from", "-pk")

    def in_force(self, day: date | None = None) -> PrinciplesQuerySet:
        """The published ones that have begun by the day (today in Helsinki); the first of them is in force."""
        return self.published().filter(valid_from__lte=day or clock.today())


class Principles(Stateful):
    """One version of the grant principles (avustusperiaatteet). A published one never changes; a new one follows it."""

    workflow = PRINCIPLES_WORKFLOW

    state = models.CharField(_("state"), max_length=20, choices=PrinciplesState.choices, default=PrinciplesState.DRAFT)
    title_fi = models.CharField(_("title"), max_length=160)
    title_sv = models.CharField(_("title in Swedish"), max_length=160, blank=True)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    title = Translated()
    text_fi = models.TextField(_("text"), max_length=40_000, blank=True)
    text_sv = models.TextField(_("text in Swedish"), max_length=40_000, blank=True)
    text_en = models.TextField(_("text in English"), max_length=40_000, blank=True)
    text = Translated()
    # Who adopted them, and where: "sivistyslautakunta 12.9.2026 § 84".
    adopted_by = models.CharField(_("adopted by"), max_length=200, blank=True)
    valid_from = models.DateField(_("in force from"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = PrinciplesQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant principles")
        verbose_name_plural = _("grant principles")
        constraints = [
            models.CheckConstraint(
                name="principles_published_state",
                condition=Q(state=PrinciplesState.DRAFT, published_at__isnull=True)
                | Q(state=PrinciplesState.PUBLISHED, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of this version."""
        return reverse("grants:principles_detail", args=[self.pk])


class Aim(models.Model):
    """A strategic goal of the city or an emphasis of the principles, which a call may serve."""

    principles = models.ForeignKey(Principles, on_delete=models.CASCADE, related_name="aims")
    # The same in every version that has it, so that calls of several years are counted together.
    key = models.SlugField(_("key"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=AimKind.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    label_fi = models.CharField(_("name"), max_length=120)
    label_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    label_en = models.CharField(_("name in English"), max_length=120, blank=True)
    label = Translated()

    class Meta:
        verbose_name = _("goal or emphasis")
        verbose_name_plural = _("goals and emphases")
        ordering = ["kind", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["principles", "key"], name="aim_key_once")]

    def __str__(self) -> str:
        return self.label
