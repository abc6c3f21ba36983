"""Answers: which questions are asked, and how an answer reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from associations.models import BankAccount
from grants import rules
from grants.enums import WITH_OPTIONS, QuestionKind
from grants.models import Application, Question
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


def readable(application: Application, question: Question, value: Any, language: str) -> str:
    """The answer as a person reads it: a sum with its unit, an option by its name; '' for none."""
    if value in (None, "", []):
        return ""
    with translation.override(language):
        kind = question.kind
        if kind in {QuestionKind.AMOUNT_CHOICE, QuestionKind.MONEY}:
            return formats.money(int(value))
        if kind == QuestionKind.BANK_ACCOUNT:
            return str(BankAccount.objects.get(pk=int(value), association_id=application.association_id))
        if kind in WITH_OPTIONS:
            keys = value if isinstance(value, list) else [value]
            return ", ".join(question.option_label(key, language) for key in keys)
        if kind == QuestionKind.DATE:
            return formats.day(date.fromisoformat(value))
        if kind == QuestionKind.NUMBER:
            return _number(Decimal(value))
        return _("Yes") if kind == QuestionKind.DECLARATION else str(value)


def _number(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    return formats.number(float(value), -exponent if isinstance(exponent, int) and exponent < 0 else 0)
