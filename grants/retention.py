"""How long drafts, matters that are over and account numbers are kept, and what the law keeps of grants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants import rules
from grants.enums import UNSENT_STATES, ApplicationState, ErasedPart
from grants.models import (
    Absence,
    AidDeclaration,
    Answer,
    Application,
    Batch,
    BatchLine,
    ChangeRequest,
    CompletionRequest,
    Dossier,
    Erasure,
    Message,
    Note,
    Payout,
    Recovery,
    Rectification,
    ReportAnswer,
    ReportReturn,
    ReportSubmission,
    Review,
    Score,
    Signature,
    Submission,
    UseReport,
)
from grants.queries import keeping
from portal import clock, retention
from portal.files import services as files
from portal.files.models import StoredFile
from portal.journal import services as journal
from portal.journal.models import Event

# Stands where a text was that the database wants filled in.
GONE = "–"
# Acts of those who applied and of those who prepared. Who proposed, decided, paid and audited stays on record.
PREPARING = (
    *("grants.application_started", "grants.application_signed", "grants.signature_taken_back"),
    *("grants.application_submitted", "grants.application_withdrawn", "grants.message_sent"),
    *("grants.completion_asked", "grants.completion_answered", "grants.completion_cancelled"),
    *("grants.review_started", "grants.review_given", "grants.officer_assigned", "grants.note_written"),
    *("grants.award_accepted", "grants.award_declined", "grants.account_chosen"),
    *("grants.report_handed_in", "grants.report_returned", "grants.recovery_answered"),
    *("grants.rectification_asked", "grants.rectification_recorded", "grants.rectification_withdrawn"),
    *("grants.change_asked", "grants.change_withdrawn"),
    *("grants.dossier_asked", "grants.dossier_made", "grants.dossier_removed"),
)
# Of whose images who changed them is erased, with columns that say something.
IMAGES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Submission, ("submitted_by_id",)),
    (Signature, ("person_id",)),
    (CompletionRequest, ("asked_by_id",)),
    (Message, ("author_id",)),
    (Note, ("author_id",)),
    (Review, ("reviewer_id",)),
    (ReportSubmission, ("submitted_by_id",)),
    (ReportReturn, ("items", "returned_by_id")),
)


def dead_drafts(before: datetime) -> QuerySet[Application]:
    """Drafts, also withdrawn ones, whose call closed before the instant: they can never be submitted."""
    never = Application.objects.filter(submitted_at__isnull=True)
    return never.filter(state__in=[*UNSENT_STATES, ApplicationState.WITHDRAWN], call__closes_at__lt=before)


def remove_drafts(drafts: Sequence[Application]) -> None:
    """Remove them with answers and files, and who started them from the record."""
    keys = [draft.pk for draft in drafts]
    for draft in drafts:
        for stored in StoredFile.objects.of(draft):
            files.remove(stored)
    Application.objects.filter(pk__in=keys).delete()
    journal.redact_about(Application, keys, reason=_("Erased by the retention plan"))


retention.kind(
    "grants.drafts",
    label=gettext_lazy("Drafts of applications that were never submitted"),
    what=gettext_lazy("Removed with their answers."),
    basis=gettext_lazy("The association's own text until it is submitted (GDPR, article 5(1)(e))"),
    months=6,
    find=dead_drafts,
    erase=remove_drafts,
    joined=("call", "association"),
)


def old_absences(before: datetime) -> QuerySet[Absence]:
    """Absences that were over before the instant."""
    return Absence.objects.filter(ends_on__lt=clock.local(before).date())


def remove_absences(absences: Sequence[Absence]) -> None:
    """Remove them, and who was away and who stood in from the record."""
    keys = [absence.pk for absence in absences]
    Absence.objects.filter(pk__in=keys).delete()
    people = ("user_id", "substitute_id")
    journal.redact_about(Absence, keys, columns=people, reason=_("Erased by the retention plan"))


retention.kind(
    "grants.absences",
    label=gettext_lazy("Absences of officers"),
    what=gettext_lazy("Removed. Who did what in a matter stays in its history."),
    basis=gettext_lazy("Explains who got word of a matter (GDPR, article 5(1)(e))"),
    months=24,
    find=old_absences,
    erase=remove_absences,
)


def _reason() -> str:
    return _("Erased by the retention plan")


def _remember(part: ErasedPart, numbers: dict[int, dict[str, int]]) -> None:
    """Say of each application what was erased and how much, by the label of the model."""
    at = clock.now()
    Erasure.objects.bulk_create(
        Erasure(application_id=key, part=part, erased_at=at, numbers=told) for key, told in sorted(numbers.items())
    )


def _erase_rows(keys: list[int], *, whole: bool) -> None:
    """Erase what the app role can't: a function of the owner's removes notes, and with ``whole`` what was sent."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT grants_erase(%s, %s, %s)", [keys, whole, _reason()])


