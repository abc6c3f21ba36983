"""Decisions, the dated rules of their periods, and the counters of case numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Model, Q
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.decisions.enums import Remedy, Way
from portal.files.models import StoredFile
from portal.translated import Translated


class AppealRuleQuerySet(models.QuerySet["AppealRule"]):
    """Dated rules."""

    def for_day(self, way: str, day: date, remedy: str = Remedy.RECTIFICATION) -> AppealRule:
        """The rule that holds for the way of notification and the remedy on the day. Raises AppealRule.DoesNotExist."""
        return self.filter(way=way, remedy=remedy, valid_from__lte=day).latest("valid_from")


class AppealRule(models.Model):
    """From a day on: when a decision that is sent in this way is taken to be known, and for how long one may ask.

    ``deemed_days`` and ``period_days`` are calendar days; dates.py says how they are counted.
    """

    way = models.CharField(_("way of notification"), max_length=10, choices=Way.choices)
    remedy = models.CharField(
        _("what is asked for"), max_length=13, choices=Remedy.choices, default=Remedy.RECTIFICATION
    )
    deemed_days = models.PositiveSmallIntegerField(
        _("days until the decision is taken to be known"), validators=[MaxValueValidator(60)]
    )
    period_days = models.PositiveSmallIntegerField(
        _("days to ask for it"), validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    valid_from = models.DateField(_("valid from"))
    basis_fi = models.CharField(_("legal basis, in Finnish"), max_length=200)
    basis_sv = models.CharField(_("legal basis, in Swedish"), max_length=200, blank=True)
    basis_en = models.CharField(_("legal basis, in English"), max_length=200, blank=True)
    basis = Translated()

    objects = AppealRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule on appeal periods")
        verbose_name_plural = _("rules on appeal periods")
        ordering = ["remedy", "way", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["remedy", "way", "valid_from"],
                name="decisions_appealrule_once",
                violation_error_message=_("There is a rule for this way from that day already."),
            ),
            models.CheckConstraint(
                name="decisions_appealrule_days",
                condition=Q(period_days__gte=1, period_days__lte=365, deemed_days__lte=60),
                violation_error_message=_("A period is 1 to 365 days, and a decision is known within 60."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.deemed_days} + {self.period_days} ({self.valid_from:%d.%m.%Y}–)"


class CaseSeries(models.Model):
    """How the case numbers of one kind of matter are made: ``PREFIX/number/task class/year``.

    The prefix is the organisation's in its diary, the task class the city's filing plan's (tehtäväluokka). Numbers
    run by prefix and year over all task classes.
    """

    slug = models.SlugField(_("identifier"), max_length=40, unique=True)
    label = models.CharField(_("name"), max_length=120)
    prefix = models.CharField(
        _("prefix"),
        max_length=12,
        validators=[RegexValidator(r"^[A-ZÅÄÖ0-9]+$", _("Capital letters and digits only."))],
    )
    task_class = models.CharField(
        _("task class"),
        max_length=20,
        validators=[RegexValidator(r"^\d{2}(\.\d{2})*$", _("Pairs of digits with dots, such as 02.05.01."))],
    )

    class Meta:
        verbose_name = _("series of case numbers")
        verbose_name_plural = _("series of case numbers")
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{self.label} ({self.prefix}/…/{self.task_class})"


class Counter(models.Model):
    """The last number given in a series and year; the row is the lock that keeps numbers gapless (diary.py)."""

    series = models.CharField(max_length=220)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="decisions_counter_once")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions by subject and by what the public may see."""

    def about(self, subject: Model) -> DecisionQuerySet:
        """All versions about one object, the newest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by("-version")

    def current(self) -> DecisionQuerySet:
        """Those that no later version corrects."""
        return self.filter(next_version__isnull=True)

    def published(self, day: date | None = None) -> DecisionQuerySet:
        """Those whose public version stands on the web on the day (today in Helsinki), also if the job is late."""
        on = day or clock.today()
        return self.filter(published_at__isnull=False, taken_down_at__isnull=True, take_down_on__gt=on)

    def due_to_take_down(self, day: date) -> DecisionQuerySet:
        """Published ones whose day to disappear has come."""
        return self.filter(published_at__isnull=False, taken_down_at__isnull=True, take_down_on__lte=day)


class Decision(models.Model):
    """One version of a decision. What it says is frozen; a database trigger refuses to change it.

    Later only this is added: the day of notification and the last day (once, when they weren't known), the sealed
    PDF (once), and the published version, which comes and goes.
    """

    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_version"
    )
    corrects = models.TextField(_("why the earlier decision is corrected"), blank=True)
    title = models.CharField(_("title"), max_length=200)
    authority = models.CharField(_("authority"), max_length=200)
    case_number = models.CharField(_("case number"), max_length=80)
    section_series = models.CharField(max_length=200)
    section = models.PositiveIntegerField(_("section"))
    section_year = models.PositiveSmallIntegerField(_("year of the section"))
    decided_at = models.DateTimeField(_("decided"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decider_label = models.CharField(_("decided by"), max_length=200)
    decider_title = models.CharField(_("official title"), max_length=200, blank=True)
    parties = models.JSONField(_("parties"))
    outcome = models.TextField(_("decision"))
    reasons = models.TextField(_("reasons"))
    basis = models.TextField(_("provisions applied"))
    contact = models.JSONField(_("more information"))
    disqualified = models.JSONField(_("disqualified"), default=list, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    way = models.CharField(_("way of notification"), max_length=10, choices=Way.choices)
    sent_on = models.DateField(_("sent, served or published"), null=True, blank=True)
    notified_on = models.DateField(_("notified"), null=True, blank=True)
    last_day = models.DateField(_("last day to ask for rectification"), null=True, blank=True)
    # What the instruction is about: a decision on a request for rectification is appealed against in court.
    remedy = models.CharField(
        _("what is asked for"), max_length=13, choices=Remedy.choices, default=Remedy.RECTIFICATION
    )
    rectification = models.TextField(_("how to ask for rectification"))
    sealed = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="sealed_decision"
    )
    sha256 = models.CharField(max_length=64, blank=True)
    published_title = models.CharField(_("published title"), max_length=200, blank=True)
    published_text = models.TextField(_("published text"), blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    take_down_on = models.DateField(_("taken down on"), null=True, blank=True)
    taken_down_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "version"], name="decisions_decision_version_once"
            ),
            models.UniqueConstraint(
                fields=["section_series", "section_year", "section"], name="decisions_decision_section_once"
            ),
            models.CheckConstraint(
                name="decisions_decision_correction",
                condition=Q(version=1, previous__isnull=True)
                | (Q(version__gt=1, previous__isnull=False) & ~Q(corrects="")),
                violation_error_message=_("A new version names the earlier one and says why it is corrected."),
            ),
            models.CheckConstraint(
                name="decisions_decision_notified",
                condition=Q(sent_on__isnull=True, notified_on__isnull=True, last_day__isnull=True)
                # A comparison with null lets a row through, so that none may be null is said as well.
                | Q(
                    sent_on__isnull=False,
                    notified_on__isnull=False,
                    last_day__isnull=False,
                    notified_on__gte=F("sent_on"),
                    last_day__gt=F("notified_on"),
                ),
                violation_error_message=_("The period begins when the decision is known and ends after that."),
            ),
            models.CheckConstraint(
                name="decisions_decision_sealed",
                condition=Q(sealed__isnull=True, sha256="") | Q(sealed__isnull=False, sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="decisions_decision_published",
                condition=Q(published_at__isnull=True, take_down_on__isnull=True, taken_down_at__isnull=True)
                | Q(published_at__isnull=False, take_down_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["take_down_on"],
                name="decisions_to_take_down",
                # The daily job looks for these alone; most decisions have been taken down long ago.
                condition=Q(published_at__isnull=False, taken_down_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_number} § {self.section} {self.title}"

    @property
    def subject(self) -> Model | None:
        """The object that the decision is about; None when it has been erased by the retention plan."""
        model: type[Model] = apps.get_model(self.subject_type)
        return model._default_manager.filter(pk=self.subject_id).first()

    @property
    def is_published(self) -> bool:
        """Whether the public version stands on the web today."""
        up = self.published_at is not None and self.taken_down_at is None
        return up and self.take_down_on is not None and self.take_down_on > clock.today()

    @property
    def party_names(self) -> list[str]:
        """The names of the parties, in the order given."""
        parties: list[dict[str, Any]] = self.parties
        return [str(party["name"]) for party in parties]
