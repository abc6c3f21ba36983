"""What an officer types of a call's form: sections, questions, criteria, the eligibility test."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from associations.enums import DocumentKind
from grants.enums import DECIDING, TICKED, WITH_OPTIONS, QuestionKind, TableRole
from grants.forms.calls import text
from grants.models import Criterion, EligibilityQuestion, Question, Section
from portal.translated import LANGUAGES, active
from portal.ui.tongues import Group, Text, TonguesForm

MOST_OPTIONS = 40
# More don't fit on a telephone.
MOST_COLUMNS = 3
MOST_OWN_ROWS = 20
# A question's texts, as its columns are called.
TEXTS = [f"{name}_{tongue}" for name in ("label", "help") for tongue in LANGUAGES]


class LinesField(forms.CharField):
    """One option, row or column a line."""

    def clean(self, value: Any) -> Any:
        """The lines that say something."""
        return [line.strip() for line in str(super().clean(value) or "").splitlines() if line.strip()]


class SectionForm(TonguesForm):
    """A heading in the form."""

    def texts(self) -> Mapping[str, Text]:
        """Heading and help."""
        return {"label": text(_("Heading"), 120, needed=True), "help": text(_("Help"), 400, 2)}

    @classmethod
    def initial_of(cls, section: Section) -> dict[str, Any]:
        """The section as the form shows it."""
        return cls.columns(section, "label", "help")


_LIMITED = (QuestionKind.NUMBER, QuestionKind.MONEY)
# Which fields matter for which kinds of answer; the others always do.
_MATTERS: dict[str, tuple[str, ...]] = {
    "options": (*sorted(WITH_OPTIONS), QuestionKind.TABLE),
    "columns": (QuestionKind.TABLE,),
    "own_rows": (QuestionKind.TABLE,),
    "table_role": (QuestionKind.TABLE,),
    "max_length": (QuestionKind.TEXT, QuestionKind.LONG_TEXT),
    "lowest": _LIMITED,
    "highest": _LIMITED,
    "is_requested_sum": (QuestionKind.MONEY,),
    "document_kind": (QuestionKind.FILE,),
    "most_files": (QuestionKind.FILE,),
}
_PLAIN = (
    "kind",
    "required",
    "carries_over",
    "max_length",
    "is_requested_sum",
    "own_rows",
    "table_role",
    "document_kind",
    "most_files",
)


class QuestionForm(TonguesForm):
    """One question of a call."""

    kind = forms.ChoiceField(label=_("Kind of answer"), choices=QuestionKind.choices)
    section = forms.TypedChoiceField(label=_("Section"), coerce=int, empty_value=None, required=False)
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    carries_over = forms.BooleanField(
        label=_("Begins with the answer of the year before"),
        help_text=_("For what seldom changes, such as a description of the association."),
        required=False,
    )
    max_length = forms.IntegerField(
        label=_("At most so many characters"), help_text=_("Of a text."), min_value=10, max_value=8000, required=False
    )
    lowest = forms.IntegerField(label=_("At least"), help_text=_("Of a number or a sum in euros."), required=False)
    highest = forms.IntegerField(label=_("At most"), help_text=_("Of a number or a sum in euros."), required=False)
    is_requested_sum = forms.BooleanField(label=_("This is the sum applied for"), required=False)
    table_role = forms.ChoiceField(
        label=_("What the table tells"),
        help_text=_("Costs and income are added up and compared with the sum applied for."),
        choices=[("", "–"), *TableRole.choices],
        required=False,
    )
    own_rows = forms.IntegerField(
        label=_("Rows that the applicant may add"), min_value=0, max_value=MOST_OWN_ROWS, required=False
    )
    document_kind = forms.ChoiceField(
        label=_("Document in the profile"),
        help_text=_("Who has a verified one in the profile isn't asked for it again."),
        choices=[("", _("none: always asked")), *DocumentKind.choices],
        required=False,
    )
    most_files = forms.IntegerField(label=_("At most so many files"), min_value=1, max_value=20, required=False)
    asked_if = forms.TypedChoiceField(label=_("Asked only after"), coerce=int, empty_value=None, required=False)
    asked_if_values = forms.MultipleChoiceField(
        label=_("When the answer is"), widget=forms.CheckboxSelectMultiple, required=False
    )

    # The kind says which of the others matter.
    field_order = ["label_fi", "label_sv", "label_en", "kind"]

    def __init__(
        self,
        *args: Any,
        question: Question | None,
        others: Sequence[Question],
        sections: Sequence[Section],
        **kwargs: Any,
    ) -> None:
        self.question = question
        initial = {**self._initial_of(question), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        deciding = [one for one in others if one.kind in DECIDING]
        self._deciding = [str(one.pk) for one in deciding]
        fields: Any = self.fields
        fields["section"].choices = [
            ("", gettext("Before all sections")),
            *((str(one.pk), one.label) for one in sections),
        ]
        fields["asked_if"].choices = [
            ("", gettext("Always asked")),
            *((str(one.pk), one.label) for one in deciding),
        ]
        fields["asked_if_values"].choices = [
            (f"{one.pk}:{key}", f"{one.label}: {name}") for one in deciding for key, name in _answers_of(one)
        ]
        # Where there is nothing to choose from, nothing is asked.
        if not deciding:
            fields["asked_if"].widget = forms.HiddenInput()
            fields["asked_if_values"].widget = forms.MultipleHiddenInput()
        if not sections:
            fields["section"].widget = forms.HiddenInput()

    def texts(self) -> Mapping[str, Text]:
        """Label, help, options or rows, columns."""
        lines = _("Write one a line, in the same order in every language.")
        return {
            "label": text(_("Question"), 200, needed=True),
            "options": Text(_("Options, or rows of a table"), 4000, lines, 4, field=LinesField),
            "columns": Text(
                _("Columns of a table"),
                400,
                _("One a line. The last one is the one that the application is about."),
                2,
                field=LinesField,
            ),
            "help": text(_("Help"), 400, 2),
        }

    def lines(self) -> list[tuple[Any, str, str]]:
        """The parts of the page, each with the field and its values (as JSON) with which it matters; '' for always."""
        found = []
        for part in self.drawn():
            name = part.key if isinstance(part, Group) else part.name
            kinds = _MATTERS.get(name, ())
            after, values = ("kind", list(kinds)) if kinds else ("", [])
            if name == "asked_if_values":
                after, values = "asked_if", self._deciding
            found.append((part, after, json.dumps(values)))
        return found

    @classmethod
    def _initial_of(cls, question: Question | None) -> dict[str, Any]:
        if question is None:
            return {"required": True, "max_length": 2000, "most_files": 1, "own_rows": 0}
        cents = 100 if question.kind == QuestionKind.MONEY else 1
        return {
            **{name: getattr(question, name) for name in _PLAIN},
            **cls.columns(question, "label", "help"),
            **{
                f"{name}_{tongue}": "\n".join(option.get(tongue, "") for option in getattr(question, name))
                for name in ("options", "columns")
                for tongue in LANGUAGES
            },
            **{
                name: None if (limit := getattr(question, name)) is None else limit // cents
                for name in ("lowest", "highest")
            },
            "section": question.section_id,
            "asked_if": question.asked_if_id,
            "asked_if_values": [f"{question.asked_if_id}:{value}" for value in question.asked_if_values],
        }

    def clean(self) -> dict[str, Any]:
        """Options have the same lines in every language that has any; limits and conditions fit together."""
        data = super().clean() or {}
        kind = data.get("kind")
        if kind in _MATTERS["options"]:
            self._check_lines(data, "options", MOST_OPTIONS)
        if kind == QuestionKind.TABLE:
            self._check_lines(data, "columns", MOST_COLUMNS)
            if not data.get("table_role"):
                self.add_error("table_role", gettext("Say what the table tells."))
        lowest, highest = data.get("lowest"), data.get("highest")
        if lowest is not None and highest is not None and highest < lowest:
            self.add_error("highest", gettext("The highest value can't be below the lowest."))
        after = data.get("asked_if")
        chosen = [value for value in data.get("asked_if_values") or [] if value.partition(":")[0] == str(after)]
        if after is not None and not chosen:
            self.add_error("asked_if_values", gettext("Say after which answers the question is asked."))
        return data

    def _check_lines(self, data: Mapping[str, Any], name: str, most: int) -> None:
        count = len(data.get(f"{name}_fi") or [])
        if count > most:
            self.add_error(f"{name}_fi", gettext("At most %(number)d lines fit here.") % {"number": most})
        for tongue in LANGUAGES[1:]:
            if data.get(f"{name}_{tongue}") and len(data[f"{name}_{tongue}"]) != count:
                self.add_error(f"{name}_{tongue}", gettext("Write as many lines as in Finnish, in the same order."))

    def values(self) -> dict[str, Any]:
        """The question as the service knows it: what doesn't matter for its kind is empty."""
        data = self.cleaned_data
        kind = data["kind"]
        cents = 100 if kind == QuestionKind.MONEY else 1
        after = data["asked_if"]

        def of(name: str, without: Any) -> Any:
            return data[name] if kind in _MATTERS[name] and data[name] is not None else without

        return {
            **{name: data[name] for name in TEXTS},
            "kind": kind,
            "section_id": data["section"],
            "required": data["required"],
            "carries_over": data["carries_over"],
            "max_length": of("max_length", 2000),
            "lowest": None if (limit := of("lowest", None)) is None else limit * cents,
            "highest": None if (limit := of("highest", None)) is None else limit * cents,
            "options": self._named_lines("options") if kind in _MATTERS["options"] else [],
            "columns": self._named_lines("columns") if kind in _MATTERS["columns"] else [],
            "own_rows": of("own_rows", 0),
            "table_role": of("table_role", ""),
            "document_kind": of("document_kind", ""),
            "most_files": of("most_files", 1),
            "is_requested_sum": of("is_requested_sum", False),
            "asked_if_id": after,
            "asked_if_values": [
                value.partition(":")[2]
                for value in data["asked_if_values"]
                if after is not None and value.partition(":")[0] == str(after)
            ],
        }

    def _named_lines(self, name: str) -> list[dict[str, str]]:
        """Lines keep their keys by their Finnish words, then by their place: answers given stay what they were."""
        data = self.cleaned_data
        lines: list[str] = data[f"{name}_fi"]
        former: list[dict[str, str]] = list(getattr(self.question, name)) if self.question else []
        by_words = {option["fi"]: option["key"] for option in former}
        taken: set[str] = set()
        found = []
        for place, words in enumerate(lines):
            same_count = len(former) == len(lines)
            key = by_words.get(words) or (former[place]["key"] if same_count else "") or _option_key(words)
            key = next(one for one in (key, *(f"{key}-{number}" for number in range(2, 99))) if one not in taken)
            taken.add(key)
            others = {tongue: data[f"{name}_{tongue}"] for tongue in LANGUAGES[1:]}
            names = {tongue: written[place] for tongue, written in others.items() if written}
            found.append({"key": key, "fi": words, **names})
        return found


