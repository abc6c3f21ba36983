"""Who is away, from when until when, and who stands in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants import queries
from portal.accounts.models import User
from portal.ui.fields import DayField
from portal.ui.forms import PortalForm


class AbsenceForm(PortalForm):
    """An absence; both days are included."""

    user = forms.ModelChoiceField(
        label=_("Who is away"),
        queryset=User.objects.none(),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose who is away.")},
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    substitute = forms.ModelChoiceField(
        label=_("Who stands in"),
        help_text=_(
            "Gets the associations' answers and messages too, except in matters from which a tie shuts them out."
        ),
        queryset=User.objects.none(),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose who stands in.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("user", "substitute"):
            people: Any = self.fields[name]
            people.queryset = queries.reviewing_employees()
