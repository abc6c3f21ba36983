"""Handing an application in: signed by one or by two, checked, hashed, with a receipt; and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from associations.enums import Area, Signing
from associations.queries.people import recipients
from grants import queries, rules
from grants.enums import UNSENT_STATES, WITH_OPTIONS, ApplicationState, Phase, QuestionKind
from grants.models import AidDeclaration, Application, Call, Question, Signature, Submission
from grants.services import deminimis, limits
from grants.services.answers import answered, readable, tabular
from grants.services.drafting import check_in_force
from grants.services.versions import newest_version
from portal import actor as actors
from portal import clock, policy
from portal.decisions import diary
from portal.jobs import services as jobs
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.translated import LANGUAGES, in_language
from portal.ui import formats
from portal.workflow import Refused, transition


class Late(Refused):
    """The application arrived after the closing moment. The draft is kept and stays readable."""


class Incomplete(Refused):
    """Required answers are missing; ``keys`` names their questions."""

    def __init__(self, message: str, keys: list[str]) -> None:
        super().__init__(message)
        self.keys = keys


def submit(*, application: Application, arrived_at: datetime, language: str) -> Application:
    """Sign the application and hand it in: snapshot, hash, case number, receipt and PDF, all owed in one transaction.

    Where the association is signed for by two, the first signature only seals the answers, and somebody else's hands
    them in; the time that counts is that of the second. ``arrived_at`` is the instant when the whole request had
    arrived (13/2003 §10). Submitting twice gives the same receipt (cases.md 13).

    Raises PermissionDenied for a person without the right to sign, :class:`Late`, :class:`Incomplete`,
    :class:`~grants.services.deminimis.Undeclared` or :class:`Refused`.
    """
    with transaction.atomic():
        fresh = queries.locked_matter(application.pk)
        policy.require("grants.submit_application", fresh)
        if fresh.state not in UNSENT_STATES and fresh.state != ApplicationState.WITHDRAWN:
            return fresh
        _check_time(fresh, arrived_at)
        check_in_force(fresh.association)
        limits.check_awards(fresh.call, fresh.association)
        questions, answers = _checked_answers(fresh)
        declared = deminimis.check_declared(fresh)
        if fresh.association.signing == Signing.TWO:
            signed = {question.key: answers.get(question.key) for question in questions}
            seal = rules.digest(rules.canonical({**signed, **deminimis.sealed(declared)}))
            if fresh.state == ApplicationState.DRAFT:
                return _sign(fresh, seal)
            if fresh.first_signature.person_id == actors.current().person_id:
                # Pressed twice: somebody else has to hand it in.
                return fresh
            _check_seal(fresh, seal)
        changes = {
            "submitted_at": arrived_at,
            "submitted_by_id": actors.current().person_id,
            "requested_cents": _requested(fresh.call, questions, answers),
            "costs_cents": limits.budget(fresh.call, questions, answers).costs,
            "form_version": newest_version(fresh.call),
            # Last: everybody who hands in waits for it until the end of this transaction.
            "case_number": diary.case_number("grants", clock.local(arrived_at).date()),
        }

        def then(stored: Application) -> None:
            _hand_in(stored, questions, answers, declared, arrived_at, language)

        return transition(fresh, "submit", changes=changes, then=then, held=True)


def _checked_answers(application: Application) -> tuple[list[Question], dict[str, Any]]:
    """The questions that are asked and all answers, with what the profile holds. Raises :class:`Incomplete`."""
    # What isn't asked is neither required nor handed in, whatever was answered there before.
    questions, answers = answered(application)
    _check_complete(questions, answers)
    _check_account(application, questions, answers)
    _check_options(questions, answers)
    _check_files(application, questions, answers)
    if sentence := limits.budget(application.call, questions, answers).sentence():
        raise Incomplete(sentence, [question.key for question in questions if question.asks_the_sum])
    return questions, answers


def _sign(application: Application, seal: str) -> Application:
    """The first of two signatures. Others who may sign get word of it."""
    who = actors.current().person_id

    def then(stored: Application) -> None:
        Signature.objects.filter(application=stored).delete()
        Signature.objects.create(application=stored, person_id=who, signed_at=clock.now(), sha256=seal)
        outbox.owe(
            "grants.awaits_signature",
            subject=stored,
            recipients=queries.signers(stored.association).exclude(pk=who),
            context={
                "association": plain.texts(stored.association, "name"),
                "call": plain.texts(stored.call, "title"),
                "closes_at": stored.call.closes_at,
            },
            path=stored.get_absolute_url(),
            discriminator=str(stored.version),
        )

    return transition(application, "sign", then=then)


def _check_seal(application: Application, seal: str) -> None:
    if application.first_signature.sha256 != seal:
        # The profile's document or account was changed in between: what was signed isn't what would be sent.
        raise Refused(_("The answers aren't those that were signed. Take the signature back and sign again."))


def take_signature_back(*, application: Application) -> Application:
    """Open a signed application for editing: the first signature is gone. Raises :class:`Refused` once it is sent."""

    def then(stored: Application) -> None:
        Signature.objects.filter(application=stored).delete()

    return transition(application, "unsign", then=then)


def _check_time(application: Application, arrived_at: datetime) -> None:
    call = application.call
    if call.exhausted_at is not None:
        raise Late(_("The appropriation of this call has been used up. Your draft is kept."))
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


def _check_complete(questions: list[Question], answers: Mapping[str, Any]) -> None:
    missing = [question for question in questions if question.required and answers.get(question.key) in (None, "", [])]
    if missing:
        message = ngettext(
            "One answer is missing: %(labels)s.", "%(count)s answers are missing: %(labels)s.", len(missing)
        ) % {"count": len(missing), "labels": ", ".join(question.label for question in missing)}
        raise Incomplete(message, [question.key for question in missing])


def _check_account(application: Application, questions: list[Question], answers: Mapping[str, Any]) -> None:
    """An account that was ended after it was chosen must not be paid to."""
    usable = {str(account.pk) for account in queries.accounts_in_use(application.association_id)}
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


def _check_files(application: Application, questions: list[Question], answers: Mapping[str, Any]) -> None:
    """What was attached must still lie there: the snapshot names it by its hash."""
    # Those of the profile belong to their documents.
    attached = {
        question.key: {one["key"] for one in answers.get(question.key) or () if "document" not in one}
        for question in questions
        if question.kind == QuestionKind.FILE
    }
    if not any(attached.values()):
        return
    stored = queries.file_keys(application)
    if gone := [key for key, named in attached.items() if not named <= stored]:
        raise Incomplete(_("A file is gone. Attach it again."), gone)


def _requested(call: Call, questions: list[Question], answers: Mapping[str, Any]) -> int:
    """The cents that are applied for: one of the call's sums, or the sum that the applicant names."""
    asked = [question for question in questions if question.asks_the_sum]
    for question in asked:
        cents = int(answers.get(question.key) or 0)
        if question.kind == QuestionKind.AMOUNT_CHOICE and cents not in call.amounts_cents:
            raise Incomplete(_("Choose one of the sums of this call."), [question.key])
        if cents > 0:
            return cents
    raise Incomplete(_("Say how much you apply for."), [question.key for question in asked])


