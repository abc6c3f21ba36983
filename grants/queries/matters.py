"""What the pages of a matter ask, and what handing in asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Case, QuerySet, When
from django.db.transaction import TransactionManagementError
from django.http import Http404

from associations.enums import Area
from associations.models import Association, BankAccount, Document
from associations.queries.people import people
from grants.enums import CompletionState
from grants.models import (
    Answer,
    Application,
    CompletionRequest,
    Message,
    Question,
    Submission,
)
from portal import clock, policy
from portal.accounts.models import User
from portal.decisions.models import Decision
from portal.files.models import StoredFile
from portal.journal import registry as verbs
from portal.journal.models import Event
from portal.prepared import Prepared

# What the page of each matter asks.
_MATTER = Prepared(lambda pk: Application.objects.with_parties().filter(pk=pk), int)
_LOCK = Prepared(lambda pk: Application.objects.select_for_update().filter(pk=pk).values_list("pk"), int)
_SUBMISSIONS = Prepared(lambda pk: Submission.objects.filter(application=pk).order_by("number"), int)
_SEALED = Prepared(
    lambda key: (
        StoredFile.objects.filter(parent_type=Application._meta.label_lower, parent_id=key)
        .of_kind("sealed")
        .order_by("created_at", "pk")
    ),
    str,
)
_DECISIONS = Prepared(
    lambda key: (
        Decision.objects.filter(subject_type=Application._meta.label_lower, subject_id=key)
        .select_related("sealed")
        .order_by("-version")
    ),
    str,
)
_OPEN_COMPLETION = Prepared(
    lambda pk: CompletionRequest.objects.filter(application=pk, state=CompletionState.OPEN).values_list("pk"), int
)
_SAID = Prepared(
    lambda pk: (
        Message.objects.filter(application=pk)
        .order_by("sent_at", "pk")
        .values_list("author__first_name", "author__last_name", "author__email", "from_city", "sent_at", "text")
    ),
    int,
)
_HISTORY = Prepared(
    lambda key: (
        Event.objects.filter(object_type=Application._meta.label_lower, object_id=key)
        .filter(verb__in=[name for name, verb in verbs.known().items() if verb.public])
        .order_by("at", "pk")
    ),
    str,
)
_EARLIER = Prepared(
    lambda pk, association: (
        Application.objects.filter(association=association, submitted_at__isnull=False)
        .exclude(pk=pk)
        .values_list("pk")[:1]
    ),
    int,
    int,
)
_ACCOUNTS = Prepared(lambda pk, day: BankAccount.objects.in_use(day).filter(association=pk), int, date)
_ACCOUNT = Prepared(lambda pk, association: BankAccount.objects.filter(pk=pk, association=association), int, int)
_QUESTIONS = Prepared(
    lambda call: Question.objects.filter(call=call).select_related("section").order_by("order", "pk"), int
)
_ANSWERS = Prepared(lambda pk: Answer.objects.filter(application=pk).values_list("question_id", "value"), int)
_FILE_KEYS = Prepared(
    lambda key: StoredFile.objects.filter(parent_type=Application._meta.label_lower, parent_id=key).values_list("key"),
    str,
)


class Said(NamedTuple):
    """A message of a conversation: who wrote it, whether for the city, when, and its text."""

    author: str
    from_city: bool
    sent_at: datetime
    text: str


def matter(pk: int) -> Application:
    """The application with its call and association. One query. Raises Http404 where this actor may not see it."""
    found = _MATTER.rows(pk)
    if not found or not policy.allows("grants.view_application", found[0]):
        raise Http404
    return found[0]


def locked_matter(pk: int) -> Application:
    """The application, locked until the caller's transaction ends, with its call and association as they stand then.

    Two queries. Raises TransactionManagementError without a transaction and Application.DoesNotExist.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("An application is locked only in a transaction.")
    # Locked by itself: joined to its parties, a row whose association was merged while we waited would be gone.
    if not _LOCK.tuples(pk):
        raise Application.DoesNotExist(f"There is no application {pk}.")
    return _MATTER.rows(pk)[0]


def decisions_about(application: Application) -> list[Decision]:
    """All versions of the decision with their documents, the newest first. One query, none before the decision."""
    return _DECISIONS.rows(str(application.pk)) if application.decided_at else []


