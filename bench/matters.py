"""The data set's applications in all their states, with scores, decisions, awards, background work and events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from associations.enums import SupportKind
from associations.models import Association, Support
from bench.cast import QUESTIONS, Cast
from bench.copying import copy
from grants import rules
from grants.enums import ApplicationState
from grants.models import Answer, Application, Award, Criterion, Question, Review, Score, Submission
from portal import clock
from portal.accounts.models import User
from portal.decisions.enums import Way
from portal.decisions.models import Decision
from portal.files.models import StoredFile
from portal.jobs.enums import State
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.translated import LANGUAGES

S = ApplicationState
# Two of ten have been granted something (the first two), one awaits it or got nothing, in turn.
APPLICANTS = (0, 3, 6)
GRANTED = (0, 3)
OTHER_STATES = (S.SUBMITTED, S.IN_REVIEW, S.PROPOSED, S.REJECTED, S.DRAFT, S.IN_REVIEW)
# An association in so many has a draft to a call that is open now, too.
DRAFT_OF = 10
DECIDED = (S.GRANTED, S.REJECTED)
SCORED = (S.PROPOSED, *DECIDED)
PURPOSES = ("Kuoron nuotit ja harjoitukset", "Nuorten avoimet illat torstaisin", "Kylätalon kunnostus talkoilla")
NO_SHA256 = "0" * 64
PLAN = "Kokoonnumme viikoittain ja kutsumme naapurit mukaan. " * 6


def apply(acting: Cast, made: Sequence[Association], treasurers: Sequence[User], begin: int) -> None:
    """Applications of every tenth, fourth and seventh association, and all that has followed from them."""
    now = clock.now()
    rows = []
    for at, association in enumerate(made):
        number, user = begin + at, treasurers[at]
        if number % 10 in APPLICANTS:
            rows.append(_application(acting, association, user, number, now))
        if number % DRAFT_OF == 0:
            rows.append(Application(call=acting.open[0], association=association, started_by=user, started_at=now))
    follow(acting, rows)


def follow(acting: Cast, rows: Sequence[Application]) -> list[Application]:
    """Write the applications with their answers, and what has followed from them in their state."""
    applications = copy(rows)
    questions = by_call(Question.objects.order_by("order", "pk"))
    criteria = by_call(Criterion.objects.order_by("order", "pk"))
    handed_in = [row for row in applications if row.submitted_at is not None]
    copy(
        Answer(application=row, question=question, value=value, saved_by=row.started_by, saved_at=row.started_at)
        for row in applications
        for question, value in zip(questions[row.call_id], _values(row), strict=True)
    )
    copy(_submission(row) for row in handed_in)
    copy(_pdf(row, "grants.application", f"Vastaanottokuittaus {row.case_number}.pdf") for row in handed_in)
    score(acting, [row for row in handed_in if row.state in SCORED], criteria)
    _decide(acting, [row for row in handed_in if row.state in DECIDED])
    copy(event for row in handed_in for event in _events(acting, row))
    copy(_job(row) for row in handed_in)
    return applications


def _application(acting: Cast, association: Association, user: User, number: int, now: datetime) -> Application:
    state = S.GRANTED if number % 10 in GRANTED else OTHER_STATES[number // 10 % len(OTHER_STATES)]
    call = acting.decided[number // 10 % len(acting.decided)] if state in DECIDED else acting.closed
    started = call.closes_at - timedelta(days=9, minutes=number % 5000)
    row = Application(call=call, association=association, started_by=user, started_at=started, state=state)
    if state == S.DRAFT:
        return row
    row.case_number = f"PORI/{number}/02.05.01.04/{call.closes_at.year}"
    row.submitted_at, row.submitted_by, row.requested_cents = started + timedelta(days=2), user, 100_000
    if state in SCORED:
        row.proposed_cents, row.proposed_by = (0 if state == S.REJECTED else 100_000), acting.officers[0]
        row.proposal_reasons, row.public_purpose = "Hakemus vastaa julkaistuja perusteita.", PURPOSES[number % 3]
    if state in DECIDED:
        row.decided_at = call.closes_at + timedelta(days=20, minutes=number % 900)
    return row


R = TypeVar("R", Question, Criterion)


def by_call(rows: Iterable[R]) -> dict[int, list[R]]:
    """The rows by their call, in their order."""
    found: dict[int, list[R]] = {}
    for row in rows:
        found.setdefault(row.call_id, []).append(row)
    return found


def _values(row: Application) -> tuple[str, ...]:
    return (PURPOSES[row.association_id % 3], PLAN, "100000", "1")


def _submission(row: Application) -> Submission:
    texts = (*_values(row)[:2], "1 000,00 €", "FI21 1234 5600 0007 85")
    content = rules.canonical(
        {
            "case_number": row.case_number,
            "submitted_by": {"id": row.started_by_id, "name": "Hakija"},
            "language": "fi",
            "answers": [
                {
                    "key": key,
                    "kind": kind,
                    "label": dict.fromkeys(LANGUAGES, label),
                    "value": value,
                    "text": dict.fromkeys(LANGUAGES, text),
                }
                for (key, kind, label), value, text in zip(QUESTIONS, _values(row), texts, strict=True)
            ],
        }
    )
    return Submission(
        application=row,
        received_at=_arrived(row),
        submitted_by=row.started_by,
        content=content,
        sha256=rules.digest(content),
    )


def score(acting: Cast, rows: Sequence[Application], criteria: dict[int, list[Criterion]]) -> None:
    """Two officers' scores of each application. ``criteria`` by call."""
    reviews = copy(
        Review(application=row, reviewer=officer, total=Decimal(60 + row.association_id % 30), given_at=_arrived(row))
        for row in rows
        for officer in acting.officers[:2]
    )
    copy(
        Score(review=review, criterion=criterion, points=3, reason="Hyvin perusteltu ja toteutettavissa.")
        for review in reviews
        for criterion in criteria[review.application.call_id]
    )


