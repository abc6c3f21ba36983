"""Input about change requests: what an association asks, and what the city decides."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.enums import ChangeKind, ChangeState
from grants.forms.deciding import SittingForm
from grants.forms.printable import printable
from grants.forms.ways import UNSERVED, WayField
from grants.models import ChangeRequest
from portal.ui import formats
from portal.ui.fields import DayField
from portal.ui.forms import PortalForm

DAY = _("New day of the use report")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ChangeForm(PortalForm):
    """What an association asks to be changed. ``due`` is the day of the use report; None where it has none to move."""

    kind = forms.ChoiceField(label=_("What should change?"), choices=ChangeKind.choices, widget=forms.RadioSelect)
    asked = forms.CharField(
        label=_("What do you want to do instead?"), max_length=4000, widget=_area(4), validators=[printable]
    )
    grounds = forms.CharField(label=_("Why?"), max_length=4000, widget=_area(4), validators=[printable])
    report_day = DayField(label=DAY, required=False)

    def __init__(self, *args: Any, due: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if due is None:
            del self.fields["report_day"]
        else:
            self.fields["report_day"].help_text = gettext(
                "The report is due by the end of %(day)s. For another time give a later day; otherwise you may leave"
                " this empty."
            ) % {"day": formats.day(due)}

    def clean(self) -> dict[str, Any]:
        """Another time has a day."""
        data: dict[str, Any] = super().clean() or {}
        field = "report_day"
        if data.get("kind") == ChangeKind.TIME and field in self.fields and field in data and not data[field]:
            self.add_error(field, gettext("Give the new day of the use report."))
        return data


class ChangeDecideForm(SittingForm):
    """The decision on a change request. Another purpose makes a new version, a refusal a decision of its own."""

    outcome = forms.ChoiceField(
        label=_("Decision on the change"),
        choices=[
            (ChangeState.APPROVED.value, _("the change is approved")),
            (ChangeState.REFUSED.value, _("the change is refused")),
        ],
        widget=forms.RadioSelect,
    )
    public_purpose = forms.CharField(
        label=_("New purpose as published"),
        help_text=_("Only when the change is approved. Stands in the public list of awards. Name no persons."),
        max_length=300,
        required=False,
        widget=_area(2),
        validators=[printable],
    )
    report_day = DayField(
        label=DAY, help_text=_("Only when the change is approved. Leave empty if the day stays."), required=False
    )
    reasons = forms.CharField(
        label=_("Reasons of the decision"),
        help_text=_("Plain sentences that the association understands. Name no persons."),
        max_length=4000,
        widget=_area(6),
        validators=[printable],
    )
    way = WayField(ways=UNSERVED)
    confirmed = forms.BooleanField(label=_("I have read the change request and the matter, and decide."))

    field_order = ["outcome", "public_purpose", "report_day", "reasons"]

    def __init__(self, *args: Any, change: ChangeRequest, moves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.makes_version = change.kind == ChangeKind.PURPOSE
        if not self.makes_version:
            del self.fields["public_purpose"]
        if not moves:
            del self.fields["report_day"]

    @property
    def approves(self) -> bool:
        """Whether the change is approved."""
        return bool(self.cleaned_data["outcome"] == ChangeState.APPROVED)
