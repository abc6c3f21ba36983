"""What an association tells of itself: places, weekly times, contact ways, links, documents."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.enums import (
    DOCUMENT_WORKFLOW,
    ContactKind,
    DocumentKind,
    DocumentState,
    LinkKind,
    Weekday,
)
from associations.models.register import Association, District
from portal import clock
from portal.translated import Translated
from portal.workflow import Stateful


class MeetingPlace(models.Model):
    """Where the association meets."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="places")
    name = models.CharField(_("place"), max_length=120)
    address = models.CharField(_("street address"), max_length=160, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district")
    )

    class Meta:
        verbose_name = _("meeting place")
        verbose_name_plural = _("meeting places")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_place_postal_code",
                condition=Q(postal_code__regex=r"^[0-9]{5}$") | Q(postal_code=""),
                violation_error_message=_("A postal code has five digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ActivityTimeQuerySet(models.QuerySet["ActivityTime"]):
    """Weekly times."""

    def in_season(self, day: date | None = None) -> ActivityTimeQuerySet:
        """Those whose season isn't over on the day (today in Helsinki); one that is to come counts."""
        on = day or clock.today()
        return self.filter(Q(season_until__isnull=True) | Q(season_until__gte=on))

    def in_order(self) -> ActivityTimeQuerySet:
        """As a week goes."""
        return self.order_by("weekday", "starts_at", "pk")


class ActivityTime(models.Model):
    """A weekly activity: wall-clock time in Helsinki on a day of the week, in a season, every so many weeks.

    ``every`` counts from the week of ``season_from``; without a season it is 1.
    """

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="times")
    title_fi = models.CharField(_("what"), max_length=120)
    title_sv = models.CharField(_("what, in Swedish"), max_length=120, blank=True)
    title_en = models.CharField(_("what, in English"), max_length=120, blank=True)
    title = Translated()
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    starts_at = models.TimeField(_("begins"))
    ends_at = models.TimeField(_("ends"))
    every = models.PositiveSmallIntegerField(
        _("every how many weeks"), default=1, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
    season_from = models.DateField(_("season begins"), null=True, blank=True)
    season_until = models.DateField(_("season ends"), null=True, blank=True)
    place = models.ForeignKey(
        MeetingPlace, on_delete=models.PROTECT, null=True, blank=True, related_name="times", verbose_name=_("place")
    )

    objects = ActivityTimeQuerySet.as_manager()

    class Meta:
        verbose_name = _("weekly time")
        verbose_name_plural = _("weekly times")
        constraints = [
            models.CheckConstraint(name="activity_time_weekday", condition=Q(weekday__gte=1, weekday__lte=7)),
            models.CheckConstraint(
                name="activity_time_order",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end must be after the beginning."),
            ),
            models.CheckConstraint(
                name="activity_time_season",
                condition=Q(season_from__isnull=True)
                | Q(season_until__isnull=True)
                | Q(season_until__gte=F("season_from")),
                violation_error_message=_("The season can't end before it begins."),
            ),
            models.CheckConstraint(
                name="activity_time_every",
                condition=Q(every=1) | Q(every__gte=2, every__lte=8, season_from__isnull=False),
                violation_error_message=_("Give the first day of the season, from which the weeks are counted."),
            ),
        ]
        indexes = [models.Index(fields=["weekday", "starts_at", "association"], name="activity_time_week")]

    def __str__(self) -> str:
        return f"{self.title} {self.get_weekday_display()} {self.starts_at:%H.%M}"


class ContactWay(models.Model):
    """A way to reach the association, shown to everyone or to the city alone."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="contact_ways")
    kind = models.CharField(_("kind"), max_length=10, choices=ContactKind.choices)
    label = models.CharField(_("whose or for what"), max_length=80, blank=True)
    value = models.CharField(_("address or number"), max_length=254)
    public = models.BooleanField(_("shown to everyone"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("contact way")
        verbose_name_plural = _("contact ways")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "kind", "value"],
                name="contact_way_once",
                violation_error_message=_("This is here already."),
            ),
        ]

    def __str__(self) -> str:
        return self.value


class Link(models.Model):
    """A page of the association elsewhere."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(_("kind"), max_length=12, choices=LinkKind.choices, default=LinkKind.WEBSITE)
    url = models.URLField(_("address"), max_length=300)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "url"], name="link_once", violation_error_message=_("This is here already.")
            ),
            # Nothing that a browser would run (cases.md 27).
            models.CheckConstraint(
                name="link_to_a_page",
                condition=Q(url__iregex=r"^https?://"),
                violation_error_message=_("The address of a page begins with https:// or http://."),
            ),
        ]

    def __str__(self) -> str:
        return self.url


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents by what they are good for."""

    def valid(self, day: date | None = None) -> DocumentQuerySet:
        """Verified and not expired on the day (today in Helsinki)."""
        on = day or clock.today()
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), state=DocumentState.VERIFIED)

    def awaiting(self) -> DocumentQuerySet:
        """Those that no officer has looked at yet."""
        return self.filter(state=DocumentState.AWAITING)

    def kept(self) -> DocumentQuerySet:
        """All but the removed."""
        return self.exclude(state=DocumentState.REMOVED)


class Document(Stateful):
    """Rules, accounts or minutes, verified once and used until they expire; the file hangs on this row."""

    workflow = DOCUMENT_WORKFLOW

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind.choices)
    # The year that it is about; rules have none.
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=DocumentState.choices, default=DocumentState.AWAITING)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_on = models.DateField(_("looked at on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(
                name="document_checked_has_its_day",
                condition=~Q(state__in=[DocumentState.VERIFIED, DocumentState.REJECTED])
                | Q(checked_on__isnull=False, checked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="document_rejected_says_why",
                condition=~Q(state=DocumentState.REJECTED) | ~Q(reason=""),
                violation_error_message=_("Give the reason."),
            ),
        ]
        indexes = [
            models.Index(fields=["association", "kind"], name="document_association"),
            models.Index(fields=["added_at", "id"], name="document_queue", condition=Q(state=DocumentState.AWAITING)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year or ''}".strip()