def _hand_in(
    application: Application,
    questions: list[Question],
    answers: Mapping[str, Any],
    declared: AidDeclaration | None,
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
            "first_signature": _first_signature(application),
            "form_version": application.form_version.number if application.form_version else None,
            "language": language,
            "answers": [
                *(_answer_row(application, question, answers.get(question.key)) for question in questions),
                *deminimis.answer_rows(declared),
            ],
        }
    )
    submission = Submission.objects.create(
        application=application,
        received_at=received_at,
        submitted_by_id=who.person_id,
        content=content,
        sha256=rules.digest(content),
    )
    jobs.defer("grants.receipt_pdf", submission.pk, language)
    outbox.owe(
        "grants.receipt",
        subject=application,
        recipients=recipients(application.association, Area.GRANTS),
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


def _first_signature(application: Application) -> dict[str, Any] | None:
    if application.association.signing != Signing.TWO:
        return None
    first = Signature.objects.select_related("person").filter(application=application).first()
    if first is None:
        return None
    return {"id": first.person_id, "name": str(first.person), "signed_at": first.signed_at.isoformat()}


def _answer_row(application: Application, question: Question, value: Any) -> dict[str, Any]:
    """The question as it was asked and the answer as it reads, so that the record needs no other table."""
    row = {
        "key": question.key,
        "kind": question.kind,
        "section": _heading(question),
        "label": {language: in_language(question, "label", language) for language in LANGUAGES},
        "value": value,
        "text": _in_words(application, question, value),
    }
    if question.kind == QuestionKind.TABLE and value:
        row["table"] = {language: tabular(question, value, language) for language in LANGUAGES}
    return row


def _in_words(application: Application, question: Question, value: Any) -> dict[str, str]:
    if question.kind in {QuestionKind.TEXT, QuestionKind.LONG_TEXT, QuestionKind.BANK_ACCOUNT}:
        # What reads the same in every language.
        return dict.fromkeys(LANGUAGES, readable(application, question, value, LANGUAGES[0]))
    return {language: readable(application, question, value, language) for language in LANGUAGES}


def _heading(question: Question) -> dict[str, str] | None:
    section = question.section
    return {language: in_language(section, "label", language) for language in LANGUAGES} if section else None


def withdraw(*, application: Application, reason: str = "") -> Application:
    """Take the application back. Raises :class:`Refused` once it is decided or proposed."""
    return transition(application, "withdraw", reason=reason)
