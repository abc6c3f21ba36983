"""An application, built from the call's questions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple, Protocol

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from grants import rules
from grants.enums import QuestionKind
from grants.forms import answering
from grants.forms.answering import Profile
from grants.forms.attaching import FileChange
from grants.models import Answer, Application, Question, Section
from portal.ui import formats
from portal.ui.forms import PortalForm


class Line(NamedTuple):
    """A field as the page draws it; ``after`` is the key of the question on which it depends, '' for none."""

    field: BoundField
    after: str
    values: str


class Part(NamedTuple):
    """A section of the page; ``section`` is None for what stands before all sections."""

    section: Section | None
    lines: list[Line]


class Known(Protocol):
    """What a page knows of an answer."""

    @property
    def value(self) -> Any:
        """As it is stored."""

    @property
    def version(self) -> int:
        """How often it was changed, and once more."""


def seen(answer: Known | None) -> str:
    """What a page knows of an answer: its version, and a mark of its text by which an untouched field is told."""
    return f"{answer.version}.{mark(answer.value)}" if answer else f"0.{mark('')}"


def mark(value: Any) -> str:
    """A mark of an answer's text: the same for the same answer, whichever way it is stored."""
    # A table comes back from the database with its keys in another order.
    return rules.digest(value if isinstance(value, str) else json.dumps(value, sort_keys=True))[:16]


def theirs_instead(who: Any, when: datetime | None, text: str) -> str:
    """What stands at an answer that somebody else changed while one wrote one's own (cases.md 14)."""
    return _(
        "%(who)s changed this answer on %(when)s to: “%(text)s” Your own text is still in the field."
        " Save again to put it in place of theirs."
    ) % {"who": who, "when": formats.moment(when), "text": text}


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
        answers: Mapping[int, Known],
        profile: Profile,
        **kwargs: Any,
    ) -> None:
        self.questions = list(questions)
        self.application = application
        # Before the base makes its copies, so that these fields get its limits and its safe text too.
        self.base_fields: dict[str, forms.Field] = {}  # type: ignore[misc]
        for question in self.questions:
            answer = answers.get(question.pk)
            field = answering.field_for(question, application.call, profile)
            self.base_fields[question.key] = field
            if question.kind == QuestionKind.FILE:
                # Files come and go one by one: there is nothing to collide.
                field.widget.attached = answer.value if answer else ()
                continue
            given = answer.value if answer else answering.prefilled(question, profile)
            field.initial = answering.typed(question.kind, given)
            self.base_fields[self.version_name(question)] = forms.CharField(
                required=False, initial=seen(answer), widget=forms.HiddenInput()
            )
        super().__init__(*args, **kwargs)

    @staticmethod
    def version_name(question: Question) -> str:
        """The name of the hidden field with the answer's version."""
        return f"{question.key}-version"

    def values(self) -> dict[str, Any]:
        """The valid answers by question key, as they are stored."""
        data = self.cleaned_data
        return {q.key: answering.stored(q, data[q.key]) for q in self._typed if q.key in data}

    @property
    def _typed(self) -> list[Question]:
        return [question for question in self.questions if question.kind != QuestionKind.FILE]

    def take_back(self, question: Question, data: Any) -> None:
        """Show what was typed before the session ended, with what the page knew then (cases.md 26)."""
        if question.kind == QuestionKind.FILE:
            return
        widget = self.fields[question.key].widget
        if question.kind == QuestionKind.TABLE:
            if not widget.value_omitted_from_data(data, {}, question.key):
                self.initial[question.key] = widget.value_from_datadict(data, {}, question.key)
        elif question.key in data:
            self.initial[question.key] = data[question.key]
        if (name := self.version_name(question)) in data:
            self.initial[name] = data[name]

    def file_changes(self) -> list[tuple[Question, FileChange]]:
        """The questions whose files are to change, and how."""
        found = [(q, self.cleaned_data.get(q.key)) for q in self.questions if q.kind == QuestionKind.FILE]
        return [(question, change) for question, change in found if change]

    def show_files(self, question: Question, answer: Known | None) -> None:
        """Draw the answer's files as they are now."""
        widget: Any = self.fields[question.key].widget
        widget.attached = answer.value if answer and answer.value else ()

    def parts(self) -> list[Part]:
        """The fields in order, section by section, each with the answers after which it is asked."""
        keys = {question.pk: question.key for question in self.questions}
        return [
            Part(
                section,
                [Line(self[q.key], keys.get(q.asked_if_id or 0, ""), json.dumps(q.asked_if_values)) for q in asked],
            )
            for section, asked in groupby(self.questions, key=lambda question: question.section)
        ]

    def changes(self) -> dict[str, Any]:
        """The valid answers that aren't as the page showed them: what somebody else made of the others stays."""
        # A question that the request doesn't speak of at all is no change: autosave sends one field.
        marks = {q.key: self._seen(q)[1] for q in self._typed if self.version_name(q) in self.data}
        return {key: value for key, value in self.values().items() if key in marks and mark(value) != marks[key]}

    def versions(self) -> dict[str, int]:
        """The versions that the page showed, by question key."""
        return {q.key: self._seen(q)[0] for q in self._typed}

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
