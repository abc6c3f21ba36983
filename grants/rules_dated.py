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
