"""The months of the retention plan as dated rules, declared together with its lines."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal import retention
from portal.dated import queries
from portal.dated.registry import group, rule

group("retention", _("Retention times"))

for one in retention.kinds():
    rule(one.rule, label=one.label, unit=_("months"), initial=one.months, least=one.least, most=one.most)

retention.tell_months(lambda: queries.values(one.rule for one in retention.kinds()))
