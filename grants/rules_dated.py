"""Numbers of grants that an official may change from a day on."""

from django.utils.translation import gettext_lazy as _

from portal.dated.registry import group, rule

DAYS = _("days")

group("grants", _("Grants"))

rule(
    "grants.accept_days",
    label=_("An association accepts its award within, from the decision"),
    unit=DAYS,
    initial=30,
    least=7,
    most=365,
)
rule(
    "grants.accept_reminder_days",
    label=_("An association is reminded to accept its award, before the last day by"),
    unit=DAYS,
    initial=7,
    least=1,
    most=60,
)
