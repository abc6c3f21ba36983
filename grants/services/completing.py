"""Completion requests: asked item by item, answered item by item, handed in as a submission of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from associations.enums import Area
from associations.queries.people import recipients
from grants import queries, rules
from grants.enums import OPEN_STATES, ApplicationState, CompletionState
from grants.models import Application, CompletionItem, CompletionRequest, Submission
from grants.services.answers import files_in_words
from grants.services.drafting import entry
from portal import actor as actors
from portal import clock, policy
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import services as jobs
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.translated import LANGUAGES
from portal.workflow import Refused, transition

MOST_ITEMS = 20
MOST_FILES = 5
_CAN_ASK = frozenset({ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW})


class ItemClash(NamedTuple):
    """An answer that somebody else changed in between: theirs, as stored."""

    item: CompletionItem
    mine: str


class ItemsChanged(Exception):
    """Some answers were refused as stale; the others are saved (cases.md 14)."""

    def __init__(self, clashes: list[ItemClash]) -> None:
        super().__init__("Some answers were changed by somebody else in between.")
        self.clashes = clashes


def ask(*, application: Application, items: Sequence[str], due_on: date) -> CompletionRequest:
    """Ask the association to complete its application by the end of the day in Helsinki (Hallintolaki 434/2003 §22).

    Raises :class:`Refused` without items, for a day that has gone by, while another request is open, or when the
    application is no longer handled; Http404 or PermissionDenied from the policy.
    """
    texts = [item.strip() for item in items if item.strip()]
    with transaction.atomic():
        fresh = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        policy.require("grants.ask_completion", fresh)
        if fresh.state not in _CAN_ASK:
            raise Refused(_("Only an application that is being handled can be completed."))
        if not texts or len(texts) > MOST_ITEMS:
            raise Refused(_("Say what is missing: one to %(number)d things.") % {"number": MOST_ITEMS})
        if due_on <= clock.today():
            raise Refused(_("Give a day that is still to come."))
        if fresh.completion_requests.filter(state=CompletionState.OPEN).exists():
            raise Refused(_("A completion request is open already."))
        request = CompletionRequest.objects.create(
            application=fresh, due_on=due_on, asked_by_id=actors.current().person_id, asked_at=clock.now()
        )
        CompletionItem.objects.bulk_create(
            CompletionItem(request=request, order=number, text=text) for number, text in enumerate(texts, 1)
        )
        journal.record("grants.completion_asked", fresh, details={"items": texts, "due_on": due_on.isoformat()})
        outbox.owe(
            "grants.completion_asked",
            subject=fresh,
            recipients=recipients(fresh.association, Area.GRANTS),
            context={
                "association": plain.texts(fresh.association, "name"),
                "call": plain.texts(fresh.call, "title"),
                "case_number": fresh.case_number,
                "due_on": due_on,
                "items": texts,
            },
            path=fresh.get_absolute_url(),
            discriminator=str(request.pk),
        )
        return request


def cancel(*, request: CompletionRequest, reason: str = "") -> CompletionRequest:
    """Take the request back: the association owes nothing any more. Raises :class:`Refused` once it is answered."""

    def then(stored: CompletionRequest) -> None:
        journal.record("grants.completion_cancelled", stored.application, reason=reason)

    return transition(request, "cancel", reason=reason, then=then)


def save_items(*, request: CompletionRequest, texts: Mapping[int, str], versions: Mapping[int, int]) -> None:
    """Keep answers by item, each with the version that the page showed; they are handed in by :func:`answer`.

    Raises :class:`ItemsChanged` when one was changed by somebody else in between, :class:`Refused` when the request
    is no longer open.
    """
    clashes = []
    with transaction.atomic():
        fresh = _locked_open(request)
        for item in fresh.items.all():
            text = texts.get(item.pk)
            if text is None or text == item.answer:
                continue
            if item.version != versions.get(item.pk, item.version):
                clashes.append(ItemClash(item, text))
                continue
            item.answer = text
            item.version += 1
            _store(item, "answer", "version")
    if clashes:
        raise ItemsChanged(clashes)


def attach(*, item: CompletionItem, content: File[bytes]) -> CompletionItem:
    """Add a file to an item's answer. Raises FileRefused, and :class:`Refused` as :func:`save_items`."""
    application = item.request.application
    policy.require("grants.answer_completion", item.request)
    with transaction.atomic():
        # Before the lock: a virus check may take seconds.
        stored = files.store(content, name=content.name or "", kind="document", parent=application)
        fresh = _locked_open(item.request).items.get(pk=item.pk)
        if len(fresh.files) >= MOST_FILES:
            raise Refused(
                _("At most %(number)d files can be attached here. Take one away first.") % {"number": MOST_FILES}
            )
        fresh.files = [*fresh.files, entry(stored)]
        _store(fresh, "files")
        return fresh


