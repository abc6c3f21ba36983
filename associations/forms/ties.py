"""Recording a tie."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from portal.ui.forms import PortalForm


class TieForm(PortalForm):
    """An employee records a seat of their own or of a close relative."""

    association = forms.CharField(
        label=_("Association"),
        help_text=_("The name or the register number, as the register has it."),
        max_length=160,
    )
    relative = forms.BooleanField(
        label=_("The seat is a close relative's"),
        required=False,
    )

    def clean_association(self) -> Association:
        """The association of that name or number."""
        text: str = self.cleaned_data["association"]
        found = Association.objects.filter(name_fi__iexact=text).first()
        if found is None and text:
            found = Association.objects.filter(register_number=text).first()
        if found is None:
            raise forms.ValidationError(
                _("No association has the name or number “%(text)s”. Check the spelling in the directory."),
                params={"text": text},
            )
        return found
