"""Input about payment: taking an award, stopping it, batches and what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.models import BankAccount
from portal.ui.fields import DayField
from portal.ui.forms import PortalForm


class AccountForm(PortalForm):
    """To which of the association's accounts it is paid."""

    account = forms.ChoiceField(
        label=_("To which account is it paid?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an account.")},
    )

    def __init__(self, *args: Any, accounts: Sequence[BankAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = {str(one.pk): one for one in accounts}
        field: Any = self.fields["account"]
        field.choices = [(key, f"{one} ({one.holder})") for key, one in self.accounts.items()]

    def account_chosen(self) -> BankAccount:
        """The account."""
        return self.accounts[self.cleaned_data["account"]]


class AcceptForm(AccountForm):
    """The account, and that the terms have been read."""

    confirmed = forms.BooleanField(label=_("We have read the decision and the terms, and take the award."))


class DeclineForm(PortalForm):
    """Why the award isn't taken, and that this is meant."""

    reason = forms.CharField(
        label=_("Why don’t you take the award?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    confirmed = forms.BooleanField(label=_("We decline the award. This can’t be taken back."))


class StopForm(PortalForm):
    """Why payment is stopped, or goes on."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The association reads it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class UpToForm(PortalForm):
    """Up to which day payments are gathered. For the address."""

    marks_optional = False

    day = DayField(label=_("Due up to"), required=False)


class ApprovalForm(PortalForm):
    """That the payments have been read."""

    confirmed = forms.BooleanField(label=_("I have read the payments and approve them."))


class SentForm(PortalForm):
    """On which day the file went to the bank."""

    day = DayField(label=_("Sent to the bank on"))


class CancelForm(PortalForm):
    """Why a batch is cancelled."""

    reason = forms.CharField(label=_("Why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ReturnForm(PortalForm):
    """What came back, and why."""

    day = DayField(label=_("Came back on"))
    reason = forms.CharField(
        label=_("The bank’s reason"),
        help_text=_("The association reads it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
