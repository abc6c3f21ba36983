"""Input of those who gather, decide and correct: lists of decisions, corrections, requests for rectification."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.enums import Channel, Consent, CorrectionGround, RectificationOutcome
from grants.forms.attaching import AttachmentsField
from grants.forms.printable import printable
from grants.forms.ways import WayField
from grants.services.rectifying import MOST_FILES
from grants.services.sittings import Sitting
from portal.ui.fields import DayField, MoneyField
from portal.ui.forms import PortalForm

AUTHORITY = _("Who decides")
MEETING = _("Day of the meeting")
MEETING_HELP = _("Only when a committee decides. An officeholder decides on the day on which it is done here.")
SECTION = _("Section of the minutes")


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ListStartForm(PortalForm):
    """Who decides, and which of the call's proposals go on the list."""

    authority = forms.CharField(label=AUTHORITY, max_length=160, validators=[printable])
    meeting_on = DayField(label=MEETING, help_text=MEETING_HELP, required=False)
    which = forms.ChoiceField(
        label=_("Which proposals?"),
        choices=[("all", _("all that are on no list yet")), ("chosen", _("those that I choose below"))],
        widget=forms.RadioSelect,
        initial="all",
    )

    def __init__(self, *args: Any, offered: dict[int, str], **kwargs: Any) -> None:
        self.base_fields: dict[str, forms.Field] = {  # type: ignore[misc]
            **type(self).base_fields,  # type: ignore[misc]
            "applications": forms.TypedMultipleChoiceField(
                label=gettext("Proposals"),
                choices=[(str(pk), label) for pk, label in offered.items()],
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Those who choose choose something."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("which") == "chosen" and not data.get("applications"):
            self.add_error("applications", gettext("Choose at least one proposal."))
        return data

    def chosen(self) -> list[int] | None:
        """The keys of the chosen proposals; None for all."""
        return list(self.cleaned_data["applications"]) if self.cleaned_data["which"] == "chosen" else None


class ListDecideForm(PortalForm):
    """The decision maker's confirmation of the count and the sum."""

    way = WayField(label=_("How are the associations notified?"))
    minutes_section = forms.CharField(
        label=SECTION, help_text=_("As the minutes write it, for example § 45."), max_length=20, validators=[printable]
    )
    confirmed = forms.BooleanField(label=_("I have read the list, and these decisions are made as it says."))

    def __init__(self, *args: Any, committee: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not committee:
            del self.fields["minutes_section"]


class SittingForm(PortalForm):
    """Who decides a new version, when, and how the association is told."""

    authority = forms.CharField(label=AUTHORITY, max_length=160, validators=[printable])
    meeting_on = DayField(label=MEETING, help_text=MEETING_HELP, required=False)
    minutes_section = forms.CharField(
        label=SECTION,
        help_text=_("Only when a committee decides, as its minutes write it: for example § 45."),
        max_length=20,
        required=False,
        validators=[printable],
    )
    way = WayField()

    def clean(self) -> dict[str, Any]:
        """A meeting has minutes with a section."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("meeting_on") and not data.get("minutes_section"):
            self.add_error(
                "minutes_section", gettext("Give the section of the minutes under which the committee decided.")
            )
        return data

    def sitting(self) -> Sitting:
        """What was said of it."""
        data = self.cleaned_data
        section = data["minutes_section"] if data["meeting_on"] else ""
        return Sitting(data["authority"], data["way"], data["meeting_on"], section)


class CorrectionForm(SittingForm):
    """A new version of a decision, with why."""

    ground = forms.ChoiceField(
        label=_("What does the law let you correct?"), choices=CorrectionGround.choices, widget=forms.RadioSelect
    )
    corrects = forms.CharField(
        label=_("Why is the decision corrected?"),
        help_text=_("Stands in the new decision: what was wrong in the earlier one."),
        max_length=2000,
        widget=_area(),
        validators=[printable],
    )
    amount = MoneyField(label=_("Sum granted"), help_text=_("In euros. 0 means that nothing is granted."))
    public_purpose = forms.CharField(
        label=_("Purpose as published"),
        help_text=_("Stands in the public list of awards. Name no persons."),
        max_length=300,
        required=False,
        widget=_area(2),
        validators=[printable],
    )
    reasons = forms.CharField(
        label=_("Reasons of the decision"), max_length=4000, widget=_area(6), validators=[printable]
    )
    consent = forms.ChoiceField(
        label=_("If the sum becomes smaller: why may it?"),
        choices=[("", _("it doesn't become smaller")), *Consent.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    confirmed = forms.BooleanField(label=_("I have read the matter, and correct the decision."))

    field_order = ["ground", "corrects", "amount", "consent", "public_purpose", "reasons"]


class ServedForm(PortalForm):
    """The day on which a decision was served with a certificate."""

    on = DayField(label=_("Day of service"), help_text=_("As the certificate of service shows it."))


class RectificationForm(PortalForm):
    """What an association asks to be changed in its decision."""

    asked = forms.CharField(
        label=_("What should be changed?"), max_length=4000, widget=_area(4), validators=[printable]
    )
    grounds = forms.CharField(label=_("On what grounds?"), max_length=8000, widget=_area(6), validators=[printable])
    attachments = AttachmentsField(most=MOST_FILES, label=_("Attachments"), required=False)
    late_reason = forms.CharField(
        label=_("Why does the request come late?"), max_length=1000, widget=_area(), validators=[printable]
    )

    def __init__(self, *args: Any, late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["late_reason"]


class RectificationRecordForm(RectificationForm):
    """The same as it came by letter, e-mail or at the office, as an officer records it."""

    channel = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[(one.value, one.label) for one in Channel if one != Channel.PORTAL],
        widget=forms.RadioSelect,
    )
    arrived_on = DayField(label=_("Day of arrival"))
    by_member = forms.BooleanField(label=_("It was made by a member of the municipality"), required=False)
    asker_name = forms.CharField(
        label=_("Name of the member of the municipality"),
        help_text=_("Only the name, so that the decision can be sent. Leave empty when the association asks."),
        max_length=160,
        required=False,
        validators=[printable],
    )

    field_order = ["channel", "arrived_on", "by_member", "asker_name", "asked", "grounds", "attachments"]


class RectificationDecideForm(SittingForm):
    """How a request for rectification is decided."""

    outcome = forms.ChoiceField(
        label=_("Decision on the request"), choices=RectificationOutcome.choices, widget=forms.RadioSelect
    )
    amount = MoneyField(
        label=_("New sum"),
        help_text=_("Only when the decision is changed. In euros; 0 means that nothing is granted."),
        required=False,
    )
    public_purpose = forms.CharField(
        label=_("Purpose as published"),
        help_text=_("Stands in the public list of awards. Name no persons."),
        max_length=300,
        required=False,
        widget=_area(2),
        validators=[printable],
    )
    reasons = forms.CharField(
        label=_("Reasons of the decision"),
        help_text=_("Plain sentences that answer what was asked. Name no persons."),
        max_length=4000,
        widget=_area(6),
        validators=[printable],
    )
    shown_in_time = forms.BooleanField(
        label=_("The asker has shown that the request came in time after all"), required=False
    )
    confirmed = forms.BooleanField(label=_("I have read the request and the matter, and decide."))

    field_order = ["outcome", "amount", "public_purpose", "reasons", "shown_in_time"]

    def __init__(self, *args: Any, late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["shown_in_time"]
