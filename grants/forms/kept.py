"""The fields of a call's form as HTML that is made once: an application only fills in what has been answered.

A form of eighty questions costs dozens of milliseconds to build and draw, and but for the answers it is the same for
everyone. What depends on the association (accounts, files, tables) is drawn each time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from grants.enums import WITH_OPTIONS, QuestionKind
from grants.forms.answering import MOST_NUMBER, Profile, typed
from grants.forms.applying import ApplicationForm, seen
from grants.models import Answer, Application, Call, Question, Section
from portal.prepared import Prepared
from portal.translated import active
from portal.ui.fields import DayField, MoneyField, NumberField
from portal.ui.fragments import fragment

# Drawn each time: they depend on the association, or have many parts.
LIVE = frozenset({QuestionKind.TABLE, QuestionKind.FILE, QuestionKind.BANK_ACCOUNT})
_CHOSEN = WITH_OPTIONS | {QuestionKind.AMOUNT_CHOICE, QuestionKind.DECLARATION}
# No form of ours can hold this character, so it marks where an answer goes.
_HERE = "\ue000"

_WRITES = {
    QuestionKind.MONEY: MoneyField(),
    QuestionKind.NUMBER: NumberField(highest=MOST_NUMBER),
    QuestionKind.DATE: DayField(),
}


_LIVE_QUESTIONS = Prepared(
    lambda call: (
        Question.objects.filter(call=call, kind__in=sorted(LIVE))
        .select_related("asked_if", "section")
        .order_by("order", "pk")
    ),
    int,
)
_ANSWERS = Prepared(
    lambda pk: Answer.objects.filter(application=pk).values_list("question__key", "question_id", "value", "version"),
    int,
)


class Stored(NamedTuple):
    """What is filled in of an answer. A plain value: a form has eighty of them."""

    question_id: int
    value: Any
    version: int


class _Kept(NamedTuple):
    """A line as it is kept; without HTML it is drawn each time. With its section's beginning before the first of its
    lines, and its end after the last one.
    """

    key: str
    kind: str
    opens: str
    html: str
    closes: str


def live_questions(call_id: int) -> list[Question]:
    """The call's questions of the kinds of :data:`LIVE`. One query."""
    return _LIVE_QUESTIONS.rows(call_id)


def stored_answers(application_id: int) -> dict[str, Stored]:
    """The application's answers by question key. One query."""
    return {key: Stored(*rest) for key, *rest in _ANSWERS.tuples(application_id)}


def drawn(application: Application, answers: Mapping[str, Stored], live: Sequence[Question], profile: Profile) -> str:
    """The fields of the application's form with its answers, as ``grants/_questions.html`` draws them.

    ``answers`` by question key, ``live`` the call's questions of the kinds of :data:`LIVE`. One query and one template
    for each of these where the form is kept already.
    """
    form = ApplicationForm(
        application=application,
        questions=live,
        answers={answer.question_id: answer for answer in answers.values()},
        profile=profile,
    )
    shown = {line.field.name: line for part in form.parts() for line in part.lines}
    parts = []
    for key, kind, opens, html, closes in json.loads(_kept(application.call)):
        answer = answers.get(key)
        if kind != QuestionKind.FILE:
            parts.append(f'<input type="hidden" name="{key}-version" value="{seen(answer)}" id="id_{key}-version">')
        parts.append(opens)
        parts.append(_filled(html, key, kind, answer) if html else _live(shown.get(key)))
        parts.append(closes)
    return _safe("".join(parts))


def _kept(call: Call) -> str:
    return fragment(f"call-form-{call.pk}", ("calls",), active(), lambda: _build(call))


def _build(call: Call) -> str:
    """All lines of the call's form as JSON, with a mark where an answer goes."""
    questions = list(call.questions.select_related("asked_if", "section"))
    form = ApplicationForm(application=Application(call=call), questions=questions, answers={}, profile=Profile())
    for question in questions:
        if question.kind not in LIVE | _CHOSEN:
            form.initial[question.key] = f"{_HERE}{question.key}{_HERE}"
    kinds = {question.key: question.kind for question in questions}
    lines = []
    for part in form.parts():
        last = len(part.lines) - 1
        opens, closes = _around(part.section)
        for at, line in enumerate(part.lines):
            key = line.field.name
            html = "" if kinds[key] in LIVE else _line(line)
            lines.append(_Kept(key, kinds[key], "" if at else opens, html, closes if at == last else ""))
    return json.dumps(lines)


def _around(section: Section | None) -> tuple[str, str]:
    """What stands before the lines of a section, and after them."""
    if section is None:
        return "", ""
    opens, _mark, closes = render_to_string("grants/_section.html", {"section": section, "content": _HERE}).partition(
        _HERE
    )
    return opens, closes


def _line(line: Any) -> str:
    return render_to_string("grants/_lines.html", {"lines": [line]})


def _live(line: Any) -> str:
    return _line(line) if line is not None else ""


def _filled(html: str, key: str, kind: str, answer: Stored | None) -> str:
    value = answer.value if answer else ""
    if kind in _CHOSEN:
        for chosen in value if isinstance(value, list) else [value] if value else []:
            at = html.find(f'name="{key}" value="{escape(chosen)}"')
            # An option that is no longer offered has no box.
            if at >= 0:
                end = html.index(">", at)
                html = f"{html[:end]} checked{html[end:]}"
        return html
    shown = typed(QuestionKind(kind), value)
    writes = _WRITES.get(QuestionKind(kind))
    text = str((writes.prepare_value(shown) if writes else shown) or "")
    mark = f"{_HERE}{key}{_HERE}"
    return html.replace(mark, escape(text)) if text else html.replace(f' value="{mark}"', "").replace(mark, "")


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - templates made it, and what is filled in is escaped