def _option_key(words: str) -> str:
    return slugify(words)[:40].strip("-") or "vaihtoehto"


def _answers_of(question: Question) -> Iterable[tuple[str, str]]:
    if question.kind == QuestionKind.DECLARATION:
        return [(TICKED, gettext("Yes"))]
    return [(option["key"], question.option_label(option["key"], active())) for option in question.options]


class CriterionForm(TonguesForm):
    """One criterion of a call."""

    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=100, initial=1)
    max_points = forms.IntegerField(label=_("Highest points"), min_value=1, max_value=100, initial=10)

    def texts(self) -> Mapping[str, Text]:
        """Label and guide."""
        return {"label": text(_("Criterion"), 160, needed=True), "guide": text(_("Scoring guide"), 400, 2)}

    @classmethod
    def initial_of(cls, criterion: Criterion) -> dict[str, Any]:
        """The criterion as the form shows it."""
        numbers = {"weight": criterion.weight, "max_points": criterion.max_points}
        return {**cls.columns(criterion, "label", "guide"), **numbers}


class EligibilityForm(TonguesForm):
    """One question of the eligibility test."""

    fits = forms.TypedChoiceField(
        label=_("For whom is the grant?"),
        choices=[("True", _("For those who answer yes")), ("False", _("For those who answer no"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        initial="True",
    )

    field_order = ["label_fi", "label_sv", "label_en", "fits"]

    def texts(self) -> Mapping[str, Text]:
        """The question, and what is said to others."""
        help_text = _("Kindly, and with another way where there is one.")
        return {
            "label": text(_("Question that is answered by yes or no"), 200, needed=True),
            "refusal": text(_("What others are told"), 400, 2, help_text, needed=True),
        }

    @classmethod
    def initial_of(cls, row: EligibilityQuestion) -> dict[str, Any]:
        """The question as the form shows it."""
        return {**cls.columns(row, "label", "refusal"), "fits": str(row.fits)}
