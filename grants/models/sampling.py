"""Random samples for audit: announced with their seed, drawn later, for anybody to draw again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.enums import SAMPLE_WORKFLOW, SampleState
from grants.models.awards import Award
from grants.models.calls import Call
from portal.workflow import Stateful

S = SampleState


class Sample(Stateful):
    """A random sample of the awards of a call or a year whose use is audited."""

    workflow = SAMPLE_WORKFLOW
    tones = {S.ANNOUNCED: "info", S.DRAWN: "good"}

    # One of the two says which awards it is drawn from.
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="samples", null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year of decision"), null=True, blank=True)
    size = models.PositiveIntegerField(_("how many are drawn"))
    # The officer's words, and digits that the portal added, which nobody could choose.
    seed = models.CharField(_("seed"), max_length=160)
    state = models.CharField(_("state"), max_length=20, choices=S.choices, default=S.ANNOUNCED)
    published_at = models.DateTimeField(_("announced"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # From this day on, in Helsinki, it can be drawn.
    draw_on = models.DateField(_("drawn on"))
    drawn_at = models.DateTimeField(_("drawn"), null=True, blank=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("audit sample")
        verbose_name_plural = _("audit samples")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="sample_of_call_or_year",
                condition=Q(call__isnull=False, year__isnull=True) | Q(call__isnull=True, year__isnull=False),
                violation_error_message=_("Choose a call or a year, one of the two."),
            ),
            models.CheckConstraint(name="sample_size", condition=Q(size__gte=1)),
            models.CheckConstraint(
                name="sample_drawn_state",
                condition=Q(
                    state=S.DRAWN, drawn_at__isnull=False, drawn_by__isnull=False, drawn_at__gt=F("published_at")
                )
                | ~Q(state=S.DRAWN) & Q(drawn_at__isnull=True, drawn_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.seed


class SampleMember(models.Model):
    """An award from which the sample is drawn, fixed when the sample is announced; ``place`` says that it was drawn."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="members")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="samples")
    case_number = models.CharField(_("case number"), max_length=40)
    # 1 is the first of the order; None for who wasn't drawn.
    place = models.PositiveIntegerField(_("place"), null=True, blank=True)

    class Meta:
        verbose_name = _("award in an audit sample")
        verbose_name_plural = _("awards in audit samples")
        ordering = ["sample", "place", "case_number"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "award"], name="sample_member_once"),
            models.UniqueConstraint(fields=["sample", "case_number"], name="sample_case_once"),
            models.UniqueConstraint(fields=["sample", "place"], name="sample_place_once"),
        ]
        indexes = [
            # The marks on the officers' list of reports.
            models.Index(fields=["award"], name="sample_drawn", condition=Q(place__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.case_number
