"""Naming a liaison, and changing dates and substitute."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.enums import Part
from associations.forms.choosing import ChoosesAssociation
from associations.models import LiaisonAssignment, Sector
from associations.queries import liaison_rows
from portal import clock
from portal.accounts.models import User
from portal.ui.fields import DayField
from portal.ui.forms import PortalForm


class TermForm(PortalForm):
    """From when until when, and who stands in during an absence."""

    starts_on = DayField(label=gettext_lazy("From"), initial=clock.today)
    ends_on = DayField(label=gettext_lazy("Until"), required=False)
    substitute = forms.ModelChoiceField(
        label=gettext_lazy("Substitute during an absence"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("No absence"),
    )
    away_from = DayField(label=gettext_lazy("First day of the absence"), required=False)
    away_until = DayField(label=gettext_lazy("Last day of the absence"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["substitute"]
        people.queryset = liaison_rows.employees()

    @staticmethod
    def initial_of(row: LiaisonAssignment) -> dict[str, Any]:
        """The term as it stands."""
        return {name: getattr(row, name) for name in ("starts_on", "ends_on", "substitute", "away_from", "away_until")}


class LiaisonForm(ChoosesAssociation, TermForm):
    """Who is the liaison of whom: of one association, of a sector, or, with neither, of all."""

    user = forms.ModelChoiceField(
        label=gettext_lazy("Liaison"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose who is the liaison.")},
    )
    sector = forms.ModelChoiceField(
        label=gettext_lazy("Sector"),
        queryset=Sector.objects.all(),
        required=False,
        empty_label=gettext_lazy("No sector"),
        help_text=gettext_lazy("Leave association and sector empty for somebody who answers for all associations."),
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Part of the operating model"),
        choices=[("", gettext_lazy("All parts")), *Part.choices],
        required=False,
    )

    field_order = (
        *("user", "association", "chosen", "sector", "part", "starts_on", "ends_on"),
        *("substitute", "away_from", "away_until"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].required = False
        people: Any = self.fields["user"]
        people.queryset = liaison_rows.employees()

    def clean(self) -> dict[str, Any]:
        """An association or a sector, not both."""
        data = super().clean()
        if data.get("association") is not None and data.get("sector") is not None:
            self.add_error("sector", _("Choose an association or a sector, not both."))
        return data

    def assignment(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "chosen"}
