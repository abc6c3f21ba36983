"""A call made by an officer: started or copied, its facts, questions and criteria edited, published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from associations.enums import Area
from associations.queries.people import people
from grants.enums import CallKind, CallState, QuestionKind
from grants.models import Application, Call, Criterion, EligibilityQuestion, Extension, Question
from grants.services.asking import faults_of_questions
from portal import actor as actors
from portal import clock, policy
from portal.jobs import services as jobs
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.translated import LANGUAGES
from portal.ui import pagecache
from portal.workflow import Refused, edit, transition

# Far more than anybody answers.
MOST_QUESTIONS = 100
MOST_ROWS = 30

# What may be corrected while people apply: words. Everything else is what they answer, or are judged by.
TEXTS = frozenset(f"{name}_{tongue}" for name in ("title", "summary", "terms", "basis") for tongue in LANGUAGES)
QUESTION_TEXTS = frozenset(f"{name}_{tongue}" for name in ("label", "help") for tongue in LANGUAGES)
CRITERION_TEXTS = frozenset(f"{name}_{tongue}" for name in ("label", "guide") for tongue in LANGUAGES)
ELIGIBILITY_TEXTS = frozenset(f"{name}_{tongue}" for name in ("label", "refusal") for tongue in LANGUAGES)

R = TypeVar("R", Criterion, EligibilityQuestion)

_COPIED = (
    *("kind", "authority", "appropriation_cents", "amounts_cents", "scores_needed", "de_minimis"),
    *sorted(TEXTS),
)
_COPIED_QUESTION = (
    *("key", "kind", "order", "required", "max_length", "lowest", "highest", "options", "is_requested_sum"),
    *("asked_if_values", *sorted(QUESTION_TEXTS)),
)
_COPIED_CRITERION = ("order", "weight", "max_points", *sorted(CRITERION_TEXTS))
_COPIED_ELIGIBILITY = ("order", "fits", *sorted(ELIGIBILITY_TEXTS))


@transaction.atomic
def add_call(*, kind: CallKind, title_fi: str, opens_at: datetime, closes_at: datetime) -> Call:
    """Start a call; both moments are aware. Raises PermissionDenied, and :class:`Refused` where they don't fit."""
    policy.require("grants.manage_call")
    _check_moments(opens_at, closes_at)
    call = Call.objects.create(kind=kind, title_fi=title_fi, opens_at=opens_at, closes_at=closes_at)
    journal.record("grants.call_added", call)
    return call


@transaction.atomic
def copy_call(*, call: Call, opens_at: datetime, closes_at: datetime) -> Call:
    """A new draft with everything of the call but its moments and what came of it. Raises as :func:`add_call`."""
    policy.require("grants.manage_call", call)
    _check_moments(opens_at, closes_at)
    made = Call.objects.create(
        opens_at=opens_at, closes_at=closes_at, **{name: getattr(call, name) for name in _COPIED}
    )
    copies: dict[int, Question] = {}
    # In order, so that what a question hangs on is stored before it.
    for one in call.questions.all():
        copy = Question(call=made, **{name: getattr(one, name) for name in _COPIED_QUESTION})
        copy.asked_if = copies[one.asked_if_id] if one.asked_if_id else None
        copy.save()
        copies[one.pk] = copy
    Criterion.objects.bulk_create(
        Criterion(call=made, **{name: getattr(one, name) for name in _COPIED_CRITERION}) for one in call.criteria.all()
    )
    EligibilityQuestion.objects.bulk_create(
        EligibilityQuestion(call=made, **{name: getattr(one, name) for name in _COPIED_ELIGIBILITY})
        for one in call.eligibility.all()
    )
    journal.record("grants.call_copied", made, details={"from": call.title})
    return made


def edit_call(*, call: Call, values: Mapping[str, Any], version: int | None = None) -> Call:
    """Change facts of the call; once it is published only its texts.

    Raises Http404, PermissionDenied, :class:`~portal.workflow.Stale`, and :class:`Refused` with a sentence.
    """
    with transaction.atomic():
        fresh = _locked(call)
        changes = {name: value for name, value in values.items() if getattr(fresh, name) != value}
        if fresh.state != CallState.DRAFT and not changes.keys() <= TEXTS:
            raise Refused(_("The call has been published: only its texts can be corrected now."))
        _check_moments(changes.get("opens_at", fresh.opens_at), changes.get("closes_at", fresh.closes_at))
        return _changed(fresh, version, lambda: None, changes)


