"""What the law keeps of decisions."""

from django.utils.translation import gettext_lazy as _

from portal import retention

retention.statutory(
    "decisions",
    label=_("Decisions, with those who made them and those whom they concern"),
    basis=_("Kept for good or as the archives act 831/1994 and the city's filing plan say"),
    verbs=("decisions.",),
    tables=("decisions_decision", "decisions_appealrule", "decisions_caseseries"),
    columns=("decisions_decision.decider_label", "decisions_decision.parties", "decisions_decision.disqualified"),
)
