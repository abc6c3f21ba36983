"""What a call asks, and by what applications to it are judged."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.enums import QuestionKind
from grants.models.calls import Call
from portal.translated import Translated


class Question(models.Model):
    """One question of a call. Its key names the answer for good; only texts are corrected once the call is open."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
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
    max_length = models.PositiveIntegerField(_("at most this many characters"), default=2000)
    # Of a number as it is; of a sum of money in cents.
    lowest = models.BigIntegerField(_("at least"), null=True, blank=True)
    highest = models.BigIntegerField(_("at most"), null=True, blank=True)
    # [{"key": "yes", "fi": "Kyllä", "sv": "Ja", "en": "Yes"}]: the key names the answer for good.
    options = models.JSONField(_("options"), default=list, blank=True)
    # The sum of money that is applied for; a call with sums of its own asks for one of these instead.
    is_requested_sum = models.BooleanField(_("is the sum applied for"), default=False)
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
        ]

    def __str__(self) -> str:
        return self.label

    def option_label(self, key: str, language: str) -> str:
        """What the option is called in the language, in Finnish where it has no name there; '' for an unknown key."""
        found = next((option for option in self.options if option["key"] == key), None)
        return str(found.get(language) or found["fi"]) if found else ""


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
