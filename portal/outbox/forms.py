"""How a person wants to hear."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.outbox import registry
from portal.outbox.enums import Channel
from portal.outbox.models import OutboxSettings
from portal.ui.forms import PortalForm


class PreferencesForm(PortalForm):
    """One choice per optional kind, the hour of the digest, and quiet hours."""

    digest_hour = forms.TypedChoiceField(
        label=gettext_lazy("When should the daily digest come?"),
        choices=[(hour, f"{hour}.00") for hour in range(24)],
        coerce=int,
        initial=OutboxSettings.DEFAULT_DIGEST_HOUR,
    )
    quiet_from = forms.TimeField(
        label=gettext_lazy("Quiet hours from"),
        required=False,
        help_text=gettext_lazy("In the quiet hours no e-mail is sent; it follows when they end."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("Quiet hours until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kinds = {f"kind_{number}": kind for number, kind in enumerate(registry.optional())}
        choices = {
            name: forms.ChoiceField(
                label=str(kind.label), choices=Channel.choices, widget=forms.Select(attrs={"class": "form-select"})
            )
            for name, kind in self._kinds.items()
        }
        self.fields = {**choices, **self.fields}

    @classmethod
    def initial_of(cls, chosen: dict[str, str], hours: OutboxSettings) -> dict[str, Any]:
        """Initial values from what is stored, given by kind."""
        return {
            "digest_hour": hours.digest_hour,
            "quiet_from": hours.quiet_from,
            "quiet_until": hours.quiet_until,
            **{
                f"kind_{number}": chosen.get(kind.name, Channel.IMMEDIATELY)
                for number, kind in enumerate(registry.optional())
            },
        }

    @property
    def channels(self) -> dict[str, str]:
        """The chosen channel by the kind's name, once the form is valid."""
        return {kind.name: self.cleaned_data[name] for name, kind in self._kinds.items()}

    @property
    def has_choices(self) -> bool:
        """Whether there is any kind to choose about."""
        return bool(self._kinds)

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end."""
        data = super().clean() or {}
        start, end = data.get("quiet_from"), data.get("quiet_until")
        if "quiet_from" in self.errors or "quiet_until" in self.errors:
            return data
        if (start is None) != (end is None):
            self.add_error(
                "quiet_from" if start is None else "quiet_until",
                ValidationError(_("Give both the beginning and the end of the quiet hours.")),
            )
        elif start is not None and start == end:
            self.add_error(
                "quiet_until", ValidationError(_("The quiet hours must end at another time than they begin."))
            )
        return data
