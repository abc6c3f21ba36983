"""Reads that pages of grants share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Case, Count, Prefetch, Q, QuerySet, Sum, When
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.urls import reverse

from associations.enums import Area, Part
from associations.models import Association, BankAccount, Document, Membership, Tie
from associations.queries.people import people
from grants import rules
from grants.enums import CompletionState
from grants.models import (
    Answer,
    Application,
    Award,
    Call,
    CompletionRequest,
    EligibilityQuestion,
    Message,
    Principles,
    Question,
    Review,
    Score,
    Section,
    Submission,
)
from portal import actor as actors
from portal import clock, policy
from portal.accounts.enums import Right, StaffRole, rights_of
from portal.accounts.models import StaffAssignment, User
from portal.files.models import StoredFile
from portal.journal import registry as verbs
from portal.journal.models import Event
from portal.prepared import Prepared
from portal.ui.fragments import fragment


@dataclass(frozen=True, slots=True)
class Year:
    """The awards of one year: how many, and their sum in cents."""

    year: int
    count: int
    cents: int


def award_years() -> list[Year]:
    """All years with awards, newest first; they are the same for everyone, and kept until something is granted."""
    return [Year(*row) for row in json.loads(fragment("award-years", ("awards",), "-", _award_years))]


def _award_years() -> str:
    rows = (
        policy.visible(Award)
        .annotate(year=ExtractYear("decided_on"))
        .values("year")
        .annotate(count=Count("pk"), cents=Sum("amount_cents"))
    )
    return json.dumps(list(rows.order_by("-year").values_list("year", "count", "cents")), default=int)


class AwardRow(NamedTuple):
    """What a row of the public list shows, in the page's language. Plain values: a page has fifty of them."""

    decided_on: date
    slug: str
    association: str
    purpose: str
    call: str
    amount_cents: int


def award_rows(awards: QuerySet[Award], language: str) -> list[AwardRow]:
    """The awards as the public list shows them. One query."""
    found = awards.values_list(
        *("decided_on", "association__slug", f"association__name_{language}", "association__name_fi", "purpose"),
        *(f"call__title_{language}", "call__title_fi", "amount_cents"),
    )
    return [
        AwardRow(day, slug, name or name_fi, purpose, title or title_fi, cents)
        for day, slug, name, name_fi, purpose, title, title_fi, cents in found
    ]


# The longest waiting first, stable.
QUEUE_ORDER = ("submitted_at", "pk")


class QueueRow(NamedTuple):
    """What a row of the officers' queue shows, in the page's language. Plain values: a page has fifty of them."""

    # As it stands in the address.
    key: str
    case_number: str
    association: str
    call: str
    submitted_at: datetime
    requested_cents: int
    state: str


def queue_rows(applications: QuerySet[Application], language: str) -> list[QueueRow]:
    """The page of applications as the queue shows them. Two queries.

    The page's keys come first: in one query the database would join and sort all that wait, to show fifty.
    """
    keys = list(applications.values_list("pk", flat=True))
    found = (
        Application.objects.filter(pk__in=keys)
        .order_by(*QUEUE_ORDER)
        .values_list(
            *("pk", "case_number", f"association__name_{language}", "association__name_fi"),
            *(f"call__title_{language}", "call__title_fi", "submitted_at", "requested_cents", "state"),
        )
    )
    return [
        QueueRow(str(pk), number, name or name_fi, title or title_fi, at, cents, state)
        for pk, number, name, name_fi, title, title_fi, at, cents, state in found
    ]


@dataclass(frozen=True, slots=True)
class Given:
    """How many independent scores are in, how many the call asks, and whether the actor has given theirs."""

    number: int
    needed: int
    mine: bool

    @property
    def missing(self) -> int:
        """How many the application still needs before a proposal."""
        return max(0, self.needed - self.number)


def given(application: Application) -> Given:
    """The scores that are in, counted. One query."""
    counted = application.reviews.aggregate(
        number=Count("pk"), mine=Count("pk", filter=Q(reviewer_id=actors.current().person_id))
    )
    return Given(counted["number"], application.call.scores_needed, counted["mine"] > 0)


@dataclass(frozen=True, slots=True)
class Scores:
    """The reviews that the actor may see, with mean and spread when all are in."""

    reviews: list[Review]
    given: int
    needed: int

    @property
    def complete(self) -> bool:
        """Whether the call's number of independent scores is in."""
        return self.given >= self.needed

    @property
    def mean(self) -> Decimal | None:
        """The mean of all scores, once they are in."""
        return rules.mean([review.total for review in self.reviews]) if self.complete and self.reviews else None

    @property
    def spread(self) -> Decimal | None:
        """How far the scores are apart, once they are in."""
        return rules.spread([review.total for review in self.reviews]) if self.complete and self.reviews else None


def scores(application: Application, counted: Given) -> Scores:
    """What the current actor may see of the application's scores. Two queries."""
    rows = policy.visible(Review).filter(application=application).select_related("reviewer")
    points = Prefetch("scores", Score.objects.select_related("criterion").order_by("pk"))
    reviews = list(rows.prefetch_related(points).order_by("given_at"))
    return Scores(reviews, counted.number, counted.needed)


