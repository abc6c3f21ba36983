"""Rows of applications, their answers, scores, awards and record, for one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Model

from associations.enums import SupportKind
from associations.models import Association, BankAccount, Support
from grants import rules
from grants.demo_past.decisions import decision_row
from grants.demo_past.people import People
from grants.demo_texts import reasons
from grants.demo_texts.call_texts import CRITERIA
from grants.demo_texts.wishes import Wish
from grants.enums import ApplicationState, QuestionKind
from grants.models import Answer, Application, Award, Call, Criterion, Question, Review, Score, Submission
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.decisions import diary
from portal.decisions.models import Decision
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.translated import LANGUAGES, in_language
from portal.ui import formats, pagecache

# The demo's own documents come first; those of the past are made when the workers have nothing better to do.
PATIENCE = timedelta(minutes=3)
KEYS = tuple(CRITERIA)


@dataclass(frozen=True, slots=True)
class Course:
    """When each step of an application was taken; what hasn't happened is None or left out."""

    arrived: datetime
    taken: datetime | None = None
    scored: Sequence[datetime] = ()
    decided: datetime | None = None

    @property
    def state(self) -> ApplicationState:
        """Where the application stands; a granted one is told apart by its award."""
        if self.decided is not None:
            return ApplicationState.GRANTED
        return ApplicationState.SUBMITTED if self.taken is None else ApplicationState.IN_REVIEW


@dataclass(slots=True)
class _Matter:
    """An application with everything that belongs to it."""

    wish: Wish
    course: Course
    turn: int
    association: Association
    applicant: User
    account: BankAccount
    officers: Sequence[User]
    decider: User
    application: Application = field(init=False)
    values: dict[str, str] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    submission: Submission | None = None
    decision: Decision | None = None
    award: Award | None = None


def points(wish: Wish, reviewer: int, place: int) -> int:
    """Points of five that fit what came of it: low for what was refused, middling for a part, else high.

    They vary by application, reviewer and criterion, the same way on every load.
    """
    lowest = 0 if wish.refused else 3 if wish.given == wish.euros else 2
    return lowest + int(rules.digest(f"{wish.purpose} {reviewer} {place}")[:6], 16) % 3


