"""How a party is notified of a decision, as whoever decides chooses it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.services.sittings import WAYS

OF_ONE = _("How is the association notified?")


class WayField(forms.ChoiceField):
    """One of the ways in which a decision reaches its party. Where nothing is said it is the first: an e-notice.

    The day of notification and the last day follow from it (Hallintolaki 434/2003 §§59–60, 13/2003 §19).
    """

    def __init__(self, *, label: Any = OF_ONE, **kwargs: Any) -> None:
        super().__init__(
            label=label,
            choices=[(way.value, way.label) for way in WAYS],
            widget=forms.RadioSelect,
            initial=WAYS[0],
            required=False,
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """The way's value. Raises ValidationError for what isn't offered."""
        return super().clean(value) or WAYS[0].value
