"""Input on grants: the application built from the call's questions, points, proposal, decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from associations.models import BankAccount
from grants import rules
from grants.enums import QuestionKind
from grants.models import Answer, Application, Criterion, Question
from portal.documents.glyphs import check_glyphs
from portal.ui import formats
from portal.ui.fields import MoneyField
from portal.ui.forms import PortalForm


def printable(value: str) -> None:
    """Validator: the portal's documents must be able to show every character, so that receipt and decision can be made.

    Raises ValidationError that names the characters.
    """
    if unknown := check_glyphs(value):
        raise forms.ValidationError(
            _("These characters can't stand in the portal's documents: %(characters)s. Write them in another way."),
            params={"characters": " ".join(unknown)},
        )


def seen(answer: Answer | None) -> str:
    """What a page knows of an answer: its version, and a mark of its text by which an untouched field is told."""
    return f"{answer.version}.{_mark(answer.value)}" if answer else f"0.{_mark('')}"


def _mark(value: Any) -> str:
    return rules.digest(str(value))[:16]


class ApplicationForm(PortalForm):
    """The answers of a draft. Nothing is required here: a draft may be saved half done, submitting checks it.

    Each answer travels with what the page knows of it (:func:`seen`), in a hidden field beside it.
    """

    marks_optional = False

    def __init__(
        self,
        *args: Any,
        application: Application,
        questions: Sequence[Question],
        answers: Mapping[int, Answer],
        accounts: Sequence[BankAccount],
        **kwargs: Any,
    ) -> None:
        self.questions = list(questions)
        self.accounts = list(accounts)
        self.application = application
        # Before the base makes its copies, so that these fields get its limits and its safe text too.
        self.base_fields: dict[str, forms.Field] = {}  # type: ignore[misc]
        for question in self.questions:
            answer = answers.get(question.pk)
            field = self._field(question)
            field.initial = answer.value if answer else self._prefilled(question)
            self.base_fields[question.key] = field
            self.base_fields[self.version_name(question)] = forms.CharField(
                required=False, initial=seen(answer), widget=forms.HiddenInput()
            )
        super().__init__(*args, **kwargs)

    @staticmethod
    def version_name(question: Question) -> str:
        """The name of the hidden field with the answer's version."""
        return f"{question.key}-version"

    def _field(self, question: Question) -> forms.Field:
        label = question.label if question.required else _("%(question)s (optional)") % {"question": question.label}
        # A field's help may hold mark-up of ours; what an officer wrote is text.
        texts: dict[str, Any] = {"label": label, "help_text": escape(question.help), "required": False}
        if question.kind == QuestionKind.AMOUNT_CHOICE:
            sums = [(str(cents), formats.euros(cents)) for cents in self.application.call.amounts_cents]
            return forms.ChoiceField(choices=sums, widget=forms.RadioSelect, **texts)
        if question.kind == QuestionKind.BANK_ACCOUNT:
            accounts = [(str(account.pk), str(account)) for account in self.accounts]
            return forms.ChoiceField(choices=accounts, widget=forms.RadioSelect, **texts)
        widget = forms.Textarea(attrs={"rows": 5}) if question.kind == QuestionKind.LONG_TEXT else forms.TextInput()
        return forms.CharField(max_length=question.max_length, widget=widget, validators=[printable], **texts)

    def _prefilled(self, question: Question) -> str:
        # With one account in the profile there is nothing to choose.
        if question.kind == QuestionKind.BANK_ACCOUNT and len(self.accounts) == 1:
            return str(self.accounts[0].pk)
        return ""

    def values(self) -> dict[str, Any]:
        """The valid answers by question key."""
        return {q.key: self.cleaned_data[q.key] for q in self.questions if q.key in self.cleaned_data}

    def changes(self) -> dict[str, Any]:
        """The valid answers that aren't as the page showed them: what somebody else made of the others stays."""
        # A question that the request doesn't speak of at all is no change: autosave sends one field.
        marks = {q.key: self._seen(q)[1] for q in self.questions if self.version_name(q) in self.data}
        return {key: value for key, value in self.values().items() if key in marks and _mark(value) != marks[key]}

    def versions(self) -> dict[str, int]:
        """The versions that the page showed, by question key."""
        return {q.key: self._seen(q)[0] for q in self.questions}

    def _seen(self, question: Question) -> tuple[int, str]:
        number, _point, mark = str(self.cleaned_data.get(self.version_name(question), "")).partition(".")
        return (int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0), mark

    def know(self, answers: Iterable[Answer]) -> None:
        """Show the page again with these answers known as they are stored now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        names = {question.pk: self.version_name(question) for question in self.questions}
        for answer in answers:
            data[names[answer.question_id]] = seen(answer)
        self.data = data


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


class ProposalForm(PortalForm):
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
        validators=[printable],
    )


class ReasonForm(PortalForm):
    """Why something is done."""

    reason = forms.CharField(label=_("Why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(PortalForm):
    """The decision maker's confirmation; the reasons can still be made clearer."""

    reasons = forms.CharField(
        label=_("Reasons of the decision"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[printable],
    )
    confirmed = forms.BooleanField(label=_("I have read the application, the scores and the proposal, and decide."))
