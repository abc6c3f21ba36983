"""What an officer types of award models, and of money to share."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants import queries
from grants.enums import AwardMethod, CallKind
from grants.forms.calls import text
from grants.models import AwardModel, Call
from portal.ui.fields import DayField, MoneyField, NumberField
from portal.ui.forms import PortalForm
from portal.ui.tongues import Text, TonguesForm

# So many steps of a share by score have a line on the form.
BANDS = range(1, 6)


class AwardModelForm(TonguesForm):
    """How scores become sums."""

    valid_from = DayField(label=_("In force from"))
    method = forms.ChoiceField(label=_("Method"), choices=AwardMethod.choices, widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(
        label=_("For these categories"),
        help_text=_("Leave empty for all."),
        choices=CallKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    least_score = NumberField(
        label=_("Nothing below this score"), help_text=_("From 0 to 100."), highest=100, required=False
    )
    unit_cents = MoneyField(
        label=_("Sums are rounded down to full"), help_text=_("In euros, for example 10."), min_cents=1
    )
    most_cents = MoneyField(
        label=_("Highest sum for one application"),
        help_text=_("Leave empty for no limit."),
        min_cents=1,
        required=False,
    )
    fixed_cents = MoneyField(
        label=_("The same sum for all"), help_text=_("Only for this method."), min_cents=1, required=False
    )

    def more_fields(self) -> dict[str, forms.Field]:
        """Two numbers for each step of a share by score."""
        found: dict[str, forms.Field] = {}
        for number in BANDS:
            found[f"from_{number}"] = NumberField(
                label=_("Step %(number)d: from this score on") % {"number": number}, highest=100, required=False
            )
            found[f"percent_{number}"] = forms.IntegerField(
                label=_("Step %(number)d: per cent of the sum applied for") % {"number": number},
                min_value=0,
                max_value=100,
                required=False,
            )
        return found

    def texts(self) -> Mapping[str, Text]:
        """Its name: the reasons of a proposal say it."""
        return {"name": text(_("Name"), 120, needed=True)}

    def clean(self) -> dict[str, Any]:
        """Each method has its numbers."""
        data = super().clean() or {}
        method = data.get("method")
        if method == AwardMethod.FIXED and not self.errors.get("fixed_cents") and data.get("fixed_cents") is None:
            self.add_error("fixed_cents", gettext("Say which sum each application gets."))
        steps = self._steps(data)
        if method == AwardMethod.SHARE and not steps and not any(self.errors.get(f"from_{one}") for one in BANDS):
            self.add_error("from_1", gettext("Say from which score on how much of the sum is granted."))
        if len({score for score, _percent in steps}) < len(steps):
            self.add_error("from_1", gettext("Two steps begin at the same score."))
        return data

    def _steps(self, data: Mapping[str, Any]) -> list[tuple[Decimal, int]]:
        found = []
        for number in BANDS:
            score, percent = data.get(f"from_{number}"), data.get(f"percent_{number}")
            if (score is None) != (percent is None):
                lacks = "from" if score is None else "percent"
                if not self.errors.get(f"{lacks}_{number}"):
                    self.add_error(f"{lacks}_{number}", gettext("Fill in both numbers of the step, or neither."))
            elif score is not None and percent is not None:
                found.append((score, percent))
        return found

    def values(self) -> dict[str, Any]:
        """The model's columns."""
        data = self.cleaned_data
        method = data["method"]
        steps = sorted(self._steps(data), reverse=True) if method == AwardMethod.SHARE else []
        named = ("valid_from", "method", "kinds", "unit_cents", "most_cents")
        return {
            **{name: value for name, value in data.items() if name.startswith("name_")},
            **{name: data[name] for name in named},
            "least_score": data["least_score"] or Decimal(0),
            "fixed_cents": data["fixed_cents"] if method == AwardMethod.FIXED else None,
            "bands": [{"from": str(score), "percent": percent} for score, percent in steps],
        }

    @classmethod
    def initial_of(cls, model: AwardModel) -> dict[str, Any]:
        """The model as the form shows it."""
        named = ("valid_from", "method", "kinds", "least_score", "unit_cents", "most_cents", "fixed_cents")
        found = {**cls.columns(model, "name"), **{name: getattr(model, name) for name in named}}
        for number, band in zip(BANDS, model.bands, strict=False):
            found[f"from_{number}"] = Decimal(band["from"])
            found[f"percent_{number}"] = band["percent"]
        return found


class MoneyToShareForm(PortalForm):
    """How much money is shared by which model."""

    money = MoneyField(label=_("Money to share"), min_cents=1, max_cents=2_000_000_000_00)
    model = forms.TypedChoiceField(label=_("Award model"), required=False, empty_value=None)

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.models = queries.award_models(call.kind)
        by_key = {str(model.pk): model for model in self.models}
        field: Any = self.fields["model"]
        field.choices = [("", _("compare all")), *((key, model.name) for key, model in by_key.items())]
        field.coerce = by_key.__getitem__
