"""What an officer types to build a call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.enums import DECIDING, TICKED, WITH_OPTIONS, CallKind, QuestionKind
from grants.forms.printable import printable
from grants.models import Call, Criterion, EligibilityQuestion, Question
from portal import clock
from portal.translated import LANGUAGES, active
from portal.ui.fields import ClockField, DayField, MoneyField, parse_money, written_sum
from portal.ui.forms import PortalForm

MOST_OPTIONS = 40
# A question's texts, as its columns are called.
TEXTS = [f"{name}_{tongue}" for name in ("label", "help") for tongue in LANGUAGES]
_TONGUES = {"fi": _("%(label)s, in Finnish"), "sv": _("%(label)s, in Swedish"), "en": _("%(label)s, in English")}


def in_tongues(
    name: str, label: Any, length: int, rows: int = 1, help_text: Any = "", *, needed: bool = False
) -> dict[str, forms.CharField]:
    """The same text in three languages; ``needed`` says that the Finnish one has to be filled in."""
    found = {}
    for tongue in LANGUAGES:
        widget: forms.Widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
        widget.attrs["lang"] = tongue
        found[f"{name}_{tongue}"] = forms.CharField(
            label=_TONGUES[tongue] % {"label": label},
            max_length=length,
            required=needed and tongue == "fi",
            widget=widget,
            validators=[printable],
            help_text=help_text if tongue == "fi" else "",
        )
    return found


class _TextsForm(PortalForm):
    """Adds texts in three languages before the other fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Before the base makes its copies, so that these fields get its limits and its safe text too.
        self.base_fields: dict[str, forms.Field] = {**self.texts(), **type(self).base_fields}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def texts(self) -> Mapping[str, forms.Field]:
        """The fields in three languages."""
        return {}


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


class ExtensionForm(_TextsForm):
    """A later closing moment, in Helsinki, and why."""

    closes_on = DayField(label=_("Closes on"))
    closes_clock = ClockField(label=_("At"), help_text=_("For example 15.00."))

    field_order = ["closes_on", "closes_clock"]

    def texts(self) -> Mapping[str, forms.Field]:
        """The reason."""
        help_text = _("Everyone sees it on the page of the call: for example when the portal could not be used.")
        return in_tongues("reason", _("Reason"), 400, 2, help_text, needed=True)

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


class CallForm(_TextsForm, MomentsForm):
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
    scores_needed = forms.IntegerField(label=_("Independent scores per application"), min_value=1, max_value=9)
    de_minimis = forms.BooleanField(label=_("May be de minimis aid (EU 2023/2831)"), required=False)

    def texts(self) -> Mapping[str, forms.Field]:
        """Title, sentence, terms, provisions."""
        return {
            **in_tongues("title", _("Title"), 160, needed=True),
            **in_tongues("summary", _("In one sentence"), 300, 2),
            **in_tongues("terms", _("Who may apply, and for what"), 6000, 8),
            **in_tongues("basis", _("Provisions"), 500, 2, _("The decision names them (Hallintolaki 434/2003 §44).")),
        }

    @staticmethod
    def initial_of(call: Call) -> dict[str, Any]:
        """The call as the form shows it."""
        names = [*("kind", "authority", "appropriation_cents", "amounts_cents", "scores_needed", "de_minimis")]
        names += [f"{name}_{tongue}" for name in ("title", "summary", "terms", "basis") for tongue in LANGUAGES]
        return {**MomentsForm.moments_of(call), **{name: getattr(call, name) for name in names}}

    def values(self) -> dict[str, Any]:
        """The facts as the service knows them."""
        own = {name: value for name, value in self.cleaned_data.items() if not name.endswith(("_on", "_clock"))}
        return {**own, **self.moments()}