def _decide(acting: Cast, rows: Sequence[Application]) -> None:
    """Decisions of all, awards and ledger rows of those who were granted something."""
    sealed = copy(_pdf(row, "decisions.decision", f"Päätös {row.case_number}.pdf") for row in rows)
    decisions = copy(_decision(acting, row, pdf) for row, pdf in zip(rows, sealed, strict=True))
    granted = [(row, made) for row, made in zip(rows, decisions, strict=True) if row.state == S.GRANTED]
    awards = copy(
        Award(
            application=row,
            call=row.call,
            association=row.association,
            decision=decision,
            amount_cents=100_000,
            decided_on=_day(row),
            purpose=row.public_purpose,
        )
        for row, decision in granted
    )
    copy(
        Support(
            association=award.association,
            kind=SupportKind.MONEY,
            value_cents=award.amount_cents,
            given_on=award.decided_on,
            year=award.decided_on.year,
            title=award.call.title_fi,
            source_type="grants.award",
            source_id=str(award.pk),
        )
        for award in awards
    )


def _arrived(row: Application) -> datetime:
    assert row.submitted_at is not None
    return row.submitted_at


def _decided(row: Application) -> datetime:
    assert row.decided_at is not None
    return row.decided_at


def _day(row: Application) -> date:
    return clock.local(_decided(row)).date()


def _pdf(row: Application, parent: str, name: str) -> StoredFile:
    # Only the row: no page of a list reads a file's content.
    return StoredFile(
        name=name.replace("/", "-"),
        kind="sealed",
        content_type="application/pdf",
        size=34_000,
        sha256=NO_SHA256,
        parent_type=parent,
        parent_id=str(row.pk),
        created_at=_arrived(row),
    )


def _decision(acting: Cast, row: Application, sealed: StoredFile) -> Decision:
    day = _day(row)
    return Decision(
        subject_type="grants.application",
        subject_id=str(row.pk),
        title=f"{row.call.title_fi}: {row.association.name_fi}"[:200],
        authority=row.call.authority,
        case_number=row.case_number,
        section_series=row.call.authority,
        section=row.pk,
        section_year=day.year,
        decided_at=_decided(row),
        decided_by=acting.decider,
        decider_label=str(acting.decider),
        decider_title="päätöksentekijä",
        parties=[{"name": row.association.name_fi, "role": "hakija", "identifier": row.association.register_number}],
        outcome="Avustusta myönnetään 1 000,00 €." if row.state == S.GRANTED else "Avustusta ei myönnetä.",
        reasons=row.proposal_reasons,
        basis=row.call.basis_fi,
        contact={
            "name": "Aino Virtanen",
            "email": "avustukset@city.invalid",
            "phone": "02 000",
            "address": "PL 1, Pori",
        },
        language="fi",
        way=Way.E_NOTICE,
        sent_on=day,
        notified_on=day + timedelta(days=3),
        last_day=day + timedelta(days=17),
        sealed=sealed,
        sha256=sealed.sha256,
        rectification="Oikaisua voi vaatia kirjallisesti viimeistään viimeisenä päivänä.",
    )


def _events(acting: Cast, row: Application) -> Iterator[Event]:
    """The acts in the order in which they were done, so far as the state has come."""
    at, officer = _arrived(row), acting.officers[0]
    yield _event(row, "grants.application_submitted", at, row.started_by, applicant=True)
    if row.state != S.SUBMITTED:
        yield _event(row, "grants.review_started", at + timedelta(days=2), officer)
    if row.state in SCORED:
        yield _event(row, "grants.application_proposed", at + timedelta(days=4), officer)
    if row.state in DECIDED:
        verb = "grants.application_granted" if row.state == S.GRANTED else "grants.application_rejected"
        yield _event(row, verb, _decided(row), acting.decider)


def _event(row: Application, verb: str, at: datetime, who: User, *, applicant: bool = False) -> Event:
    return Event(
        at=at,
        verb=verb,
        actor_kind="user",
        actor_id=who.pk,
        actor_label=str(who),
        acting_for_id=row.association_id if applicant else None,
        acting_for_label=row.association.name_fi if applicant else "",
        object_type="grants.application",
        object_id=str(row.pk),
        object_label=row.case_number,
        details={"cents": row.proposed_cents or 0},
    )


def _job(row: Application) -> Job:
    return Job(
        name="grants.receipt_pdf",
        args=[row.pk, "fi"],
        state=State.DONE,
        done=1,
        total=1,
        attempts=1,
        created_by=row.started_by,
        created_at=_arrived(row),
        started_at=_arrived(row),
        finished_at=_arrived(row),
    )