class CallRow(NamedTuple):
    """What a row of the city's list of calls shows."""

    call: Call
    received: int


def call_rows(calls: QuerySet[Call]) -> list[CallRow]:
    """The page of calls with how many applications have come in. Two queries."""
    shown = list(calls)
    handed_in = Application.objects.handed_in().filter(call__in=[call.pk for call in shown]).order_by()
    numbers = dict(handed_in.values_list("call").annotate(number=Count("pk")))
    return [CallRow(call, numbers.get(call.pk, 0)) for call in shown]


@dataclass(frozen=True, slots=True)
class FormPart:
    """A section of a call's form with its questions in order; ``section`` is None for those before all sections."""

    section: Section | None
    questions: list[Question]


def call_sections(call: Call) -> list[FormPart]:
    """The call's form as it is built, empty sections too. Two queries."""
    by_section: dict[int | None, list[Question]] = {}
    for question in call.questions.select_related("asked_if"):
        by_section.setdefault(question.section_id, []).append(question)
    first = [FormPart(None, by_section[None])] if None in by_section else []
    return [*first, *(FormPart(section, by_section.get(section.pk, [])) for section in call.sections.all())]


class Served(NamedTuple):
    """A goal, an emphasis or a part of the operating model, and how many published calls serve it."""

    label: str
    kind: str
    calls: int


def aims_served(principles: Principles) -> list[Served]:
    """The goals and emphases with the calls of all years, told by key. Two queries."""
    aims = list(principles.aims.all())
    serving = Call.objects.published().filter(aims__key__in=[aim.key for aim in aims]).order_by()
    numbers = dict(serving.values_list("aims__key").annotate(number=Count("pk", distinct=True)))
    return [Served(aim.label, aim.get_kind_display(), numbers.get(aim.key, 0)) for aim in aims]


def parts_served() -> list[Served]:
    """The parts of the operating model with the calls of all years. One query."""
    counts = {part.value: Count("pk", filter=Q(parts__contains=[part.value])) for part in Part}
    numbers = Call.objects.published().aggregate(**counts)
    return [Served(str(part.label), "", numbers[part.value]) for part in Part]


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


# What the page of each matter asks.
_MATTER = Prepared(lambda pk: Application.objects.with_parties().filter(pk=pk), int)
_SUBMISSIONS = Prepared(lambda pk: Submission.objects.filter(application=pk).order_by("number"), int)
_SEALED = Prepared(
    lambda key: (
        StoredFile.objects.filter(parent_type=Application._meta.label_lower, parent_id=key)
        .of_kind("sealed")
        .order_by("created_at", "pk")
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

    Two queries. Raises Application.DoesNotExist.
    """
    # Locked by itself: joined to its parties, a row whose association was merged while we waited would be gone.
    Application.objects.select_for_update(of=("self",)).only("pk").get(pk=pk)
    return _MATTER.rows(pk)[0]


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


def reviewing_employees() -> QuerySet[User]:
    """Employees who may review grants today, by name."""
    roles = [role for role in StaffRole if Right.GRANTS_REVIEW in rights_of(frozenset({role}))]
    held = StaffAssignment.objects.in_force().filter(role__in=roles)
    rows = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return rows.order_by("last_name", "first_name", "pk")


def handlers(application: Application) -> QuerySet[User]:
    """To whom at the city a word about the application goes: its preparing officer, or all who review.

    Never to somebody whom a tie shuts out of the matter (Hallintolaki 434/2003 §28).
    """
    seats = Membership.objects.in_force().filter(association_id=application.association_id)
    ties = Tie.objects.in_force().filter(association_id=application.association_id)
    able = reviewing_employees().exclude(pk__in=seats.values("user")).exclude(pk__in=ties.values("user"))
    officer = able.filter(pk=application.handled_by_id or 0)
    return officer if application.handled_by_id and officer.exists() else able


def handling_path(application: Application) -> str:
    """The city's page of the application, for a message."""
    return reverse("grants:application_handle", args=[application.pk])


def signers(association: Association) -> QuerySet[User]:
    """Those who may hand in the association's applications today."""
    return people(association, Area.SIGNING).filter(pk__in=people(association, Area.GRANTS).values("pk"))


class TestRow(NamedTuple):
    """A question of the eligibility test, its name in the address, and what was answered: "kylla", "ei" or ''."""

    row: EligibilityQuestion
    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class EligibilityTest:
    """The test of a call with the answers so far. ``fits`` when all are answered and nothing speaks against it."""

    rows: list[TestRow]
    refusals: list[str]
    fits: bool


def eligibility_test(call: Call, answers: Mapping[str, str]) -> EligibilityTest:
    """The call's test, answered by an address. What speaks against applying is said at once. One query."""
    rows = []
    for row in call.eligibility.all():
        name = f"ehto-{row.pk}"
        given = answers.get(name, "")
        rows.append(TestRow(row, name, given if given in {"kylla", "ei"} else ""))
    refusals = [one.row.refusal for one in rows if one.answer and (one.answer == "kylla") != one.row.fits]
    return EligibilityTest(rows, refusals, bool(rows) and not refusals and all(one.answer for one in rows))
