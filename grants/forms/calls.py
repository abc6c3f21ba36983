"""What an officer types of a call: its moments, texts, money."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from associations.enums import Part
from grants.enums import CallKind
from grants.forms.instalments import InstalmentsField
from grants.forms.printable import printable
from grants.models import Aim, Call, Principles
from portal import clock
from portal.accounts.models import User
from portal.ui.fields import ClockField, DayField, MoneyField, parse_money, written_sum
from portal.ui.forms import PortalForm
from portal.ui.tongues import Text, TonguesForm


def text(label: Any, length: int, rows: int = 1, help_text: Any = "", *, needed: bool = False) -> Text:
    """A text of a call: the portal's documents must be able to show it."""
    return Text(label, length, help_text, rows, needed, validators=(printable,))


_FACTS = (
    *("kind", "authority", "appropriation_cents", "amounts_cents", "scores_needed", "de_minimis"),
    *("while_lasts", "share_percent", "awards_a_year", "parts"),
    *("report_due_on", "report_months", "interim_due_on", "interim_months"),
    *("pay_days", "pay_parts", "pay_waits"),
)


class MomentsForm(PortalForm):
    """When a call opens and closes, in Helsinki."""

    opens_on = DayField(label=_("Opens on"))
    opens_clock = ClockField(label=_("At"), help_text=_("For example 9.00."))
    closes_on = DayField(label=_("Closes on"))
    closes_clock = ClockField(
        label=_("At"), help_text=_("An application is in time until this moment, for example 15.00.")
    )

    @staticmethod
    def moments_of(call: Call, years: int = 0) -> dict[str, Any]:
        """The moments as the form begins with them; ``years`` later for a copy."""
        found: dict[str, Any] = {}
        for name, moment in (("opens", call.opens_at), ("closes", call.closes_at)):
            local = clock.local(moment)
            # 29 February comes again only every fourth year.
            day = local.date().replace(day=28) if years and (local.month, local.day) == (2, 29) else local.date()
            found[f"{name}_on"] = day.replace(year=day.year + years)
            found[f"{name}_clock"] = local.time()
        return found

    def moments(self) -> dict[str, datetime]:
        """Both moments, aware."""
        data = self.cleaned_data
        return {f"{name}_at": clock.at(data[f"{name}_on"], data[f"{name}_clock"]) for name in ("opens", "closes")}


class ExtensionForm(TonguesForm):
    """A later closing moment, in Helsinki, and why."""

    closes_on = DayField(label=_("Closes on"))
    closes_clock = ClockField(label=_("At"), help_text=_("For example 15.00."))

    field_order = ["closes_on", "closes_clock"]

    def texts(self) -> Mapping[str, Text]:
        """The reason."""
        help_text = _("Everyone sees it on the page of the call: for example when the portal could not be used.")
        return {"reason": text(_("Reason"), 400, 2, help_text, needed=True)}

    def moment(self) -> datetime:
        """The closing moment, aware."""
        return clock.at(self.cleaned_data["closes_on"], self.cleaned_data["closes_clock"])

    def reasons(self) -> dict[str, str]:
        """The reason by column."""
        return {name: value for name, value in self.cleaned_data.items() if name.startswith("reason_")}


class NewCallForm(MomentsForm):
    """How a call begins."""

    title_fi = forms.CharField(label=_("Title, in Finnish"), max_length=160, validators=[printable])
    kind = forms.ChoiceField(label=_("Category"), choices=CallKind.choices)

    field_order = ["title_fi", "kind"]


