"""Numbers of grants that an official may change from a day on."""

from django.utils.translation import gettext_lazy as _

from portal.dated.registry import group, rule

group("grants", _("Grants"))

rule(
    "grants.second_round_spread",
    label=_("An application is scored again when its scores are apart by at least"),
    unit=_("points of 100"),
    initial=25,
    least=1,
    most=100,
)
rule(
    "grants.report_deviation_percent",
    label=_("A row of a use report stands out when it differs from the budget by more than"),
    unit=_("per cent"),
    initial=10,
    most=100,
)
rule(
    "grants.report_remind_days",
    label=_("The first reminder of a use report is sent, before it is due, by"),
    unit=_("days"),
    initial=30,
    least=1,
    most=180,
)
rule(
    "grants.report_remind_again_days",
    label=_("The second reminder of a use report is sent, before it is due, by"),
    unit=_("days"),
    initial=7,
    least=1,
    most=60,
)
rule(
    "grants.report_late_weeks",
    label=_("Once a use report is late, a reminder is sent once a week for"),
    unit=_("weeks"),
    initial=8,
    most=52,
)
