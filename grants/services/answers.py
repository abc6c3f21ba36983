"""Answers: which questions are asked, and how an answer reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from grants import queries, rules
from grants.enums import WITH_OPTIONS, QuestionKind
from grants.models import Application, Question
from grants.models.questions import named
from portal.ui import formats


def asked_questions(questions: Sequence[Question], answers: Mapping[str, Any]) -> list[Question]:
    """Those of a call's questions that are asked, given the answers so far, in their order."""
    keys = {question.pk: question.key for question in questions}
    conditions = {
        question.key: (
            rules.Condition(keys[question.asked_if_id], frozenset(question.asked_if_values))
            if question.asked_if_id
            else None
        )
        for question in questions
    }
    found = rules.asked(conditions, answers)
    return [question for question in questions if question.key in found]


def answered(application: Application) -> tuple[list[Question], dict[str, Any]]:
    """The questions that are asked of the application, and all its answers by key.

    A document that the profile holds answers the question for it. Three to five queries.
    """
    every = queries.questions(application.call_id)
    given = queries.answer_values(application.pk)
    answers = {question.key: given[question.pk] for question in every if question.pk in given}
    questions = asked_questions(every, answers)
    held = queries.held_documents(application.association_id, questions)
    for question in questions:
        if not answers.get(question.key) and question.document_kind in held:
            answers[question.key] = [held[question.document_kind]]
    return questions, answers


def readable(application: Application, question: Question, value: Any, language: str) -> str:
    """The answer as a person reads it: a sum with its unit, an option by its name; '' for none."""
    if value in (None, "", []):
        return ""
    with translation.override(language):
        kind = question.kind
        if kind in {QuestionKind.AMOUNT_CHOICE, QuestionKind.MONEY}:
            return formats.money(int(value))
        if kind == QuestionKind.BANK_ACCOUNT:
            return queries.account_label(int(value), application.association_id)
        if kind in WITH_OPTIONS:
            keys = value if isinstance(value, list) else [value]
            return ", ".join(question.option_label(key, language) for key in keys)
        if kind == QuestionKind.DATE:
            return formats.day(date.fromisoformat(value))
        if kind == QuestionKind.NUMBER:
            return _number(Decimal(value))
        if kind == QuestionKind.TABLE:
            return _table_in_words(tabular(question, value, language))
        if kind == QuestionKind.FILE:
            return files_in_words(value)
        return _("Yes") if kind == QuestionKind.DECLARATION else str(value)


def files_in_words(files: Sequence[Mapping[str, Any]]) -> str:
    """The files of an answer, one a line."""
    return "\n".join(_file_in_words(one) for one in files)


def _file_in_words(one: Mapping[str, Any]) -> str:
    text = f"{one['name']} ({formats.file_size(one['size'])})"
    return _("%(file)s, from the profile") % {"file": text} if "document" in one else text


def tabular(question: Question, value: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A table's answer as a page or letter draws it: heads, rows of a name and sums in words, the sums below."""
    with translation.override(language):
        rows = [
            [named(option, language), *_cells(value["rows"][option["key"]])]
            for option in question.options
            if option["key"] in value.get("rows", {})
        ]
        rows += [[row["name"], *_cells(row["cells"])] for row in value.get("own", [])]
        sums = rules.column_sums(value, len(question.columns))
        return {
            "columns": [named(column, language) for column in question.columns],
            "rows": rows,
            "sums": [_("Together"), *_cells(sums)],
        }


def _cells(cells: Sequence[int | None]) -> list[str]:
    return ["–" if cents is None else formats.money(cents) for cents in cells]


def _table_in_words(table: Mapping[str, Any]) -> str:
    heads = table["columns"]
    lines = []
    for name, *cells in [*table["rows"], table["sums"]]:
        # With one column its name says nothing that the question doesn't.
        said = cells if len(heads) == 1 else [f"{head} {cell}" for head, cell in zip(heads, cells, strict=True)]
        lines.append(f"{name}: {'; '.join(said)}")
    return "\n".join(lines)


def _number(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    return formats.number(float(value), -exponent if isinstance(exponent, int) and exponent < 0 else 0)
