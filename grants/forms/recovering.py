"""Input about the recovery of a grant: opening, answer, decision, payments that come back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants import rules
from grants.enums import RecoveryGround, RectificationOutcome
from grants.forms.attaching import AttachmentsField
from grants.forms.deciding import SittingForm
from grants.forms.printable import printable
from grants.forms.ways import UNSERVED, WayField
from grants.services.recovering import MOST_FILES
from portal.ui.fields import DayField, MoneyField
from portal.ui.forms import PortalForm


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RecoveryOpenForm(PortalForm):
    """What the association is heard about."""

    ground = forms.ChoiceField(label=_("On what ground?"), choices=RecoveryGround.choices, widget=forms.RadioSelect)
    amount = MoneyField(
        label=_("Sum to be recovered"),
        help_text=_("In euros. What hasn’t been paid yet is taken first, and the rest is paid back."),
        min_cents=1,
    )
    reasons = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "Plain sentences: what happened, and which term of the grant it is against. The association reads them."
        ),
        max_length=4000,
        widget=_area(6),
        validators=[printable],
    )
    hear_by = DayField(label=_("Until which day may the association answer?"))
    confirmed = forms.BooleanField(
        label=_("I have read the matter. The association is asked to answer, and what hasn’t been paid is stopped.")
    )


class RecoveryAnswerForm(PortalForm):
    """What the association says about it."""

    answer = forms.CharField(
        label=_("What do you say about it?"),
        help_text=_("For example what the money was used for, or why the sum should be smaller."),
        max_length=8000,
        required=False,
        widget=_area(6),
        validators=[printable],
    )
    attachments = AttachmentsField(most=MOST_FILES, label=_("Attachments"), required=False)


class RecoveryDecideForm(SittingForm):
    """Whether the grant is recovered, how much of it, and when it is paid back."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[("recover", _("the grant is recovered")), ("drop", _("the grant isn’t recovered"))],
        widget=forms.RadioSelect,
    )
    amount = MoneyField(
        label=_("Sum to be recovered"),
        help_text=_(
            "In euros, at most what the association was heard about. What hasn’t been paid yet is taken first, and the "
            "rest is paid back."
        ),
        required=False,
    )
    instalments = forms.IntegerField(
        label=_("In how many instalments?"),
        help_text=_("They fall due a month apart. 1 is one sum."),
        min_value=1,
        max_value=rules.MOST_INSTALMENTS,
        required=False,
    )
    first_due = DayField(label=_("By which day is the first one paid?"), required=False)
    reasons = forms.CharField(
        label=_("Reasons of the decision"),
        help_text=_("Plain sentences that also answer what the association said. Name no persons."),
        max_length=4000,
        widget=_area(6),
        validators=[printable],
    )
    way = WayField(ways=UNSERVED)
    confirmed = forms.BooleanField(label=_("I have read the matter and the answer, and decide."))

    field_order = ["outcome", "amount", "instalments", "first_due", "reasons"]

    def __init__(self, *args: Any, unpaid: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Cents of the award that wait to be paid: up to that nothing is paid back.
        self.unpaid = unpaid

    def clean(self) -> dict[str, Any]:
        """What is recovered has a sum, a number of instalments and a first day."""
        data = super().clean()
        if data.get("outcome") == "recover":
            for name in ("amount", *(("instalments", "first_due") if self._pays_back(data) else ())):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, gettext("This is missing."))
        return data

    def _pays_back(self, data: dict[str, Any]) -> bool:
        return (data.get("amount") or 0) > self.unpaid or not data.get("amount")


class RecoveryRectifyForm(SittingForm):
    """How a request for rectification of a decision to recover is decided."""

    outcome = forms.ChoiceField(
        label=_("Decision on the request"), choices=RectificationOutcome.choices, widget=forms.RadioSelect
    )
    amount = MoneyField(
        label=_("New sum to be recovered"),
        help_text=_("Only when the decision is changed. In euros; 0 means that nothing is recovered."),
        required=False,
    )
    pay_again = DayField(
        label=_("By which day is what has fallen due meanwhile paid?"),
        help_text=_("Instalments that aren’t paid fall due on this day at the earliest. Empty: all days stay."),
        required=False,
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
    way = WayField(ways=UNSERVED)
    confirmed = forms.BooleanField(label=_("I have read the request and the matter, and decide."))

    field_order = ["outcome", "amount", "pay_again", "reasons", "shown_in_time"]

    def __init__(self, *args: Any, late: bool = False, open_: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["shown_in_time"]
        if not open_:
            del self.fields["pay_again"]


class RecoveryPaymentForm(PortalForm):
    """What has come back."""

    amount = MoneyField(label=_("Sum received"), help_text=_("In euros."), min_cents=1)
    received_on = DayField(label=_("Day on which it came"))


class RecoveryCorrectForm(PortalForm):
    """How much of what was recorded is taken back, and why."""

    amount = MoneyField(label=_("Sum to be taken back"), help_text=_("In euros, without a minus sign."), min_cents=1)
    received_on = DayField(label=_("Day of the correction"))
    reason = forms.CharField(label=_("What was wrong?"), max_length=1000, widget=_area(), validators=[printable])


class RecoveryWriteOffForm(PortalForm):
    """Why the rest is given up, and that this is meant."""

    reason = forms.CharField(
        label=_("Why is the rest written off?"), max_length=2000, widget=_area(), validators=[printable]
    )
    confirmed = forms.BooleanField(label=_("I write off the rest. This can’t be taken back."))
