"""Documents to be verified, and bank accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from associations.enums import DocumentKind
from portal import clock
from portal.ui.fields import DayField, IbanField
from portal.ui.forms import PortalForm


class DocumentForm(PortalForm):
    """A document, of which year it is, and its file."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=DocumentKind.choices)
    year = forms.IntegerField(
        label=_("Which year is it about?"),
        help_text=_("Rules need none."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "5", "autocomplete": "off"}),
        error_messages={"invalid": _("Write the year in four digits.")},
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF is best; also pictures and Office files, at most 20 MB."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def clean(self) -> dict[str, Any]:
        """A document about a year says which."""
        data = super().clean() or {}
        this_year = clock.today().year
        if data.get("kind") and data["kind"] != DocumentKind.RULES and "year" not in self.errors:
            year = data.get("year")
            if year is None or not this_year - 20 <= year <= this_year + 1:
                self.add_error(
                    "year",
                    gettext("Give the year that the document is about, for example %(year)d.")
                    % {"year": this_year - 1},
                )
        return data


class AccountForm(PortalForm):
    """An account to which the city may pay."""

    iban = IbanField(
        label=_("Account number (IBAN)"),
        help_text=_("The account must be in the association’s own name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    starts_on = DayField(
        label=_("Used from"), help_text=_("Leave it empty to use the account from today."), required=False
    )