def _redact(model: Any, keys: Collection[int], verbs: Iterable[str]) -> None:
    """Erase from the record what the verbs tell of the rows: who acted, why, and details."""
    about = Event.objects.filter(
        object_type=model._meta.label_lower, object_id__in=[str(key) for key in keys], redacted_at__isnull=True
    )
    if events := list(about.filter(verb__in=list(verbs)).values_list("pk", flat=True)):
        journal.redact(events, reason=_reason())


def _remove_files(keys: list[int], parents: Any, numbers: dict[int, dict[str, int]]) -> None:
    label = StoredFile._meta.label_lower
    for key, stored in keeping.files_of(keys, parents):
        numbers[key][label] = numbers[key].get(label, 0) + 1
        files.expire(stored)


def remove_notes(matters: Sequence[Application]) -> None:
    """Remove internal notes, and who wrote them from the record."""
    keys = [matter.pk for matter in matters]
    notes = Note.objects.filter(application__in=keys)
    written, label = list(notes.values_list("pk", flat=True)), Note._meta.label_lower
    _remember(
        ErasedPart.NOTES, {key: {label: number} for key, number in keeping.numbers(notes, "application_id").items()}
    )
    _erase_rows(keys, whole=False)
    _redact(Application, keys, ["grants.note_written"])
    journal.redact_images(Note, written, columns=["author_id"], reason=_reason())


def remove_receipts(matters: Sequence[Application]) -> None:
    """Remove the files of use reports."""
    numbers: dict[int, dict[str, int]] = defaultdict(dict)
    _remove_files([matter.pk for matter in matters], ((UseReport, "award__application"),), numbers)
    _remember(ErasedPart.RECEIPTS, numbers)


def empty_matters(matters: Sequence[Application]) -> None:
    """Remove what was handed in, said, scored and attached, and who did it from the record."""
    keys = [matter.pk for matter in matters]
    numbers: dict[int, dict[str, int]] = defaultdict(dict)
    for model, way in keeping.GOING:
        _count(model, keeping.numbers(model.objects.filter(**{f"{way}__in": keys}), way), numbers)
    for model, way, full in keeping.EMPTIED:
        _count(model, keeping.numbers(model.objects.filter(full, **{f"{way}__in": keys}), way), numbers)
    ways = dict(keeping.GOING)
    imaged = {
        model: list(model.objects.filter(**{f"{ways[model]}__in": keys}).values_list("pk", flat=True))
        for model, _columns in IMAGES
    }
    scored = list(Score.objects.filter(review__application__in=keys).values_list("pk", flat=True))
    _remove_files(keys, keeping.PARENTS, numbers)
    # What was handed in names the request that it answers.
    _erase_rows(keys, whole=True)
    for model in (Answer, Signature, CompletionRequest, Review, ReportAnswer, Dossier, AidDeclaration):
        model.objects.filter(**{f"{ways[model]}__in": keys}).delete()
    _empty_texts(keys)
    for model, columns in IMAGES:
        journal.redact_images(model, imaged[model], columns=columns, reason=_reason())
    journal.redact_images(Score, scored, columns=["reason"], reason=_reason())
    _redact_matters(keys)
    _remember(ErasedPart.MATTER, {key: numbers[key] for key in keys})


def _count(model: Any, found: dict[int, int], numbers: dict[int, dict[str, int]]) -> None:
    for key, number in found.items():
        numbers[key][model._meta.label_lower] = number


def _empty_texts(keys: list[int]) -> None:
    """Take away what people outside the city wrote on rows that stay with their days and outcomes."""
    Rectification.objects.filter(application__in=keys).update(
        asked="", grounds="", asker_name="", late_reason="", files=[]
    )
    ChangeRequest.objects.filter(award__application__in=keys).update(asked="", grounds="")
    Recovery.objects.filter(award__application__in=keys).update(answer="", files=[])
    declined = Payout.objects.filter(award__application__in=keys).exclude(decline_reason="")
    told = list(declined.values_list("pk", flat=True))
    declined.update(decline_reason=GONE)
    journal.redact_about(Payout, told, columns=["decline_reason"], reason=_reason())


def _redact_matters(keys: list[int]) -> None:
    """Take who applied and prepared out of the record."""
    _redact(Application, keys, PREPARING)
    hanging: tuple[tuple[Any, str], ...] = (
        (Rectification, "application"),
        (UseReport, "award__application"),
        (ChangeRequest, "award__application"),
        (Recovery, "award__application"),
        (Payout, "award__application"),
    )
    for model, way in hanging:
        found = list(model.objects.filter(**{f"{way}__in": keys}).values_list("pk", flat=True))
        _redact(model, found, PREPARING)


