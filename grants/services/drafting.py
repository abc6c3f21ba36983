"""A draft: started, answered by several at once, with files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from associations.enums import Status
from associations.models import Association
from grants import queries
from grants.enums import ApplicationState, QuestionKind
from grants.models import Answer, Application, Call, Question
from grants.services import limits
from portal import actor as actors
from portal import clock, policy
from portal.files import services as files
from portal.files.models import StoredFile
from portal.journal import services as journal
from portal.workflow import Refused


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
    check_in_force(association)
    limits.check_awards(call, association)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                call=call,
                association=association,
                started_by_id=actors.current().person_id,
                started_at=clock.now(),
            )
            journal.record("grants.application_started", application)
            source = queries.earlier_applications(application).filter(call__kind=call.kind).first()
            if source is not None:
                _copy(application, source, [one for one in call.questions.all() if one.carries_over])
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
        fresh = _locked_draft(application)
        questions = {question.key: question for question in Question.objects.filter(call_id=fresh.call_id)}
        current = {answer.question_id: answer for answer in fresh.answers.all()}
        for key, value in values.items():
            question = questions.get(key)
            # Files come and go one by one.
            if question is None or question.kind == QuestionKind.FILE:
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


def _locked_draft(application: Application) -> Application:
    fresh = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    policy.require("grants.edit_application", fresh)
    if fresh.state == ApplicationState.SIGNED:
        raise Refused(_("The application has been signed. Take the signature back to change it."))
    if fresh.state != ApplicationState.DRAFT:
        raise Refused(_("The application has been submitted already. It can't be edited any more."))
    return fresh


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


def copy_answers(*, application: Application, source: Application) -> int:
    """Fill the empty answers of a draft from an earlier application of the same association; how many were filled.

    What has to be said anew isn't copied: declarations and files. Raises :class:`Refused` when it isn't a draft.
    """
    policy.require("grants.view_application", source)
    with transaction.atomic():
        fresh = _locked_draft(application)
        return _copy(fresh, source, list(fresh.call.questions.all()))


def _copy(application: Application, source: Application, questions: list[Question]) -> int:
    given = {answer.question.key: answer for answer in source.answers.select_related("question")}
    answered = {answer.question_id for answer in application.answers.all() if answer.value not in ("", None, [])}
    accounts = {str(account.pk) for account in queries.accounts_in_use(application.association_id)}
    copied = 0
    for question in questions:
        former = given.get(question.key)
        if former is None or question.pk in answered or former.question.kind != question.kind:
            continue
        value = _still_offered(question, application.call, former.value, accounts)
        if value in ("", None, []):
            continue
        _store(application, question, application.answers.filter(question=question).first(), value)
        copied += 1
    return copied


def _still_offered(question: Question, call: Call, value: Any, accounts: set[str]) -> Any:
    """The former answer, or as much of it as can be chosen now; '' for what isn't copied."""
    kind = question.kind
    if kind in {QuestionKind.FILE, QuestionKind.DECLARATION}:
        return ""
    if kind == QuestionKind.AMOUNT_CHOICE:
        return value if value.isdigit() and int(value) in call.amounts_cents else ""
    if kind == QuestionKind.BANK_ACCOUNT:
        return value if value in accounts else ""
    keys = {option["key"] for option in question.options}
    if kind == QuestionKind.CHOICE:
        return value if value in keys else ""
    if kind == QuestionKind.CHOICES:
        return [one for one in value if one in keys]
    if kind == QuestionKind.TABLE and value:
        width = len(question.columns)
        cells_of = [*value.get("rows", {}).values(), *(row["cells"] for row in value.get("own", []))]
        fits = all(len(cells) == width for cells in cells_of)
        rows = {key: cells for key, cells in value.get("rows", {}).items() if key in keys}
        return {"rows": rows, "own": value.get("own", [])[: question.own_rows]} if fits else ""
    return value[: question.max_length] if kind in {QuestionKind.TEXT, QuestionKind.LONG_TEXT} else value


def attach(*, application: Application, question: Question, content: File[bytes]) -> Answer:
    """Add a file to the answer of a draft. The same file is added once, however often it is sent.

    Raises :class:`~portal.files.services.FileRefused` for a file that the portal doesn't take, :class:`Refused` when
    there are as many as the question takes or it isn't a draft any more.
    """
    policy.require("grants.edit_application", application)
    with transaction.atomic():
        # Before the lock: a virus check may take seconds.
        stored = files.store(content, name=content.name or "", kind="document", parent=application)
        fresh = _locked_draft(application)
        answer = fresh.answers.filter(question=question).first()
        kept = list(answer.value) if answer and answer.value else []
        if answer and any((one["name"], one["sha256"]) == (stored.name, stored.sha256) for one in kept):
            # Chosen, and the form sent while the file was still on its way: it came twice (cases.md 13).
            files.remove(stored)
            return answer
        if len(kept) >= question.most_files:
            raise Refused(
                _("At most %(number)d files can be attached here. Take one away first.")
                % {"number": question.most_files}
                if question.most_files > 1
                else _("One file can be attached here. Take the former one away first.")
            )
        return _store(fresh, question, answer, [*kept, entry(stored)])


def detach(*, application: Application, question: Question, key: str) -> Answer | None:
    """Take a file out of the answer of a draft; None when it isn't there any more. Raises as :func:`attach`."""
    with transaction.atomic():
        fresh = _locked_draft(application)
        answer = fresh.answers.filter(question=question).first()
        if answer is None or not any(one["key"] == key for one in answer.value or ()):
            return None
        for stored in StoredFile.objects.of(fresh).filter(key=key):
            files.remove(stored)
        return _store(fresh, question, answer, [one for one in answer.value if one["key"] != key] or "")


def entry(stored: StoredFile) -> dict[str, Any]:
    """What an answer keeps of a file, so that the record needs no other table."""
    return {"key": str(stored.key), "name": stored.name, "size": stored.size, "sha256": stored.sha256}


def check_in_force(association: Association) -> None:
    """Raises :class:`Refused` for an association that has been dissolved."""
    if association.status != Status.ACTIVE:
        raise Refused(_("The register says that this association has been dissolved. It can't apply."))
