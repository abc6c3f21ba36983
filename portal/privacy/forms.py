"""Input of data protection."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.forms import PortalForm


class AskForm(PortalForm):
    """A person asks to be erased."""

    reason = forms.CharField(
        label=_("What do you want to tell us?"),
        help_text=_("You needn't give a reason. If only some of your data should go, say what."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    confirmed = forms.BooleanField(label=_("I understand that I can't sign in with this account any more."))


class EraseForm(PortalForm):
    """The employee has looked at what goes and what stays."""

    confirmed = forms.BooleanField(label=_("I have looked at what is erased. It can't be undone."))


class RefuseForm(PortalForm):
    """Why the city says no."""

    answer = forms.CharField(
        label=_("Reasons"),
        help_text=_("The person gets this text by mail, with how to complain to the Data Protection Ombudsman."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
