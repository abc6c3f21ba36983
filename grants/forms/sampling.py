"""What an officer types of an audit sample."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import Call
from grants.services.sampling import WORDS_LENGTH
from portal.ui.fields import DayField
from portal.ui.forms import PortalForm


class _Choice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class SampleForm(PortalForm):
    """From which awards, how many, with which words in the seed, and when it is drawn."""

    call = _Choice(
        label=_("Call"),
        help_text=_("Choose a call or give a year, one of the two."),
        queryset=Call.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    year = forms.IntegerField(label=_("Year of decision"), min_value=2000, max_value=2100, required=False)
    size = forms.IntegerField(label=_("How many are drawn"), min_value=1, max_value=10_000)
    words = forms.CharField(
        label=_("Words of the seed"),
        help_text=_("For example “Audit of 2026”. The portal adds digits that nobody can choose."),
        max_length=WORDS_LENGTH,
    )
    draw_on = DayField(
        label=_("Drawn on"), help_text=_("Tomorrow or later, so that everybody can see the seed before.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call: Any = self.fields["call"]
        call.queryset = Call.objects.published().order_by("-opens_at", "-pk")