class OptionsField(forms.CharField):
    """One option a line."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        """The lines that say something."""
        return [line.strip() for line in str(super().clean(value) or "").splitlines() if line.strip()]


class QuestionForm(_TextsForm):
    """One question of a call."""

    kind = forms.ChoiceField(label=_("Kind of answer"), choices=QuestionKind.choices)
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    max_length = forms.IntegerField(
        label=_("At most so many characters"), help_text=_("Of a text."), min_value=10, max_value=8000, required=False
    )
    lowest = forms.IntegerField(label=_("At least"), help_text=_("Of a number or a sum in euros."), required=False)
    highest = forms.IntegerField(label=_("At most"), help_text=_("Of a number or a sum in euros."), required=False)
    is_requested_sum = forms.BooleanField(label=_("This is the sum applied for"), required=False)
    asked_if = forms.TypedChoiceField(label=_("Asked only after"), coerce=int, empty_value=None, required=False)
    asked_if_values = forms.MultipleChoiceField(
        label=_("When the answer is"), widget=forms.CheckboxSelectMultiple, required=False
    )

    # The kind says which of the others matter.
    field_order = ["label_fi", "label_sv", "label_en", "kind"]

    def __init__(self, *args: Any, question: Question | None, others: Sequence[Question], **kwargs: Any) -> None:
        self.question = question
        initial = {**self._initial_of(question), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        deciding = [one for one in others if one.kind in DECIDING]
        after: Any = self.fields["asked_if"]
        after.choices = [("", gettext("Always asked")), *((str(one.pk), one.label) for one in deciding)]
        values: Any = self.fields["asked_if_values"]
        values.choices = [
            (f"{one.pk}:{key}", f"{one.label}: {name}") for one in deciding for key, name in _answers_of(one)
        ]
        if not deciding:
            # There is nothing on which it could hang.
            for name in ("asked_if", "asked_if_values"):
                self.fields[name].widget = forms.HiddenInput() if name == "asked_if" else forms.MultipleHiddenInput()

    def texts(self) -> Mapping[str, forms.Field]:
        """Label, help, options."""
        options = {
            f"options_{tongue}": OptionsField(
                label=_TONGUES[tongue] % {"label": _("Options, one a line")},
                max_length=4000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4, "lang": tongue}),
            )
            for tongue in LANGUAGES
        }
        return {
            **in_tongues("label", _("Question"), 200, needed=True),
            **options,
            **in_tongues("help", _("Help"), 400, 2),
        }

    @staticmethod
    def _initial_of(question: Question | None) -> dict[str, Any]:
        if question is None:
            return {"required": True, "max_length": 2000}
        names = ("kind", "required", "max_length", "is_requested_sum")
        cents = 100 if question.kind == QuestionKind.MONEY else 1
        return {
            **{name: getattr(question, name) for name in names},
            **{name: getattr(question, name) for name in TEXTS},
            **{
                f"options_{tongue}": "\n".join(option.get(tongue, "") for option in question.options)
                for tongue in LANGUAGES
            },
            **{
                name: None if (limit := getattr(question, name)) is None else limit // cents
                for name in ("lowest", "highest")
            },
            "asked_if": question.asked_if_id,
            "asked_if_values": [f"{question.asked_if_id}:{value}" for value in question.asked_if_values],
        }

    def clean(self) -> dict[str, Any]:
        """Options have the same lines in every language that has any; limits and conditions fit together."""
        data = super().clean() or {}
        if data.get("kind") in WITH_OPTIONS:
            count = len(data.get("options_fi") or [])
            if count > MOST_OPTIONS:
                too_many = gettext("A question has at most %(number)d options.") % {"number": MOST_OPTIONS}
                self.add_error("options_fi", too_many)
            for tongue in LANGUAGES[1:]:
                if data.get(f"options_{tongue}") and len(data[f"options_{tongue}"]) != count:
                    self.add_error(
                        f"options_{tongue}", gettext("Write as many lines as in Finnish, in the same order.")
                    )
        lowest, highest = data.get("lowest"), data.get("highest")
        if lowest is not None and highest is not None and highest < lowest:
            self.add_error("highest", gettext("The highest value can't be below the lowest."))
        after = data.get("asked_if")
        chosen = [value for value in data.get("asked_if_values") or [] if value.partition(":")[0] == str(after)]
        if after is not None and not chosen:
            self.add_error("asked_if_values", gettext("Say after which answers the question is asked."))
        return data

    def values(self) -> dict[str, Any]:
        """The question as the service knows it."""
        data = self.cleaned_data
        cents = 100 if data["kind"] == QuestionKind.MONEY else 1
        limited = data["kind"] in {QuestionKind.MONEY, QuestionKind.NUMBER}
        after = data["asked_if"]
        return {
            **{name: data[name] for name in TEXTS},
            "kind": data["kind"],
            "required": data["required"],
            "max_length": data["max_length"] or 2000,
            "lowest": data["lowest"] * cents if limited and data["lowest"] is not None else None,
            "highest": data["highest"] * cents if limited and data["highest"] is not None else None,
            "options": self._options() if data["kind"] in WITH_OPTIONS else [],
            "is_requested_sum": data["is_requested_sum"],
            "asked_if_id": after,
            "asked_if_values": [
                value.partition(":")[2]
                for value in data["asked_if_values"]
                if after is not None and value.partition(":")[0] == str(after)
            ],
        }

    def _options(self) -> list[dict[str, str]]:
        """Options keep their keys by their Finnish words, then by their place: answers given stay what they were."""
        data = self.cleaned_data
        lines: list[str] = data["options_fi"]
        former: list[dict[str, str]] = list(self.question.options) if self.question else []
        by_words = {option["fi"]: option["key"] for option in former}
        taken: set[str] = set()
        found = []
        for place, words in enumerate(lines):
            same_count = len(former) == len(lines)
            key = by_words.get(words) or (former[place]["key"] if same_count else "") or _option_key(words)
            key = next(one for one in (key, *(f"{key}-{number}" for number in range(2, 99))) if one not in taken)
            taken.add(key)
            named = {tongue: data[f"options_{tongue}"][place] for tongue in LANGUAGES[1:] if data[f"options_{tongue}"]}
            found.append({"key": key, "fi": words, **named})
        return found


def _option_key(words: str) -> str:
    return slugify(words)[:40].strip("-") or "vaihtoehto"


def _answers_of(question: Question) -> Iterable[tuple[str, str]]:
    if question.kind == QuestionKind.DECLARATION:
        return [(TICKED, gettext("Yes"))]
    return [(option["key"], question.option_label(option["key"], active())) for option in question.options]


class CriterionForm(_TextsForm):
    """One criterion of a call."""

    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=100, initial=1)
    max_points = forms.IntegerField(label=_("Highest points"), min_value=1, max_value=100, initial=10)

    def texts(self) -> Mapping[str, forms.Field]:
        """Label and guide."""
        return {
            **in_tongues("label", _("Criterion"), 160, needed=True),
            **in_tongues("guide", _("Scoring guide"), 400, 2),
        }

    @staticmethod
    def initial_of(criterion: Criterion) -> dict[str, Any]:
        """The criterion as the form shows it."""
        names = [f"{name}_{tongue}" for name in ("label", "guide") for tongue in LANGUAGES]
        return {name: getattr(criterion, name) for name in (*names, "weight", "max_points")}


class EligibilityForm(_TextsForm):
    """One question of the eligibility test."""

    fits = forms.TypedChoiceField(
        label=_("For whom is the grant?"),
        choices=[("True", _("For those who answer yes")), ("False", _("For those who answer no"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        initial="True",
    )

    field_order = ["label_fi", "label_sv", "label_en", "fits"]

    def texts(self) -> Mapping[str, forms.Field]:
        """The question, and what is said to others."""
        help_text = _("Kindly, and with another way where there is one.")
        return {
            **in_tongues("label", _("Question that is answered by yes or no"), 200, needed=True),
            **in_tongues("refusal", _("What others are told"), 400, 2, help_text, needed=True),
        }

    @staticmethod
    def initial_of(row: EligibilityQuestion) -> dict[str, Any]:
        """The question as the form shows it."""
        names = [f"{name}_{tongue}" for name in ("label", "refusal") for tongue in LANGUAGES]
        return {**{name: getattr(row, name) for name in names}, "fits": str(row.fits)}
