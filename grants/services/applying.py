"""The applicant's side: start, answer, submit, withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from associations.enums import Area, Status
from associations.models import Association
from associations.queries.people import people
from grants import rules
from grants.enums import WITH_OPTIONS, ApplicationState, Phase, QuestionKind
from grants.models import Answer, Application, Call, Question, Submission
from grants.services.answers import asked_questions, readable
from portal import actor as actors
from portal import clock, policy
from portal.decisions import diary
from portal.jobs import services as jobs
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.translated import LANGUAGES, in_language
from portal.ui import formats
from portal.workflow import Refused, transition


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same answer was changed by somebody else in between: both texts, for the person to choose."""

    question: Question
    theirs: Answer
    mine: Any


class AnswersChanged(Exception):
    """Some answers were refused as stale; what could be saved is saved (cases.md 14)."""

    def __init__(self, conflicts: list[Conflict], saved: list[Answer]) -> None:
        super().__init__("Some answers were changed by somebody else in between.")
        self.conflicts = conflicts
        self.saved = saved


class Late(Refused):
    """The application arrived after the closing moment. The draft is kept and stays readable."""


class Incomplete(Refused):
    """Required answers are missing; ``keys`` names their questions."""

    def __init__(self, message: str, keys: list[str]) -> None:
        super().__init__(message)
        self.keys = keys


def start(*, call: Call, association: Association) -> Application:
    """The association's application to the call: the one that is there, or a new draft (cases.md 13).

    Raises :class:`Refused` when the call isn't open or the association has been dissolved.
    """
    policy.require("grants.start_application", call)
    found = Application.objects.exclude(state=ApplicationState.WITHDRAWN).filter(call=call, association=association)
    existing = found.first()
    if existing is not None:
        return existing
    if not call.is_open:
        raise Refused(_("This call isn't open, so an application can't be started."))
    _check_in_force(association)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                call=call,
                association=association,
                started_by_id=actors.current().person_id,
                started_at=clock.now(),
            )
            journal.record("grants.application_started", application)
    except IntegrityError:
        # Somebody of the same association was quicker by a moment: theirs is the application.
        return found.get()
    return application


def save_answers(*, application: Application, values: Mapping[str, Any], versions: Mapping[str, int]) -> list[Answer]:
    """Save answers of a draft, each on its own: by question key, with the version that the page showed (0: none).

    An answer that hasn't changed isn't written. Raises :class:`AnswersChanged` when one was changed by somebody
    else in between: the others are saved all the same. Raises :class:`Refused` when it isn't a draft any more.
    Autosaves are no events of the journal; who saved which answer when stands on the answer.
    """
    saved: list[Answer] = []
    conflicts: list[Conflict] = []
    with transaction.atomic():
        # The application's lock orders two savers; submit takes the same one, so nothing slips in behind it.
        fresh = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        policy.require("grants.edit_application", fresh)
        if fresh.state != ApplicationState.DRAFT:
            raise Refused(_("The application has been submitted already. It can't be edited any more."))
        questions = {question.key: question for question in Question.objects.filter(call_id=fresh.call_id)}
        current = {answer.question_id: answer for answer in fresh.answers.all()}
        for key, value in values.items():
            question = questions.get(key)
            if question is None:
                continue
            answer = current.get(question.pk)
            if answer is not None and answer.value == value:
                saved.append(answer)
            elif answer is None and value in ("", None, []):
                continue
            elif answer is not None and answer.version != versions.get(key, 0):
                conflicts.append(Conflict(question, answer, value))
            else:
                saved.append(_store(fresh, question, answer, value))
    if conflicts:
        raise AnswersChanged(conflicts, saved)
    return saved


def _store(application: Application, question: Question, answer: Answer | None, value: Any) -> Answer:
    who = actors.current().person_id
    if answer is None:
        return Answer.objects.create(
            application=application, question=question, value=value, saved_by_id=who, saved_at=clock.now()
        )
    answer.value = value
    answer.version += 1
    answer.saved_by_id = who
    answer.saved_at = clock.now()
    answer.save(update_fields=["value", "version", "saved_by", "saved_at"])
    return answer


def submit(*, application: Application, arrived_at: datetime, language: str) -> Application:
    """Hand the application in: snapshot, hash, case number, receipt and PDF, all owed in one transaction.

    ``arrived_at`` is the instant when the whole request had arrived (13/2003 §10). Submitting twice gives the same
    receipt (cases.md 13). Raises :class:`Late`, :class:`Incomplete` or :class:`Refused`.
    """
    with transaction.atomic():
        # Locked by itself: joined to its parties, a row whose association was merged while we waited would be gone.
        fresh = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        policy.require("grants.submit_application", fresh)
        if fresh.submitted_at is not None and fresh.state != ApplicationState.WITHDRAWN:
            return fresh
        _check_time(fresh, arrived_at)
        _check_in_force(fresh.association)
        answers = {answer.question.key: answer.value for answer in fresh.answers.select_related("question")}
        # What isn't asked is neither required nor handed in, whatever was answered there before.
        questions = asked_questions(list(fresh.call.questions.all()), answers)
        _check_complete(questions, answers)
        _check_account(fresh, questions, answers)
        _check_options(questions, answers)
        changes = {
            "submitted_at": arrived_at,
            "submitted_by_id": actors.current().person_id,
            "requested_cents": _requested(fresh.call, questions, answers),
            "case_number": diary.case_number("grants", clock.local(arrived_at).date()),
        }
        return transition(
            fresh,
            "submit",
            changes=changes,
            then=lambda stored: _hand_in(stored, questions, answers, arrived_at, language),
        )


