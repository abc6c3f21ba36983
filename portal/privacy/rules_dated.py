"""Periods of data protection that an official may change."""

from django.utils.translation import gettext_lazy as _

from portal.dated.registry import group, rule

group("privacy", _("Data protection"))

rule(
    "privacy.answer_months",
    # GDPR, article 12(3): without undue delay and at the latest within a month.
    label=_("A person's request about their own data is answered within"),
    unit=_("months"),
    initial=1,
    least=1,
    most=3,
)