def language_of(application: Application) -> str:
    """The language of the matter: that in which the association applied (Kielilaki 423/2003 §§12, 19). One query.

    One more where the application has been erased by the retention plan: then it is the decision's.
    """
    first = application.submissions.filter(number=1).first()
    if first is not None:
        return str(first.content_json["language"])
    decided = Decision.objects.about(application).values_list("language", flat=True).first()
    return decided or settings.LANGUAGE_CODE


def questions(call_id: int) -> list[Question]:
    """All questions of a call with their sections, in order. One query."""
    return _QUESTIONS.rows(call_id)


def answer_values(application_id: int) -> dict[int, Any]:
    """What is answered, by question. One query."""
    return dict(_ANSWERS.tuples(application_id))


def file_keys(application: Application) -> set[str]:
    """The keys of the files that lie with the application. One query."""
    return {str(key) for (key,) in _FILE_KEYS.tuples(str(application.pk))}


def account_label(pk: int, association_id: int) -> str:
    """The association's account as a person reads it. One query. Raises BankAccount.DoesNotExist."""
    found = _ACCOUNT.rows(pk, association_id)
    if not found:
        raise BankAccount.DoesNotExist(f"The association {association_id} has no account {pk}.")
    return str(found[0])


def submissions(application: Application) -> list[Submission]:
    """What was handed in: the application itself, then completions. One query."""
    return _SUBMISSIONS.rows(application.pk)


def sealed_files(application: Application) -> list[StoredFile]:
    """The documents that the portal made of the application, the oldest first. One query."""
    return _SEALED.rows(str(application.pk))


def accounts_in_use(association_id: int) -> list[BankAccount]:
    """The accounts to which the association may be paid today, in the order in which they were added. One query."""
    return _ACCOUNTS.rows(association_id, clock.today())


def has_earlier(application: Application) -> bool:
    """Whether the association has handed in anything before. One query."""
    return bool(_EARLIER.tuples(application.pk, application.association_id))


def held_documents(association_id: int, questions: Iterable[Question]) -> dict[str, dict[str, Any]]:
    """What the profile holds verified of the documents that the questions ask for, by kind: the newest of each.

    As an answer keeps a file, with the document's key and until when it is valid. Two queries, none where nothing is
    asked for.
    """
    kinds = {question.document_kind for question in questions if question.document_kind}
    if not kinds:
        return {}
    rows = Document.objects.valid().filter(association_id=association_id, kind__in=kinds)
    newest = {row.kind: row for row in rows.order_by("year", "added_at", "pk")}
    files = StoredFile.objects.filter(
        parent_type=Document._meta.label_lower, parent_id__in=[str(row.pk) for row in newest.values()]
    )
    by_parent = {file.parent_id: file for file in files.order_by("created_at", "pk")}
    return {
        kind: {
            **{"key": str(file.key), "name": file.name, "size": file.size, "sha256": file.sha256, "document": row.pk},
            "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        }
        for kind, row in newest.items()
        if (file := by_parent.get(str(row.pk))) is not None
    }


def earlier_applications(application: Application) -> QuerySet[Application]:
    """What the association has handed in before, of the same category first, the newest on top."""
    rows = Application.objects.filter(association_id=application.association_id, submitted_at__isnull=False)
    same = Case(When(call__kind=application.call.kind, then=0), default=1)
    return rows.exclude(pk=application.pk).select_related("call").order_by(same, "-submitted_at", "-pk")


def open_completion(application: Application) -> CompletionRequest | None:
    """The completion request that awaits answers, with its items. Three queries, one where there is none."""
    rows = CompletionRequest.objects.select_related("application", "asked_by").prefetch_related("items")
    return next((rows.filter(pk=pk).first() for (pk,) in _OPEN_COMPLETION.tuples(application.pk)), None)


def conversation(application: Application) -> list[Said]:
    """The messages about the application, the oldest first. One query."""
    return [
        Said(f"{first} {last}".strip() or email, *rest) for first, last, email, *rest in _SAID.tuples(application.pk)
    ]


def public_history(application: Application) -> list[Event]:
    """What has happened to the application, as its association may read it, the oldest first. One query."""
    return _HISTORY.rows(str(application.pk))


def signers(association: Association) -> QuerySet[User]:
    """Those who may hand in the association's applications today."""
    return people(association, Area.SIGNING).filter(pk__in=people(association, Area.GRANTS).values("pk"))
