"""What passed about the application: completion requests, messages, and what officers wrote among themselves."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from grants import queries
from grants.enums import CompletionState
from grants.models import CompletionRequest, Message, Note
from grants.services.dossier.parts import Fact, Item, Matter, Theme, day, facts, moment, person, said
from portal import policy


def _requests(matter: Matter) -> QuerySet[CompletionRequest]:
    return policy.visible(CompletionRequest).filter(application=matter.application)


def _completions(matter: Matter) -> Iterator[Item]:
    rows = _requests(matter).select_related("asked_by", "answered_by", "submission").prefetch_related("items")
    for number, row in enumerate(rows.order_by("asked_at", "pk"), 1):
        answered = row.state == CompletionState.ANSWERED
        yield Item(
            _("Completion request %(number)d") % {"number": number},
            row.asked_at,
            facts(
                said("state", _("State"), row.state, row.get_state_display()),
                moment("asked_at", _("Asked"), row.asked_at),
                person("asked_by", _("Asked by"), row.asked_by),
                day("due_on", pgettext("payment", "Due"), row.due_on),
                moment("answered_at", _("Answered"), row.answered_at),
                person("answered_by", _("Answered by"), row.answered_by),
                *_asked_and_said(row, answered),
                said("submission", _("Handed in as number"), row.submission.number if answered else None),
            ),
        )


def _asked_and_said(row: CompletionRequest, answered: bool) -> Iterator[Fact | None]:
    # What isn't handed in is the association's own draft.
    for number, item in enumerate(row.items.all(), 1):
        yield said(f"item_{number}", _("What is missing (%(number)d)") % {"number": number}, item.text)
        if answered:
            yield said(f"answer_{number}", _("Answer (%(number)d)") % {"number": number}, item.answer)


def _messages(matter: Matter) -> Iterator[Item]:
    rows = matter.application.messages.select_related("author").order_by("sent_at", "pk")
    for row in rows.iterator(chunk_size=500):
        yield _message(row)


def _message(row: Message) -> Item:
    sender = _("the city") if row.from_city else _("the association")
    return Item(
        _("Message"),
        row.sent_at,
        facts(
            moment("sent_at", _("Sent"), row.sent_at),
            said("author", _("From"), str(row.author), f"{row.author} ({sender})"),
            said("text", _("Message"), row.text),
            Fact("from_city", _("From the city"), _("yes") if row.from_city else _("no"), row.from_city),
        ),
    )


def _notes(matter: Matter) -> Iterator[Item]:
    for row in queries.notes(matter.application):
        yield Item(
            _("Internal note"),
            row.written_at,
            facts(
                moment("written_at", _("Written"), row.written_at),
                person("author", _("Written by"), row.author),
                said("text", _("Note"), row.text),
            ),
        )


THEMES = (
    Theme("taydennykset", gettext_lazy("Completion requests"), lambda matter: _requests(matter).count(), _completions),
    Theme(
        "viestit",
        gettext_lazy("Messages"),
        lambda matter: matter.application.messages.count(),
        _messages,
        table=True,
    ),
    Theme(
        "muistiinpanot",
        gettext_lazy("Internal notes"),
        lambda matter: policy.visible(Note).filter(application=matter.application).count(),
        _notes,
        internal=True,
        table=True,
    ),
)
