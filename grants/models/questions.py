"""What a call asks, and by what applications to it are judged."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from associations.enums import DocumentKind
from grants.enums import QuestionKind, TableRole
from grants.models.calls import Call
from portal.translated import Translated


def named(option: Mapping[str, str], language: str) -> str:
    """What an option, a row or a column is called in the language, in Finnish where it has no name there."""
    return option.get(language) or option["fi"]


class Section(models.Model):
    """A part of a call's form under a heading of its own. Questions without one stand before all sections."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    label_fi = models.CharField(_("heading"), max_length=120)
    label_sv = models.CharField(_("heading in Swedish"), max_length=120, blank=True)
    label_en = models.CharField(_("heading in English"), max_length=120, blank=True)
    label = Translated()
    help_fi = models.CharField(_("help"), max_length=400, blank=True)
    help_sv = models.CharField(_("help in Swedish"), max_length=400, blank=True)
    help_en = models.CharField(_("help in English"), max_length=400, blank=True)
    help = Translated()

    class Meta:
        verbose_name = _("section of the form")
        verbose_name_plural = _("sections of the form")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.label


class Question(models.Model):
    """One question of a call. Its key names the answer for good; only texts are corrected once the call is open."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    # The order of a call's questions follows that of their sections.
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("section of the form"),
    )
    key = models.SlugField(_("key"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20, choices=QuestionKind.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    label_fi = models.CharField(_("question"), max_length=200)
    label_sv = models.CharField(_("question in Swedish"), max_length=200, blank=True)
    label_en = models.CharField(_("question in English"), max_length=200, blank=True)
    label = Translated()
    help_fi = models.CharField(_("help"), max_length=400, blank=True)
    help_sv = models.CharField(_("help in Swedish"), max_length=400, blank=True)
    help_en = models.CharField(_("help in English"), max_length=400, blank=True)
    help = Translated()
    required = models.BooleanField(_("must be answered"), default=True)
    carries_over = models.BooleanField(_("begins with the answer of the year before"), default=False)
    max_length = models.PositiveIntegerField(_("at most this many characters"), default=2000)
    # Of a number as it is; of a sum of money in cents.
    lowest = models.BigIntegerField(_("at least"), null=True, blank=True)
    highest = models.BigIntegerField(_("at most"), null=True, blank=True)
    # [{"key": "yes", "fi": "Kyllä", "sv": "Ja", "en": "Yes"}]: the key names the answer for good. Of a table its rows.
    options = models.JSONField(_("options"), default=list, blank=True)
    # The sum of money that is applied for; a call with sums of its own asks for one of these instead.
    is_requested_sum = models.BooleanField(_("is the sum applied for"), default=False)
    # The columns of a table, as options are; the last one is the one that the application is about.
    columns = models.JSONField(_("columns"), default=list, blank=True)
    own_rows = models.PositiveSmallIntegerField(_("rows that the applicant may add"), default=0)
    table_role = models.CharField(_("what the table tells"), max_length=10, choices=TableRole.choices, blank=True)
    # A document that the association's profile may hold already: then it isn't asked for again.
    document_kind = models.CharField(
        _("document in the profile"), max_length=12, choices=DocumentKind.choices, blank=True
    )
    most_files = models.PositiveSmallIntegerField(_("at most this many files"), default=1)
    asked_if = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decides",
        verbose_name=_("asked only after"),
    )
    asked_if_values = ArrayField(
        models.CharField(max_length=60), verbose_name=_("when the answer is"), default=list, blank=True
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "key"],
                name="question_key_once",
                violation_error_message=_("The call has a question with this key already."),
            ),
            models.CheckConstraint(
                name="question_limits",
                condition=Q(lowest__isnull=True) | Q(highest__isnull=True) | Q(highest__gte=F("lowest")),
                violation_error_message=_("The highest value can't be below the lowest."),
            ),
            models.CheckConstraint(
                name="question_asked_if",
                condition=Q(asked_if__isnull=True, asked_if_values=[])
                | Q(asked_if__isnull=False, asked_if_values__len__gt=0),
                violation_error_message=_("Say after which answers the question is asked."),
            ),
            models.CheckConstraint(
                name="question_of_table",
                condition=Q(kind=QuestionKind.TABLE) & ~Q(table_role="") & ~Q(columns=[])
                | ~Q(kind=QuestionKind.TABLE) & Q(table_role="", columns=[], own_rows=0),
                violation_error_message=_("A table needs a column, and only a table has one."),
            ),
            models.CheckConstraint(
                name="question_of_file",
                condition=Q(kind=QuestionKind.FILE, most_files__gte=1, most_files__lte=20)
                | ~Q(kind=QuestionKind.FILE) & Q(document_kind="", most_files=1),
                violation_error_message=_("One to twenty files can be asked for, and only by a question for a file."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def asks_the_sum(self) -> bool:
        """Whether the answer is the sum applied for: one of the call's, or one that the applicant names."""
        return self.is_requested_sum or self.kind == QuestionKind.AMOUNT_CHOICE

    def option_label(self, key: str, language: str) -> str:
        """What the option is called in the language, in Finnish where it has no name there; '' for an unknown key."""
        found = next((option for option in self.options if option["key"] == key), None)
        return named(found, language) if found else ""


class Criterion(models.Model):
    """One criterion of a call with its weight and scoring guide. Published with the call."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    label_fi = models.CharField(_("criterion"), max_length=160)
    label_sv = models.CharField(_("criterion in Swedish"), max_length=160, blank=True)
    label_en = models.CharField(_("criterion in English"), max_length=160, blank=True)
    label = Translated()
    guide_fi = models.CharField(_("scoring guide"), max_length=400, blank=True)
    guide_sv = models.CharField(_("scoring guide in Swedish"), max_length=400, blank=True)
    guide_en = models.CharField(_("scoring guide in English"), max_length=400, blank=True)
    guide = Translated()
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    max_points = models.PositiveSmallIntegerField(_("highest points"), default=10)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="criterion_weight",
                condition=Q(weight__gte=1) & Q(max_points__gte=1),
                violation_error_message=_("Weight and highest points are at least 1."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class EligibilityQuestion(models.Model):
    """A yes–no question before the form, and what is said kindly to whom the grant isn't for."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="eligibility")
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    label_fi = models.CharField(_("question"), max_length=200)
    label_sv = models.CharField(_("question in Swedish"), max_length=200, blank=True)
    label_en = models.CharField(_("question in English"), max_length=200, blank=True)
    label = Translated()
    fits = models.BooleanField(_("the grant is for those who answer yes"), default=True)
    refusal_fi = models.CharField(_("what others are told"), max_length=400)
    refusal_sv = models.CharField(_("what others are told, in Swedish"), max_length=400, blank=True)
    refusal_en = models.CharField(_("what others are told, in English"), max_length=400, blank=True)
    refusal = Translated()

    class Meta:
        verbose_name = _("question of the eligibility test")
        verbose_name_plural = _("questions of the eligibility test")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.label


class FormVersion(models.Model):
    """A call's form as it stood from a moment on: canonical JSON and its SHA-256. Never changed.

    One when the call is published, one for each correction of its texts; an application names the one it answered.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="form_versions")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.TextField(_("content"))
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("version of a form")
        verbose_name_plural = _("versions of forms")
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="form_version_once")]

    def __str__(self) -> str:
        return f"{self.call} {self.number}"
