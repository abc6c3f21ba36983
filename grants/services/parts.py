"""The parts of a call's form: sections, questions, criteria, the eligibility test, each under the call's lock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from grants.enums import CallState
from grants.models import Call, Criterion, EligibilityQuestion, Question, Section
from grants.services.asking import faults_of_questions
from grants.services.building import changed, draft, locked, only_texts
from portal.translated import LANGUAGES
from portal.workflow import Refused

# Far more than anybody answers.
MOST_QUESTIONS = 100
MOST_ROWS = 30

# What may be corrected while people apply: words. Everything else is what they answer, or are judged by.
SECTION_TEXTS = frozenset(f"{name}_{tongue}" for name in ("label", "help") for tongue in LANGUAGES)
QUESTION_TEXTS = SECTION_TEXTS
CRITERION_TEXTS = frozenset(f"{name}_{tongue}" for name in ("label", "guide") for tongue in LANGUAGES)
ELIGIBILITY_TEXTS = frozenset(f"{name}_{tongue}" for name in ("label", "refusal") for tongue in LANGUAGES)

# Options, rows and columns: their names may be corrected, and they stay as many.
NAMED_LINES = frozenset({"options", "columns"})

R = TypeVar("R", Criterion, EligibilityQuestion, Section)


def save_question(
    *, call: Call, question: Question | None, values: Mapping[str, Any], version: int | None = None
) -> Question:
    """Add a question at the end, or change one; once the call is published only its texts and the names of options.

    Raises as :func:`~grants.services.building.edit_call`.
    """
    with transaction.atomic():
        fresh = locked(call)
        others = list(fresh.questions.exclude(pk=question.pk) if question else fresh.questions.all())
        row = question or Question(call=fresh, key=_key(str(values["label_fi"]), others), order=_next(others))
        _check_question_change(fresh, question, values)
        if question is None and len(others) >= MOST_QUESTIONS:
            raise Refused(_("A call has at most %(number)d questions.") % {"number": MOST_QUESTIONS})
        for name, value in values.items():
            setattr(row, name, value)
        rows = _in_sections(fresh, [*others, row])
        # Also what hangs on another: the question may have come before what it decides, or after it.
        _check(rows, [row, *(one for one in rows if one.asked_if_id is not None)])

        def store() -> None:
            row.save()
            _number(rows)

        changed(fresh, version, store)
        return row


def _in_sections(call: Call, questions: list[Question]) -> list[Question]:
    """The questions as the page has them: those without a section, then section by section, each in its order."""
    order = {section.pk: at for at, section in enumerate(call.sections.all())}
    return sorted(questions, key=lambda one: (order.get(one.section_id or 0, -1), one.order, one.pk or 0))


def _check(rows: list[Question], touched: list[Question]) -> None:
    """Raises :class:`Refused` with the first thing that is wrong with those touched, as all rows would stand."""
    for one in touched:
        if faults := faults_of_questions(rows, one):
            raise Refused(faults[0])


def _arrange(call: Call) -> None:
    """Put the questions in the order of their sections. Raises as :func:`_check`."""
    rows = _in_sections(call, list(call.questions.all()))
    _check(rows, rows)
    _number(rows)


def _number(rows: list[Question]) -> None:
    for number, one in enumerate(rows, 1):
        one.order = number
    Question.objects.bulk_update(rows, ["order"])


def _check_question_change(call: Call, question: Question | None, values: Mapping[str, Any]) -> None:
    if call.state == CallState.DRAFT:
        return
    kept = question is not None and all(
        name in QUESTION_TEXTS
        or getattr(question, name) == value
        or (name in NAMED_LINES and [one["key"] for one in value] == [one["key"] for one in getattr(question, name)])
        for name, value in values.items()
    )
    if not kept:
        raise only_texts()


def _key(label: str, others: list[Question]) -> str:
    """A short name from the Finnish words of the question; it names the answer for good."""
    base = slugify(label)[:30].strip("-") or "kysymys"
    taken = {one.key for one in others}
    return next(key for key in (base, *(f"{base}-{number}" for number in range(2, 999))) if key not in taken)


def _next(rows: list[Any]) -> int:
    return max((row.order for row in rows), default=0) + 1


def remove_question(*, question: Question, version: int | None = None) -> None:
    """Take a question out of a draft. Raises :class:`Refused` where another one hangs on it, and as edit_call."""
    with transaction.atomic():
        fresh = draft(question.call)
        hanging = question.decides.first()
        if hanging is not None:
            raise Refused(_("The question “%(label)s” hangs on this one. Change it first.") % {"label": hanging.label})
        changed(fresh, version, lambda: question.delete())


def move_question(*, question: Question, up: bool) -> None:
    """Move a question of a draft by one place within its section. Raises as :func:`remove_question`."""
    with transaction.atomic():
        fresh = draft(question.call)
        rows = _in_sections(fresh, list(fresh.questions.all()))
        at = next(number for number, row in enumerate(rows) if row.pk == question.pk)
        to = at - 1 if up else at + 1
        if not 0 <= to < len(rows) or rows[to].section_id != rows[at].section_id:
            return
        rows[at], rows[to] = rows[to], rows[at]
        _check(rows, [rows[to]])
        changed(fresh, None, lambda: _number(rows))


def save_section(
    *, call: Call, section: Section | None, values: Mapping[str, Any], version: int | None = None
) -> Section:
    """Add a section at the end, or change one; once the call is published only its texts. Raises as edit_call."""
    return _save_row(call, Section, section, values, SECTION_TEXTS, version)


def move_section(*, section: Section, up: bool) -> None:
    """Move a section of a draft with its questions by one place. Raises as :func:`remove_question`."""
    with transaction.atomic():
        fresh = draft(section.call)
        sections = list(fresh.sections.all())
        at = next(number for number, row in enumerate(sections) if row.pk == section.pk)
        to = at - 1 if up else at + 1
        if not 0 <= to < len(sections):
            return
        sections[at], sections[to] = sections[to], sections[at]
        for number, one in enumerate(sections, 1):
            one.order = number

        def store() -> None:
            Section.objects.bulk_update(sections, ["order"])
            _arrange(fresh)

        changed(fresh, None, store)


def remove_section(*, section: Section, version: int | None = None) -> None:
    """Take a heading out of a draft; its questions stay, before all sections. Raises as :func:`remove_question`."""
    with transaction.atomic():
        fresh = draft(section.call)

        def store() -> None:
            section.questions.update(section=None)
            section.delete()
            _arrange(fresh)

        changed(fresh, version, store)


def save_criterion(
    *, call: Call, criterion: Criterion | None, values: Mapping[str, Any], version: int | None = None
) -> Criterion:
    """Add a criterion at the end, or change one; once the call is published only its texts. Raises as edit_call."""
    return _save_row(call, Criterion, criterion, values, CRITERION_TEXTS, version)


def save_eligibility(
    *, call: Call, row: EligibilityQuestion | None, values: Mapping[str, Any], version: int | None = None
) -> EligibilityQuestion:
    """Add a question of the eligibility test at the end, or change one; as :func:`save_criterion`."""
    return _save_row(call, EligibilityQuestion, row, values, ELIGIBILITY_TEXTS, version)


def _save_row(
    call: Call, model: type[R], row: R | None, values: Mapping[str, Any], texts: frozenset[str], version: int | None
) -> R:
    with transaction.atomic():
        fresh = locked(call)
        others: list[Any] = list(model._default_manager.filter(call=fresh))
        kept = row or model(call=fresh, order=_next(others))
        others_than_texts = {name for name, value in values.items() if getattr(kept, name) != value} - texts
        if fresh.state != CallState.DRAFT and (row is None or others_than_texts):
            raise only_texts()
        if row is None and len(others) >= MOST_ROWS:
            raise Refused(_("A call has at most %(number)d of these.") % {"number": MOST_ROWS})
        for name, value in values.items():
            setattr(kept, name, value)
        changed(fresh, version, kept.save)
        return kept


def remove_row(*, row: Criterion | EligibilityQuestion, version: int | None = None) -> None:
    """Take a criterion, or a question of the eligibility test, out of a draft. Raises as :func:`edit_call`."""
    with transaction.atomic():
        changed(draft(row.call), version, lambda: row.delete())