def detach(*, item: CompletionItem, key: str) -> CompletionItem:
    """Take a file out of an item's answer before it is handed in. Raises as :func:`save_items`."""
    with transaction.atomic():
        request = _locked_open(item.request)
        fresh = request.items.get(pk=item.pk)
        if any(one["key"] == key for one in fresh.files):
            for stored in StoredFile.objects.of(request.application).filter(key=key):
                files.remove(stored)
            fresh.files = [one for one in fresh.files if one["key"] != key]
            _store(fresh, "files")
        return fresh


def answer(*, request: CompletionRequest, arrived_at: datetime, language: str) -> CompletionRequest:
    """Hand the answers in as a submission of their own, hashed, with a receipt; those who handle it get word.

    Answers after the day are taken while the matter is open: the officer sees when they came. Raises
    :class:`Refused` where an item has no answer, and as :func:`save_items`.
    """

    def rule(locked: CompletionRequest) -> None:
        if locked.application.state not in OPEN_STATES:
            raise Refused(_("The application is no longer handled, so it can't be completed."))
        unanswered = [item for item in locked.items.all() if not item.answer.strip() and not item.files]
        if unanswered:
            raise Refused(
                ngettext(
                    "One item has no answer yet: %(which)s.",
                    "%(count)s items have no answer yet: %(which)s.",
                    len(unanswered),
                )
                % {"count": len(unanswered), "which": ", ".join(str(item.order) for item in unanswered)}
            )

    changes = {"answered_at": arrived_at, "answered_by_id": actors.current().person_id}
    return transition(
        request,
        "answer",
        changes=changes,
        rule=rule,
        then=lambda stored: _hand_in(stored, arrived_at, language),
    )


def _locked_open(request: CompletionRequest) -> CompletionRequest:
    fresh = CompletionRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    policy.require("grants.answer_completion", fresh)
    if fresh.state != CompletionState.OPEN:
        raise Refused(_("The completion request isn't open any more."))
    return fresh


def _store(item: CompletionItem, *changed: str) -> None:
    # The version is the text's: files come and go one by one, so there is nothing in them to collide.
    item.saved_by_id = actors.current().person_id
    item.saved_at = clock.now()
    item.save(update_fields=[*changed, "saved_by", "saved_at"])


def _hand_in(request: CompletionRequest, arrived_at: datetime, language: str) -> None:
    application = Application.objects.select_for_update(of=("self",)).get(pk=request.application_id)
    who = actors.current()
    content = rules.canonical(
        {
            "application": application.pk,
            "case_number": application.case_number,
            "association": {"id": application.association_id, "name": application.association.name_fi},
            "completion": {
                "id": request.pk,
                "asked_at": request.asked_at.isoformat(),
                "due_on": request.due_on.isoformat(),
            },
            "received_at": arrived_at.isoformat(),
            "submitted_by": {"id": who.user_id, "name": who.label},
            "language": language,
            "answers": [_row(item) for item in request.items.all()],
        }
    )
    submission = Submission.objects.create(
        application=application,
        completion=request,
        number=application.submissions.count() + 1,
        received_at=arrived_at,
        submitted_by_id=who.person_id,
        content=content,
        sha256=rules.digest(content),
    )
    journal.record("grants.completion_answered", application)
    jobs.defer("grants.receipt_pdf", submission.pk, language)
    context = {
        "association": plain.texts(application.association, "name"),
        "call": plain.texts(application.call, "title"),
        "case_number": application.case_number,
        "received_at": arrived_at,
        "sha256": submission.sha256,
    }
    outbox.owe(
        "grants.completion_answered",
        subject=application,
        recipients=queries.handlers(application),
        context=context,
        path=queries.handling_path(application),
        discriminator=str(request.pk),
    )
    outbox.owe(
        "grants.completion_received",
        subject=application,
        recipients=recipients(application.association, Area.GRANTS),
        context=context,
        path=application.get_absolute_url(),
        discriminator=str(request.pk),
    )


def _row(item: CompletionItem) -> dict[str, Any]:
    said = "\n".join(part for part in (item.answer, files_in_words(item.files)) if part)
    return {
        "key": f"item-{item.order}",
        "kind": "completion",
        "label": dict.fromkeys(LANGUAGES, item.text),
        "value": {"text": item.answer, "files": item.files},
        "text": dict.fromkeys(LANGUAGES, said),
    }