class SumsField(forms.CharField):
    """Sums apart by semicolons or line ends; the value is whole cents in rising order."""

    def prepare_value(self, value: Any) -> Any:
        """As the officer would write them."""
        return "; ".join(written_sum(cents) for cents in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The cents. Raises ValidationError for what isn't a sum."""
        written = super().clean(value)
        parts = [part for part in str(written or "").replace("\n", ";").split(";") if part.strip()]
        return sorted({parse_money(part) for part in parts})


class CallForm(TonguesForm, MomentsForm):
    """All facts of a call."""

    kind = forms.ChoiceField(label=_("Category"), choices=CallKind.choices)
    authority = forms.CharField(
        label=_("Deciding authority"),
        help_text=_("As the decision names it (Hallintolaki 434/2003 §44)."),
        max_length=160,
        required=False,
        validators=[printable],
    )
    appropriation_cents = MoneyField(label=_("Appropriation"), max_cents=2_000_000_000_00)
    amounts_cents = SumsField(
        label=_("Sums that can be applied for"),
        help_text=_("For example 500; 1 000. Leave empty where the applicant names the sum."),
        max_length=200,
        required=False,
    )
    while_lasts = forms.BooleanField(
        label=_("Open only while the appropriation lasts"),
        help_text=_("A continuous call: it closes early when everything has been granted."),
        required=False,
    )
    share_percent = forms.IntegerField(
        label=_("At most this share of the costs, %"),
        help_text=_("Looked at where the form has a table of costs. Leave empty for no limit."),
        min_value=1,
        max_value=100,
        required=False,
    )
    awards_a_year = forms.IntegerField(
        label=_("Awards of this category per association and year"),
        help_text=_("Leave empty for no limit."),
        min_value=1,
        max_value=50,
        required=False,
    )
    report_due_on = DayField(
        label=_("Use report by this day"),
        help_text=_("A day, or months after the decision. Leave both empty where no use report is asked."),
        required=False,
    )
    report_months = forms.IntegerField(
        label=_("Use report so many months after the decision"), min_value=1, max_value=60, required=False
    )
    interim_due_on = DayField(
        label=_("Interim report by this day"),
        help_text=_("Given in the same way as the use report. Leave both empty where no interim report is asked."),
        required=False,
    )
    interim_months = forms.IntegerField(
        label=_("Interim report so many months after the decision"), min_value=1, max_value=60, required=False
    )
    pay_days = forms.IntegerField(
        label=_("Payment: so many days after the association has accepted the award"),
        min_value=0,
        max_value=365,
    )
    pay_parts = InstalmentsField(
        label=_("Payment in several instalments"),
        help_text=_(
            "One on a line: per cent, and a day or the word “report”, which waits for the interim report."
            " For example “60” and “40 report”. Leave empty to pay in one sum."
        ),
        required=False,
    )
    pay_waits = forms.BooleanField(
        label=_("Nothing is paid before the end of the rectification period"),
        required=False,
    )
    principles = forms.ModelChoiceField(
        label=_("Grant principles"), queryset=Principles.objects.none(), required=False, empty_label=_("none")
    )
    aims = forms.ModelMultipleChoiceField(
        label=_("Goals and emphases that the call serves"),
        queryset=Aim.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    parts = forms.MultipleChoiceField(
        label=_("Parts of the operating model that the call touches"),
        choices=Part.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reviewers = forms.ModelMultipleChoiceField(
        label=_("Reviewers"),
        help_text=_("Where some are chosen, only they score. Leave empty for all who review grants."),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    scores_needed = forms.IntegerField(label=_("Independent scores per application"), min_value=1, max_value=9)
    de_minimis = forms.BooleanField(label=_("May be de minimis aid (EU 2023/2831)"), required=False)

    def __init__(self, *args: Any, reviewers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = Principles.objects.published()
        fields: Any = self.fields
        fields["principles"].queryset = published
        fields["aims"].queryset = Aim.objects.filter(principles__in=published).select_related("principles")
        fields["aims"].label_from_instance = _aim_in_words
        fields["reviewers"].queryset = reviewers

    def clean(self) -> dict[str, Any]:
        """Goals and emphases are those of the chosen principles."""
        data = super().clean() or {}
        principles = data.get("principles")
        if any(aim.principles_id != (principles.pk if principles else None) for aim in data.get("aims") or ()):
            self.add_error("aims", gettext("Choose goals and emphases of the chosen principles."))
        return data

    def texts(self) -> Mapping[str, Text]:
        """Title, sentence, terms, provisions."""
        return {
            "title": text(_("Title"), 160, needed=True),
            "summary": text(_("In one sentence"), 300, 2),
            "terms": text(_("Who may apply, and for what"), 6000, 8),
            "rectifier": text(
                _("Of whom rectification is asked"),
                160,
                help_text=_(
                    "The committee, its section or the city board, as the administrative statute says"
                    " (Kuntalaki 410/2015 §134)."
                ),
            ),
            "basis": text(_("Provisions"), 500, 2, _("The decision names them (Hallintolaki 434/2003 §44).")),
        }

    @staticmethod
    def initial_of(call: Call) -> dict[str, Any]:
        """The call as the form shows it."""
        texts = CallForm.columns(call, "title", "summary", "terms", "basis", "rectifier")
        served = {"aims": list(call.aims.all()), "reviewers": list(call.reviewers.all()), "principles": call.principles}
        facts = {name: getattr(call, name) for name in _FACTS}
        return {**MomentsForm.moments_of(call), **texts, **facts, **served}

    def values(self) -> dict[str, Any]:
        """The facts as the service knows them."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in MomentsForm.base_fields}
        return {**own, **self.moments(), "aims": list(own["aims"]), "reviewers": list(own["reviewers"])}


def _aim_in_words(aim: Aim) -> str:
    return f"{aim.label} ({aim.get_kind_display()}, {aim.principles.title})"
