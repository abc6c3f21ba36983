"""Numbers of grants that an official may change from a day on."""

from django.utils.translation import gettext_lazy as _

from portal.dated.registry import group, rule

DAYS = _("days")

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
    unit=DAYS,
    initial=30,
    least=1,
    most=180,
)
rule(
    "grants.report_remind_again_days",
    label=_("The second reminder of a use report is sent, before it is due, by"),
    unit=DAYS,
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
rule(
    "grants.hearing_days",
    label=_("Before a grant is recovered, the association has to answer at least"),
    unit=DAYS,
    initial=14,
    least=7,
    most=60,
)
rule(
    "grants.deminimis_ceiling",
    label=_("De minimis aid: one undertaking gets in three years at most (EU 2023/2831, article 3)"),
    unit=_("euros"),
    initial=300_000,
    least=1,
    most=10_000_000,
)
rule(
    "grants.deminimis_warning_percent",
    label=_("De minimis aid: pages warn when the three-year sum is, of what is allowed, at least"),
    unit=_("per cent"),
    initial=80,
    least=1,
    most=100,
)
rule(
    "grants.deminimis_register_days",
    label=_("De minimis aid: a row is reported to the central register within (EU 2023/2831, article 6)"),
    unit=_("working days"),
    initial=20,
    least=1,
    most=120,
)
rule(
    "grants.dossier_keep_days",
    label=_("A dossier taken out of the portal can be fetched for"),
    unit=DAYS,
    initial=7,
    least=1,
    most=60,
)
rule(
    "grants.pay_back_remind_days",
    label=_("An association is reminded of an instalment to be paid back, before its day by"),
    unit=DAYS,
    initial=7,
    least=1,
    most=60,
)
rule(
    "grants.pay_back_late_days",
    label=_("An association is reminded of an instalment that wasn’t paid back, after its day by"),
    unit=DAYS,
    initial=7,
    least=1,
    most=60,
)
