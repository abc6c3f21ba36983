"""Giving a rule a new value."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import clock
from portal.dated.registry import Rule
from portal.ui.fields import DayField
from portal.ui.forms import PortalForm


class ValueForm(PortalForm):
    """The number, the day from which it holds, and why."""

    value = forms.IntegerField(label=gettext_lazy("New value"))
    valid_from = DayField(label=gettext_lazy("Holds from"))
    reason = forms.CharField(
        label=gettext_lazy("Why, and by whose decision"),
        help_text=gettext_lazy("Stands in the rule's history and in the journal."),
        max_length=300,
    )

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = _("%(unit)s, from %(least)d to %(most)d") % {
            "unit": str(rule.unit).capitalize(),
            "least": rule.least,
            "most": rule.most,
        }
        self.fields["valid_from"].help_text = _("Tomorrow (%(day)s) at the earliest.") % {
            "day": f"{clock.today() + timedelta(days=1):%-d.%-m.%Y}"
        }
