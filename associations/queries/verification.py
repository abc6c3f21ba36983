"""What waits for an officer's eyes: one queue over five tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import CharField, DateTimeField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from associations import rules
from associations.enums import ClaimState, HandoverState, QueueKind, Status
from associations.models import Association, BankAccount, Claim, Document, Handover
from associations.policy import shut_out
from portal import clock, policy
from portal.actor import Actor
from portal.dated.queries import value
from portal.files.models import StoredFile


class Waiting(NamedTuple):
    """One thing in the queue: its kind, its key, and since when it waits."""

    kind: str
    pk: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A thing as the queue shows it, with the files to look at."""

    kind: str
    since: datetime
    row: Any
    files: list[StoredFile] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The line's id on the page."""
        return f"{self.kind}-{self.row.pk}"

    @property
    def name(self) -> str:
        """What is shown of a doubtful name: every character."""
        return rules.laid_bare(self.row.name_fi) if self.kind == QueueKind.NAME else ""


def rows(actor: Actor) -> dict[str, QuerySet[Any]]:
    """The rows that wait, by kind, as this actor may handle them: no tie, nothing of one's own. One query, the rule."""
    shown = clock.now() - timedelta(days=value("associations.handover_shown_days"))
    in_doubt = Association.objects.filter(status=Status.ACTIVE).exclude(name_doubt="")
    shut = shut_out(actor, "pk")
    return {
        QueueKind.CLAIM: policy.visible(Claim.objects.filter(state=ClaimState.SUBMITTED), actor).exclude(
            user_id=actor.person_id
        ),
        QueueKind.DOCUMENT: policy.visible(Document.objects.awaiting(), actor).exclude(added_by_id=actor.person_id),
        QueueKind.ACCOUNT: policy.visible(BankAccount.objects.awaiting(), actor),
        QueueKind.NAME: in_doubt if shut is None else in_doubt.exclude(shut),
        QueueKind.HANDOVER: policy.visible(
            Handover.objects.filter(state=HandoverState.MADE, made_at__gte=shown), actor
        ),
    }


# An account waits from the day from which it is to be used: before that nobody pays to it.
_SINCE: dict[str, Any] = {
    QueueKind.CLAIM: F("submitted_at"),
    QueueKind.DOCUMENT: F("added_at"),
    QueueKind.ACCOUNT: Cast("starts_on", DateTimeField()),
    QueueKind.NAME: F("added_at"),
    QueueKind.HANDOVER: F("made_at"),
}


def waiting(found: dict[str, QuerySet[Any]], kind: str = "") -> QuerySet[Any, Any]:
    """What waits as :class:`Waiting` in plain tuples, oldest first, of one kind or of all."""
    first, *others = [_plain(one, found[one]) for one in found if not kind or one == kind]
    joined: QuerySet[Any, Any] = first.union(*others, all=True)
    return joined.order_by("since", "label", "key")


def _plain(kind: str, part: QuerySet[Any]) -> QuerySet[Any, Any]:
    named = part.order_by().annotate(label=Value(str(kind), output_field=CharField()), key=F("pk"), since=_SINCE[kind])
    plain: QuerySet[Any, Any] = named.values_list("label", "key", "since")
    return plain


_JOINED: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    QueueKind.CLAIM: (Claim, ("user", "association", "new_sector")),
    QueueKind.DOCUMENT: (Document, ("association", "added_by")),
    QueueKind.ACCOUNT: (BankAccount, ("association",)),
    QueueKind.NAME: (Association, ("sector",)),
    QueueKind.HANDOVER: (Handover, ("association", "made_by")),
}


def lines(page: Iterable[tuple[str, int, datetime]]) -> list[Line]:
    """The page's rows with what they show and their files: a query for each kind on it, and one for the files."""
    asked = [Waiting(*one) for one in page]
    stored: dict[tuple[str, int], Any] = {}
    for kind, (model, joined) in _JOINED.items():
        keys = [one.pk for one in asked if one.kind == kind]
        if keys:
            found = model._default_manager.filter(pk__in=keys).select_related(*joined)
            stored |= {(kind, row.pk): row for row in found}
    files = _files(stored.values())
    return [
        Line(one.kind, one.since, row, files.get((row._meta.label_lower, str(row.pk)), []))
        for one in asked
        # Somebody else may have handled it between the two looks.
        if (row := stored.get((one.kind, one.pk))) is not None
    ]


def _files(parents: Iterable[Any]) -> dict[tuple[str, str], list[StoredFile]]:
    asked = Q(pk__in=[])
    for parent in parents:
        asked |= Q(parent_type=parent._meta.label_lower, parent_id=str(parent.pk))
    found: dict[tuple[str, str], list[StoredFile]] = {}
    for one in StoredFile.objects.filter(asked).order_by("created_at", "pk"):
        found.setdefault((one.parent_type, one.parent_id), []).append(one)
    return found