class History:
    """The past of one call. Add applications in the order in which they arrived, then save once."""

    def __init__(self, call: Call, people: People) -> None:
        self.call = call
        self.people = people
        self.questions: list[Question] = list(call.questions.all())
        self.criteria: list[Criterion] = list(call.criteria.all())
        self.matters: list[_Matter] = []
        self.events: list[Event] = []

    def add(self, wish: Wish, course: Course) -> None:
        """One application and how far it came."""
        turn = len(self.matters)
        day = clock.local(course.arrived).date()
        association = self.people.associations[wish.association]
        officers = self.people.officers(association, day)
        deciders = self.people.employees(StaffRole.DECISION_MAKER, day)
        matter = _Matter(
            wish,
            course,
            turn,
            association,
            self.people.applicant(association, day),
            self.people.account(association),
            [officers[turn % len(officers)], officers[(turn + 1) % len(officers)]],
            deciders[turn % len(deciders)],
        )
        matter.application = self._application(matter, day)
        self.matters.append(matter)

    def _application(self, matter: _Matter, day: date) -> Application:
        wish, course, turn = matter.wish, matter.course, matter.turn
        application = Application(
            call=self.call,
            association=matter.association,
            state=course.state if wish.given or course.decided is None else ApplicationState.REJECTED,
            case_number=diary.case_number("grants", day),
            started_by=matter.applicant,
            started_at=max(
                course.arrived - timedelta(days=1 + turn % 4, minutes=turn * 7 % 60),
                self.call.opens_at + timedelta(minutes=2 + turn * 3),
            ),
            submitted_at=course.arrived,
            submitted_by=matter.applicant,
            requested_cents=wish.euros * 100,
            version=2 + (course.taken is not None) + 2 * (course.decided is not None),
        )
        if course.decided is not None:
            application.proposed_cents = wish.given * 100
            application.proposal_reasons = reasons.on_proposal(
                wish.euros, wish.given, wish.refused, wish.language, turn
            )
            application.public_purpose = wish.purpose
            application.public_reasons = application.proposal_reasons
            application.proposed_by = matter.officers[turn % 2]
            application.decided_at = course.decided
        return application

    def save(self) -> None:
        """Insert everything."""
        Application.objects.bulk_create(matter.application for matter in self.matters)
        self._save_answers()
        self._save_reviews()
        self._save_decisions()
        self._save_awards()
        for matter in self.matters:
            self._tell(matter)
        Event.objects.bulk_create(sorted(self.events, key=lambda event: event.at))
        self._order_documents()
        pagecache.bump("awards")

    def _save_answers(self) -> None:
        answers: list[Answer] = []
        for matter in self.matters:
            wish, account = matter.wish, str(matter.account.pk)
            given = {"purpose": wish.purpose, "plan": wish.plan, "amount": str(wish.euros * 100), "account": account}
            matter.values = given
            answers += [
                Answer(
                    application=matter.application,
                    question=question,
                    value=given[question.key],
                    saved_by=matter.applicant,
                    saved_at=matter.course.arrived - timedelta(minutes=4),
                )
                for question in self.questions
            ]
            content = rules.canonical(self._content(matter))
            matter.submission = Submission(
                application=matter.application,
                received_at=matter.course.arrived,
                submitted_by=matter.applicant,
                content=content,
                sha256=rules.digest(content),
            )
        Answer.objects.bulk_create(answers)
        Submission.objects.bulk_create(matter.submission for matter in self.matters if matter.submission)

    def _content(self, matter: _Matter) -> dict[str, Any]:
        """As grants.services.applying writes it at the moment of submitting."""
        application, association = matter.application, matter.association
        return {
            "application": application.pk,
            "case_number": application.case_number,
            "call": {"id": self.call.pk, "title": self.call.title_fi},
            "association": {
                "id": association.pk,
                "name": association.name_fi,
                "register_number": association.register_number,
            },
            "received_at": matter.course.arrived.isoformat(),
            "submitted_by": {"id": matter.applicant.pk, "name": str(matter.applicant)},
            "language": matter.wish.language,
            "answers": [
                {
                    "key": question.key,
                    "kind": question.kind,
                    "label": {language: in_language(question, "label", language) for language in LANGUAGES},
                    "value": matter.values[question.key],
                    "text": {language: self._readable(matter, question, language) for language in LANGUAGES},
                }
                for question in self.questions
            ],
        }

    def _readable(self, matter: _Matter, question: Question, language: str) -> str:
        if question.kind == QuestionKind.AMOUNT_CHOICE:
            return formats.money(matter.wish.euros * 100, language)
        return str(matter.account) if question.kind == QuestionKind.BANK_ACCOUNT else matter.values[question.key]

    def _save_reviews(self) -> None:
        scores: list[Score] = []
        for matter in self.matters:
            for reviewer, at in enumerate(matter.course.scored):
                given = [points(matter.wish, reviewer, place) for place in range(len(self.criteria))]
                total = rules.total(
                    rules.Point(criterion.pk, mark, criterion.max_points, criterion.weight)
                    for criterion, mark in zip(self.criteria, given, strict=True)
                )
                review = Review(
                    application=matter.application, reviewer=matter.officers[reviewer], total=total, given_at=at
                )
                matter.reviews.append(review)
                for place, (criterion, mark) in enumerate(zip(self.criteria, given, strict=True)):
                    reason = reasons.on_points(KEYS[place], mark, matter.turn + reviewer)
                    scores.append(Score(review=review, criterion=criterion, points=mark, reason=reason))
        Review.objects.bulk_create(review for matter in self.matters for review in matter.reviews)
        Score.objects.bulk_create(scores)

    def _save_decisions(self) -> None:
        decided = [matter for matter in self.matters if matter.course.decided is not None]
        for matter in sorted(decided, key=lambda one: one.course.decided or one.course.arrived):
            at = matter.course.decided or matter.course.arrived
            matter.decision = decision_row(matter.application, matter.wish, matter.decider, at)
        Decision.objects.bulk_create(matter.decision for matter in self.matters if matter.decision)

    def _save_awards(self) -> None:
        for matter in self.matters:
            if matter.decision is not None and matter.wish.given:
                matter.award = Award(
                    application=matter.application,
                    call=self.call,
                    association=matter.association,
                    decision=matter.decision,
                    amount_cents=matter.wish.given * 100,
                    decided_on=clock.local(matter.decision.decided_at).date(),
                    purpose=matter.wish.purpose,
                )
        awards = Award.objects.bulk_create(matter.award for matter in self.matters if matter.award)
        ledger = Support.objects.bulk_create(
            Support(
                association=award.association,
                kind=SupportKind.MONEY,
                value_cents=award.amount_cents,
                given_on=award.decided_on,
                year=award.decided_on.year,
                title=self.call.title_fi,
                source_type=award._meta.label_lower,
                source_id=str(award.pk),
                de_minimis=self.call.de_minimis,
            )
            for award in awards
        )
        for award, row in zip(awards, ledger, strict=True):
            at, who = award.decision.decided_at, award.decision.decided_by
            self._event(at, "associations.support_recorded", row, who, cents=row.value_cents)

    def _tell(self, matter: _Matter) -> None:
        """The record of the matter, as transition() and the services write it."""
        application, course = matter.application, matter.course
        label = f"{self.call} – {matter.association}"
        self._event(
            application.started_at, "grants.application_started", application, matter.applicant, matter, label=label
        )
        self._event(course.arrived, "grants.application_submitted", application, matter.applicant, matter)
        if course.taken is not None:
            self._event(course.taken, "grants.review_started", application, matter.officers[0])
        for review in matter.reviews:
            self._event(review.given_at, "grants.review_given", application, review.reviewer)
        decision = matter.decision
        if decision is None or application.proposed_by is None:
            return
        cents, at = matter.wish.given * 100, decision.decided_at
        proposed = max(course.scored) + timedelta(minutes=40)
        self._event(proposed, "grants.application_proposed", application, application.proposed_by, cents=cents)
        verb = "grants.application_granted" if cents else "grants.application_rejected"
        self._event(at, verb, application, matter.decider, cents=cents)
        self._event(at, "decisions.made", decision, matter.decider)
        day = "" if decision.take_down_on is None else decision.take_down_on.isoformat()
        self._event(at, "decisions.published", decision, matter.decider, day=day)
        if decision.taken_down_at is not None:
            self._event(decision.taken_down_at, "decisions.taken_down", decision, None)

    def _event(
        self,
        at: datetime,
        verb: str,
        obj: Model,
        who: User | None,
        acting: _Matter | None = None,
        label: str = "",
        **details: Any,
    ) -> None:
        self.events.append(
            Event(
                at=at,
                verb=verb,
                actor_kind="user" if who else "system",
                actor_id=who.pk if who else None,
                actor_label=str(who) if who else "decisions.take_down",
                acting_for_id=acting.association.pk if acting else None,
                acting_for_label=str(acting.association) if acting else "",
                object_type=obj._meta.label_lower,
                object_id=str(obj.pk),
                object_label=(label or str(obj))[:300],
                details=details,
            )
        )

    def _order_documents(self) -> None:
        """As jobs.services.defer does it one by one."""
        later = clock.now() + PATIENCE
        wanted: list[tuple[str, list[Any], str]] = []
        for matter in self.matters:
            if matter.submission is not None:
                pk = matter.submission.pk
                wanted.append(("grants.receipt_pdf", [pk, matter.wish.language], f"receipt-{pk}"))
            if matter.decision is not None:
                pk = matter.decision.pk
                wanted.append(("decisions.seal", [pk], f"decisions.seal:{pk}"))
        Job.objects.bulk_create(Job(name=name, args=args, key=key, not_before=later) for name, args, key in wanted)
