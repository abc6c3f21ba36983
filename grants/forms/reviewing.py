"""Input of those who review and decide: points, proposal, decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from grants.forms.phrases import TakesTexts, no_places
from grants.forms.printable import printable
from grants.forms.ways import WayField
from grants.models import Criterion
from portal.ui.fields import MoneyField
from portal.ui.forms import PortalForm


class ReviewForm(PortalForm):
    """Points and a reason on every criterion of the call."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        self.criteria = list(criteria)
        self.base_fields: dict[str, forms.Field] = {}  # type: ignore[misc]
        for criterion in self.criteria:
            self.base_fields[f"points-{criterion.pk}"] = forms.IntegerField(
                label=_("%(criterion)s: points from 0 to %(max)s")
                % {"criterion": criterion.label, "max": criterion.max_points},
                help_text=escape(criterion.guide),
                min_value=0,
                max_value=criterion.max_points,
            )
            self.base_fields[f"reason-{criterion.pk}"] = forms.CharField(
                label=_("%(criterion)s: reason") % {"criterion": criterion.label},
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        super().__init__(*args, **kwargs)

    def scores(self) -> dict[Criterion, tuple[int, str]]:
        """Points and reason by criterion."""
        data = self.cleaned_data
        return {c: (data[f"points-{c.pk}"], data[f"reason-{c.pk}"]) for c in self.criteria}


class ProposalForm(TakesTexts):
    """The sum and the reasons of a proposal."""

    amount = MoneyField(label=_("Sum proposed"), help_text=_("In euros. 0 means that nothing is granted."))
    public_purpose = forms.CharField(
        label=_("Purpose as published"),
        help_text=_("Stands in the public list of awards. Name no persons."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[printable],
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("Plain sentences, built on the published criteria. They go to the applicant with the decision."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[printable, no_places],
    )
    public_reasons = forms.CharField(
        label=_("Reasons as published"),
        help_text=_(
            "Stand with the decision on the web until the appeal period has ended. Name no persons. "
            "If you leave this empty, only the outcome is published."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[printable],
    )


class ReasonForm(PortalForm):
    """Why something is done."""

    reason = forms.CharField(label=_("Why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(TakesTexts):
    """The decision maker's confirmation; the reasons can still be made clearer."""

    reasons = forms.CharField(
        label=_("Reasons of the decision"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[printable, no_places],
    )
    way = WayField()
    confirmed = forms.BooleanField(label=_("I have read the application, the scores and the proposal, and decide."))
