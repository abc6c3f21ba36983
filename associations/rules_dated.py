"""Numbers of this floor that an official may change from a day on."""

from django.utils.translation import gettext_lazy as _

from portal.dated.registry import group, rule

DAYS, MONTHS = _("days"), _("months")

group("associations", _("Associations"))

rule(
    "associations.invitation_days",
    label=_("An invitation to act for an association is open for"),
    unit=DAYS,
    initial=14,
    least=1,
    most=90,
)
rule(
    "associations.confirmation_month",
    label=_("From this month on, associations that haven't confirmed their facts this year are reminded"),
    unit=_("month of the year"),
    initial=10,
    least=1,
    most=12,
)
rule(
    "associations.confirmation_every_days",
    label=_("The reminder to confirm the facts is repeated every"),
    unit=DAYS,
    initial=21,
    least=7,
    most=90,
)
rule(
    "associations.confirmation_reminders",
    label=_("So many reminders to confirm the facts are sent a year at most"),
    unit=_("reminders"),
    initial=3,
    least=1,
    most=8,
)
rule(
    "associations.document_notice_days",
    label=_("The association is told that a verified document expires, before it does by"),
    unit=DAYS,
    initial=60,
    least=7,
    most=365,
)
# Zero: the document doesn't expire.
for kind, label, months in (
    ("rules", _("Verified rules are valid for"), 0),
    ("accounts", _("Verified annual accounts are valid for"), 18),
    ("audit", _("A verified auditor's report is valid for"), 18),
    ("minutes", _("Verified minutes are valid for"), 18),
    ("plan", _("A verified plan of activities is valid for"), 18),
    ("budget", _("A verified budget is valid for"), 18),
):
    rule(f"associations.{kind}_months", label=label, unit=MONTHS, initial=months, most=120)
rule(
    "associations.handover_shown_days",
    label=_("A handover stands in the city's queue for"),
    unit=DAYS,
    initial=60,
    least=1,
    most=365,
)
rule(
    "associations.duplicate_likeness",
    label=_("Associations are suspected to be the same when their names are alike by at least"),
    unit=_("of 100"),
    initial=75,
    least=50,
    most=100,
)
rule(
    "associations.invitations_a_day",
    label=_("So many invitations an association can send a day"),
    unit=_("invitations"),
    initial=20,
    least=1,
    most=200,
)
