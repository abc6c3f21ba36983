"""How long drafts are kept, and what the law keeps of grants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.enums import UNSENT_STATES, ApplicationState
from grants.models import Absence, Application
from portal import clock, retention
from portal.files import services as files
from portal.files.models import StoredFile
from portal.journal import services as journal


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


retention.statutory(
    "grants",
    label=gettext_lazy("Applications, their review, awards and payments"),
    basis=gettext_lazy("Kept as the archives act 831/1994 and the city's filing plan say; awards for good"),
    verbs=("grants.",),
    tables=(
        *("grants_application", "grants_submission", "grants_review", "grants_score", "grants_award"),
        *("grants_call", "grants_criterion", "grants_formversion", "grants_principles"),
        *("grants_awardmodel", "grants_allocation", "grants_allocationrow"),
        *("grants_signature", "grants_completionrequest", "grants_message", "grants_note"),
        *("grants_usereport", "grants_reportsubmission", "grants_reportreturn"),
        *("grants_sample", "grants_samplemember"),
        *("grants_decisionlist", "grants_listline", "grants_rectification", "grants_changerequest"),
        *("grants_payout", "grants_instalment", "grants_batch", "grants_batchline", "grants_payer"),
        *("grants_recovery", "grants_recoveryinstalment", "grants_recoverypayment"),
        *("grants_aiddeclaration", "grants_declaredaid", "grants_aidnote"),
    ),
    columns=("grants_submission.content", "grants_reportsubmission.content", "grants_rectification.asker_name"),
)
