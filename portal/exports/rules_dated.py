"""For how long exports are kept."""

from django.utils.translation import gettext_lazy as _

from portal.dated.registry import group, rule

group("exports", _("Downloads"))

rule(
    "exports.keep_days",
    label=_("A list taken out of the portal can be fetched for"),
    unit=_("days"),
    initial=7,
    least=1,
    most=60,
)