def _check_time(application: Application, arrived_at: datetime) -> None:
    call = application.call
    if call.phase(arrived_at) is Phase.CLOSED:
        raise Late(
            _(
                "The call closed on %(closed)s. The application arrived %(arrived)s, so it can't be taken any more."
                " Your draft is kept."
            )
            % {"closed": formats.moment(call.closes_at), "arrived": formats.moment(arrived_at, seconds=True)}
        )
    if call.phase(arrived_at) is Phase.COMING:
        raise Refused(_("The call hasn't opened yet."))


def _check_in_force(association: Association) -> None:
    if association.status != Status.ACTIVE:
        raise Refused(_("The register says that this association has been dissolved. It can't apply."))


def _check_complete(questions: list[Question], answers: Mapping[str, Any]) -> None:
    missing = [question for question in questions if question.required and answers.get(question.key) in (None, "", [])]
    if missing:
        message = ngettext(
            "One answer is missing: %(labels)s.", "%(count)s answers are missing: %(labels)s.", len(missing)
        ) % {"count": len(missing), "labels": ", ".join(question.label for question in missing)}
        raise Incomplete(message, [question.key for question in missing])


def _check_account(application: Application, questions: list[Question], answers: Mapping[str, Any]) -> None:
    """An account that was ended after it was chosen must not be paid to."""
    usable = {str(pk) for pk in application.association.bank_accounts.in_use().values_list("pk", flat=True)}
    for question in questions:
        answer = answers.get(question.key)
        if question.kind == QuestionKind.BANK_ACCOUNT and answer not in (None, "") and answer not in usable:
            raise Incomplete(_("Choose one of the given alternatives."), [question.key])


def _check_options(questions: list[Question], answers: Mapping[str, Any]) -> None:
    """What was chosen must still be offered, and all of it that was saved must be."""
    for question in questions:
        given = answers.get(question.key)
        chosen = given if isinstance(given, list) else [given] if given else []
        if question.kind in WITH_OPTIONS and not {option["key"] for option in question.options} >= set(chosen):
            raise Incomplete(_("Choose one of the given alternatives."), [question.key])


def _requested(call: Call, questions: list[Question], answers: Mapping[str, Any]) -> int:
    """The cents that are applied for: one of the call's sums, or the sum that the applicant names."""
    for question in questions:
        if question.kind == QuestionKind.AMOUNT_CHOICE:
            cents = int(answers[question.key])
            if cents not in call.amounts_cents:
                raise Incomplete(_("Choose one of the sums of this call."), [question.key])
            return cents
        if question.is_requested_sum and answers.get(question.key):
            cents = int(answers[question.key])
            if cents > 0:
                return cents
    keys = [question.key for question in questions if question.is_requested_sum]
    raise Incomplete(_("Say how much you apply for."), keys)


def _hand_in(
    application: Application,
    questions: list[Question],
    answers: Mapping[str, Any],
    received_at: datetime,
    language: str,
) -> None:
    who = actors.current()
    content = rules.canonical(
        {
            "application": application.pk,
            "case_number": application.case_number,
            "call": {"id": application.call_id, "title": application.call.title_fi},
            "association": {
                "id": application.association_id,
                "name": application.association.name_fi,
                "register_number": application.association.register_number,
            },
            "received_at": received_at.isoformat(),
            "submitted_by": {"id": who.user_id, "name": who.label},
            "language": language,
            "answers": [_answer_row(application, question, answers.get(question.key)) for question in questions],
        }
    )
    submission = Submission.objects.create(
        application=application,
        received_at=received_at,
        submitted_by_id=who.person_id,
        content=content,
        sha256=rules.digest(content),
    )
    jobs.defer("grants.receipt_pdf", submission.pk, language, key=f"receipt-{submission.pk}")
    outbox.owe(
        "grants.receipt",
        subject=application,
        recipients=people(application.association, Area.GRANTS),
        context={
            "case_number": application.case_number,
            "association": plain.texts(application.association, "name"),
            "call": plain.texts(application.call, "title"),
            "requested_cents": application.requested_cents,
            "received_at": received_at,
            "sha256": submission.sha256,
        },
        path=application.get_absolute_url(),
    )


def _answer_row(application: Application, question: Question, value: Any) -> dict[str, Any]:
    """The question as it was asked and the answer as it reads, so that the record needs no other table."""
    return {
        "key": question.key,
        "kind": question.kind,
        "label": {language: in_language(question, "label", language) for language in LANGUAGES},
        "value": value,
        "text": {language: readable(application, question, value, language) for language in LANGUAGES},
    }


def withdraw(*, application: Application, reason: str = "") -> Application:
    """Take the application back. Raises :class:`Refused` once it is decided or proposed."""
    return transition(application, "withdraw", reason=reason)