def mask_accounts(batches: Sequence[Batch]) -> None:
    """Remove the files for the bank, and of each account number all but its last four digits."""
    keys, at = [batch.pk for batch in batches], clock.now()
    lines = list(
        keeping.whole_accounts(BatchLine.objects.filter(batch__in=keys)).select_related("instalment__payout__award")
    )
    for line in lines:
        line.iban = rules.masked(line.iban)
    BatchLine.objects.bulk_update(lines, ["iban"], batch_size=500)
    journal.redact_about(BatchLine, [line.pk for line in lines], columns=["iban"], reason=_reason())
    stored = [batch.file for batch in batches if batch.file is not None]
    Batch.objects.filter(pk__in=keys).update(file=None, emptied_at=at)
    for file in stored:
        files.expire(file)
    numbers: dict[int, dict[str, int]] = defaultdict(dict)
    for line in lines:
        told = numbers[line.instalment.payout.award.application_id]
        told[BatchLine._meta.label_lower] = told.get(BatchLine._meta.label_lower, 0) + 1
    _remember(ErasedPart.ACCOUNTS, numbers)


retention.kind(
    "grants.notes",
    label=gettext_lazy("Internal notes on applications, after the matter has ended"),
    what=gettext_lazy("Removed. What was decided, and why, stands in the decision."),
    basis=gettext_lazy(
        "For preparing the matter only (Act on the Openness 621/1999, section 5; GDPR, article 5(1)(e))"
    ),
    months=24,
    find=keeping.with_notes,
    erase=remove_notes,
    joined=("call", "association"),
)

retention.kind(
    "grants.receipts",
    label=gettext_lazy("Receipts and other files of use reports, after the matter has ended"),
    what=gettext_lazy("The files are removed. The report and its figures stay for now."),
    basis=gettext_lazy("As long as vouchers are kept (Accounting Act 1336/1997, chapter 2, section 10: six years)"),
    months=84,
    least=12,
    find=keeping.with_receipts,
    erase=remove_receipts,
    joined=("call", "association"),
)

_WHAT = gettext_lazy(
    "What was handed in is removed with answers, messages, scores, reports and files. "
    "The decisions, the sums, the days and the row of the register stay."
)

retention.kind(
    "grants.not_granted",
    label=gettext_lazy("Applications that were not granted or were withdrawn, after the matter has ended"),
    what=_WHAT,
    basis=gettext_lazy("Archives act 831/1994, section 8, and the city's filing plan"),
    months=120,
    least=12,
    most=600,
    find=keeping.not_granted,
    erase=empty_matters,
    joined=("call", "association"),
)

retention.kind(
    "grants.granted",
    label=gettext_lazy("Applications that were granted, after the grant was paid and reported on"),
    what=_WHAT,
    basis=gettext_lazy(
        "Archives act 831/1994, section 8, and the city's filing plan; "
        "for de minimis aid ten years (EU 2023/2831, article 6)"
    ),
    months=120,
    least=120,
    most=600,
    find=keeping.granted,
    erase=empty_matters,
    joined=("call", "association"),
)

retention.kind(
    "grants.accounts",
    label=gettext_lazy("Account numbers to which grants were paid, from the end of the year"),
    what=gettext_lazy("The file for the bank is removed, and of each account number all but the last four digits."),
    basis=gettext_lazy("Accounting Act 1336/1997, chapter 2, section 10: the books are kept for ten years"),
    months=120,
    least=120,
    find=keeping.old_batches,
    erase=mask_accounts,
)

retention.statutory(
    "grants",
    label=gettext_lazy("Decided applications with their sums and days, awards, payments and the public register"),
    basis=gettext_lazy(
        "Kept for good as the city's filing plan says (archives act 831/1994), with those who decided and paid"
    ),
    verbs=("grants.",),
    tables=(
        *("grants_application", "grants_award", "grants_call", "grants_criterion", "grants_formversion"),
        *("grants_principles", "grants_awardmodel", "grants_allocation", "grants_allocationrow"),
        *("grants_usereport", "grants_sample", "grants_samplemember", "grants_erasure"),
        *("grants_decisionlist", "grants_listline", "grants_rectification", "grants_changerequest"),
        *("grants_payout", "grants_instalment", "grants_batch", "grants_batchline", "grants_payer"),
        *("grants_recovery", "grants_recoveryinstalment", "grants_recoverypayment"),
        *("grants_aiddeclaration", "grants_declaredaid", "grants_aidnote"),
    ),
)

retention.statutory(
    "grants.handling",
    label=gettext_lazy("What was handed in, asked, answered and scored in a matter"),
    basis=gettext_lazy("Matters of public money: until the times of this plan for applications are over"),
    tables=(
        *("grants_submission", "grants_signature", "grants_completionrequest", "grants_message", "grants_note"),
        *("grants_review", "grants_score", "grants_reportsubmission", "grants_reportreturn"),
    ),
    columns=("grants_submission.content", "grants_reportsubmission.content", "grants_rectification.asker_name"),
)
