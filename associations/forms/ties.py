"""Recording a tie, and putting it right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.enums import Organ
from associations.forms.choosing import ChoosesAssociation
from associations.models import Tie
from portal import clock
from portal.ui.fields import DayField
from portal.ui.forms import PortalForm


class SeatForm(PortalForm):
    """The seat itself: in which organ, whose, from when until when."""

    organ = forms.ChoiceField(label=gettext_lazy("Organ"), choices=Organ.choices, initial=Organ.BOARD)
    relative = forms.BooleanField(label=gettext_lazy("The seat is a close relative's"), required=False)
    starts_on = DayField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("The first day of the seat. It may be past or to come."),
        initial=clock.today,
    )
    ends_on = DayField(
        label=gettext_lazy("Until"), help_text=gettext_lazy("The last day, where it is known."), required=False
    )

    def clean(self) -> dict[str, Any]:
        """The end isn't before the beginning."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The tie can't end before it begins."))
        return data

    @staticmethod
    def initial_of(tie: Tie) -> dict[str, Any]:
        """The seat as it stands."""
        return {name: getattr(tie, name) for name in ("organ", "relative", "starts_on", "ends_on")}


class TieForm(ChoosesAssociation, SeatForm):
    """An employee records a seat of their own or of a close relative, in an association or another body."""

    body = forms.CharField(
        label=gettext_lazy("Another body"),
        help_text=gettext_lazy("Where it isn't in the register: a company, a foundation, an authority."),
        max_length=160,
        required=False,
    )

    field_order = ("association", "chosen", "body", "organ", "relative", "starts_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].required = False

    def clean(self) -> dict[str, Any]:
        """Either an association or another body."""
        data = super().clean()
        named = "association" in self.errors or "chosen" in self.errors or data["association"] is not None
        if named == bool(data.get("body")) and "body" not in self.errors:
            self.add_error("association", _("Give an association, or the name of another body, not both."))
        return data

    def seat(self) -> dict[str, Any]:
        """What the service takes."""
        names = ("association", "body", "organ", "relative", "starts_on", "ends_on")
        return {name: self.cleaned_data[name] for name in names}
