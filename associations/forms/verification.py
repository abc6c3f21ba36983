"""What an officer says when looking at documents, accounts and names."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.forms import PortalForm


class CheckForm(PortalForm):
    """Why something doesn't count. Verifying needs no words."""

    reason = forms.CharField(
        label=_("If you reject: why?"),
        required=False,
        max_length=1000,
        help_text=_("The association gets it as it stands here."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NameForm(PortalForm):
    """The name as it should be written."""

    name_fi = forms.CharField(label=_("Name"), max_length=160)
    name_sv = forms.CharField(label=_("Name in Swedish"), max_length=160, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
