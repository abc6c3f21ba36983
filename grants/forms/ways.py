"""How a party is notified of a decision, as whoever decides chooses it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.services.sittings import WAYS
from portal.decisions.enums import Way

OF_ONE = _("How is the association notified?")


# The day of a certificate of service can be noted of a decision on an application alone.
UNSERVED = tuple(way for way in WAYS if way != Way.SERVICE)


class WayField(forms.ChoiceField):
    """One of the ways in which a decision reaches its party. Where nothing is said it is the first: an e-notice.

    The day of notification and the last day follow from it (Hallintolaki 434/2003 §§59–60, 13/2003 §19).
    """

    def __init__(self, *, label: Any = OF_ONE, ways: Sequence[Way] = WAYS, **kwargs: Any) -> None:
        super().__init__(
            label=label,
            choices=[(way.value, way.label) for way in ways],
            widget=forms.RadioSelect,
            initial=WAYS[0],
            required=False,
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """The way's value. Raises ValidationError for what isn't offered."""
        return super().clean(value) or WAYS[0].value
