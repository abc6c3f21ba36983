"""Choosing what stays when two associations become one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.models import Association
from associations.queries import merging
from portal.ui.forms import PortalForm

FIRST, SECOND = "first", "second"


class MergeForm(PortalForm):
    """Which of the two stays, and of each field in which they differ, whose value it has then."""

    confirmed = forms.BooleanField(
        label=gettext_lazy("These two are the same association"),
        error_messages={"required": gettext_lazy("Tick this to confirm, or go back.")},
    )

    def __init__(self, *args: Any, first: Association, second: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.second = first, second
        confirmed = self.fields.pop("confirmed")
        self.fields["stays"] = _choice(
            _("Which one stays?"), f"{first.name} (#{first.pk})", f"{second.name} (#{second.pk})", FIRST
        )
        for name in merging.differing(first, second):
            ours, theirs = merging.stored(first, name), merging.stored(second, name)
            chosen = FIRST if ours not in (None, "", []) else SECOND
            self.fields[f"field_{name}"] = _choice(
                merging.label(name), merging.shown(name, ours), merging.shown(name, theirs), chosen
            )
        self.fields["confirmed"] = confirmed

    @property
    def kept(self) -> Association:
        """The one that stays. Of a valid form."""
        return self.first if self.cleaned_data["stays"] == FIRST else self.second

    @property
    def absorbed(self) -> Association:
        """The other one. Of a valid form."""
        return self.second if self.cleaned_data["stays"] == FIRST else self.first

    @property
    def taken(self) -> list[str]:
        """The fields whose value comes from the one that doesn't stay. Of a valid form."""
        stays = self.cleaned_data["stays"]
        chosen = {name.removeprefix("field_"): value for name, value in self.cleaned_data.items() if name != "stays"}
        return [name for name in merging.FIELDS if chosen.get(name, stays) != stays]


def _choice(label: str, first: str, second: str, initial: str) -> forms.ChoiceField:
    widget = forms.RadioSelect(attrs={"class": "form-check-input"})
    return forms.ChoiceField(label=label, choices=[(FIRST, first), (SECOND, second)], initial=initial, widget=widget)
