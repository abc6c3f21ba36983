"""Bringing in register data."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.models import Sector
from portal.ui.forms import PortalForm


class ImportForm(PortalForm):
    """A file, and the sector for associations of which the file names none."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, at most 20 MB and 100,000 rows. The first row holds the headings."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
    sector = forms.ModelChoiceField(
        label=_("Sector of new associations"),
        help_text=_("For rows that name no sector."),
        queryset=Sector.objects.all(),
        empty_label=None,
    )
