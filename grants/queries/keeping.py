"""Which matters are over since when, for the retention plan, and what they still hold."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from grants.enums import (
    OPEN_RECOVERIES,
    ApplicationState,
    BatchState,
    ChangeState,
    InstalmentState,
    PayoutState,
    RectificationState,
    ReportState,
    SampleState,
)
from grants.models import (
    AidDeclaration,
    Answer,
    Application,
    Batch,
    BatchLine,
    ChangeRequest,
    CompletionRequest,
    Dossier,
    Instalment,
    Message,
    Note,
    Payout,
    Recovery,
    RecoveryPayment,
    Rectification,
    ReportAnswer,
    ReportReturn,
    ReportSubmission,
    Review,
    SampleMember,
    Signature,
    Submission,
    UseReport,
)
from portal import clock
from portal.decisions.models import Decision
from portal.files.models import StoredFile
from portal.journal.models import Event

_OVER = [ApplicationState.GRANTED, ApplicationState.REJECTED, ApplicationState.WITHDRAWN]
_SETTLED = [InstalmentState.PAID, InstalmentState.CANCELLED]
# A masked account number has this in the middle (rules.masked).
MASK = "…"

# What is erased of a matter whole, with the way from its row to the application.
GOING: tuple[tuple[Any, str], ...] = (
    (Submission, "application"),
    (Answer, "application"),
    (Signature, "application"),
    (CompletionRequest, "application"),
    (Message, "application"),
    (Note, "application"),
    (Review, "application"),
    (ReportSubmission, "report__award__application"),
    (ReportReturn, "report__award__application"),
    (ReportAnswer, "report__award__application"),
    (Dossier, "application"),
    (AidDeclaration, "application"),
)
# What stays without what was written by people outside the city.
EMPTIED: tuple[tuple[Any, str, Q], ...] = (
    (Rectification, "application", ~Q(asked="", grounds="", asker_name="", late_reason="", files=[])),
    (ChangeRequest, "award__application", ~Q(asked="", grounds="")),
    (Recovery, "award__application", ~Q(answer="", files=[])),
)
# Whose files go.
PARENTS: tuple[tuple[Any, str], ...] = (
    (Application, "pk"),
    (UseReport, "award__application"),
    (Recovery, "award__application"),
    (Dossier, "application"),
)


def over(before: datetime) -> QuerySet[Application]:
    """Matters in which nothing has happened since the instant and nothing is to come.

    A decision whose appeal period isn't over or hasn't begun, a request that waits, money that is on its way or is
    recovered, a report that is awaited and a sample that isn't drawn keep a matter alive, however old it is.
    """
    day = clock.local(before).date()
    rows = Application.objects.filter(state__in=_OVER, submitted_at__lt=before)
    rows = rows.filter(Q(decided_at__lt=before) | Q(state=ApplicationState.WITHDRAWN))
    for living in (*_decided(day), *_asked(before), *_paid(before, day), *_told(before)):
        rows = rows.exclude(Exists(living))
    return rows


def _decided(day: date) -> list[QuerySet[Any]]:
    """Decisions that may still be contested, aren't sealed, or stand on the web."""
    key = Cast(OuterRef("pk"), CharField())
    about = Decision.objects.filter(subject_type=Application._meta.label_lower, subject_id=key)
    recovered = Recovery.objects.filter(award__application=OuterRef("pk"), decision__isnull=False)
    changes = ChangeRequest.objects.filter(award__application=OuterRef("pk"), result__isnull=False)
    # Of a recovery the newest version: an earlier one can't be contested any more.
    return [
        about.filter(_contested(day)),
        recovered.filter(_contested(day, "decision__")),
        changes.filter(_contested(day, "result__")),
    ]


def _contested(day: date, way: str = "") -> Q:
    shown = Q(**{f"{way}published_at__isnull": False, f"{way}taken_down_at__isnull": True})
    unsealed = Q(**{f"{way}sealed__isnull": True})
    return Q(**{f"{way}last_day__isnull": True}) | Q(**{f"{way}last_day__gte": day}) | unsealed | shown


def _asked(before: datetime) -> list[QuerySet[Any]]:
    """What was asked for and waits, or was closed since."""
    own, of_award = {"application": OuterRef("pk")}, {"award__application": OuterRef("pk")}
    since = Q(closed_at__gte=before)
    return [
        Rectification.objects.filter(since | Q(state=RectificationState.RECEIVED), **own),
        ChangeRequest.objects.filter(since | Q(state=ChangeState.ASKED), **of_award),
        Recovery.objects.filter(since | Q(state__in=list(OPEN_RECOVERIES)), **of_award),
    ]


