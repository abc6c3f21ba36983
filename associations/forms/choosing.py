"""Choosing an association by its name, also without JavaScript: where several fit, the form comes back with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.models import Association
from associations.queries import matching
from portal.ui import text
from portal.ui.forms import PortalForm

MOST_TYPED = 160


class ChoosesAssociation(PortalForm):
    """A form with the field ``association``; its value is the association, None where nothing was typed."""

    association = forms.CharField(
        label=gettext_lazy("Association"),
        help_text=gettext_lazy("The name or a part of it, or the register number."),
        max_length=MOST_TYPED,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    chosen = forms.ChoiceField(
        label=gettext_lazy("Which of these?"), required=False, widget=forms.RadioSelect, choices=()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: list[Association] = []
        chosen: Any = self.fields["chosen"]
        if self.is_bound and (typed := self._typed()):
            self.found = matching.matches(typed)
            chosen.choices = [(str(one.pk), _described(one)) for one in self.found]
        if not self.must_choose:
            chosen.widget = forms.HiddenInput()

    @property
    def must_choose(self) -> bool:
        """Whether the typed words fit several, or one that is called differently."""
        return len(self.found) > 1 or (len(self.found) == 1 and not self._is_called_so(self.found[0]))

    def _typed(self) -> str:
        """What was typed; '' when it can't be looked for, which the field itself says."""
        typed = str(self["association"].data or "").strip()
        return "" if len(typed) > MOST_TYPED or text.fault(typed) else typed

    def _is_called_so(self, one: Association) -> bool:
        typed = self._typed().casefold()
        return typed in {one.name_fi.casefold(), one.name_sv.casefold(), one.name_en.casefold(), one.register_number}

    def clean(self) -> dict[str, Any]:
        """Put the association itself in place of its name."""
        data = super().clean() or {}
        typed = data.get("association")
        if not typed:
            return {**data, "association": None}
        chosen = next((one for one in self.found if str(one.pk) == data.get("chosen")), None)
        if chosen is None and self.must_choose:
            self.add_error("chosen", _("Choose the association that you mean."))
        elif chosen is None and not self.found:
            self.add_error(
                "association",
                forms.ValidationError(
                    _("No association has the name or number “%(text)s”. Check the spelling in the directory."),
                    params={"text": typed},
                ),
            )
        return {**data, "association": chosen or (self.found[0] if self.found else None)}


def _described(one: Association) -> str:
    return f"{one.name} ({one.register_number})" if one.register_number else one.name
