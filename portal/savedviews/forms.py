"""Saving a view."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.savedviews.models import QUERY_LENGTH
from portal.ui.forms import PortalForm


class ViewForm(PortalForm):
    """The view's name, and who has it."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)
    shared = forms.BooleanField(label=_("My colleagues may use it too"), required=False)
    is_default = forms.BooleanField(label=_("My list opens with it"), required=False)


class NewViewForm(ViewForm):
    """The same, with what the list page sends along."""

    page = forms.CharField(max_length=80, widget=forms.HiddenInput)
    query = forms.CharField(max_length=QUERY_LENGTH, required=False, widget=forms.HiddenInput)