def _paid(before: datetime, day: date) -> list[QuerySet[Any]]:
    """Money that waits, or moved since, and awards that nobody has accepted."""
    of_award = {"award__application": OuterRef("pk")}
    unpaid = ~Q(state__in=_SETTLED) | Q(paid_on__gte=day)
    standing = Q(award__revoked_on__isnull=True)
    return [
        Instalment.objects.filter(unpaid, payout__award__application=OuterRef("pk")),
        Payout.objects.filter(standing & Q(state=PayoutState.AWAITING) | Q(answered_at__gte=before), **of_award),
        RecoveryPayment.objects.filter(recorded_at__gte=before, recovery__award__application=OuterRef("pk")),
    ]


def _told(before: datetime) -> list[QuerySet[Any]]:
    """Reports that are awaited or weren't accepted before, samples, and what was written or withdrawn since."""
    own, of_award = {"application": OuterRef("pk")}, {"award__application": OuterRef("pk")}
    # Of an award that doesn't stand nobody awaits a report.
    standing = Q(award__revoked_on__isnull=True) & ~Q(award__payout__state=PayoutState.DECLINED)
    unfinished = ~Q(state=ReportState.ACCEPTED) & standing | Q(accepted_at__gte=before)
    drawn = ~Q(sample__state=SampleState.DRAWN) | Q(place__isnull=False, sample__drawn_at__gte=before)
    withdrawn = Event.objects.filter(
        object_type=Application._meta.label_lower,
        object_id=Cast(OuterRef("pk"), CharField()),
        verb="grants.application_withdrawn",
        at__gte=before,
    )
    return [
        UseReport.objects.filter(unfinished, **of_award),
        SampleMember.objects.filter(drawn, **of_award),
        Message.objects.filter(sent_at__gte=before, **own),
        Note.objects.filter(written_at__gte=before, **own),
        withdrawn,
    ]


def with_notes(before: datetime) -> QuerySet[Application]:
    """Matters that were over before the instant and still have internal notes."""
    return over(before).filter(Exists(Note.objects.filter(application=OuterRef("pk"))))


def with_receipts(before: datetime) -> QuerySet[Application]:
    """Matters that were over before the instant whose use reports still have files."""
    return over(before).filter(_with_files(UseReport, "award__application"))


def not_granted(before: datetime) -> QuerySet[Application]:
    """Matters without a grant that were over before the instant and still say what was written in them."""
    return _full(over(before).exclude(state=ApplicationState.GRANTED))


def granted(before: datetime) -> QuerySet[Application]:
    """Matters with a grant that were over before the instant and still say what was written in them."""
    return _full(over(before).filter(state=ApplicationState.GRANTED))


def _full(rows: QuerySet[Application]) -> QuerySet[Application]:
    holds = Q()
    for model, way in GOING:
        # A dossier goes by itself within days.
        if model is not Dossier:
            holds |= Q(Exists(model.objects.filter(**{way: OuterRef("pk")})))
    for model, way, full in EMPTIED:
        holds |= Q(Exists(model.objects.filter(full, **{way: OuterRef("pk")})))
    for model, way in PARENTS:
        if model is not Dossier:
            holds |= Q(_with_files(model, way))
    return rows.filter(holds)


def _with_files(model: Any, way: str) -> Exists:
    files = StoredFile.objects.filter(parent_type=model._meta.label_lower, parent_id=Cast(OuterRef("pk"), CharField()))
    return Exists(model.objects.filter(Exists(files), **{way: OuterRef("pk")}))


def old_batches(before: datetime) -> QuerySet[Batch]:
    """Batches of a year that ended before the instant, which still hold their file or whole account numbers.

    The whole batch waits as long as one of its matters is alive.
    """
    year = date(clock.local(before).year, 1, 1)
    rows = Batch.objects.filter(state__in=[BatchState.SENT, BatchState.CANCELLED], made_at__lt=clock.at(year, time(0)))
    rows = rows.filter(Q(sent_on__isnull=True) | Q(sent_on__lt=year))
    lines = BatchLine.objects.filter(batch=OuterRef("pk"))
    living = lines.exclude(instalment__payout__award__application__in=over(before).values("pk"))
    return rows.filter(Q(file__isnull=False) | Exists(whole_accounts(lines))).exclude(Exists(living))


def whole_accounts(lines: QuerySet[BatchLine]) -> QuerySet[BatchLine]:
    """Those of the lines that show the whole number of an account."""
    return lines.exclude(iban="").exclude(iban__contains=MASK)


def files_of(keys: list[int], parents: tuple[tuple[Any, str], ...] = PARENTS) -> list[tuple[int, StoredFile]]:
    """The files of the applications with the application of each. Two queries a parent."""
    found = []
    for model, way in parents:
        owner = dict(model.objects.filter(**{f"{way}__in": keys}).values_list("pk", way))
        rows = StoredFile.objects.filter(parent_type=model._meta.label_lower, parent_id__in=[str(key) for key in owner])
        found += [(owner[int(row.parent_id)], row) for row in rows.order_by("pk")]
    return found


def numbers(rows: QuerySet[Any], way: str) -> dict[int, int]:
    """How many of the rows each application has. One query."""
    return dict(rows.order_by().values(way).annotate(number=Count("pk")).values_list(way, "number"))
