"""Periods of feedback that an official may change."""

from django.utils.translation import gettext_lazy as _

from portal.dated.registry import group, rule

group("feedback", _("Feedback on accessibility"))

rule(
    "feedback.answer_days",
    # 306/2019, section 8: fourteen days.
    label=_("Feedback on accessibility is answered within"),
    unit=_("days"),
    initial=14,
    least=1,
    most=14,
)
rule(
    "feedback.reminder_days",
    label=_("Employees are reminded of feedback this long before it is due"),
    unit=_("days"),
    initial=3,
    least=0,
    most=13,
)
