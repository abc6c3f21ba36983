"""What can't be right about a call's questions, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from grants.enums import DECIDING, TICKED, WITH_OPTIONS, QuestionKind
from grants.models import Question


def faults_of_questions(questions: Sequence[Question], question: Question) -> list[str]:
    """What is wrong with one question among all of its call, as they would stand. No query."""
    words = {"label": question.label}
    found = []
    if question.kind in WITH_OPTIONS and len(question.options) < 2:
        found.append(_("Give at least two options to “%(label)s”.") % words)
    if question.is_requested_sum and question.kind != QuestionKind.MONEY:
        found.append(_("Only a sum of money can be the sum applied for: “%(label)s”.") % words)
    if question.is_requested_sum and question.asked_if_id is not None:
        found.append(_("The sum applied for is always asked: “%(label)s”.") % words)
    for one in questions:
        # What this one hangs on, and what hangs on this one.
        if one.asked_if_id is not None and (one is question or one.asked_if_id == question.pk):
            deciding = next((other for other in questions if other.pk == one.asked_if_id), None)
            found += _faults_of_condition(deciding, one, questions)
    return found


def _faults_of_condition(deciding: Question | None, question: Question, questions: Sequence[Question]) -> list[str]:
    words = {"label": question.label}
    if deciding is None or deciding.kind not in DECIDING or questions.index(deciding) > questions.index(question):
        return [_("“%(label)s” must hang on a choice or a declaration that is asked before it.") % words]
    if not set(question.asked_if_values) <= _possible(deciding):
        return [_("“%(label)s” hangs on an answer that can't be given.") % words]
    return []


def _possible(question: Question) -> set[str]:
    """The answers that another question can hang on."""
    if question.kind == QuestionKind.DECLARATION:
        return {TICKED}
    return {option["key"] for option in question.options} if question.kind in WITH_OPTIONS else set()