def save_question(
    *, call: Call, question: Question | None, values: Mapping[str, Any], version: int | None = None
) -> Question:
    """Add a question at the end, or change one; once the call is published only its texts and the names of options.

    Raises as :func:`edit_call`.
    """
    with transaction.atomic():
        fresh = _locked(call)
        others = list(fresh.questions.exclude(pk=question.pk) if question else fresh.questions.all())
        row = question or Question(call=fresh, key=_key(str(values["label_fi"]), others), order=_next(others))
        _check_question_change(fresh, question, values)
        if question is None and len(others) >= MOST_QUESTIONS:
            raise Refused(_("A call has at most %(number)d questions.") % {"number": MOST_QUESTIONS})
        for name, value in values.items():
            setattr(row, name, value)
        rows = sorted([*others, row], key=lambda one: (one.order, one.pk or 0))
        if faults := faults_of_questions(rows, row):
            raise Refused(faults[0])
        _changed(fresh, version, row.save)
        return row


def _check_question_change(call: Call, question: Question | None, values: Mapping[str, Any]) -> None:
    if call.state == CallState.DRAFT:
        return
    kept = question is not None and all(
        name in QUESTION_TEXTS
        or getattr(question, name) == value
        or (name == "options" and [one["key"] for one in value] == [one["key"] for one in question.options])
        for name, value in values.items()
    )
    if not kept:
        raise Refused(_("The call has been published: only its texts can be corrected now."))


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
        fresh = _draft(question.call)
        hanging = question.decides.first()
        if hanging is not None:
            raise Refused(_("The question “%(label)s” hangs on this one. Change it first.") % {"label": hanging.label})
        _changed(fresh, version, lambda: question.delete())


def move_question(*, question: Question, up: bool) -> None:
    """Move a question of a draft by one place. Raises as :func:`remove_question`."""
    with transaction.atomic():
        fresh = _draft(question.call)
        rows = list(fresh.questions.all())
        at = next(number for number, row in enumerate(rows) if row.pk == question.pk)
        to = at - 1 if up else at + 1
        if not 0 <= to < len(rows):
            return
        rows[at], rows[to] = rows[to], rows[at]
        if faults := faults_of_questions(rows, question):
            raise Refused(faults[0])

        def store() -> None:
            for number, row in enumerate(rows, 1):
                row.order = number
            Question.objects.bulk_update(rows, ["order"])

        _changed(fresh, None, store)


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
        fresh = _locked(call)
        others: list[Any] = list(model._default_manager.filter(call=fresh))
        kept = row or model(call=fresh, order=_next(others))
        changed = {name for name, value in values.items() if getattr(kept, name) != value}
        if fresh.state != CallState.DRAFT and (row is None or not changed <= texts):
            raise Refused(_("The call has been published: only its texts can be corrected now."))
        if row is None and len(others) >= MOST_ROWS:
            raise Refused(_("A call has at most %(number)d of these.") % {"number": MOST_ROWS})
        for name, value in values.items():
            setattr(kept, name, value)
        _changed(fresh, version, kept.save)
        return kept


def remove_row(*, row: Criterion | EligibilityQuestion, version: int | None = None) -> None:
    """Take a criterion, or a question of the eligibility test, out of a draft. Raises as :func:`edit_call`."""
    with transaction.atomic():
        _changed(_draft(row.call), version, lambda: row.delete())


def publish(*, call: Call, version: int | None = None) -> Call:
    """Show the call to everyone; from its opening moment people can apply.

    Raises :class:`Refused` with what is missing, and as :func:`~portal.workflow.transition` does.
    """

    def rule(fresh: Call) -> None:
        if found := missing(fresh):
            raise Refused(
                ngettext("One thing is missing: %(what)s", "%(number)d things are missing: %(what)s", len(found))
                % {"number": len(found), "what": " ".join(found)}
            )

    done = transition(call, "publish", version=version, rule=rule, changes={"published_at": clock.now()})
    pagecache.bump("calls")
    return done


def extend_call(
    *, call: Call, closes_at: datetime, reasons: Mapping[str, str], version: int | None = None
) -> Extension:
    """Let everyone apply longer, most often after an outage (13/2003 §10; cases.md 16), also when the call has closed.

    ``reasons`` has ``reason_fi`` and may have the other languages; it stands on the call's page and in the record.
    Those who have a draft get word of it. Raises :class:`Refused` for a call that isn't published, a moment that isn't
    later, or no reason; and as :func:`edit_call`.
    """
    with transaction.atomic():
        fresh = _locked(call)
        if fresh.state != CallState.PUBLISHED:
            raise Refused(_("Only a published call can be extended."))
        if closes_at <= max(fresh.closes_at, clock.now()):
            raise Refused(_("The new moment must be later than the former one, and to come."))
        if not reasons.get("reason_fi", "").strip():
            raise Refused(_("Say why the call is extended: everyone sees the reason."))
        extension = Extension.objects.create(
            call=fresh,
            former_closes_at=fresh.closes_at,
            closes_at=closes_at,
            made_by_id=actors.current().person_id,
            made_at=clock.now(),
            **reasons,
        )
        edit(
            fresh,
            permission="grants.manage_call",
            verb="grants.call_extended",
            changes={"closes_at": closes_at},
            version=version,
            reason=extension.reason_fi,
            details={"from": fresh.closes_at.isoformat(), "to": closes_at.isoformat()},
        )
        pagecache.bump("calls")
        jobs.defer("grants.tell_of_extension", extension.pk, key=f"extension-{extension.pk}")
        return extension


def tell_of_extension(extension: Extension, application: Application) -> None:
    """Owe the word to those who can hand the draft in; asking again changes nothing. In a transaction."""
    outbox.owe(
        "grants.call_extended",
        subject=application,
        recipients=people(application.association, Area.GRANTS),
        context={
            "association": plain.texts(application.association, "name"),
            "call": plain.texts(extension.call, "title"),
            "closes_at": extension.closes_at,
            "reason": plain.texts(extension, "reason"),
        },
        path=application.get_absolute_url(),
        discriminator=str(extension.pk),
    )


def missing(call: Call) -> list[str]:
    """What a call still needs before it can be published, in sentences. Two queries."""
    questions, criteria = list(call.questions.select_related("asked_if")), list(call.criteria.all())
    found = []
    if not call.summary_fi:
        found.append(_("Say in one sentence what the grant is for."))
    if not call.terms_fi:
        found.append(_("Say who may apply and for what."))
    if not call.authority or not call.basis_fi:
        found.append(_("Name the deciding authority and the provisions."))
    if call.appropriation_cents <= 0:
        found.append(_("Set the appropriation."))
    if call.closes_at <= clock.now():
        found.append(_("The closing moment has gone by."))
    if not criteria:
        found.append(_("Add at least one criterion."))
    kinds = [question.kind for question in questions]
    sums = kinds.count(QuestionKind.AMOUNT_CHOICE) + sum(question.is_requested_sum for question in questions)
    if sums != 1:
        found.append(_("Ask once for the sum: one of the call's sums, or a sum that the applicant names."))
    if QuestionKind.AMOUNT_CHOICE in kinds and not call.amounts_cents:
        found.append(_("Set the sums that can be applied for."))
    if kinds.count(QuestionKind.BANK_ACCOUNT) != 1:
        found.append(_("Ask once for the bank account."))
    for question in questions:
        found += faults_of_questions(questions, question)
    return found


def _check_moments(opens_at: datetime, closes_at: datetime) -> None:
    if closes_at <= opens_at:
        raise Refused(_("The call must close after it opens."))


def _locked(call: Call) -> Call:
    fresh = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    policy.require("grants.manage_call", fresh)
    return fresh


def _draft(call: Call) -> Call:
    fresh = _locked(call)
    if fresh.state != CallState.DRAFT:
        raise Refused(_("The call has been published: only its texts can be corrected now."))
    return fresh


def _changed(
    call: Call, version: int | None, store: Callable[[], Any], changes: Mapping[str, Any] | None = None
) -> Call:
    """Carry out a change under the call's lock, with its version, its event, and public pages made old."""
    store()
    done = edit(
        call,
        permission="grants.manage_call",
        verb="grants.call_changed",
        changes=changes or {},
        version=version,
    )
    pagecache.bump("calls")
    return done
